import type { StatedPlace } from '../../errors/error-format.ts';
import type { BodyPlan, ParameterPlan, PlacePattern } from '../../plan.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { keywordIn, propertiesOf } from '../schemas/view.ts';

/** What an error can be about: the parameters and the body of its operation. */
export interface ClaimSubject {
  readonly parameters: readonly ParameterPlan[];
  readonly body: BodyPlan | null;
  readonly requestSchemas: JsonObject;
}

/** The whole body, and anywhere in it. */
export const wholeBody: PlacePattern = bodyPlace([]);
export const anywhereInBody: PlacePattern = bodyPlace(['**']);

export function bodyPlace(tokens: readonly string[]): PlacePattern {
  return { in: 'body', name: '', tokens };
}

/** A parameter as the place of a fault. */
export function parameterPlace({ in: where, name }: Pick<ParameterPlan, 'in' | 'name'>): PlacePattern {
  return { in: where, name: name.toLowerCase(), tokens: [] };
}

/** A name without regard to how its words are put together: `ods-organisation-code` is `odsOrganisationCode`. */
export function joined(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/**
 * The places in a request that an error body may mean by what it states: a parameter of that name, a place in the body.
 * One that the documented request does not have is given as it is written: an unknown property may be there.
 */
export function statedPlaces({ as, text }: StatedPlace, subject: ClaimSubject): readonly PlacePattern[] {
  const tokens = as === 'pointer' ? pointerTokens(text) : pathTokens(text);
  const parameters = parametersNamed({ as, text }, tokens, subject).map(parameterPlace);
  const inBody = as === 'header' ? undefined : placeInBody(tokens, subject);
  if (parameters.length === 0) return [inBody?.place ?? bodyPlace(tokens)];
  return as === 'path' && inBody?.isDocumented ? [...parameters, inBody.place] : parameters;
}

/** A JSON Pointer, also in a URI fragment (RFC 6901, section 6); a lone slash is the whole. */
function pointerTokens(pointer: string): readonly string[] {
  const path = pointer.startsWith('#') ? decoded(pointer) : pointer;
  return tokensOf(path.replace(/^#?\/?/, '/')).filter((token, index) => token !== '' || index > 0);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `payload[0].contentString` → its steps. */
function pathTokens(path: string): readonly string[] {
  return path.split(/[.[\]/]+/).filter((token) => token !== '');
}

/** What says in which part of the request something is: `query.limit`, `["header", "x-tenant"]`. */
const containers: readonly (readonly [RegExp, readonly ParameterPlan['in'][]])[] = [
  [/^query ?(string|params|parameters)?$/i, ['query']],
  [/^path$/i, ['path']],
  [/^headers?$/i, ['header']],
  [/^cookies?$/i, ['cookie']],
  [/^(params|parameters|http)$/i, ['path', 'query', 'header', 'cookie']],
];

function parametersNamed(
  { as, text }: StatedPlace,
  [first = '', second, ...others]: readonly string[],
  { parameters }: ClaimSubject,
): readonly ParameterPlan[] {
  const called = (name: string, places: readonly ParameterPlan['in'][]) =>
    parameters.filter((one) => places.includes(one.in) && joined(one.name) === joined(name) && joined(name) !== '');
  const named =
    as === 'pointer' ? [] : called(text, as === 'header' ? ['header'] : ['path', 'query', 'header', 'cookie']);
  if (named.length > 0) return named;
  // `filter[age]` is a place in `filter`.
  if (as === 'parameter' && second !== undefined) return called(first, ['query', 'path', 'cookie']);
  const [, places] = containers.find(([pattern]) => pattern.test(first)) ?? [];
  return places && second !== undefined && others.length === 0 ? called(second, places) : [];
}

interface FoundPlace {
  readonly place: PlacePattern;
  /** The documented request has it. */
  readonly isDocumented: boolean;
}

/** What stands for the body where it comes first: `body.age`, `$.age`; `Patient.name`, a resource's type. */
const standsForBody = /^([A-Z]\w*|\$|body|requestBody|request|payload|input|json|data|root|model|dto)$/;

/** The place in the body that steps lead to; undefined where not even the first is documented. */
export function placeInBody(tokens: readonly string[], subject: ClaimSubject): FoundPlace | undefined {
  const found = follow(tokens, subject);
  const [first = '', ...rest] = tokens;
  if (found.known > 0 || tokens.length === 0) {
    return { place: bodyPlace(found.tokens), isDocumented: found.known === tokens.length };
  }
  if (!standsForBody.test(first)) return undefined;
  const below = follow(rest, subject);
  if (below.known > 0) return { place: bodyPlace(below.tokens), isDocumented: below.known === rest.length };
  const hasType = follow(['resourceType'], subject).known > 0;
  // Any other name may be one of a property that is not documented.
  if (/^[A-Z]/.test(first) ? !hasType : rest.length > 0 && first !== 'body' && first !== '$') return undefined;
  // `["body", 12]` says where in its text a body cannot be read.
  const isOffset = rest.length === 1 && /^\d+$/.test(rest[0] ?? '');
  return { place: isOffset ? wholeBody : bodyPlace(rest), isDocumented: rest.length === 0 || isOffset };
}

interface Followed {
  /** How many of the steps are documented. */
  readonly known: number;
  /** The steps as the schema has them; those that it does not have, as they are. */
  readonly tokens: readonly string[];
}

/** Follows steps through the schemas of the body's media types, as far as one of them has them. */
function follow(steps: readonly string[], { body, requestSchemas }: ClaimSubject): Followed {
  let best: Followed = { known: 0, tokens: steps };
  for (const { schemaPointer } of body?.content ?? []) {
    if (schemaPointer === null) continue;
    const found = walk(valueAt(requestSchemas, schemaPointer), steps, requestSchemas, new Map());
    if (found.known > best.known) best = found;
  }
  return best;
}

/**
 * The steps as a schema has them: a path may leave out the indices of lists (FHIRPath 2.0, section 3.2), and name a
 * property in the plural or in other letters.
 *
 * @param seen with how many steps left a schema was met: schemas refer to themselves
 */
function walk(
  schema: Json | undefined,
  steps: readonly string[],
  document: JsonObject,
  seen: Map<JsonObject, Set<number>>,
): Followed {
  const lost: Followed = { known: 0, tokens: steps };
  const [step, ...rest] = steps;
  if (step === undefined || !isObject(schema)) return lost;
  const met = seen.get(schema) ?? new Set();
  if (met.has(steps.length)) return lost;
  seen.set(schema, met.add(steps.length));
  let best = lost;
  const consider = (token: string, { known, tokens }: Followed, own: number) => {
    if (known + own > best.known || best === lost) best = { known: known + own, tokens: [token, ...tokens] };
  };
  const items = keywordIn(schema, document, 'items');
  if (isObject(items)) {
    const isIndex = /^(\d+|\*|-)$/.test(step);
    consider(
      isIndex && step !== '-' ? step : '*',
      walk(items, isIndex ? rest : steps, document, seen),
      isIndex ? 1 : 0,
    );
  }
  for (const [name, child] of named(step, propertiesOf(schema, document))) {
    consider(name, walk(child, rest, document, seen), 1);
  }
  return best;
}

/** The properties of that very name; else of that name in other letters; else in the plural or singular. */
function named(name: string, properties: readonly (readonly [string, Json])[]): readonly (readonly [string, Json])[] {
  const wanted = joined(name);
  const alike = [
    (other: string) => other === name,
    (other: string) => other.toLowerCase() === name.toLowerCase(),
    (other: string) => wanted !== '' && joined(other) === wanted,
    (other: string) => wanted !== '' && (`${joined(other)}s` === wanted || joined(other) === `${wanted}s`),
  ];
  for (const isAlike of alike) {
    const found = properties.filter(([other]) => isAlike(other));
    if (found.length > 0) return found;
  }
  return [];
}
