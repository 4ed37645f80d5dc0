import { equal, isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';
import { mutationsOf, unknownName } from './mutate.ts';
import { matchingText } from './regex-text.ts';
import { sampleOf } from './sample.ts';

/** A value that breaks one keyword, as a change of a value that breaks none. */
export interface ViolatingValue {
  /** Where a validator tells it: a missing property's own place. */
  readonly pointer: string;
  readonly keyword: string;
  /** The whole value, changed there. */
  readonly value: Json;
}

/** Deeper, and more, than any error example is about. */
const deepest = 10;

/** Any place. */
const anywhere: readonly string[] = ['**'];

interface Ground {
  readonly document: JsonObject;
  /** Tokens that lead to the places of interest, as in a `PlacePattern`. */
  readonly toward: readonly string[];
  readonly depth: number;
  /** References that were followed on the way here. */
  readonly followed: readonly string[];
  /** Schemas that may still be looked at, at whatever place. */
  readonly budget: { visits: number; copies: number };
}

/** As often as a circle is gone round where no place is asked for. */
const maxRounds = 2;

/** Schemas that are looked at in all: those of a large circle have more places than can ever be tried. */
const maxVisits = 5_000;

/** Properties that are copied in all: for each thing that can be wrong with one, the others are copied. */
const maxCopies = 500_000;

/**
 * Values that each break one keyword of a schema, at each place of the value and at each that could be added: for every
 * keyword that validators report. Nobody has tried them yet: a change may break more than it is meant to, or nothing.
 *
 * @param schema normalised, and `document` the bundle that its references lead into
 * @param toward which places are looked at, and what a property is called that nobody documented
 */
export function violatingValues(
  schema: Json | undefined,
  value: Json,
  document: JsonObject,
  toward = anywhere,
): Iterable<ViolatingValue> {
  return violating(schema, value, {
    document,
    toward,
    depth: 0,
    followed: [],
    budget: { visits: maxVisits, copies: maxCopies },
  });
}

function* violating(schema: Json | undefined, value: Json, ground: Ground): Generator<ViolatingValue, void, undefined> {
  const { document, depth, toward } = ground;
  if (!isObject(schema) || depth > deepest || ground.budget.visits === 0) return;
  ground.budget.visits -= 1;
  for (const [keyword, written] of Object.entries(schema)) {
    for (const invalid of mutationsOf(keyword, written, { value, schema, document, unknown: nameIn(toward) })) {
      yield { pointer: '', keyword, ...invalid };
    }
  }
  const reference = schema['$ref'];
  const isRound = ground.followed.filter((one) => one === reference).length >= maxRounds;
  if (toward[0] === '**' && isRound) return;
  const followed = typeof reference === 'string' ? [...ground.followed, reference] : ground.followed;
  const deeper = { ...ground, followed, depth: depth + 1 };
  for (const [part, base] of partsIn(schema, value, document)) yield* violating(part, base, deeper);
  if (isObject(value)) yield* inObject(schema, value, deeper);
  if (isArray(value)) yield* inList(schema, value, deeper);
}

/** The name of a property that nobody documented: what the place of interest calls it. */
function nameIn([token = '*']: readonly string[]): string {
  return token.startsWith('*') ? unknownName : token;
}

/** The subschemas that say something of the same value, each with a value that it is applied to. */
function* partsIn(schema: JsonObject, value: Json, document: JsonObject): Generator<readonly [Json, Json]> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') yield [valueAt(document, reference.slice(1)) ?? true, value];
  for (const part of listIn(schema, 'allOf')) yield [part, value];
  for (const branch of [...listIn(schema, 'anyOf'), ...listIn(schema, 'oneOf')]) {
    // What the value is, what it would be as well, and what it could be instead.
    const sample = sampleOf(branch, document, 'request');
    for (const base of different([value, merged(value, sample), isObject(sample) ? sample : value]))
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

function different(values: readonly Json[]): readonly Json[] {
  return values.filter((value, index) => !values.slice(0, index).some((earlier) => equal(earlier, value)));
}

function merged(value: Json, more: Json): Json {
  return isObject(value) && isObject(more) ? { ...value, ...more } : value;
}

/** What can be broken in the properties of an object, those that it lacks included. */
function* inObject(schema: JsonObject, value: JsonObject, ground: Ground): Generator<ViolatingValue> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const width = Object.keys(value).length;
  const within = (child: Json, name: string) =>
    inside(child, ownValue(value, name), name, ground, (changed) => {
      ground.budget.copies -= width;
      return { ...value, [name]: changed };
    });
  for (const [name, child] of Object.entries(properties)) {
    if (ground.budget.copies <= 0) return;
    yield* within(child, name);
  }
  const wanted = nameIn(ground.toward);
  const patterns = isObject(schema['patternProperties']) ? schema['patternProperties'] : {};
  for (const [pattern, child] of Object.entries(patterns)) {
    const name = new RegExp(pattern, 'u').test(wanted) ? wanted : matchingText(pattern);
    if (name !== undefined) yield* within(child, name);
  }
  const others = schema['additionalProperties'];
  if (isObject(others) && !Object.hasOwn(properties, wanted)) yield* within(others, wanted);
}

/** As many items of a list as anybody wants to see broken. */
const maxItems = 3;

/** What can be broken in the items of a list. */
function* inList(schema: JsonObject, value: readonly Json[], ground: Ground): Generator<ViolatingValue> {
  const fixed = listIn(schema, 'prefixItems');
  const { items } = schema;
  const wanted = /^\d{1,3}$/.test(ground.toward[0] ?? '') ? Number(ground.toward[0]) : 0;
  const length = Math.max(value.length, fixed.length, isObject(items) ? wanted + 1 : 0);
  const list = Array.from(
    { length },
    (_, index) =>
      value[index] ??
      (fixed[index] === undefined ? value.at(-1) : undefined) ??
      sampleOf(fixed[index] ?? items, ground.document, 'request'),
  );
  for (const [index, item] of list.entries()) {
    const child = fixed[index] ?? items;
    if (child === undefined || (index >= maxItems && index !== wanted)) continue;
    yield* inside(child, item, String(index), ground, (changed) =>
      list.map((one, at) => (at === index ? changed : one)),
    );
  }
}

function* inside(
  child: Json,
  current: Json | undefined,
  token: string,
  ground: Ground,
  put: (changed: Json) => Json,
): Generator<ViolatingValue> {
  const [next, ...rest] = ground.toward;
  if (next === undefined || !(next.startsWith('*') || next === token)) return;
  const known = current ?? sampleOf(child, ground.document, 'request');
  const toward = next === '**' ? ground.toward : rest;
  for (const violation of violating(child, known, { ...ground, toward })) {
    yield { ...violation, pointer: `/${escapeToken(token)}${violation.pointer}`, value: put(violation.value) };
  }
}

function ownValue(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
