import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { OperationPlan, ResponsePlan, ScenarioPlan } from '../../sandbox/plan.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { isArray, isObject, type Json, property } from '../../sandbox/syntax/json.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { askSandbox, type Received, type Sent } from './exchange.ts';
import { startPrism } from './prism.ts';
import type { Topic } from './topic.ts';

/** One request, and what each of the two answers. */
export interface Meeting {
  /** The topic, or the name of the document. */
  readonly topic: string;
  readonly sent: Sent;
  readonly ours: Received;
  readonly theirs: Received;
  /** What of the document we answered with; undefined where no operation was asked. */
  readonly answered: Answered | undefined;
  /** What made us answer so (`Sandbox-Trigger`); empty where no document was asked. */
  readonly trigger: string;
  /** `Sandbox-Faults` */
  readonly faults: readonly Fault[];
  /** `sl-violations`, by which Prism tells what is wrong with the request, and with its own answer. */
  readonly violations: readonly Violation[];
}

/** Where in the plan an answer comes from. */
export interface Answered {
  readonly operation: OperationPlan;
  /** Undefined where none is documented. */
  readonly response: ResponsePlan | undefined;
  /** Undefined where the body was built for the faults. */
  readonly scenario: ScenarioPlan | undefined;
}

export interface Fault {
  readonly in: string;
  readonly at: string;
  readonly keyword: string;
  readonly expected?: Json;
}

export interface Violation {
  readonly location: readonly string[];
  readonly code?: string | number;
  readonly message: string;
}

/** Asks both every request of a topic. */
export async function meetingsOf({ name, document, requests }: Topic): Promise<readonly Meeting[]> {
  const file = join(writeFiles({ 'api.json': JSON.stringify(document) }), 'api.json');
  return meetings(name, file, requests);
}

/** Asks both the requests, with a document that lies in a file; a scenario file beside it is left out. */
export async function meetings(topic: string, file: string, requests: readonly Sent[]): Promise<readonly Meeting[]> {
  const sandbox = openSandbox([{ name: 'api', path: file, scenarios: null }], { auth: 'strict' });
  const prism = await startPrism(file);
  const found: Meeting[] = [];
  for (const sent of requests) {
    const ours = await askSandbox(sandbox, sent);
    const theirs = await prism.ask(sent);
    const trigger = ours.headers.get('sandbox-trigger') ?? '';
    const faults: readonly Fault[] = JSON.parse(ours.headers.get('sandbox-faults') ?? '[]');
    const answered = answeredWith(sandbox, ours);
    found.push({ topic, sent, ours, theirs, answered, trigger, faults, violations: violationsIn(theirs) });
  }
  await prism.stop();
  return found;
}

/** What is named by `Sandbox-Scenario`: operation, response and example, each percent-encoded. */
function answeredWith(sandbox: Sandbox, { headers }: Received): Answered | undefined {
  const [key, response, name] = (headers.get('sandbox-scenario') ?? '').split('/').map(decodeURIComponent);
  const index = sandbox.plan.apis[0]?.operations.find((one) => one.key === key);
  if (!index) return undefined;
  const operation = sandbox.operation('api', index.key);
  const found = operation.responses.find((one) => one.key === response);
  return { operation, response: found, scenario: found?.scenarios.find((one) => one.name === name) };
}

function violationsIn({ headers, body }: Received): readonly Violation[] {
  const reported = body !== undefined && isObject(body) ? property(body, 'validation') : undefined;
  // In an error of its own, all are of the request.
  if (isArray(reported ?? null)) {
    const own: readonly Violation[] = JSON.parse(JSON.stringify(reported));
    return own.map((violation) => ({ ...violation, location: ['request', ...violation.location] }));
  }
  const text = headers.get('sl-violations') ?? '[]';
  if (text.startsWith('[')) return JSON.parse(text);
  // Prism cuts a long list off in the middle of one.
  const whole = text.slice(text.indexOf('['), text.lastIndexOf('},{') + 1);
  return JSON.parse(`${whole}]`);
}

/** What has to be the same. */
interface Compared {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Json;
  /** The response header that the topic of headers is about. */
  readonly header: string | undefined;
  /** Of a 401, the schemes that it asks for. */
  readonly schemes: readonly string[];
}

export type Part = keyof Compared;

/** The parts in which the two answers differ; none: they agree. */
export function disagreement({ ours, theirs }: Meeting): readonly Part[] {
  const [one, other] = [compared(ours), compared(theirs)];
  const parts: readonly Part[] = ['status', 'mediaType', 'body', 'header', 'schemes'];
  return parts.filter((part) => !isDeepStrictEqual(one[part], other[part]));
}

function compared(received: Received): Compared {
  const { status, mediaType, headers, text, body } = received;
  const schemes = status === 401 ? challengesOf(received) : [];
  return { status, mediaType, body: body ?? text, header: headers.get('x-value'), schemes };
}

/** The schemes that a 401 asks for. */
export function challengesOf({ headers }: Received): readonly string[] {
  const challenges = headers.get('www-authenticate')?.split(/,\s*(?![a-z]+=)/) ?? [];
  return challenges.map((challenge) => challenge.split(' ')[0]?.toLowerCase() ?? '');
}

/** A meeting in a few lines, for whoever has to find out who is right. */
export function reported({ sent, ours, theirs, trigger }: Meeting): string {
  const { method, target, headers, text } = sent;
  const stated = ({ status, mediaType, text, headers }: Received) =>
    [status, mediaType, text.slice(0, 400), headers.get('x-value'), headers.get('www-authenticate')].join(' ');
  const violations = theirs.headers.get('sl-violations') ?? '';
  return [
    `${method} ${target} ${JSON.stringify(headers)} ${text ?? ''}`,
    `  we:    ${stated(ours)} (${trigger} ${ours.headers.get('sandbox-faults') ?? ''})`,
    `  Prism: ${stated(theirs)} ${violations}`,
  ].join('\n');
}
