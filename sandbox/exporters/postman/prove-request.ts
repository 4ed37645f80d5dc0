import type { OperationPlan, SecuritySchemePlan } from '../../plan.ts';
import type { Sample } from '../../reachability/attempts.ts';
import type { WireRequest } from '../../requests/wire-request.ts';
import type { Auth } from './format.ts';
import { attemptIds, sandboxToken } from './placeholders.ts';

/** The response to a request. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Sends a request to the sandbox in this process; null if `fetch` cannot send it. */
export type Ask = (request: WireRequest) => Promise<ReceivedAnswer | null>;

/** A request of a collection, and its answer. */
export interface ProvenRequest {
  /** With placeholders for variables. */
  readonly request: WireRequest;
  readonly auth: Auth;
  readonly answer: ReceivedAnswer;
}

/**
 * Adds to a sample what clients send with every request: credentials, and ids if the operation has headers for them. Each
 * is added only if the request still reaches the scenario, since some scenarios are about their absence.
 *
 * @returns null if the sample itself does not reach the scenario
 */
export async function proveRequest(
  operation: OperationPlan,
  sample: Sample,
  id: string,
  ask: Ask,
): Promise<ProvenRequest | null> {
  const answerOf = async (request: WireRequest) => {
    const answer = await ask(request);
    return answer && headerOf(answer, 'sandbox-scenario') === id ? answer : null;
  };
  let { request } = sample;
  let answer = await answerOf(request);
  if (!answer) return null;
  for (const { name, value } of idsOf(operation)) {
    const extended = withField(request, name, value);
    const sameAnswer = await answerOf(extended);
    if (sameAnswer) [request, answer] = [extended, sameAnswer];
  }
  const [credentials] = operation.security.alternatives[0]?.flatMap(credentialsOf) ?? [];
  const isAllowed = credentials && !Object.keys(request.headers).some((name) => name.toLowerCase() === 'authorization');
  const sameAnswer = isAllowed ? await answerOf(credentials.add(request)) : null;
  return {
    request,
    auth: sameAnswer && credentials ? credentials.auth : { type: 'noauth' },
    answer: sameAnswer ?? answer,
  };
}

/** Returns the value of a header field. */
export function headerOf({ headers }: ReceivedAnswer, name: string): string | undefined {
  return headers.find(([field]) => field.toLowerCase() === name)?.[1];
}

/** Returns the header parameters of an operation that identify a request, with placeholders. */
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
  /** As Postman stores it. */
  readonly auth: Auth;
  /** Adds them to a request, as Postman does when sending it. */
  readonly add: (request: WireRequest) => WireRequest;
}

/** Returns the credentials of a security scheme that Postman can send. Empty if it cannot. */
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
