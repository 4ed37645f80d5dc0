import type { ApiRequest, ConnectionFault } from '../exchange.ts';
import type { OperationPlan } from '../plan.ts';
import { percentDecode } from '../syntax/percent.ts';
import { parsePrefer, quoteIfNeeded } from '../syntax/prefer.ts';
import { similarName } from '../syntax/similar-name.ts';
import { isDrawn, readChance } from './chance.ts';
import { connectionFaultHint, readConnectionFault } from './connection-fault.ts';
import { type Delay, readDelay } from './delay.ts';
import { readSeed, type Seed } from './seed.ts';
import { answerFor, firstScenario, type Missing, type SelectedResponse, type SelectedScenario } from './selection.ts';

/** The preferences of a request. */
export interface Choice {
  /** As it was written. */
  readonly code: string | undefined;
  readonly example: string | undefined;
  /** Whether the draw selected the chosen answer, the delay and the fault; undefined if no chance was given. */
  readonly drawn: boolean | undefined;
  /** Undefined if no delay was requested, or the draw did not select it. */
  readonly delay: Delay | undefined;
  /** How the connection fails; undefined if that was not requested, or the draw did not select it. */
  readonly connectionFault: ConnectionFault | undefined;
  /** The seed of generated bodies; null if they do not vary. */
  readonly seed: Seed;
  /** `handling=lenient`: the request is not validated (RFC 7240, section 4.4). */
  readonly lenient: boolean;
  /** What is probably a mistake among the preferences; null if nothing is. */
  readonly hint: string | null;
}

/** The prefix of a base URL for clients that can set neither header nor query: `/_sandbox/as/code=429,example=x/…`. */
export const prefixPath = '/_sandbox/as/';

/** Whether a path prefix contains a preference of the sandbox. */
export function hasKnownPreference(prefer: string): boolean {
  const preferences = readPreferences(prefer);
  return [...knownPreferences].some((name) => preferences.has(name));
}

/** Splits a path into its preferences, written like a `Prefer` header, and the rest; undefined if it has no prefix. */
export function splitPrefix(path: string): { readonly prefer: string; readonly path: string } | undefined {
  if (!path.startsWith(prefixPath)) return undefined;
  const end = path.indexOf('/', prefixPath.length);
  const written = path.slice(prefixPath.length, end === -1 ? undefined : end);
  return { prefer: percentDecode(written), path: end === -1 ? '/' : path.slice(end) };
}

/** Query parameters that express preferences; they are removed before the request is validated. */
export const choiceParameters = {
  code: '__code',
  example: '__example',
  chance: '__chance',
  delay: '__delay',
  dynamic: '__dynamic',
  seed: '__seed',
  fault: '__fault',
} as const;

/** The names of the preferences that the sandbox honours. */
const knownPreferences: ReadonlySet<string> = new Set([...Object.keys(choiceParameters), 'handling']);

/** Reads preferences; those of the sandbox may be parameters of each other: `code=429;example=x` is `code=429,example=x`. */
function readPreferences(prefer: string): ReadonlyMap<string, string> {
  return parsePrefer(prefer, knownPreferences);
}

/**
 * Reads the preferences of a request: from the `Prefer` header, else the query, else the path prefix. Unknown
 * preferences are ignored (RFC 7240, section 2), and so is a `chance` without anything
 * that it applies to.
 *
 * @param dynamic whether generated bodies vary by default
 * @param maxDelay milliseconds
 */
export function readChoice(
  { headers, url }: Pick<ApiRequest, 'headers' | 'url'>,
  query: ReadonlyMap<string, string>,
  pathPreferences: string | undefined,
  { dynamic, maxDelay }: { readonly dynamic: boolean; readonly maxDelay: number },
): Choice | Missing {
  const header = headers.get('prefer');
  // A shortcut for most requests.
  if (header === null && query.size === 0 && pathPreferences === undefined && !dynamic) return noChoice;
  const preferences = readPreferences(header ?? '');
  const fromPrefix = readPreferences(pathPreferences ?? '');
  const preference = (name: keyof typeof choiceParameters) =>
    preferences.get(name) ?? query.get(choiceParameters[name]) ?? fromPrefix.get(name);
  const handling = preferences.get('handling') ?? fromPrefix.get('handling');
  const chosen = {
    code: preference('code'),
    example: preference('example'),
    lenient: handling?.toLowerCase() === 'lenient',
  };
  const delay = readDelay(preference('delay'), maxDelay);
  if (delay !== undefined && 'missing' in delay) return delay;
  const connectionFault = readConnectionFault(preference('fault'));
  const hasSubject = isChoice(chosen) || delay !== undefined || connectionFault !== undefined;
  const chance = hasSubject ? readChance(preference('chance')) : undefined;
  if (typeof chance === 'object') return chance;
  const seed = readSeed({ dynamic: preference('dynamic'), seed: preference('seed') }, dynamic, { headers, url });
  if (typeof seed === 'object' && seed !== null) return seed;
  const drawn = chance === undefined ? undefined : isDrawn(chance, headers);
  const hint =
    misspeltHint([...preferences.keys(), ...fromPrefix.keys()]) ??
    (preference('chance') !== undefined && !hasSubject ? chanceHint : null) ??
    (preference('seed') !== undefined && seed === null ? seedHint : null) ??
    connectionFaultHint(preference('fault'));
  return { ...chosen, seed, drawn, ...(drawn === false ? undrawn : { delay, connectionFault }), hint };
}

