import { equal, isArray, isObject, type Json, type JsonObject, property } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { schemaExample } from './examples.ts';
import type { Direction } from './schema.ts';

/** Deep enough for any body that a person would read; circles end here. */
const deepest = 12;

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
export function sampleOf(schema: Json | undefined, document: JsonObject, direction: Direction): Json {
  return sample(schema, { document, skip: direction === 'request' ? 'readOnly' : 'writeOnly' }, 0) ?? null;
}

interface Surroundings {
  readonly document: JsonObject;
  readonly skip: 'readOnly' | 'writeOnly';
}

function sample(schema: Json | undefined, around: Surroundings, depth: number): Json | undefined {
  if (!isObject(schema) || depth > deepest) return undefined;
  const given = schemaExample(schema) ?? schema['default'] ?? schema['const'];
  if (given !== undefined) return given;
  if (isArray(schema['enum'])) return schema['enum'][0];
  const reference = property(schema, '$ref');
  const parts = [
    ...(typeof reference === 'string' ? [valueAt(around.document, reference.slice(1))] : []),
    ...(isArray(schema['allOf']) ? schema['allOf'] : []),
    ...[schema['oneOf'], schema['anyOf']].flatMap((choice) => (isArray(choice) ? [firstChoice(choice)] : [])),
  ];
  const samples = parts.map((part) => sample(part, around, depth + 1)).filter((part) => part !== undefined);
  const own = ownSample(schema, around, depth);
  const objects = [...samples, own].filter(isObject);
  if (objects.length > 0) return Object.assign({}, ...objects);
  return samples[0] ?? own;
}

/** The first that is not just null. */
function firstChoice(choices: readonly Json[]): Json | undefined {
  return choices.find((choice) => !equal(property(choice, 'type'), 'null')) ?? choices[0];
}

function ownSample(schema: JsonObject, around: Surroundings, depth: number): Json | undefined {
  switch (typeOf(schema)) {
    case 'object':
      return objectSample(schema, around, depth);
    case 'array':
      return arraySample(schema, around, depth);
    case 'string':
      return stringSample(schema);
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
  if ('properties' in schema) return 'object';
  return 'items' in schema || 'prefixItems' in schema ? 'array' : undefined;
}

function objectSample(schema: JsonObject, around: Surroundings, depth: number): Json {
  const required = isArray(schema['required']) ? schema['required'] : [];
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const result: Record<string, Json> = {};
  for (const [name, child] of Object.entries(properties)) {
    if (property(child, around.skip) === true) continue;
    const value = sample(child, around, depth + 1);
    if (value !== undefined) result[name] = value;
    else if (required.includes(name)) result[name] = null;
  }
  return result;
}

function arraySample(schema: JsonObject, around: Surroundings, depth: number): Json {
  const fixed = isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const items = fixed.map((item) => sample(item, around, depth + 1) ?? null);
  const item = sample(schema['items'], around, depth + 1);
  const wanted = Math.max(1, Number(schema['minItems'] ?? 0));
  while (item !== undefined && items.length < wanted) items.push(item);
  return items;
}

function stringSample(schema: JsonObject): Json {
  const format = schema['format'];
  const plain = (typeof format === 'string' ? formatSamples[format] : undefined) ?? 'string';
  const longest = Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY);
  const shortest = Number(schema['minLength'] ?? 0);
  return plain.padEnd(shortest, 'string').slice(0, longest);
}

function numberSample(schema: JsonObject): Json {
  const step = Number(schema['multipleOf'] ?? 1);
  const above = Number(schema['exclusiveMinimum'] ?? Number.NEGATIVE_INFINITY);
  const below = Number(schema['exclusiveMaximum'] ?? Number.POSITIVE_INFINITY);
  const least = Math.max(Number(schema['minimum'] ?? Number.NEGATIVE_INFINITY), above);
  const most = Math.min(Number(schema['maximum'] ?? Number.POSITIVE_INFINITY), below);
  if (least <= 0 && most >= 0 && above < 0 && below > 0) return 0;
  const start = Number.isFinite(least) ? Math.ceil(least / step) * step : Math.floor(most / step) * step;
  if (start <= above) return start + step;
  return start >= below ? start - step : start;
}
