import { equal, isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';
import { mutationsOf, unknownName } from './mutate.ts';
import { matchingText } from './regex-text.ts';
import { sampleOf } from './sample.ts';

/** A mutation of a valid value, and the one violation that it probably has. */
export interface ViolatingValue {
  /** Where the violation is reported; for a missing property, at the property. */
  readonly pointer: string;
  readonly keyword: string;
  /** The whole value, mutated. */
  readonly value: Json;
}

/** Locations below this depth are not mutated: no error example is about them. */
const maxDepth = 10;

/** Matches any location. */
const anywhere: readonly string[] = ['**'];

/** The context of a traversal. */
interface Traversal {
  readonly document: JsonObject;
  /** Tokens of the locations to mutate, relative to the value, as in a `PlacePattern`. */
  readonly toward: readonly string[];
  readonly depth: number;
  /** References followed on the way, repeated ones included. */
  readonly followed: readonly string[];
  /** What is left of `maxVisits` and `maxCopies`. */
  readonly budget: { visits: number; copies: number };
}

/** How often a circular reference is followed if no location is given. */
const maxRounds = 2;

/** Schemas visited in all, since circular schemas describe an unlimited number of locations. */
const maxVisits = 5_000;

/** Properties copied in all: each mutation of a property copies its siblings. */
const maxCopies = 500_000;

/**
 * Yields mutations of a value that each violate one keyword of its schema: at each location of the value, and at optional
 * ones that it lacks. They are candidates that have not been validated: one may violate more keywords, or none.
 *
 * @param schema normalised, see `compile/schemas`
 * @param document the schema document that its references point into
 * @param toward limits the locations, and names the undocumented property that mutations add
 */
export function violatingValues(
  schema: Json | undefined,
  value: Json,
  document: JsonObject,
  toward = anywhere,
): Iterable<ViolatingValue> {
  return mutationsWithin(schema, value, {
    document,
    toward,
    depth: 0,
    followed: [],
    budget: { visits: maxVisits, copies: maxCopies },
  });
}

function* mutationsWithin(
  schema: Json | undefined,
  value: Json,
  traversal: Traversal,
): Generator<ViolatingValue, void, undefined> {
  const { document, depth, toward } = traversal;
  if (!isObject(schema) || depth > maxDepth || traversal.budget.visits === 0) return;
  traversal.budget.visits -= 1;
  for (const [keyword, keywordValue] of Object.entries(schema)) {
    for (const invalid of mutationsOf(keyword, keywordValue, {
      value,
      schema,
      document,
      unknown: unknownNameFor(toward),
    })) {
      yield { pointer: '', keyword, ...invalid };
    }
  }
  const reference = schema['$ref'];
  const isRound = traversal.followed.filter((one) => one === reference).length >= maxRounds;
  if (toward[0] === '**' && isRound) return;
  const followed = typeof reference === 'string' ? [...traversal.followed, reference] : traversal.followed;
  const below = { ...traversal, followed, depth: depth + 1 };
  for (const [part, base] of inPlaceSubschemas(schema, value, document)) yield* mutationsWithin(part, base, below);
  if (isObject(value)) yield* mutatedProperties(schema, value, below);
  if (isArray(value)) yield* mutatedItems(schema, value, below);
}

/** Returns the name for an undocumented property: the one that the location asks for, if any. */
function unknownNameFor([token = '*']: readonly string[]): string {
  return token.startsWith('*') ? unknownName : token;
}

/** Yields the subschemas that apply in place, each with the values to mutate against it. */
function* inPlaceSubschemas(schema: JsonObject, value: Json, document: JsonObject): Generator<readonly [Json, Json]> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') yield [valueAt(document, reference.slice(1)) ?? true, value];
  for (const part of listIn(schema, 'allOf')) yield [part, value];
  for (const branch of [...listIn(schema, 'anyOf'), ...listIn(schema, 'oneOf')]) {
    // The value as it is, extended by a sample of the branch, and replaced by one.
    const sample = sampleOf(branch, document, 'request');
    for (const base of distinct([value, merged(value, sample), isObject(sample) ? sample : value]))
      yield [branch, base];
  }
  for (const keyword of ['then', 'else']) {
    const part = schema[keyword];
    if (part === undefined) continue;
    yield [part, value];
    const { if: condition = true } = schema;
    const other = keyword === 'then' ? condition : { allOf: [schema, { not: condition }] };
    yield [part, merged(value, sampleOf(other, document, 'request'))];
  }
  const dependent = schema['dependentSchemas'];
  for (const [name, part] of Object.entries(isObject(dependent) ? dependent : {})) {
    yield [part, isObject(value) ? { [name]: 'x', ...value } : value];
  }
}

