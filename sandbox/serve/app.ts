import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ApiRequest, HeaderFields, RequestBody } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { FailedOperationError } from '../problem.ts';
import { registeredPhrase } from '../syntax/status.ts';
import { visibleLine } from '../syntax/visible.ts';
import { type DefaultDelay, defaultDelay } from '../triggers/delay.ts';
import { hasKnownPreference, prefixPath, splitPrefix } from '../triggers/prefer.ts';
import type { AccessLogEntry } from './access-log.ts';
import { isAllowedHost } from './allowed-host.ts';
import { bindPlan, type Runtime } from './bind-plan.ts';
import { connectionFaultOf, type FailConnection, type HostAbilities, withFaultHint } from './connection-fault.ts';
import { type Decided, decide } from './decide.ts';
import { createDelays } from './delays.ts';
import type { Introspection } from './introspection.ts';
import { originOf } from './origin.ts';
import { baseHeaders } from './prepare-answer.ts';
import { receiveBody, toApiRequest, UnreceivedError } from './receive-request.ts';
import { type RefusalReason, refuse, standaloneRefusal } from './refuse.ts';
import { type RenderedAnswer, render, renderPrepared, responseOf } from './render.ts';
import { createReserved } from './reserved-paths.ts';
import type { SandboxOptions, Sources } from './sources.ts';
import { hostnameOf, splitUrl, type UrlParts } from './url-parts.ts';

export interface AppOptions extends SandboxOptions, DefaultDelay {
  /** Bytes; a request with a longer body gets 413. */
  readonly bodyLimit: number;
  /** Whether the public origin is taken from `X-Forwarded-*` headers. */
  readonly trustProxy: boolean;
  /** Host names to answer to, besides loopback names; any if undefined. */
  readonly allowedHosts?: readonly string[];
  /** Answers that may be delayed at the same time; further ones get 503. */
  readonly maxDelayed: number;
  /** When aborted, delayed answers are sent immediately. */
  readonly releaseDelayed?: AbortSignal;
  /** Called with each answer. */
  readonly onAnswer?: (answer: AccessLogEntry) => void;
}

/** `Access-Control-Max-Age` in seconds: six weeks, so that a browser sends each preflight once. */
const preflightAge = 3_628_800;

/**
 * Creates the sandbox as a Hono app: `Request` in, `Response` out, on any platform.
 *
 * @param sources the plan, and the functions that supply operation plans and validators
 * @param introspection the pages and documents under `/_sandbox/`
 */
export function createApp(sources: Sources, introspection: Introspection, options: AppOptions): Hono<Env> {
  const { plan } = sources;
  const runtime = bindPlan(sources, options);
  const reserved = createReserved(plan, introspection);
  const engine = createEngine(runtime, options);
  const preflight = cors({ origin: '*', allowMethods: allowedMethods(plan), maxAge: preflightAge });
  const app = new Hono<Env>();

  app.options('*', async (context, next) => {
    const { raw } = context.req;
    if (!isPreflight(raw)) return next();
    const startedAt = performance.now();
    const response = await preflight(context, next);
    if (!response) return response;
    for (const [name, value] of Object.entries(baseHeaders)) response.headers.set(name, value);
    // A page from the network may call a sandbox on the local machine (Private Network Access, 3.1.3).
    if (raw.headers.get('Access-Control-Request-Private-Network') === 'true')
      response.headers.set('Access-Control-Allow-Private-Network', 'true');
    log(options, raw, splitUrl(raw.url), startedAt, response.status, {});
    return response;
  });
  app.all(`${prefixPath}*`, ({ req: { raw }, env }, next) =>
    splitUrl(raw.url).path.startsWith(prefixPath) ? engine.prefixed(raw, env.failConnection) : next(),
  );
  app.on('ALL', [...reserved.paths], ({ req: { raw } }) =>
    engine.dispatch(raw, (request, origin) => reserved.app.fetch(raw, { request, origin })),
  );
  // Most requests match this handler alone; Hono then calls it synchronously.
  app.all('*', (context) => engine.api(context.req.raw, context.env.failConnection));
  // Rethrown to the host; Hono would answer 500.
  app.onError((error) => {
    throw error;
  });
  return app;
}

