import type { StatedPlace } from '../../errors/error-format.ts';
import type { BodyPlan, ParameterPlan, PlacePattern } from '../../plan.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { keywordIn, propertiesOf } from '../schemas/view.ts';

/** The parts of an operation that an error can be about. */
export interface ClaimSubject {
  readonly parameters: readonly ParameterPlan[];
  readonly body: BodyPlan | null;
  readonly requestSchemas: JsonObject;
}

export const wholeBody: PlacePattern = bodyPlace([]);
export const anywhereInBody: PlacePattern = bodyPlace(['**']);

/** Returns the pattern of a place in the body. */
export function bodyPlace(tokens: readonly string[]): PlacePattern {
  return { in: 'body', name: '', tokens };
}

/** Returns the pattern of a parameter's place. */
export function parameterPlace({ in: where, name }: Pick<ParameterPlan, 'in' | 'name'>): PlacePattern {
  return { in: where, name: name.toLowerCase(), tokens: [] };
}

/** Normalises a name to lower case without delimiters: `ods-organisation-code` equals `odsOrganisationCode`. */
export function joined(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/**
 * Returns the places in a request that a stated place may refer to: parameters of that name, or a place in the body. A
 * place that is not documented is returned as it is written, since an unknown property may be there.
 */
export function statedPlaces({ as, text }: StatedPlace, subject: ClaimSubject): readonly PlacePattern[] {
  const tokens = as === 'pointer' ? pointerTokens(text) : pathTokens(text);
  const parameters = parametersNamed({ as, text }, tokens, subject).map(parameterPlace);
  const inBody = as === 'header' ? undefined : placeInBody(tokens, subject);
  if (parameters.length === 0) return [inBody?.place ?? bodyPlace(tokens)];
  return as === 'path' && inBody?.isDocumented ? [...parameters, inBody.place] : parameters;
}

/** Parses a JSON Pointer, also as a URI fragment (RFC 6901, section 6); a single slash is the whole document. */
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

/** Splits a path such as `payload[0].contentString`. */
function pathTokens(path: string): readonly string[] {
  return path.split(/[.[\]/]+/).filter((token) => token !== '');
}

/** First steps that name a part of the request: `query.limit`, `["header", "x-tenant"]`. */
const requestParts: readonly (readonly [RegExp, readonly ParameterPlan['in'][]])[] = [
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
  // `filter[age]` is a property of the parameter `filter`.
  if (as === 'parameter' && second !== undefined) return called(first, ['query', 'path', 'cookie']);
  const [, places] = requestParts.find(([pattern]) => pattern.test(first)) ?? [];
  return places && second !== undefined && others.length === 0 ? called(second, places) : [];
}

interface FoundPlace {
  readonly place: PlacePattern;
  /** Each step is in the schema. */
  readonly isDocumented: boolean;
}

/** First steps that mean the body itself: `body.age`, `$.age`; the type of a FHIR resource in `Patient.name`. */
const bodyNames = /^([A-Z]\w*|\$|body|requestBody|request|payload|input|json|data|root|model|dto)$/;

/** Returns the place in the body that a path leads to; undefined if not even its first step is documented. */
export function placeInBody(tokens: readonly string[], subject: ClaimSubject): FoundPlace | undefined {
  const found = follow(tokens, subject);
  const [first = '', ...rest] = tokens;
  if (found.known > 0 || tokens.length === 0) {
    return { place: bodyPlace(found.tokens), isDocumented: found.known === tokens.length };
  }
  if (!bodyNames.test(first)) return undefined;
  const below = follow(rest, subject);
  if (below.known > 0) return { place: bodyPlace(below.tokens), isDocumented: below.known === rest.length };
  const hasType = follow(['resourceType'], subject).known > 0;
  // Any other name may be that of an undocumented property.
  if (/^[A-Z]/.test(first) ? !hasType : rest.length > 0 && first !== 'body' && first !== '$') return undefined;
  // `["body", 12]` is an offset in the text of a body that cannot be parsed.
  const isOffset = rest.length === 1 && /^\d+$/.test(rest[0] ?? '');
  return { place: isOffset ? wholeBody : bodyPlace(rest), isDocumented: rest.length === 0 || isOffset };
}

interface Followed {
  /** The number of documented steps. */
  readonly known: number;
  /** The steps, spelt as in the schema where it has them. */
  readonly tokens: readonly string[];
}

/** Follows a path through the schema of each media type, and returns the longest match. */
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
 * Follows a path through a schema. A path may omit the indices of arrays (FHIRPath 2.0, section 3.2), and spell a
 * property in the plural or in another case.
 *
 * @param seen for each schema, the numbers of remaining steps that it was visited with: schemas may be circular
 */
function walk(
  schema: Json | undefined,
  steps: readonly string[],
  document: JsonObject,
  seen: Map<JsonObject, Set<number>>,
): Followed {
  const unmatched: Followed = { known: 0, tokens: steps };
  const [step, ...rest] = steps;
  if (step === undefined || !isObject(schema)) return unmatched;
  const visited = seen.get(schema) ?? new Set();
  if (visited.has(steps.length)) return unmatched;
  seen.set(schema, visited.add(steps.length));
  let best = unmatched;
  const consider = (token: string, { known, tokens }: Followed, isKnown: 0 | 1) => {
    if (known + isKnown > best.known || best === unmatched)
      best = { known: known + isKnown, tokens: [token, ...tokens] };
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
  for (const [name, child] of propertiesNamed(step, propertiesOf(schema, document))) {
    consider(name, walk(child, rest, document, seen), 1);
  }
  return best;
}

/** Returns the properties of exactly this name; else in another case or with other delimiters; else singular or plural. */
function propertiesNamed(
  name: string,
  properties: readonly (readonly [string, Json])[],
): readonly (readonly [string, Json])[] {
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
