import { Hono } from 'hono';
import type { ApiRequest, Authorization, Choices, PublicAddress } from '../exchange.ts';
import type { ApiPlan, FilePlan, Plan } from '../plan.ts';
import { negotiate, readAccept } from '../syntax/accept.ts';
import { attachment } from '../syntax/content-disposition.ts';
import { bytesOf } from '../syntax/octets.ts';
import { percentDecode } from '../syntax/percent.ts';
import { authorizationOf, authorizationPath } from './authorization-endpoint.ts';
import { answerDeviceRequest, devicePath, verificationPath } from './device-authorization.ts';
import type { Introspection, Selection } from './introspection.ts';
import { type OriginTemplate, originTemplate, streamWithOrigin } from './origin-template.ts';
import { assetResponse, compressed, revalidated } from './page-files.ts';
import { baseHeaders } from './prepare-answer.ts';
import { filesPath } from './render.ts';
import { type Content, contentResponse, jsonResponse, pageResponse } from './reserved-responses.ts';
import { selectedApis, selectionOf } from './scenario-selection.ts';
import { answerTokenRequest, discoveryPath, issuerMetadata, issuerPaths, tokenPath } from './token-endpoint.ts';
import { formMethods, type TokenResponse } from './token-request.ts';

/** Passed to the handlers beside the raw request: the received request, and the public origin that its client used. */
type Env = { Bindings: { readonly request: ApiRequest; readonly origin: string } };

/** The paths that the sandbox reserves for itself: those below `/_sandbox/`, and `/` if no document has that path. */
export interface ReservedApp {
  readonly app: Hono<Env>;
  /** The reserved paths, as Hono patterns. */
  readonly paths: readonly string[];
}

/** Creates the app of the reserved paths: index, documentation, documents, scenarios, files, health and tokens. */
export function createReserved(plan: Plan, introspection: Introspection): ReservedApp {
  const files = new Map(
    plan.apis.flatMap((api) => api.files.map((file) => [`${filesPath}/${api.name}/${file.name}`, fileContent(file)])),
  );
  const cache = new Map<string, Promise<OriginTemplate>>();
  const hasRoot = plan.mounts.some(
    ({ api, basePath }) =>
      basePath === '' && plan.apis.find(({ name }) => name === api)?.routes.some(({ template }) => template === '/'),
  );
  const indexPaths = ['/_sandbox', '/_sandbox/', ...(hasRoot ? [] : ['/'])];
  const app = new Hono<Env>();

  app.options('*', ({ env: { request } }) => {
    const methods = [tokenPath, devicePath].includes(request.path) ? formMethods : readMethods;
    return new Response(null, { status: 204, statusText: 'No Content', headers: { ...baseHeaders, Allow: methods } });
  });
  app.all(tokenPath, async ({ env: { request } }) => tokenResponse(await answerTokenRequest(request)));
  app.all(devicePath, ({ env: { request, origin } }) => tokenResponse(answerDeviceRequest(request, origin)));
  app.use(async ({ env: { request } }, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    return jsonResponse(405, { error: `This address takes GET, not ${request.method}.` }, { Allow: readMethods });
  });
  app.use(`${consolePath}*`, revalidated);
  for (const path of longTexts) app.use(path, ...compressed);
  for (const path of indexPaths)
    app.get(path, ({ env }) => preferred(env, () => jsonResponse(200, indexBody(plan), { Vary: 'Accept' })));
  app.get('/_sandbox/health', () => jsonResponse(200, { status: 'pass' }));
  app.get(discoveryPath, ({ env: { origin } }) => jsonResponse(200, issuerMetadata(origin)));
  app.get(authorizationPath, ({ env: { request } }) => authorizationResponse(authorizationOf(request.query)));
  app.get(verificationPath, () => authorizationResponse({ kind: 'device' }));
  app.get('/_sandbox/scenarios', ({ env }) => preferred(env, () => catalogueResponse(env, { Vary: 'Accept' })));
  app.get('/_sandbox/scenarios.json', ({ env }) => catalogueResponse(env));
  // Files, pages and documents are looked up by decoded name, which Hono's router would not match.
  app.get('*', ({ env: { request, origin } }) => {
    const notFound = { error: `There is nothing at ${request.path}.`, see: reservedAddresses(plan) };
    return apiResource(request, origin) ?? jsonResponse(404, notFound);
  });
  // Rethrown to the engine; Hono would answer 500.
  app.onError((error) => {
    throw error;
  });
  return { app, paths: [...indexPaths, '/_sandbox/*'] };

  /** Answers with the page of scenarios if the client prefers HTML to JSON. */
  function preferred(
    { request, origin }: Env['Bindings'],
    asJson: () => Response | Promise<Response>,
  ): Response | Promise<Response> {
    const { path, query, headers } = request;
    const isPage = negotiate(readAccept(headers.get('accept')), ['application/json', 'text/html']) === 1;
    if (!isPage) return asJson();
    const selection = selectionOf(query);
    if (isUnknown(selection)) return nothingSelected();
    const toReserved = path.startsWith('/_sandbox/') ? '' : '_sandbox/';
    return pageResponse(introspection.scenarios({ origin, ...issuerPaths }, selection, toReserved));
  }

  function catalogueResponse(
    { request: { query }, origin }: Env['Bindings'],
    headers: Readonly<Record<string, string>> = {},
  ): Response | Promise<Response> {
    const selection = selectionOf(query);
    if (isUnknown(selection)) return nothingSelected();
    const key = JSON.stringify([selection.api, selection.operation]);
    return cachedResponse(key, origin, (at) => introspection.catalogue(at, selection), headers);
  }

  /** Whether a selection names an API or operation that does not exist. */
  function isUnknown(selection: Selection): boolean {
    const isAll = selection.api === null && selection.operation === null;
    return !isAll && selectedApis(plan, selection).length === 0;
  }

  function nothingSelected(): Response {
    const apis = plan.apis.map(({ name }) => name);
    return jsonResponse(404, { error: 'There is no API or operation of this name.', apis });
  }

  function authorizationResponse(authorization: Authorization): Response {
    const isFaulty = authorization.kind === 'refused' || authorization.kind === 'faulty';
    return pageResponse(introspection.authorization(authorization), isFaulty ? 400 : 200);
  }

  /** Answers with a file, a script or style sheet, a documentation page, or a document; undefined if there is none. */
  function apiResource(request: ApiRequest, origin: string): Response | Promise<Response> | undefined {
    const path = percentDecode(request.path);
    const file = files.get(path);
    if (file) return contentResponse(file);
    const asset = path.startsWith(consolePath) ? introspection.asset(path.slice(consolePath.length)) : undefined;
    if (asset) return assetResponse(asset, request.headers.get('accept-encoding'));
    const docs = plan.apis.find(({ name }) => path === docsPath(name));
    if (docs) return pageResponse(introspection.docs(docs.name));
    // Some pages percent-encode the address twice.
    const name = (apiWithDocumentAt(path) ?? apiWithDocumentAt(percentDecode(path)))?.name;
    return name === undefined ? undefined : documentResponse(name, request, origin);
  }

  function documentResponse(api: string, { query }: ApiRequest, origin: string): Response | Promise<Response> {
    const listed = new URLSearchParams(query).get('choices');
    if (listed !== null && listed !== 'enum' && listed !== 'extension')
      return jsonResponse(400, { error: unknownChoices(listed) });
    const choices: Choices = listed ?? 'examples';
    return cachedResponse(`${documentPath(api)}?choices=${choices}`, origin, (at) =>
      introspection.document(api, at, choices),
    );
  }

  function apiWithDocumentAt(path: string): ApiPlan | undefined {
    return plan.apis.find(({ name }) => path === documentPath(name));
  }

  /**
   * Answers with JSON that is created once with a placeholder origin, which each response replaces by the public one.
   */
  async function cachedResponse(
    key: string,
    origin: string,
    make: (at: PublicAddress) => Promise<string>,
    further: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const pieces =
      cache.get(key) ??
      make({ origin: placeholderOrigin, ...issuerPaths }).then((text) => originTemplate(text, placeholderOrigin));
    cache.set(key, pieces);
    const { body, length } = streamWithOrigin(await pieces, origin);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(length), ...further };
    return new Response(body, { statusText: 'OK', headers: { ...baseHeaders, ...headers } });
  }
}