type Env = { Bindings: HostAbilities };

/** Answers requests: synchronously unless there is a body to receive or a delay to wait for. */
interface Engine {
  /** Answers requests to the APIs. */
  readonly api: Handler;
  /** Answers requests to the APIs whose path starts with preferences: `/_sandbox/as/code=429/`. */
  readonly prefixed: Handler;
  /** Receives a request, and answers it with another handler. */
  readonly dispatch: (raw: Request, handle: Handle) => Response | Promise<Response>;
}

type Handler = (raw: Request, failConnection: FailConnection | undefined) => Response | Promise<Response>;
type Handle = (
  request: ApiRequest,
  origin: string,
  raw: Request,
  failConnection: FailConnection | undefined,
) => PendingAnswer;
/** A rendered answer of an API, or a response of the reserved paths; possibly later. */
type PendingAnswer = RenderedAnswer | Response | Promise<RenderedAnswer | Response>;

function createEngine(runtime: Runtime, options: AppOptions): Engine {
  const { corsHeaders } = runtime;
  const { trustProxy, bodyLimit, maxDelayed, releaseDelayed, onAnswer } = options;
  const delays = createDelays(maxDelayed, releaseDelayed);
  return {
    api: (raw, failConnection) => dispatch(raw, answerApi, failConnection),
    prefixed: (raw, failConnection) => dispatch(raw, answerPrefixed, failConnection),
    dispatch,
  };

  function dispatch(raw: Request, handle: Handle, failConnection?: FailConnection): Response | Promise<Response> {
    const startedAt = onAnswer ? performance.now() : 0;
    const address = splitUrl(raw.url);
    const finish = (answer: RenderedAnswer | Response): Response => {
      const isApiAnswer = 'cookies' in answer;
      const response = isApiAnswer ? responseOf(answer) : withCorsHeaders(answer, corsHeaders);
      if (onAnswer) log(options, raw, address, startedAt, response.status, isApiAnswer ? answer.headers : {});
      return response;
    };
    try {
      const answer = answerTo(raw, address, handle, failConnection);
      return answer instanceof Promise
        ? answer.then(finish).catch((error) => finish(failureResponse(error)))
        : finish(answer);
    } catch (error) {
      return finish(failureResponse(error));
    }
  }

  function answerTo(raw: Request, address: UrlParts, handle: Handle, failConnection?: FailConnection): PendingAnswer {
    const origin = originOf(address, raw.headers, trustProxy);
    const rejected = rejectedHost(address, origin, options);
    if (rejected !== undefined) {
      const reason: RefusalReason = { status: 421, detail: rejectedHostDetail(rejected), trigger: 'route' };
      return refuseWith(reason, raw.method);
    }
    const handleBody = (body: RequestBody): PendingAnswer =>
      handle(toApiRequest(raw, address, origin, body), origin, raw, failConnection);
    const body = receiveBody(raw, bodyLimit);
    return body instanceof Promise ? body.then(handleBody) : handleBody(body);
  }

  function answerApi(...[request, , raw, failConnection]: Parameters<Handle>): PendingAnswer {
    return answerOperation(request, raw, failConnection);
  }

  function answerPrefixed(...[request, , raw, failConnection]: Parameters<Handle>): PendingAnswer {
    const prefixed = splitPrefix(request.path);
    if (!prefixed) return answerOperation(request, raw, failConnection);
    if (hasKnownPreference(prefixed.prefer))
      return answerOperation({ ...request, path: prefixed.path }, raw, failConnection, prefixed.prefer);
    const detail = `"${prefixed.prefer}" asks for nothing. Write /_sandbox/as/code=429,example=NAME/ before the path.`;
    return refuseWith({ status: 404, detail, trigger: 'prefer' }, request.method);
  }

  /**
   * Answers after the requested delay, else after that of the server. The answer is rendered before, so that the
   * request is not kept in memory meanwhile.
   */
  function answerOperation(
    request: ApiRequest,
    raw: Request,
    failConnection: FailConnection | undefined,
    prefixed?: string,
  ): PendingAnswer {
    const decided = decide(runtime, request, prefixed);
    const rendered = render(decided, request);
    const fault = connectionFaultOf(decided);
    const answer = fault === null ? rendered : withFaultHint(rendered, fault, failConnection !== undefined);
    const finished = (): RenderedAnswer => {
      if (fault !== null) failConnection?.(fault);
      return answer;
    };
    const requested = requestedDelay(decided);
    const delay = requested ?? defaultDelay(request, options);
    if (delay === 0) return finished();
    const elapsed = delays.wait(delay, raw.signal);
    if (elapsed) return elapsed.then(finished);
    const advice = requested === null ? '' : ' Ask again without a delay.';
    const detail = `As many answers are late already as may be at once (--max-delayed).${advice}`;
    return refuseWith({ status: 503, detail, trigger: 'limit', fields: [['Retry-After', '1']] }, request.method);
  }

  function refuseWith(reason: RefusalReason, method: string): RenderedAnswer {
    return renderPrepared(refuse(reason, corsHeaders).answer, method);
  }
}

