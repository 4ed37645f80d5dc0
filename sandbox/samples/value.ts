import { equal, isArray, isObject, type Json, type JsonObject, property } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { Budget } from './budget.ts';
import { textMatching } from './pattern.ts';

/** More than this nobody reads, whatever the schema asks for. */
const mostItems = 10_000;
const longestText = 100_000;

/** Strings for the formats that a plain "string" would break. */
const formatSamples: Readonly<Record<string, string>> = {
  date: '2019-08-24',
  'date-time': '2019-08-24T14:15:22Z',
  time: '14:15:22Z',
  duration: 'P1D',
  email: 'user@example.com',
  'idn-email': 'user@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com',
  url: 'https://example.com',
  'uri-reference': '/example',
  uuid: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
  'json-pointer': '/example',
  'relative-json-pointer': '0',
  regex: '.*',
  byte: 'c3RyaW5n',
  'nhs-number': '9000000009',
};

/**
 * A value for a schema, the same each time: its example, else its default, its constant, the first of its choices, else
 * a plain value of its type. What the schema excludes is not looked for; a validator tells.
 *
 * @param schema normalised (see `schema.ts`), and `document` the bundle that its references lead into
 */
export function sampleOf(schema: Json | undefined, document: JsonObject, direction: 'request' | 'response'): Json {
  const skip = direction === 'request' ? 'readOnly' : 'writeOnly';
  return sample(schema, { document, skip, above: [], budget: new Budget(), isFree: false }) ?? null;
}

/** Whether values of a schema, whatever examples it has and whichever choices are taken, are of a size to be made. */
export function isOfSize(schema: Json | undefined, document: JsonObject): boolean {
  const budget = new Budget();
  sample(schema, { document, skip: 'writeOnly', above: [], budget, isFree: true });
  return !budget.isSpent;
}

interface Surroundings {
  readonly document: JsonObject;
  readonly skip: 'readOnly' | 'writeOnly';
  /** The schemas that this one is a part of. */
  readonly above: readonly JsonObject[];
  readonly budget: Budget;
  /** Examples and the like are passed over, and all choices are taken at once. */
  readonly isFree: boolean;
}

function sample(schema: Json | undefined, { above, ...rest }: Surroundings): Json | undefined {
  const { budget, isFree } = rest;
  // A circle ends where it begins.
  if (!isObject(schema) || above.includes(schema) || budget.isSpent) return undefined;
  const around: Surroundings = { ...rest, above: [...above, schema] };
  const given = isFree ? undefined : givenIn(schema);
  budget.spend(given === undefined ? leastCost : JSON.stringify(given).length);
  if (given !== undefined) return given;
  const reference = property(schema, '$ref');
  const parts = [
    ...(typeof reference === 'string' ? [valueAt(around.document, reference.slice(1))] : []),
    ...allOfParts(schema),
    ...[schema['oneOf'], schema['anyOf']].flatMap((choice) => (isArray(choice) ? choicesOf(choice, isFree) : [])),
  ];
  const samples = parts.map((part) => sample(part, around)).filter((part) => part !== undefined);
  const own = ownSample(schema, around);
  const objects = [...samples, own].filter(isObject);
  if (objects.length > 0) return withRequired(schema, merged(objects));
  return samples[0] ?? own;
}

/** What a value costs at least: its name or its place in a list. */
const leastCost = 10;

/** The value that a schema gives itself. */
function givenIn(schema: JsonObject): Json | undefined {
  const listed = isArray(schema['enum']) ? schema['enum'][0] : undefined;
  return [exampleIn(schema), schema['default'], schema['const'], listed].find((value) => value !== undefined);
}

/** The first example of a schema; normalised, it has them all in `examples`. */
function exampleIn({ examples }: JsonObject): Json | undefined {
  return isArray(examples) ? examples[0] : undefined;
}

/** The parts of an `allOf`; of a choice by discriminator, the first. */
function allOfParts(schema: JsonObject): readonly Json[] {
  const parts = isArray(schema['allOf']) ? schema['allOf'] : [];
  const [choice] = parts.filter((part) => isObject(part) && 'if' in part);
  const chosen = property(choice, 'then');
  return [
    ...parts.filter((part) => part !== choice && property(part, 'if') === undefined),
    ...(chosen ? [chosen] : []),
  ];
}

/**
 * The properties of all, since all of them describe one object (JSON Schema 2020-12 Core, 10.2.1.1), and so on inside;
 * later ones win, but for a null, with which a part fills in what another may describe.
 */