function listIn(schema: JsonObject, keyword: string): readonly Json[] {
  const list = schema[keyword];
  return isArray(list) ? list : [];
}

function distinct(values: readonly Json[]): readonly Json[] {
  return values.filter((value, index) => !values.slice(0, index).some((earlier) => equal(earlier, value)));
}

function merged(value: Json, more: Json): Json {
  return isObject(value) && isObject(more) ? { ...value, ...more } : value;
}

/** Yields mutations of the properties of an object, those that it lacks included. */
function* mutatedProperties(schema: JsonObject, value: JsonObject, traversal: Traversal): Generator<ViolatingValue> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const width = Object.keys(value).length;
  const within = (child: Json, name: string) =>
    mutatedChild(child, propertyOf(value, name), name, traversal, (changed) => {
      traversal.budget.copies -= width;
      return { ...value, [name]: changed };
    });
  for (const [name, child] of Object.entries(properties)) {
    if (traversal.budget.copies <= 0) return;
    yield* within(child, name);
  }
  const wanted = unknownNameFor(traversal.toward);
  const patterns = isObject(schema['patternProperties']) ? schema['patternProperties'] : {};
  for (const [pattern, child] of Object.entries(patterns)) {
    const name = new RegExp(pattern, 'u').test(wanted) ? wanted : matchingText(pattern);
    if (name !== undefined) yield* within(child, name);
  }
  const additional = schema['additionalProperties'];
  if (isObject(additional) && !Object.hasOwn(properties, wanted)) yield* within(additional, wanted);
}

/** Items that are mutated, besides the one that the location asks for. */
const maxItems = 3;

/** Yields mutations of the items of an array. */
function* mutatedItems(schema: JsonObject, value: readonly Json[], traversal: Traversal): Generator<ViolatingValue> {
  const fixed = listIn(schema, 'prefixItems');
  const { items } = schema;
  const wanted = /^\d{1,3}$/.test(traversal.toward[0] ?? '') ? Number(traversal.toward[0]) : 0;
  const length = Math.max(value.length, fixed.length, isObject(items) ? wanted + 1 : 0);
  const list = Array.from(
    { length },
    (_, index) =>
      value[index] ??
      (fixed[index] === undefined ? value.at(-1) : undefined) ??
      sampleOf(fixed[index] ?? items, traversal.document, 'request'),
  );
  for (const [index, item] of list.entries()) {
    const child = fixed[index] ?? items;
    if (child === undefined || (index >= maxItems && index !== wanted)) continue;
    yield* mutatedChild(child, item, String(index), traversal, (changed) =>
      list.map((one, at) => (at === index ? changed : one)),
    );
  }
}

function* mutatedChild(
  child: Json,
  current: Json | undefined,
  token: string,
  traversal: Traversal,
  put: (changed: Json) => Json,
): Generator<ViolatingValue> {
  const [next, ...rest] = traversal.toward;
  if (next === undefined || !(next.startsWith('*') || next === token)) return;
  const known = current ?? sampleOf(child, traversal.document, 'request');
  const toward = next === '**' ? traversal.toward : rest;
  for (const violation of mutationsWithin(child, known, { ...traversal, toward })) {
    yield { ...violation, pointer: `/${escapeToken(token)}${violation.pointer}`, value: put(violation.value) };
  }
}

function propertyOf(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