/** Returns the delay that a request asks for, in milliseconds; null if it asks for none. */
function requestedDelay({ decision }: Decided): number | null {
  return decision.kind === 'refused' ? null : decision.notes.delay;
}

/** Reports an answer to the access log: the only place that reads the clock. */
function log(
  { onAnswer }: AppOptions,
  { method }: Request,
  { path }: UrlParts,
  startedAt: number,
  status: number,
  headers: HeaderFields,
): void {
  onAnswer?.({
    method,
    path,
    status,
    scenario: headers['sandbox-scenario'] ?? null,
    trigger: headers['sandbox-trigger'] ?? null,
    hint: headers['sandbox-hint'] ?? null,
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
  });
}

/**
 * Returns the requested host name if it is not allowed; undefined if it is. Behind a trusted proxy the forwarded host
 * is checked as well, but only if host names are listed.
 */
function rejectedHost(
  { host }: UrlParts,
  origin: string,
  { allowedHosts, trustProxy }: AppOptions,
): string | undefined {
  if (!allowedHosts) return undefined;
  const requested = hostnameOf(host);
  if (!isAllowedHost(requested, allowedHosts)) return requested;
  if (!trustProxy || allowedHosts.length === 0) return undefined;
  const { hostname } = new URL(origin);
  return isAllowedHost(hostname, allowedHosts) ? undefined : hostname;
}

function rejectedHostDetail(hostname: string): string {
  return `This sandbox does not answer to the name ${hostname}. Where it should, it is started with --allowed-hosts ${hostname}.`;
}

/**
 * Logs an internal error and answers 500. Only the message of an operation that is known to fail is shown to the
 * caller.
 *
 * @throws UnreceivedError as it came: a client that left gets no response
 */
function failureResponse(error: unknown): Response {
  if (error instanceof UnreceivedError) throw error;
  const isKnown = error instanceof FailedOperationError;
  console.error(isKnown ? visibleLine(error.message) : error);
  const { status, headers, body } = standaloneRefusal(
    500,
    isKnown ? error.message : 'The sandbox failed; its log says why.',
  );
  return new Response(body, { status, statusText: registeredPhrase(status), headers });
}

/** Adds the headers that let scripts of other origins read a response. */
function withCorsHeaders(response: Response, corsHeaders: HeaderFields): Response {
  for (const [name, value] of Object.entries(corsHeaders)) response.headers.set(name, value);
  return response;
}

function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Origin') && headers.has('Access-Control-Request-Method');
}

/** Returns the value of `Access-Control-Allow-Methods`: common methods and all documented ones. */
function allowedMethods({ apis }: Plan): string[] {
  const documented = apis.flatMap(({ operations }) => operations.map(({ method }) => method));
  return [...new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', ...documented])];
}