function merged(objects: readonly JsonObject[]): Map<string, Json> {
  const result = new Map<string, Json>();
  for (const [name, value] of objects.flatMap((object) => Object.entries(object))) {
    const known = result.get(name);
    if (isObject(known) && isObject(value)) result.set(name, Object.fromEntries(merged([known, value])));
    else if (value !== null || known === undefined) result.set(name, value);
  }
  return result;
}

/** What is required and nobody described. */
function withRequired(schema: JsonObject, result: Map<string, Json>): Json {
  const required = isArray(schema['required']) ? schema['required'] : [];
  for (const name of required) if (!result.has(String(name))) result.set(String(name), null);
  return Object.fromEntries(result);
}

function choicesOf(choices: readonly Json[], isFree: boolean): readonly (Json | undefined)[] {
  return isFree ? choices : [firstChoice(choices)];
}

/** The first that is not just null. */
function firstChoice(choices: readonly Json[]): Json | undefined {
  return choices.find((choice) => !equal(property(choice, 'type'), 'null')) ?? choices[0];
}

function ownSample(schema: JsonObject, around: Surroundings): Json | undefined {
  switch (typeOf(schema)) {
    case 'object':
      return objectSample(schema, around);
    case 'array':
      return arraySample(schema, around);
    case 'string':
      return stringSample(schema, around.budget);
    case 'integer':
    case 'number':
      return numberSample(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return undefined;
  }
}

function typeOf(schema: JsonObject): Json | undefined {
  const { type } = schema;
  if (isArray(type)) return type.find((one) => one !== 'null') ?? 'null';
  if (type !== undefined) return type;
  return Object.keys(schema).flatMap((keyword) => typeOfKeyword[keyword] ?? [])[0];
}

/** What a schema without a type is about, by its keywords. */
const typeOfKeyword: Readonly<Record<string, string>> = {
  properties: 'object',
  minProperties: 'object',
  pattern: 'string',
  format: 'string',
  minLength: 'string',
  maxLength: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  items: 'array',
  prefixItems: 'array',
  minItems: 'array',
};

function objectSample(schema: JsonObject, around: Surroundings): Json {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const result = new Map<string, Json>();
  for (const [name, child] of Object.entries(properties)) {
    if (property(child, around.skip) === true) continue;
    const value = sample(child, around);
    if (value !== undefined) result.set(name, value);
  }
  const least = Math.min(Number(schema['minProperties'] ?? 0), mostItems);
  const most = result.size + around.budget.repeat(least - result.size, 2 * leastCost);
  for (let count = 1; result.size < most; count += 1) result.set(`property${count}`, 'string');
  return Object.fromEntries(result);
}

function arraySample(schema: JsonObject, around: Surroundings): Json {
  const fixed = isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const items = fixed.map((item) => sample(item, around) ?? null);
  const before = around.budget.left;
  const item = sample(schema['items'], around);
  const cost = Math.max(before - around.budget.left, leastCost);
  const wanted = Math.min(
    Math.max(1, Number(schema['minItems'] ?? 0)),
    Math.min(Number(schema['maxItems'] ?? mostItems), mostItems),
  );
  const contained = sample(schema['contains'], around);
  if (contained !== undefined && items.length === 0) items.push(contained);
  if (item === undefined || items.length >= wanted) return items;
  // The first has been paid for.
  const more = around.budget.repeat(wanted - items.length - 1, cost);
  for (let count = 0; count <= more; count += 1) items.push(item);
  return items;
}

function stringSample(schema: JsonObject, budget: Budget): Json {
  const format = schema['format'];
  const plain = (typeof format === 'string' ? formatSamples[format] : undefined) ?? 'string';
  const longest = Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY);
  const shortest = Math.min(Number(schema['minLength'] ?? 0), longestText);
  const { pattern } = schema;
  const text = plain.padEnd(shortest, 'string').slice(0, longest);
  const made = (typeof pattern === 'string' ? textMatching(pattern, shortest, text) : undefined) ?? text;
  budget.spend(made.length);
  return made;
}

function numberSample(schema: JsonObject): Json {
  const limit = (keyword: string, fallback: number) => Number(schema[keyword] ?? fallback);
  const above = limit('exclusiveMinimum', Number.NEGATIVE_INFINITY);
  const below = limit('exclusiveMaximum', Number.POSITIVE_INFINITY);
  const least = Math.max(limit('minimum', Number.NEGATIVE_INFINITY), above);
  const most = Math.min(limit('maximum', Number.POSITIVE_INFINITY), below);
  const step = limit('multipleOf', 1);
  const fits = (value: number) => value >= least && value <= most && value > above && value < below;
  const first = Math.ceil(least / step) * step;
  const last = Math.floor(most / step) * step;
  const candidates = [0, first, first + step, last, last - step, (least + most) / 2];
  return candidates.find((value) => Number.isFinite(value) && fits(value)) ?? 0;
}
