import type { Draft } from './draft.ts';
import { headerOf, type WireAnswer } from './wire.ts';

/** What a server documents: ids of scenarios, and of operations, whose built answers have no example. */
export interface Documented {
  readonly scenarios: ReadonlySet<string>;
  readonly operations: ReadonlySet<string>;
}

/** Statuses of refusals that concern no operation, by the server or by the parser of HTTP before it. */
const refusals = new Set([400, 404, 405, 406, 408, 413, 414, 415, 417, 421, 426, 431]);

/** What no answer says: where the server's own files are, and how it is written. */
const inner =
  /\bat [\w.<>[\] ]+ \(|node_modules|node:internal|file:\/\/\/(?!etc\/hosts)|\/(work|home|root|tmp)\/|\bdist\/[\w/]+\.js|\.ts:\d/;

/**
 * What is wrong with an answer, whatever was asked; null where it is documented, or tells of a refusal as it should.
 *
 * @param draft the request that it answers, where that is certain
 * @param mayBeBare whether that is a HEAD, or may be
 */
export function faultOf(
  answer: WireAnswer,
  documented: Documented,
  draft: Draft | undefined,
  mayBeBare: boolean,
): string | null {
  const { status, headers, body } = answer;
  const scenario = headerOf(answer, 'sandbox-scenario');
  const trigger = headerOf(answer, 'sandbox-trigger');
  const type = headerOf(answer, 'content-type') ?? '';
  if (status >= 500 && !isChosen(scenario, trigger)) return `a ${status} that nobody chose`;
  if (headers.some(([name]) => name === 'x-injected')) return 'a header of the request became one of the answer';
  if (inner.test(body) || headers.some(([, value]) => inner.test(value))) return 'it tells of the inside of the server';
  if (/^text\/html/.test(type) && /<script>alert|<img src=x>/.test(body)) return 'markup of the request is in a page';
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(type);
  if (isJson && body !== '' && !isParsed(body)) return `its body is no JSON: ${body.slice(0, 200)}`;
  if (headerOf(answer, 'sandbox-faults') !== undefined && !isParsed(headerOf(answer, 'sandbox-faults') ?? ''))
    return 'Sandbox-Faults is no JSON';
  if (scenario !== undefined) return isDocumented(scenario, documented) ? null : `no scenario is called ${scenario}`;
  if (status < 300) return isOwn(answer, draft) ? null : `a ${status} that is no scenario`;
  if (!refusals.has(status)) return `a ${status} that is not documented`;
  if (body === '' && !mayBeBare) return `a ${status} without a word`;
  return isJson || body === '' ? null : `a ${status} in ${type}`;
}

/** A failure of the server is chosen by a preference, a credential, a rule, or is all that the operation documents. */
function isChosen(scenario: string | undefined, trigger: string | undefined): boolean {
  return scenario !== undefined && /^(prefer|token|rule|example|default)$/.test(trigger ?? '');
}

function isDocumented(scenario: string, { scenarios, operations }: Documented): boolean {
  if (scenarios.has(scenario)) return true;
  return scenario.endsWith('/built') && operations.has(scenario.split('/')[0] ?? '');
}

/** What the sandbox answers of itself: its pages and addresses, and what `OPTIONS` asks. */
function isOwn(answer: WireAnswer, draft: Draft | undefined): boolean {
  if (draft === undefined) return true;
  return (
    draft.method === 'OPTIONS' ||
    /\/_sandbox\b|^(https?:\/\/[^/]*)?\/?([?#].*)?$|^\/+/i.test(draft.target) ||
    answer.status === 204
  );
}

function isParsed(octets: string): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(octets, 'latin1')));
    return true;
  } catch {
    return false;
  }
}
