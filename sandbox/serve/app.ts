import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ApiRequest, Fields, RequestBody } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { FailedOperationError } from '../problem.ts';
import { visibleLine } from '../syntax/visible.ts';
import { isUnderstood, prefixPath, splitPrefix } from '../triggers/prefer.ts';
import type { AccessLogEntry } from './access-log.ts';
import { type Address, addressOf, hostnameIn } from './address.ts';
import { isAllowedHost } from './allowed-host.ts';
import { bindPlan, type Runtime } from './bind-plan.ts';
import { type Decided, decide } from './decide.ts';
import { createDelays } from './delays.ts';
import type { Introspection } from './introspection.ts';
import { originOf } from './origin.ts';
import { onEverything } from './prepare.ts';
import { receiveBody, requestFrom, UnreceivedError } from './receive.ts';
import { type Grounds, refusalOf, refuse } from './refuse.ts';
import { createReserved } from './reserved.ts';
import { render, responseOf, type Sent, unchanged } from './respond.ts';
import type { SandboxOptions, Sources } from './sources.ts';

export interface AppOptions extends SandboxOptions {
  /** Bytes of a request body that are read; a longer one is refused. */
  readonly bodyLimit: number;
  /** A proxy before it says where it is found. */
  readonly trustProxy: boolean;
  /** The names that it answers to, besides those of this machine alone; undefined: to all. */
  readonly allowedHosts?: readonly string[];
  /** Answers that are late on purpose at once; what is beyond gets 503. */
  readonly maxDelayed: number;
  /** When it is aborted, answers that are late on purpose are given at once. */
  readonly hurry?: AbortSignal;
  /** Told of each answer. */
  readonly onAnswer?: (answer: AccessLogEntry) => void;
}

/** Long enough that a browser asks once: six weeks, in seconds. */
const preflightAge = 3_628_800;

/**
 * The sandbox as a Hono app: `Request` in, `Response` out, on any platform.
 *
 * @param sources the plan, and where operation plans and validators come from
 * @param introspection what it shows of itself
 */
