import type { StatedPlace } from '../errors/format.ts';
import { isObject, type Json, type JsonObject } from '../notation/json.ts';
import { tokensOf, valueAt } from '../notation/json-pointer.ts';
import type { BodyPlan, ParameterPlan, PlacePattern } from '../plan.ts';
import { keywordIn, propertiesOf } from './schema-view.ts';

/** What an error can be about: the parameters and the body of its operation. */
export interface ClaimSubject {
  readonly parameters: readonly ParameterPlan[];
  readonly body: BodyPlan | null;
  readonly requestSchemas: JsonObject;
}

/** A place in words of prose, with what it is called. */
interface NamedPlace {
  readonly name: string;
  readonly pattern: PlacePattern;
}

/** The whole body, and anywhere in it. */
export const wholeBody: PlacePattern = { in: 'body', name: '', tokens: [] };
export const anywhereInBody: PlacePattern = { in: 'body', name: '', tokens: ['**'] };

/** A parameter as the place of a fault. */
export function parameterPlace({ in: where, name }: Pick<ParameterPlan, 'in' | 'name'>): PlacePattern {
  return { in: where, name: name.toLowerCase(), tokens: [] };
}

/**
 * The place in a request that an error body states: a parameter of that name, else a place in the body. One that the
 * documented request does not have is given as it is written: no fault can be there, and whoever asks is told of it.
 */
export function statedPlaces({ as, text }: StatedPlace, subject: ClaimSubject): readonly PlacePattern[] {
  const tokens = as === 'pointer' ? tokensOf(text.replace(/^#?\/?/, '/')) : pathTokens(text);
  if (as !== 'pointer') {
    const named = subject.parameters.filter(
      ({ in: where, name }) => (as !== 'header' || where === 'header') && sameName(name, text),
    );
    if (named.length > 0) return named.map(parameterPlace);
  }
  const [first = '', ...rest] = tokens;
  const containers = /^(query|querystring|params|path|headers?|cookies?)$/i;
  if (containers.test(first) && rest.length === 1) {
    const named = subject.parameters.filter(({ name }) => sameName(name, rest[0] ?? ''));
    if (named.length > 0) return named.map(parameterPlace);
  }
  const inBody = resolve(tokens, subject);
  if (inBody) return [inBody];
  // What stands for the body, or a resource's type, may come first: `body.age`, `$.age`, `Patient.name`.
  const withoutFirst =
    rest.length > 0 && /^([$A-Z].*|body|requestbody|request|json)$/i.test(first) && resolve(rest, subject);
  return withoutFirst ? [withoutFirst] : [{ in: 'body', name: '', tokens }];
}

/** `payload[0].contentString` → its steps. */
function pathTokens(path: string): readonly string[] {
  return path.split(/[.[\]/]+/).filter((token) => token !== '');
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The place in the body, if some media type's schema has it. */
function resolve(tokens: readonly string[], { body, requestSchemas }: ClaimSubject): PlacePattern | undefined {
  for (const { validator } of body?.content ?? []) {
    if (validator === null) continue;
    const found = walk(valueAt(requestSchemas, validator), tokens, requestSchemas);
    if (found) return { in: 'body', name: '', tokens: found };
  }
  return undefined;
}

/**
 * The steps as the schema has them: a path may leave out the indices of lists (FHIRPath 2.0, section 3.2), and name a
 * property in the plural.
 */
function walk(
  schema: Json | undefined,
  tokens: readonly string[],
  document: JsonObject,
): readonly string[] | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return [];
  const items = keywordIn(schema, document, 'items');
  if (isObject(items)) {
    const isIndex = /^(\d+|\*|-)$/.test(token);
    const below = walk(items, isIndex ? rest : tokens, document);
    return below && [isIndex && token !== '-' ? token : '*', ...below];
  }
  const properties = propertiesOf(schema, document);
  const named =
    properties.find(([name]) => name === token) ??
    properties.find(([name]) => sameName(name, token) || sameName(`${name}s`, token) || sameName(name, `${token}s`));
  if (!named) return undefined;
  const below = walk(named[1], rest, document);
  return below && [named[0], ...below];
}

/** Names so general that they are words before they are places, unless they stand in quotation marks. */
const plainWords = new Set(
  'body code content data date description detail details error field format header input item items json kind length message name number object parameter path property query reason request resource response result size string summary text title type types url value values version'.split(
    ' ',
  ),
);

/** Finds the places that prose names: parameters and properties of the body by their names' words. */
export function placesInWords(text: string, subject: ClaimSubject): readonly PlacePattern[] {
  const found = namedPlaces(subject).filter(({ name }) => mentions(text, name));
  const quoted = found.filter(({ name }) => isQuoted(text, name));
  const candidates = quoted.length > 0 ? quoted : found;
  const longest = Math.max(0, ...candidates.map(({ name }) => joined(name).length));
  const best = candidates.filter(({ name }) => joined(name).length === longest);
  const shallowest = Math.min(...best.map(({ pattern }) => pattern.tokens.length));
  return best.filter(({ pattern }) => pattern.tokens.length === shallowest).map(({ pattern }) => pattern);
}

/** Parameters, and the properties of the body down to some depth. */
function namedPlaces({ parameters, body, requestSchemas }: ClaimSubject): readonly NamedPlace[] {
  const places: NamedPlace[] = parameters.map((parameter) => ({
    name: parameter.name,
    pattern: parameterPlace(parameter),
  }));
  const collect = (schema: Json | undefined, tokens: readonly string[]): void => {
    if (tokens.length > deepest || places.length > most) return;
    const items = keywordIn(schema, requestSchemas, 'items');
    if (isObject(items)) collect(items, [...tokens, '*']);
    for (const [name, child] of propertiesOf(schema, requestSchemas)) {
      const below = [...tokens, name];
      places.push({ name, pattern: { in: 'body', name: '', tokens: below } });
      collect(child, below);
    }
  };
  for (const { validator } of body?.content ?? [])
    if (validator !== null) collect(valueAt(requestSchemas, validator), []);
  return places;
}

/** Where people stop naming a property alone. */
const deepest = 8;
const most = 2000;

function mentions(text: string, name: string): boolean {
  if (isQuoted(text, name)) return true;
  const wanted = joined(name);
  return (
    !plainWords.has(wanted) && wanted.length > 1 && runsOf(text).some((run) => run === wanted || run === `${wanted}s`)
  );
}

function isQuoted(text: string, name: string): boolean {
  return ["'", '"', '`'].some((mark) => text.toLowerCase().includes(`${mark}${name.toLowerCase()}${mark}`));
}

/** The words of a name, together: `ods-organisation-code` and `odsOrganisationCode` are one. */
function joined(name: string): string {
  return name.replace(/[^A-Za-z\d]/g, '').toLowerCase();
}

/** Every run of up to five words, together: `NHS Number` → `nhs`, `nhsnumber`, `number`; of `accountId` no part. */
function runsOf(text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  return words.flatMap((_, start) => [1, 2, 3, 4, 5].map((length) => words.slice(start, start + length).join('')));
}
