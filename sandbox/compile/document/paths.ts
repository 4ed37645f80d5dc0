import type { ContestedOperation, Mount, SegmentPlan } from '../../plan.ts';
import { templateKey, templateSegments } from '../../syntax/path-template.ts';
import type { ApiSource } from '../source.ts';

/** Splits a path template into segments, each with any number of placeholders (OpenAPI 3.1.1, 4.8.8). */
export function segmentsOf(template: string): readonly SegmentPlan[] {
  return templateSegments(template).map((parts) => {
    const [first = { literal: '' }] = parts;
    return parts.length <= 1 && 'literal' in first ? first : { parts };
  });
}

/** Two operations of different APIs that match the same requests. */
export interface MountConflict {
  readonly basePath: string;
  readonly operation: string;
  readonly apis: readonly [ApiSource, ApiSource];
}

/**
 * Mounts each API under its declared base paths and, as a convenience, at the root. At the root, an operation that
 * several APIs have is served only by the one that declares the root, if any.
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
    const declaredMounts = [...paths].map(
      (basePath): Mount => ({ basePath, api: name, declared: true, contested: [] }),
    );
    const impliedOnly = operationsOf(api).filter((operation) => !operation.basePaths.includes(''));
    if (basePaths.includes('') && impliedOnly.length === 0) return declaredMounts;
    const contested = impliedOnly
      .filter(({ operation }) => (implied.get(operation) ?? 0) > 1 || declared.has(` ${operation}`))
      .map(({ method, path }) => ({ method, path }));
    return [...declaredMounts, { basePath: '', api: name, declared: false, contested }];
  });
  return { mounts: [...mounts].sort((one, other) => rank(other) - rank(one)), conflicts };
}

/** Ranks longer base paths first, and a declared root before an implied one. */
function rank(mount: Mount): number {
  return mount.basePath.length * 2 + (mount.declared ? 1 : 0);
}

interface MountedOperation extends ContestedOperation {
  /** Method and path: `GET /letters/{}`. */
  readonly operation: string;
  /** The declared ones. */
  readonly basePaths: readonly string[];
}

function operationsOf({ plan }: ApiSource): readonly MountedOperation[] {
  return plan.routes.flatMap(({ template, operations, basePaths }) => {
    const path = templateKey(template);
    return Object.keys(operations).map((method) => ({
      method,
      path,
      operation: `${method} ${path}`,
      basePaths: basePaths ?? plan.basePaths,
    }));
  });
}