export function createApp(sources: Sources, introspection: Introspection, options: AppOptions): Hono {
  const { plan } = sources;
  const runtime = bindPlan(sources, options);
  const reserved = createReserved(plan, introspection);
  const engine = createEngine(runtime, options);
  const preflight = cors({ origin: '*', allowMethods: allowedMethods(plan), maxAge: preflightAge });
  const app = new Hono();

  app.options('*', async (context, next) => {
    const { raw } = context.req;
    if (!isPreflight(raw)) return next();
    const began = performance.now();
    const response = await preflight(context, next);
    if (!response) return response;
    for (const [name, value] of Object.entries(onEverything)) response.headers.set(name, value);
    // A page of the network asks for what answers this machine only (Private Network Access, 3.1.3).
    if (raw.headers.get('Access-Control-Request-Private-Network') === 'true')
      response.headers.set('Access-Control-Allow-Private-Network', 'true');
    log(options, raw, addressOf(raw.url), began, response.status, {});
    return response;
  });
  app.all(`${prefixPath}*`, ({ req: { raw } }, next) =>
    addressOf(raw.url).path.startsWith(prefixPath) ? engine.prefixed(raw) : next(),
  );
  app.on('ALL', [...reserved.paths], ({ req: { raw } }) =>
    engine.received(raw, (request, origin) => reserved.app.fetch(raw, { request, origin })),
  );
  // The only handler of most requests, which Hono then calls without a promise.
  app.all('*', (context) => engine.api(context.req.raw));
  // Whoever called it is told: Hono would make an answer of it.
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** Answers requests: at once, unless one has a body to receive, or a delay to wait for. */
interface Engine {
  /** What APIs are asked. */
  readonly api: Handler;
  /** The same behind a prefix that says what is preferred. */
  readonly prefixed: Handler;
  /** What else is asked, once it is received. */
  readonly received: (raw: Request, handle: Handle) => Response | Promise<Response>;
}

type Handler = (raw: Request) => Response | Promise<Response>;
type Handle = (request: ApiRequest, origin: string, raw: Request) => Answering;
/** What is answered: by an API, or by what is reserved. */
type Answering = Sent | Response | Promise<Sent | Response>;

function createEngine(runtime: Runtime, options: AppOptions): Engine {
  const { shared } = runtime;
  const { trustProxy, bodyLimit, maxDelayed, hurry, onAnswer } = options;
  const delays = createDelays(maxDelayed, hurry);
  return {
    api: (raw) => received(raw, answerApi),
    prefixed: (raw) => received(raw, answerPrefixed),
    received,
  };

  function received(raw: Request, handle: Handle): Response | Promise<Response> {
    const began = onAnswer ? performance.now() : 0;
    const address = addressOf(raw.url);
    const sent = (answer: Sent | Response): Response => {
      const isOfApi = 'cookies' in answer;
      const response = isOfApi ? responseOf(answer) : shareable(answer, shared);
      if (onAnswer) log(options, raw, address, began, response.status, isOfApi ? answer.headers : {});
      return response;
    };
    try {
      const answer = answerTo(raw, address, handle);
      return answer instanceof Promise ? answer.then(sent).catch((error) => sent(failure(error))) : sent(answer);
    } catch (error) {
      return sent(failure(error));
    }
  }

  function answerTo(raw: Request, address: Address, handle: Handle): Answering {
    const origin = originOf(address, raw.headers, trustProxy);
    const stranger = strangeHost(address, origin, options);
    if (stranger !== undefined) {
      const grounds: Grounds = { status: 421, detail: unknownHost(stranger), trigger: 'route' };
      return refused(grounds, raw.method);
    }
    const whole = (body: RequestBody): Answering => handle(requestFrom(raw, address, origin, body), origin, raw);
    const body = receiveBody(raw, bodyLimit);
    return body instanceof Promise ? body.then(whole) : whole(body);
  }

  function answerApi(request: ApiRequest, _: string, raw: Request): Answering {
    return answerOperation(request, raw);
  }

  function answerPrefixed(request: ApiRequest, _: string, raw: Request): Answering {
    const prefixed = splitPrefix(request.path);
    if (!prefixed) return answerOperation(request, raw);
    if (isUnderstood(prefixed.prefer))
      return answerOperation({ ...request, path: prefixed.path }, raw, prefixed.prefer);
    const detail = `"${prefixed.prefer}" asks for nothing. Write /_sandbox/as/code=429,example=NAME/ before the path.`;
    return refused({ status: 404, detail, trigger: 'prefer' }, request.method);
  }

  /** Answered late, where that is asked for. What it answers is made before, so that a long request is not kept meanwhile. */
  function answerOperation(request: ApiRequest, raw: Request, prefixed?: string): Answering {
    const decided = decide(runtime, request, prefixed);
    const answer = render(decided, request);
    const delay = delayOf(decided);
    if (delay === 0) return answer;
    const waited = delays.wait(delay, raw.signal);
    if (waited) return waited.then(() => answer);
    const detail = 'As many answers are late already as may be at once (--max-delayed). Ask again without a delay.';
    return refused({ status: 503, detail, trigger: 'limit', fields: [['Retry-After', '1']] }, request.method);
  }

  function refused(grounds: Grounds, method: string): Sent {
    return unchanged(refuse(grounds, shared).answer, method);
  }
}

function delayOf({ decision }: Decided): number {
  return decision.kind === 'refused' ? 0 : decision.notes.delay;
}

/** The time is told and never decides anything. */
function log(
  { onAnswer }: AppOptions,
  { method }: Request,
  { path }: Address,
  began: number,
  status: number,
  headers: Fields,
): void {
  onAnswer?.({
    method,
    path,
    status,
    scenario: headers['sandbox-scenario'] ?? null,
    trigger: headers['sandbox-trigger'] ?? null,
    ms: Math.round((performance.now() - began) * 10) / 10,
  });
}

/**
 * The name by which it was called, where it does not answer to that; where names are listed, the one by which a proxy
 * was called, too.
 */
function strangeHost({ host }: Address, origin: string, { allowedHosts, trustProxy }: AppOptions): string | undefined {
  if (!allowedHosts) return undefined;
  const called = hostnameIn(host);
  if (!isAllowedHost(called, allowedHosts)) return called;
  if (!trustProxy || allowedHosts.length === 0) return undefined;
  const { hostname } = new URL(origin);
  return isAllowedHost(hostname, allowedHosts) ? undefined : hostname;
}

function unknownHost(hostname: string): string {
  return `This sandbox does not answer to the name ${hostname}. Where it should, it is started with --allowed-hosts ${hostname}.`;
}

/**
 * A failure of ours: told in the log, not to the caller; of an operation that is known to fail, to both. What cannot be
 * received is nobody's failure, and has no answer.
 */
function failure(error: unknown): Response {
  if (error instanceof UnreceivedError) throw error;
  const isKnown = error instanceof FailedOperationError;
  console.error(isKnown ? visibleLine(error.message) : error);
  const { status, headers, body } = refusalOf(500, isKnown ? error.message : 'The sandbox failed; its log says why.');
  return new Response(body, { status, headers });
}

/** Lets scripts of other origins read an answer. */
function shareable(response: Response, shared: Fields): Response {
  for (const [name, value] of Object.entries(shared)) response.headers.set(name, value);
  return response;
}

function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Origin') && headers.has('Access-Control-Request-Method');
}

/** Methods that scripts of other origins may send: HTTP's own, and those documented. */
function allowedMethods({ apis }: Plan): string[] {
  const documented = apis.flatMap(({ operations }) => operations.map(({ method }) => method));
  return [...new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', ...documented])];
}