/** The value of `Allow` of all reserved paths but the token endpoint. */
const readMethods = 'GET, HEAD, OPTIONS';

const placeholderOrigin = 'http://sandbox.invalid';
const consolePath = '/_sandbox/console/';
/** What is compressed. */
const longTexts = [
  `${consolePath}*`,
  '/_sandbox/docs/*',
  '/_sandbox/openapi/*',
  '/_sandbox/scenarios',
  '/_sandbox/scenarios.json',
];
const docsPath = (api: string) => `/_sandbox/docs/${api}`;
const documentPath = (api: string) => `/_sandbox/openapi/${api}.json`;

function unknownChoices(choices: string): string {
  return `There is no "choices=${choices}". Write choices=enum, or leave it out: scenarios are then listed as examples.`;
}

/** Lists the reserved addresses, for the 404 of an unknown one. */
function reservedAddresses({ apis }: Plan): readonly string[] {
  const perApi = apis.flatMap(({ name }) => [docsPath(name), documentPath(name)]);
  return [
    '/_sandbox/',
    ...perApi,
    '/_sandbox/scenarios',
    '/_sandbox/scenarios.json',
    '/_sandbox/health',
    ...Object.values(issuerPaths),
  ];
}

function indexBody({ apis }: Plan): unknown {
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
function tokenResponse({ status, body, headers }: TokenResponse): Response {
  return jsonResponse(status, body, headers);
}

/** Returns a file beside a scenario file, to be saved under its name unless browsers can show its type. */
function fileContent({ name, base64, mediaType }: FilePlan): Content {
  const isShown = /^(text|image)\/|^application\/json$/.test(mediaType);
  const headers = isShown ? {} : { 'Content-Disposition': attachment(name) };
  return { mediaType, bytes: bytesOf(atob(base64)), headers };
}