const undrawn = { delay: undefined, connectionFault: undefined } as const;

const chanceHint =
  'chance applies to a chosen answer, a delay or a fault. Add a code, an example, a delay or a fault: code=429, chance=0.5';
const seedHint = 'seed applies to bodies that vary. Add dynamic: dynamic=true, seed=42';

/** Returns a hint about the first unknown preference that resembles a known one; null if there is none. */
function misspeltHint(names: readonly string[]): string | null {
  for (const name of names) {
    const intended = knownPreferences.has(name) ? undefined : similarName(knownPreferences, name);
    if (intended !== undefined) return `"${name}" is no preference of the sandbox. Did you mean ${intended}?`;
  }
  return null;
}

const noChoice: Choice = {
  code: undefined,
  example: undefined,
  drawn: undefined,
  delay: undefined,
  connectionFault: undefined,
  seed: null,
  lenient: false,
  hint: null,
};

/** Whether a request has no preferences; it has no `Prefer` header then. */
export function isEmptyChoice(choice: Choice): boolean {
  return choice === noChoice;
}

/** Whether a request chooses an answer, by code or by example. */
export function isChoice({ code, example }: Pick<Choice, 'code' | 'example'>): boolean {
  return code !== undefined || example !== undefined;
}

/**
 * Returns the value of `Preference-Applied`: the preferences of the header that were honoured (RFC 7240, section 3),
 * and a shortened delay wherever it was requested. Null if there are none.
 *
 * @param isGiven whether the answer is the chosen one
 * @param isVaried whether the body was generated from the request's seed
 * @param isUnvalidated whether validation was skipped because the request asked for it
 */
export function preferenceApplied(
  header: string | null,
  choice: Choice,
  isGiven: boolean,
  isVaried: boolean,
  isUnvalidated: boolean,
): string | null {
  const { drawn, delay } = choice;
  const isShortened = delay?.isShortened === true;
  if (header === null && !isShortened) return null;
  const preferences = readPreferences(header ?? '');
  const names = [
    ...(isGiven ? ['code', 'example'] : []),
    // Left out if an invalid request was drawn for a success that it cannot get: it would look like a lost draw.
    ...(drawn !== undefined && (drawn === isGiven || !isChoice(choice)) ? ['chance'] : []),
    ...(delay === undefined ? [] : ['delay']),
    ...(isVaried ? ['dynamic', 'seed'] : []),
    ...(isUnvalidated ? ['handling'] : []),
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
 * Selects the chosen answer, or reports that it does not exist; it is never silently replaced by another.
 *
 * @param responseWithoutChoice finds the response that the request would get; called only for an `example` without a
 * `code`
 */
export function chooseAnswer(
  operation: OperationPlan,
  { code, example }: Choice,
  responseWithoutChoice: () => SelectedResponse | undefined,
): SelectedScenario | Missing {
  if (code !== undefined) {
    const answer = /^[2-5]\d\d$/.test(code) ? answerFor(operation, [Number(code)]) : undefined;
    if (!answer) return { missing: `${operation.key} has no answer ${code}. ${listAlternatives(operation)}` };
    return example === undefined
      ? (firstScenario(answer) ?? noAnswer(operation))
      : exampleIn(operation, answer, example);
  }
  const name = example ?? '';
  const isGiven = responseWithoutChoice();
  if (isGiven && hasExample(isGiven, name)) return exampleIn(operation, isGiven, name);
  const candidates = operation.responses.filter((response) => hasExample({ response, status: response.status }, name));
  const [only] = candidates;
  if (!only) return { missing: `${operation.key} has no example "${name}". ${listAlternatives(operation)}` };
  if (candidates.length === 1) return exampleIn(operation, { response: only, status: only.status }, name);
  const keys = candidates.map(({ key }) => key).join(', ');
  return {
    missing: `Several answers of ${operation.key} have an example "${name}": ${keys}. Add code=… to say which.`,
  };
}

function hasExample({ response }: SelectedResponse, name: string): boolean {
  return response.scenarios.some((scenario) => scenario.name === name);
}

function exampleIn(operation: OperationPlan, answer: SelectedResponse, name: string): SelectedScenario | Missing {
  const scenario = answer.response.scenarios.find((item) => item.name === name);
  if (scenario) return { ...answer, scenario, isNamed: true };
  const { key } = answer.response;
  return { missing: `The answer ${key} of ${operation.key} has no example "${name}". ${listAlternatives(operation)}` };
}

function noAnswer(operation: OperationPlan): Missing {
  return { missing: `${operation.key} has no documented answer.` };
}

/** Lists the answers that can be chosen. */
function listAlternatives(operation: OperationPlan): string {
  const names = operation.responses.flatMap(({ key, scenarios }) => scenarios.map(({ name }) => `${key}/${name}`));
  return `There is: ${names.join(', ')}.`;
}
