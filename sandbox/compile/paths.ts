import { isArray, property, text } from '../notation/json.ts';
import { shapeOf } from '../notation/path-template.ts';
import type { Mount, SegmentPart, SegmentPlan } from '../plan.ts';
import type { Tree } from '../read/tree.ts';
import type { ApiSource } from './api.ts';

/** The segments of a path template (OpenAPI 3.1.1, 4.8.8). Any number of placeholders may share a segment. */
export function segmentsOf(template: string): readonly SegmentPlan[] {
  return template
    .slice(1)
    .split('/')
    .map((segment) => {
      const parts = segment
        .split(/(\{[^}]+\})/)
        .filter((part) => part !== '')
        .map(
          (part): SegmentPart =>
            part.startsWith('{') && part.endsWith('}') ? { parameter: part.slice(1, -1) } : { literal: part },
        );
      return parts.some((part) => 'parameter' in part) ? { parts } : { literal: segment };
    });
}

/** The base paths of a document's servers, variables at their defaults; the root when it names none (OpenAPI 3.1.1, 4.8.5). */
export function basePathsOf(tree: Tree): readonly string[] {
  const servers = tree.get(tree.root, 'servers');
  const paths = tree.items(isArray(servers?.value) && servers.value.length > 0 ? servers : undefined).map((server) => {
    const variables = tree.get(server, 'variables');
    const url = (text(server.value, 'url') ?? '').replace(/\{([^}]+)\}/g, (placeholder, name: string) => {
      const variable = variables && tree.get(variables, name);
      const fallback = property(variable?.value, 'default');
      return fallback === undefined ? placeholder : String(fallback);
    });
    // Relative to wherever the document is, which is taken for the root; dots are resolved (RFC 3986, 5.2.4).
    const path = url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
    return withoutDots(path).replace(/\/+$/, '');
  });
  return paths.length > 0 ? [...new Set(paths)] : [''];
}

function withoutDots(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.map((segment) => `/${segment}`).join('');
}

/** Two operations that would have to answer the same request. */
export interface MountConflict {
  readonly basePath: string;
  readonly operation: string;
  readonly apis: readonly [ApiSource, ApiSource];
}

/**
 * Where each API answers: under its declared base paths, and at the root as well. What several APIs have at the root,
 * where one of them is only there besides, none of those answers.
 */
export function mountApis(apis: readonly ApiSource[]): {
  readonly mounts: readonly Mount[];
  readonly conflicts: readonly MountConflict[];
} {
  const conflicts: MountConflict[] = [];
  const declared = new Map<string, ApiSource>();
  const implied = new Map<string, number>();
  for (const api of apis) {
    const paths = api.plan.basePaths;
    for (const operation of operationsOf(api)) {
      for (const basePath of paths) {
        const place = `${basePath} ${operation}`;
        const other = declared.get(place);
        if (other) conflicts.push({ basePath, operation, apis: [other, api] });
        else declared.set(place, api);
      }
      if (!paths.includes('')) implied.set(operation, (implied.get(operation) ?? 0) + 1);
    }
  }
  const mounts = apis.flatMap((api): readonly Mount[] => {
    const paths = api.plan.basePaths;
    const own = paths.map((basePath): Mount => ({ basePath, api: api.plan.name, declared: true, contested: [] }));
    if (paths.includes('')) return own;
    const contested = operationsOf(api).filter(
      (operation) => (implied.get(operation) ?? 0) > 1 || declared.has(` ${operation}`),
    );
    return [...own, { basePath: '', api: api.plan.name, declared: false, contested }];
  });
  return { mounts: [...mounts].sort((one, other) => rank(other) - rank(one)), conflicts };
}

/** Longer base paths are tried first; of two roots, the declared one. */
function rank(mount: Mount): number {
  return mount.basePath.length * 2 + (mount.declared ? 1 : 0);
}

/** `GET /letters/{}` */
function operationsOf(api: ApiSource): readonly string[] {
  return api.plan.routes.flatMap((route) =>
    Object.keys(route.operations).map((method) => `${method} ${shapeOf(route.template)}`),
  );
}
