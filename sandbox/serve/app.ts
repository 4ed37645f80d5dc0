import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ApiRequest } from '../exchange.ts';
import { visibleLine } from '../notation/visible.ts';
import type { Plan } from '../plan.ts';
import { FailedOperation } from '../problem.ts';
import { isUnderstood, splitPrefix } from '../triggers/prefer.ts';
import { decide } from './decide.ts';
import type { Faces } from './faces.ts';
import { type Linked, link, type SandboxOptions, type Supplies } from './link.ts';
import { originOf } from './origin.ts';
import { bare, receive } from './receive.ts';
import { refuse } from './refuse.ts';
import { createReserved } from './reserved.ts';
import { onEverything, respond } from './respond.ts';
import { wait } from './wait.ts';

export interface AppOptions extends SandboxOptions {
  /** Bytes of a request body that are read; a longer one is refused. */
  readonly bodyLimit: number;
  /** A proxy before it says where it is found. */
  readonly trustProxy: boolean;
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
    const response = await answer(raw).catch((error: unknown) => failed(error, raw));
    response.headers.set('Access-Control-Allow-Origin', '*');
    response.headers.set('Access-Control-Expose-Headers', exposed);
    tell(raw, response, began);
    return response;
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
    const request = await receive(raw, origin, options.bodyLimit);
    const prefixed = splitPrefix(request.path);
    if (prefixed && !isUnderstood(prefixed.prefer)) {
      const detail = `"${prefixed.prefer}" asks for nothing. Write /_sandbox/as/code=429,example=NAME/ before the path.`;
      return respond({ decision: refuse(404, detail, 'prefer'), operation: null, read: null }, request);
    }
    if (prefixed) return answerOperation(linked, raw, { ...request, path: prefixed.path }, prefixed.prefer);
    return reserved(request, origin) ?? answerOperation(linked, raw, request);
  }
}

/** A failure of ours: told in the log, not to the caller; of an operation that is known to fail, to both. */
function failed(error: unknown, raw: Request): Response {
  const isKnown = error instanceof FailedOperation;
  console.error(isKnown ? visibleLine(error.message) : error);
  const decision = refuse(500, isKnown ? error.message : 'The sandbox failed; its log says why.', 'route');
  return respond({ decision, operation: null, read: null }, bare(raw));
}

/** Answered late, where that is asked for. */
async function answerOperation(
  linked: Linked,
  raw: Request,
  request: ApiRequest,
  prefixed?: string,
): Promise<Response> {
  const decided = decide(linked, request, prefixed);
  const { decision } = decided;
  if ('notes' in decision && decision.notes.delay > 0) await wait(decision.notes.delay, raw.signal);
  return respond(decided, request);
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
