import type { ApiRequest } from '../exchange.ts';
import type { FilePlan, Plan } from '../plan.ts';
import type { CatalogueMaker } from './app.ts';
import { filesPath, onEverything } from './respond.ts';

/** Answers what is under `/_sandbox/`, and the root where no document has it; undefined for everything else. */
export type Reserved = (request: ApiRequest) => Response | undefined;

export function createReserved(plan: Plan, catalogue: CatalogueMaker): Reserved {
  const files = new Map(
    plan.apis.flatMap((api) => api.files.map((file) => [`${filesPath}/${api.name}/${file.name}`, file])),
  );
  const catalogues = new Map<string, string>();
  const hasRoot = plan.mounts.some(
    ({ api, basePath }) =>
      basePath === '' && plan.apis.find(({ name }) => name === api)?.routes.some(({ template }) => template === '/'),
  );

  return ({ method, path, url }) => {
    const isIndex = path === '/_sandbox/' || path === '/_sandbox' || (path === '/' && !hasRoot);
    if (!isIndex && !path.startsWith('/_sandbox/')) return undefined;
    if (method !== 'GET' && method !== 'HEAD')
      return json(405, { error: `This address takes GET, not ${method}.` }, { Allow: 'GET, HEAD' });
    if (isIndex) return json(200, indexOf(plan));
    if (path === '/_sandbox/health') return json(200, { status: 'pass' });
    if (path === '/_sandbox/scenarios') return text(200, catalogueFor(new URL(url).origin), 'application/json');
    const file = files.get(decode(path));
    if (file) return fileResponse(file);
    return json(404, { error: `There is nothing at ${path}.`, see: ['/_sandbox/health', '/_sandbox/scenarios'] });
  };

  function catalogueFor(origin: string): string {
    const known = catalogues.get(origin) ?? JSON.stringify(catalogue(origin));
    // One origin is the rule; a few names of one server are kept, and no more.
    if (catalogues.size < 4) catalogues.set(origin, known);
    return known;
  }
}

function indexOf({ apis }: Plan): unknown {
  return {
    apis: apis.map(({ name, title, version, basePaths, operations }) => ({
      name,
      title,
      version,
      basePaths: basePaths.map((basePath) => basePath || '/'),
      operations: operations.length,
      scenarios: operations.reduce((count, operation) => count + operation.scenarios.length, 0),
    })),
    scenarios: '/_sandbox/scenarios',
    health: '/_sandbox/health',
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return text(status, JSON.stringify(body), 'application/json', headers);
}

function text(
  status: number,
  body: string,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...onEverything, 'Content-Type': mediaType, ...headers } });
}

function fileResponse({ base64, mediaType }: FilePlan): Response {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(bytes, { headers: { ...onEverything, 'Content-Type': mediaType } });
}
