import type { ApiRequest } from '../exchange.ts';
import type { OperationPlan } from '../plan.ts';
import { percentDecode } from '../syntax/percent.ts';
import { parsePrefer, quoteIfNeeded } from '../syntax/prefer.ts';
import { isDrawn, readChance } from './chance.ts';
import { type Delay, readDelay } from './delay.ts';
import { readSeed, type Seed } from './dynamic.ts';
import { answerFor, firstOf, type Missing, type Selected, type SelectedAnswer } from './selection.ts';

/** What a caller asks for outright. */
export interface Choice {
  /** As it was written. */
  readonly code: string | undefined;
  readonly example: string | undefined;
  /** Whether the draw falls on the answer chosen; undefined: nothing is drawn. */
  readonly drawn: boolean | undefined;
  /** How late the answer is; undefined: nobody asks for that. */
  readonly delay: Delay | undefined;
  /** What bodies that are made from schemas are varied by; null: they are not. */
  readonly seed: Seed;
  /** `handling=lenient`: the request is not validated (RFC 7240, section 4.4). */
  readonly lenient: boolean;
}

/** The prefix of a base URL for clients that can set neither header nor query: `/_sandbox/as/code=429,example=x/…`. */
export const prefixPath = '/_sandbox/as/';

/** Whether a prefix says anything that we understand. */
export function isUnderstood(prefer: string): boolean {
  const preferences = parsePrefer(prefer);
  return [...Object.keys(choiceParameters), 'handling'].some((name) => preferences.has(name));
}

/** Takes the prefix off a path: what it asks for, written like a `Prefer` header, and the path behind it. */
export function splitPrefix(path: string): { readonly prefer: string; readonly path: string } | undefined {
  if (!path.startsWith(prefixPath)) return undefined;
  const end = path.indexOf('/', prefixPath.length);
  const written = path.slice(prefixPath.length, end === -1 ? undefined : end);
  return { prefer: percentDecode(written), path: end === -1 ? '/' : path.slice(end) };
}

/** Query parameters that stand for preferences; they are no part of the request that is validated. */
export const choiceParameters = {
  code: '__code',
  example: '__example',
  chance: '__chance',
  delay: '__delay',
  dynamic: '__dynamic',
  seed: '__seed',
} as const;

/**
 * What the caller asks for: in the `Prefer` header, else in the query, else in the prefix of the path. Preferences that
 * are not ours are ignored (RFC 7240, section 2), and a `chance` of no answer in particular.
 *
 * @param dynamic whether generated bodies vary when nobody says
 * @param maxDelay milliseconds
 */
export function readChoice(
  { headers, url }: Pick<ApiRequest, 'headers' | 'url'>,
  query: ReadonlyMap<string, string>,
  prefixed: string | undefined,
  { dynamic, maxDelay }: { readonly dynamic: boolean; readonly maxDelay: number },
): Choice | Missing {
  const header = headers.get('prefer');
  // Most requests ask for nothing.
  if (header === null && query.size === 0 && prefixed === undefined && !dynamic) return unasked;
  const preferences = parsePrefer(header ?? '');
  const fromPrefix = parsePrefer(prefixed ?? '');
  const read = (name: keyof typeof choiceParameters) =>
    preferences.get(name) ?? query.get(choiceParameters[name]) ?? fromPrefix.get(name);
  const handling = preferences.get('handling') ?? fromPrefix.get('handling');
  const asked = { code: read('code'), example: read('example'), lenient: handling?.toLowerCase() === 'lenient' };
  const chance = isChoice(asked) ? readChance(read('chance')) : undefined;
  if (typeof chance === 'object') return chance;
  const delay = readDelay(read('delay'), maxDelay);
  if (delay !== undefined && 'missing' in delay) return delay;
  const seed = readSeed({ dynamic: read('dynamic'), seed: read('seed') }, dynamic, { headers, url });
  if (typeof seed === 'object' && seed !== null) return seed;
  return { ...asked, seed, drawn: chance === undefined ? undefined : isDrawn(chance, headers), delay };
}

