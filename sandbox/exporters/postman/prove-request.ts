import type { OperationPlan, SecuritySchemePlan } from '../../plan.ts';
import type { Sample } from '../../reachability/attempts.ts';
import type { WireRequest } from '../../requests/wire-request.ts';
import type { Auth } from './format.ts';
import { attemptIds, sandboxToken } from './placeholders.ts';

/** What came back. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Sends a request to the sandbox in this process; null where it cannot be sent. */
export type Ask = (request: WireRequest) => Promise<ReceivedAnswer | null>;

/** A request as a collection has it. */
export interface ProvenRequest {
  /** With stand-ins for variables. */
  readonly request: WireRequest;
  readonly auth: Auth;
  readonly answer: ReceivedAnswer;
}

/**
 * Gives a sample request what a caller sends with every request: credentials, and ids of the attempt where the operation
 * has such headers. Each is given only if the same scenario is reached with it: of some, its lack is the point.
 *
 * @returns null when even the sample itself gets something else
 */
export async function proveRequest(
  operation: OperationPlan,
  sample: Sample,
  id: string,
  ask: Ask,
): Promise<ProvenRequest | null> {
  const reaching = async (request: WireRequest) => {
    const answer = await ask(request);
    return answer && headerOf(answer, 'sandbox-scenario') === id ? answer : null;
  };
  let { request } = sample;
  let answer = await reaching(request);
  if (!answer) return null;
  for (const { name, value } of idsOf(operation)) {
    const more = withField(request, name, value);
    const same = await reaching(more);
    if (same) [request, answer] = [more, same];
  }
  const [credentials] = operation.security.alternatives[0]?.flatMap(credentialsOf) ?? [];
  const isOurs = credentials && !Object.keys(request.headers).some((name) => name.toLowerCase() === 'authorization');
  const same = isOurs ? await reaching(credentials.add(request)) : null;
  return { request, auth: same && credentials ? credentials.auth : { type: 'noauth' }, answer: same ?? answer };
}

/** The value of a header field. */
export function headerOf({ headers }: ReceivedAnswer, name: string): string | undefined {
  return headers.find(([field]) => field.toLowerCase() === name)?.[1];
}

/** The headers of an operation that say which attempt a request is. */
function idsOf({ parameters }: OperationPlan): readonly { readonly name: string; readonly value: string }[] {
  return parameters.flatMap(({ in: where, name }) => {
    const id = where === 'header' ? attemptIds.get(name.toLowerCase()) : undefined;
    return id ? [{ name, value: id.value }] : [];
  });
}

function withField({ headers, ...request }: WireRequest, name: string, value: string): WireRequest {
  const others = Object.entries(headers).filter(([field]) => field.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: { [name]: value, ...Object.fromEntries(others) } };
}

interface Credentials {
  /** As Postman writes it down. */
  readonly auth: Auth;
  /** As it is sent. */
  readonly add: (request: WireRequest) => WireRequest;
}

/** What Postman can send by itself of a security scheme. */
function credentialsOf(scheme: SecuritySchemePlan): readonly Credentials[] {
  const attribute = (key: string, value: string) => ({ key, value, type: 'string' }) as const;
  const authorization = (value: string) => (request: WireRequest) => withField(request, 'Authorization', value);
  if (scheme.kind === 'authorization' && scheme.scheme === 'bearer') {
    const auth: Auth = { type: 'bearer', bearer: [attribute('token', '{{token}}')] };
    return [{ auth, add: authorization(`Bearer ${sandboxToken}`) }];
  }
  if (scheme.kind === 'authorization' && scheme.scheme === 'basic') {
    const auth: Auth = { type: 'basic', basic: [attribute('username', '{{token}}'), attribute('password', '')] };
    return [{ auth, add: authorization(`Basic ${btoa(`${sandboxToken}:`)}`) }];
  }
  if (scheme.kind !== 'apiKey' || scheme.in === 'cookie') return [];
  const { in: where, name } = scheme;
  const apikey = [attribute('key', name), attribute('value', '{{token}}'), attribute('in', where)];
  const add = (request: WireRequest): WireRequest => {
    if (where === 'header') return withField(request, name, sandboxToken);
    const pair = `${encodeURIComponent(name)}=${sandboxToken}`;
    return { ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${pair}` };
  };
  return [{ auth: { type: 'apikey', apikey }, add }];
}
