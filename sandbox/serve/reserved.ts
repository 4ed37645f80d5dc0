import type { ApiRequest } from '../exchange.ts';
import { percentDecode } from '../notation/percent.ts';
import type { FilePlan, Plan } from '../plan.ts';
import { answerTokenRequest, tokenPath } from './access-token.ts';
import type { CatalogueMaker } from './app.ts';
import { filesPath, onEverything } from './respond.ts';

/** Answers what is under `/_sandbox/`, and the root where no document has it; undefined for everything else. */
export type Reserved = (request: ApiRequest) => Response | undefined;

export function createReserved(plan: Plan, catalogue: CatalogueMaker): Reserved {
  const files = new Map(
    plan.apis.flatMap((api) => api.files.map((file) => [`${filesPath}/${api.name}/${file.name}`, file])),
  );
  let made: string | undefined;
  const hasRoot = plan.mounts.some(
    ({ api, basePath }) =>
      basePath === '' && plan.apis.find(({ name }) => name === api)?.routes.some(({ template }) => template === '/'),
  );

  return (request) => {
    const { method, path, url } = request;
    const isIndex = path === '/_sandbox/' || path === '/_sandbox' || (path === '/' && !hasRoot);
    if (!isIndex && !path.startsWith('/_sandbox/')) return undefined;
    if (path === tokenPath) {
      const { status, body, headers } = answerTokenRequest(request);
      return json(status, body, headers);
    }
    if (method !== 'GET' && method !== 'HEAD')
      return json(405, { error: `This address takes GET, not ${method}.` }, { Allow: 'GET, HEAD' });
    if (isIndex) return json(200, indexOf(plan));
    if (path === '/_sandbox/health') return json(200, { status: 'pass' });
    if (path === '/_sandbox/scenarios') return text(200, catalogueFor(new URL(url).origin), 'application/json');
    const file = files.get(percentDecode(path));
    if (file) return fileResponse(file);
    return json(404, {
      error: `There is nothing at ${path}.`,
      see: ['/_sandbox/health', '/_sandbox/scenarios', tokenPath],
    });
  };

  /** Made once, for an origin that nobody has; each caller gets its own in its place. */
  function catalogueFor(origin: string): string {
    made ??= JSON.stringify(catalogue(nobody));
    return made.replaceAll(nobody, origin.replaceAll("'", '%27'));
  }
}

const nobody = 'http://sandbox.invalid';

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
    token: tokenPath,
  };
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