const unasked: Choice = {
  code: undefined,
  example: undefined,
  drawn: undefined,
  delay: undefined,
  seed: null,
  lenient: false,
};

/** Whether a request asks for nothing: it has no `Prefer` header then. */
export function isUnasked(choice: Choice): boolean {
  return choice === unasked;
}

export function isChoice({ code, example }: Pick<Choice, 'code' | 'example'>): boolean {
  return code !== undefined || example !== undefined;
}

/**
 * The value of `Preference-Applied`: what of the header was honoured (RFC 7240, section 3), and a delay that is shorter
 * than was asked for, however that was.
 *
 * @param given whether the answer that was asked for is the one that is given
 * @param varied whether the body was made for this request
 * @param unvalidated whether the request was to be validated, but for this
 */
export function appliedOf(
  header: string | null,
  { drawn, delay }: Choice,
  given: boolean,
  varied: boolean,
  unvalidated: boolean,
): string | null {
  const isShortened = delay?.isShortened === true;
  if (header === null && !isShortened) return null;
  const preferences = parsePrefer(header ?? '');
  const names = [
    ...(given ? ['code', 'example'] : []),
    // Not where the draw was won and the success is kept from a wrong request: that would look like a draw lost.
    ...(drawn === given ? ['chance'] : []),
    ...(delay === undefined ? [] : ['delay']),
    ...(varied ? ['dynamic', 'seed'] : []),
    ...(unvalidated ? ['handling'] : []),
  ];
  const honoured = names.flatMap((name) => {
    if (name === 'delay' && isShortened) return [`delay=${delay.milliseconds}`];
    const value = preferences.get(name);
    if (value === undefined || (name === 'handling' && value.toLowerCase() !== 'lenient')) return [];
    return [`${name}=${name === 'delay' ? delay?.milliseconds : quoteIfNeeded(value)}`];
  });
  return honoured.length > 0 ? honoured.join(', ') : null;
}

/**
 * The answer that was chosen. What does not exist is never silently replaced.
 *
 * @param otherwise the answer that the request would get; asked only for an `example` without a `code`
 */
export function chooseAnswer(
  operation: OperationPlan,
  { code, example }: Choice,
  otherwise: () => SelectedAnswer | undefined,
): Selected | Missing {
  if (code !== undefined) {
    const answer = /^[2-5]\d\d$/.test(code) ? answerFor(operation, [Number(code)]) : undefined;
    if (!answer) return { missing: `${operation.key} has no answer ${code}. ${existing(operation)}` };
    return example === undefined ? (firstOf(answer) ?? nothing(operation)) : exampleIn(operation, answer, example);
  }
  const name = example ?? '';
  const given = otherwise();
  if (given && has(given, name)) return exampleIn(operation, given, name);
  const having = operation.responses.filter((response) => has({ response, status: response.status }, name));
  const [only] = having;
  if (!only) return { missing: `${operation.key} has no example "${name}". ${existing(operation)}` };
  if (having.length === 1) return exampleIn(operation, { response: only, status: only.status }, name);
  const keys = having.map(({ key }) => key).join(', ');
  return {
    missing: `Several answers of ${operation.key} have an example "${name}": ${keys}. Add code=… to say which.`,
  };
}

function has({ response }: SelectedAnswer, name: string): boolean {
  return response.scenarios.some((scenario) => scenario.name === name);
}

function exampleIn(operation: OperationPlan, answer: SelectedAnswer, name: string): Selected | Missing {
  const scenario = answer.response.scenarios.find((one) => one.name === name);
  if (scenario) return { ...answer, scenario, isNamed: true };
  const { key } = answer.response;
  return { missing: `The answer ${key} of ${operation.key} has no example "${name}". ${existing(operation)}` };
}

function nothing(operation: OperationPlan): Missing {
  return { missing: `${operation.key} has no documented answer.` };
}

/** What can be asked for. */
function existing(operation: OperationPlan): string {
  const names = operation.responses.flatMap(({ key, scenarios }) => scenarios.map(({ name }) => `${key}/${name}`));
  return `There is: ${names.join(', ')}.`;
}
