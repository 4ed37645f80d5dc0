import type { Mount, SegmentPlan } from '../../plan.ts';
import { templateKey, templateSegments } from '../../syntax/path-template.ts';
import type { ApiSource } from '../source.ts';

/** The segments of a path template (OpenAPI 3.1.1, 4.8.8). Any number of placeholders may share a segment. */
export function segmentsOf(template: string): readonly SegmentPlan[] {
  return templateSegments(template).map((parts) => {
    const [first = { literal: '' }] = parts;
    return parts.length <= 1 && 'literal' in first ? first : { parts };
  });
}

/** Two operations that would have to answer the same request. */
export interface MountConflict {
  readonly basePath: string;
  readonly operation: string;
  readonly apis: readonly [ApiSource, ApiSource];
}

/**
 * Where each API answers: each operation under its declared base paths, and at the root as well. What several APIs have
 * at the root, where one of them is only there besides, none of those answers.
 */
export function mountApis(apis: readonly ApiSource[]): {
  readonly mounts: readonly Mount[];
  readonly conflicts: readonly MountConflict[];
} {
  const conflicts: MountConflict[] = [];
  const declared = new Map<string, ApiSource>();
  const implied = new Map<string, number>();
  for (const api of apis) {
    for (const { operation, basePaths } of operationsOf(api)) {
      for (const basePath of basePaths) {
        const place = `${basePath} ${operation}`;
        const other = declared.get(place);
        if (other) conflicts.push({ basePath, operation, apis: [other, api] });
        else declared.set(place, api);
      }
      if (!basePaths.includes('')) implied.set(operation, (implied.get(operation) ?? 0) + 1);
    }
  }
  const mounts = apis.flatMap((api): readonly Mount[] => {
    const { name, basePaths, routes } = api.plan;
    const paths = new Set([...basePaths, ...routes.flatMap((route) => route.basePaths ?? [])]);
    const own = [...paths].map((basePath): Mount => ({ basePath, api: name, declared: true, contested: [] }));
    const besides = operationsOf(api).filter((operation) => !operation.basePaths.includes(''));
    if (basePaths.includes('') && besides.length === 0) return own;
    const contested = besides
      .map(({ operation }) => operation)
      .filter((operation) => (implied.get(operation) ?? 0) > 1 || declared.has(` ${operation}`));
    return [...own, { basePath: '', api: name, declared: false, contested }];
  });
  return { mounts: [...mounts].sort((one, other) => rank(other) - rank(one)), conflicts };
}

/** Longer base paths are tried first; of two roots, the declared one. */
function rank(mount: Mount): number {
  return mount.basePath.length * 2 + (mount.declared ? 1 : 0);
}

/** `GET /letters/{}`, with the base paths under which it is declared. */
function operationsOf({ plan }: ApiSource): readonly {
  readonly operation: string;
  readonly basePaths: readonly string[];
}[] {
  return plan.routes.flatMap(({ template, operations, basePaths }) =>
    Object.keys(operations).map((method) => ({
      operation: `${method} ${templateKey(template)}`,
      basePaths: basePaths ?? plan.basePaths,
    })),
  );
}
