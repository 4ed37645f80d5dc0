import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ApiRequest, Decision } from '../exchange.ts';
import { visibleLine } from '../notation/visible.ts';
import type { Plan } from '../plan.ts';
import { FailedOperation } from '../problem.ts';
import { isUnderstood, splitPrefix } from '../triggers/prefer.ts';
import { isAllowedHost } from './allowed-host.ts';
import { decide } from './decide.ts';
import type { Faces } from './faces.ts';
import { type Linked, link, type SandboxOptions, type Supplies } from './link.ts';
import { originOf } from './origin.ts';
import { bare, receive, Unreceived } from './receive.ts';
import { refusalOf, refuse } from './refuse.ts';
import { createReserved } from './reserved.ts';
import { onEverything, respond } from './respond.ts';
import { createDelays, type Delays } from './wait.ts';

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
  readonly onAnswer?: (answer: Answered) => void;
}

/** What is told of an answer. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly scenario: string | null;
  readonly trigger: string | null;
  /** Milliseconds from the request to its answer, in tenths. */
  readonly ms: number;
}

/** Long enough that a browser asks once: six weeks, in seconds. */
const preflightAge = 3_628_800;

/**
 * The sandbox as a Hono app: `Request` in, `Response` out, on any platform.
 *
 * @param supplies the plan, and where operation plans and validators come from
 * @param faces what it shows of itself
 */
export function createApp(supplies: Supplies, faces: Faces, options: AppOptions): Hono {
  const linked = link(supplies, options);
  const reserved = createReserved(supplies.plan, faces);
  const exposed = exposedHeaders(supplies.plan);
  const delays = createDelays(options.maxDelayed, options.hurry);
  const app = new Hono({ strict: true });
  const preflight = cors({
    origin: '*',
    allowMethods: allowedMethods(supplies.plan),
    maxAge: preflightAge,
  });

  app.use('*', async (context, next) => {
    const { raw } = context.req;
    if (!isPreflight(raw)) return next();
    const began = performance.now();
    const response = await preflight(context, next);
    if (!response) return response;
    for (const [name, value] of Object.entries(onEverything)) response.headers.set(name, value);
    // A page of the network asks for what answers this machine only (Private Network Access, 3.1.3).
    if (raw.headers.get('Access-Control-Request-Private-Network') === 'true')
      response.headers.set('Access-Control-Allow-Private-Network', 'true');
    tell(raw, response, began);
    return response;
  });
  app.all('*', async (context) => {
    const { raw } = context.req;
    const began = performance.now();
    const response = await answer(raw).catch(failed);
    response.headers.set('Access-Control-Allow-Origin', '*');
    response.headers.set('Access-Control-Expose-Headers', exposed);
    tell(raw, response, began);
    return response;
  });
  // Whoever called it is told: Hono would make an answer of it.
  app.onError((error) => {
    throw error;
  });
  return app;

  /** The time is told and never decides anything. */
  function tell({ method, url }: Request, { status, headers }: Response, began: number): void {
    options.onAnswer?.({
      method,
      path: new URL(url).pathname,
      status,
      scenario: headers.get('Sandbox-Scenario'),
      trigger: headers.get('Sandbox-Trigger'),
      ms: Math.round((performance.now() - began) * 10) / 10,
    });
  }

  async function answer(raw: Request): Promise<Response> {
    const origin = originOf(raw, options.trustProxy);
    const stranger = strangeHost(raw, origin);
    if (stranger !== undefined) return refused(refuse(421, unknownHost(stranger), 'route'), bare(raw));
    const request = await receive(raw, origin, options.bodyLimit);
    const prefixed = splitPrefix(request.path);
    if (prefixed && !isUnderstood(prefixed.prefer)) {
      const detail = `"${prefixed.prefer}" asks for nothing. Write /_sandbox/as/code=429,example=NAME/ before the path.`;
      return refused(refuse(404, detail, 'prefer'), request);
    }
    const { signal } = raw;
    if (prefixed) return answerOperation(linked, delays, signal, { ...request, path: prefixed.path }, prefixed.prefer);
    return reserved(request, origin) ?? answerOperation(linked, delays, signal, request);
  }

  /**
   * The name by which it was called, where it does not answer to that; where names are listed, the one by which a proxy
   * was called, too.
   */
  function strangeHost({ url }: Request, origin: string): string | undefined {
    const { allowedHosts } = options;
    if (!allowedHosts) return undefined;
    return [url, ...(allowedHosts.length > 0 ? [origin] : [])]
      .map((address) => new URL(address).hostname)
      .find((hostname) => !isAllowedHost(hostname, allowedHosts));
  }
}

function unknownHost(hostname: string): string {
  return `This sandbox does not answer to the name ${hostname}. Where it should, it is started with --allowed-hosts ${hostname}.`;
}

function refused(decision: Decision, request: ApiRequest): Response {
  return respond({ decision, operation: null, read: null }, request);
}

/**
 * A failure of ours: told in the log, not to the caller; of an operation that is known to fail, to both. What cannot be
 * received is nobody's failure, and has no answer.
 */
function failed(error: unknown): Response {
  if (error instanceof Unreceived) throw error;
  const isKnown = error instanceof FailedOperation;
  console.error(isKnown ? visibleLine(error.message) : error);
  const { status, headers, body } = refusalOf(500, isKnown ? error.message : 'The sandbox failed; its log says why.');
  return new Response(body, { status, headers });
}

/** Answered late, where that is asked for. What it answers is made before, so that a long request is not kept meanwhile. */
async function answerOperation(
  linked: Linked,
  delays: Delays,
  signal: AbortSignal,
  request: ApiRequest,
  prefixed?: string,
): Promise<Response> {
  const decided = decide(linked, request, prefixed);
  const { decision } = decided;
  const response = respond(decided, request);
  if (!('notes' in decision) || decision.notes.delay === 0) return response;
  const waited = delays.wait(decision.notes.delay, signal);
  if (!waited) {
    const detail = 'As many answers are late already as may be at once (--max-delayed). Ask again without a delay.';
    return refused(refuse(503, detail, 'limit', [['Retry-After', '1']]), request);
  }
  await waited;
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

/** Headers that scripts of other origins may read: ours, those of HTTP that answers set, and those documented. */
function exposedHeaders({ apis }: Plan): string {
  const names = [...alwaysExposed, ...apis.flatMap(({ responseHeaders }) => responseHeaders)];
  const bySpelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...bySpelling.values()].join(', ');
}

const alwaysExposed = [
  'Sandbox-Scenario',
  'Sandbox-Trigger',
  'Sandbox-Faults',
  'Sandbox-Faults-More',
  'Sandbox-Set-Aside',
  'Preference-Applied',
  'X-Correlation-ID',
  'X-Request-ID',
  'Location',
  'Link',
  'Retry-After',
  'Deprecation',
  'Allow',
  'WWW-Authenticate',
] as const;
