import { Hono } from 'hono';
import type { ApiRequest } from '../exchange.ts';
import type { ApiPlan, FilePlan, Plan } from '../plan.ts';
import { negotiate, readAccept } from '../syntax/accept.ts';
import { bytesOf } from '../syntax/octets.ts';
import { percentDecode } from '../syntax/percent.ts';
import { answerTokenRequest, discoveryPath, issuerAt, tokenPath } from './access-token.ts';
import { type Addressed, addressed, textAt } from './addressed.ts';
import type { Asset, Introspection } from './introspection.ts';
import { onEverything } from './prepare.ts';
import { filesPath } from './respond.ts';

/** What the handlers get besides: the request as it was received, and where it was sent to, as its sender sees it. */
type Env = { Bindings: { readonly request: ApiRequest; readonly origin: string } };

/** What is under `/_sandbox/`, and the root where no document has it. */
export interface Reserved {
  readonly app: Hono<Env>;
  /** Where it answers, in Hono's notation. */
  readonly paths: readonly string[];
}

export function createReserved(plan: Plan, introspection: Introspection): Reserved {
  const files = new Map(
    plan.apis.flatMap((api) => api.files.map((file) => [`${filesPath}/${api.name}/${file.name}`, fileOf(file)])),
  );
  const made = new Map<string, Promise<Addressed>>();
  const hasRoot = plan.mounts.some(
    ({ api, basePath }) =>
      basePath === '' && plan.apis.find(({ name }) => name === api)?.routes.some(({ template }) => template === '/'),
  );
  const indexPaths = ['/_sandbox', '/_sandbox/', ...(hasRoot ? [] : ['/'])];
  const app = new Hono<Env>();

  app.all(tokenPath, ({ env: { request } }) => {
    const { status, body, headers } = answerTokenRequest(request);
    return json(status, body, headers);
  });
  app.use(async ({ env: { request } }, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    return json(405, { error: `This address takes GET, not ${request.method}.` }, { Allow: 'GET, HEAD' });
  });
  for (const path of indexPaths) app.get(path, ({ env: { request } }) => index(request));
  app.get('/_sandbox/health', () => json(200, { status: 'pass' }));
  app.get(discoveryPath, ({ env: { origin } }) => json(200, issuerAt(origin)));
  app.get('/_sandbox/scenarios', ({ env: { origin } }) =>
    catalogueResponse('/_sandbox/scenarios', origin, introspection.catalogue),
  );
  // Files, pages and documents by names of their own, which may have any letters.
  app.get('*', ({ env: { request, origin } }) => {
    const { path } = request;
    const nothing = { error: `There is nothing at ${path}.`, see: addresses(plan) };
    return shown(percentDecode(path), origin) ?? json(404, nothing);
  });
  // Whoever called it is told: Hono would make an answer of it.
  app.onError((error) => {
    throw error;
  });
  return { app, paths: [...indexPaths, '/_sandbox/*'] };

  /** A page for browsers, data for everybody else. */
  function index({ path, headers }: ApiRequest): Response {
    const wanted = negotiate(readAccept(headers.get('accept')), ['application/json', 'text/html']);
    return wanted === 1
      ? page(introspection.index(path === '/_sandbox/' ? '' : '_sandbox/'))
      : json(200, indexOf(plan), { Vary: 'Accept' });
  }

  /** What there is of each API, and what the pages load. */
  function shown(path: string, origin: string): Response | Promise<Response> | undefined {
    const file = files.get(path);
    const asset = path.startsWith(consolePath) ? introspection.asset(path.slice(consolePath.length)) : file;
    if (asset) return new Response(asset.bytes, { headers: { ...onEverything, 'Content-Type': asset.mediaType } });
    const docs = plan.apis.find(({ name }) => path === docsPath(name));
    if (docs) return page(introspection.docs(docs.name));
    // A page that decodes addresses twice encodes them twice.
    const name = (documentAt(path) ?? documentAt(percentDecode(path)))?.name;
    return name === undefined
      ? undefined
      : catalogueResponse(documentPath(name), origin, (at) => introspection.document(name, at));
  }

  function documentAt(path: string): ApiPlan | undefined {
    return plan.apis.find(({ name }) => path === documentPath(name));
  }

  /** Made once, for an origin that nobody has; each caller gets its own in its place. */
  async function catalogueResponse(key: string, origin: string, make: Introspection['catalogue']): Promise<Response> {
    const pieces =
      made.get(key) ??
      make({ origin: placeholderOrigin, tokenPath, discoveryPath }).then((text) => addressed(text, placeholderOrigin));
    made.set(key, pieces);
    const { body, length } = textAt(await pieces, origin);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(length) };
    return new Response(body, { headers: { ...onEverything, ...headers } });
  }
}

const placeholderOrigin = 'http://sandbox.invalid';
const consolePath = '/_sandbox/console/';
const docsPath = (api: string) => `/_sandbox/docs/${api}`;
const documentPath = (api: string) => `/_sandbox/openapi/${api}.json`;

/** What there is besides the APIs themselves. */
function addresses({ apis }: Plan): readonly string[] {
  const own = apis.flatMap(({ name }) => [docsPath(name), documentPath(name)]);
  return ['/_sandbox/', ...own, '/_sandbox/scenarios', '/_sandbox/health', tokenPath, discoveryPath];
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
      docs: docsPath(name),
      document: documentPath(name),
    })),
    scenarios: '/_sandbox/scenarios',
    health: '/_sandbox/health',
    token: tokenPath,
  };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return respondWith(status, JSON.stringify(body), 'application/json', headers);
}

/**
 * Nothing but what the sandbox serves itself is loaded or asked (Content Security Policy Level 3). Swagger UI's style
 * sheet has images as `data:`; it shows an answer that is an image as a `blob:`, and one that is a sound by its address.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function page(html: string): Response {
  const headers = { 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer', Vary: 'Accept' };
  return respondWith(200, html, 'text/html; charset=utf-8', headers);
}

function respondWith(
  status: number,
  body: string,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...onEverything, 'Content-Type': mediaType, ...headers } });
}

function fileOf({ base64, mediaType }: FilePlan): Asset {
  return { mediaType, bytes: bytesOf(atob(base64)) };
}
