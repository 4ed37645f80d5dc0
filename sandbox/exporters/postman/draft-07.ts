import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/**
 * Converts the `$defs` of a plan from JSON Schema 2020-12 to draft-07, which the validators of Postman and Bruno support. Keywords that
 * draft-07 lacks are left out such that all valid values stay valid.
 */
export function draft07Definitions(document: JsonObject): JsonObject {
  const incomplete = incompleteDefinitions(document);
  return mapOf(document['$defs'] ?? {}, { isComplete: (schema) => !isIncomplete(schema, incomplete) });
}

/** Returns the reference to a definition by its pointer in a plan. */
export function definitionAt(pointer: string): string {
  return `#/definitions/${encodeURIComponent(pointer.slice('/$defs/'.length))}`;
}

interface Context {
  /** Whether draft-07 expresses a schema completely. */
  readonly isComplete: (schema: Json) => boolean;
}

type Conversion = (value: Json, schema: JsonObject, context: Context) => Json | undefined;

const keep: Conversion = (value) => value;
const convertSchema: Conversion = (value, _, context) => draft07Of(value, context);
const convertList: Conversion = (value, _, context) => listOf(value, context);
const convertMap: Conversion = (value, _, context) => mapOf(value, context);
/** Conditions are dropped if draft-07 would apply them to more values. */
const whenLossless: Conversion = (value, schema, context) =>
  context.isComplete(schema['if'] ?? true) ? draft07Of(value, context) : undefined;

/** Conversions by keyword. Other keywords are converted below, are annotations, or have no counterpart. */
const conversions: ReadonlyMap<string, Conversion> = new Map([
  ...['type', 'enum', 'const', 'required', 'uniqueItems'].map((keyword) => [keyword, keep] as const),
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'].map(
    (keyword) => [keyword, keep] as const,
  ),
  ...['maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties'].map(
    (keyword) => [keyword, keep] as const,
  ),
  ['format', (value: Json) => (sharedFormats.has(String(value)) ? value : undefined)],
  ['pattern', (value: Json) => (isPortable(String(value)) ? value : undefined)],
  ['properties', convertMap],
  ['patternProperties', (value, _, context) => (hasPortablePatterns(value) ? mapOf(value, context) : undefined)],
  [
    'additionalProperties',
    (value, { patternProperties }, context) =>
      hasPortablePatterns(patternProperties) ? draft07Of(value, context) : undefined,
  ],
  ['propertyNames', convertSchema],
  // In draft-07 `contains` requires at least one item (draft-07 Validation, 6.4.6).
  ['contains', (value, { minContains }, context) => (minContains === 0 ? undefined : draft07Of(value, context))],
  ['allOf', convertList],
  ['anyOf', convertList],
  ['not', (value, _, context) => (context.isComplete(value) ? draft07Of(value, context) : undefined)],
  ['if', whenLossless],
  ['then', whenLossless],
  ['else', whenLossless],
] satisfies readonly (readonly [string, Conversion])[]);

/** The formats that the validators of Postman and of Bruno both know. Bruno's fails at any other. */
const sharedFormats: ReadonlySet<string> = new Set([
  ...['date', 'time', 'date-time', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid', 'regex'],
  ...['uri', 'uri-reference', 'uri-template', 'json-pointer', 'relative-json-pointer'],
]);

function draft07Of(schema: Json, context: Context): Json {
  if (!isObject(schema)) return schema;
  const keywords = Object.entries(schema).flatMap(([keyword, value]): readonly (readonly [string, Json])[] => {
    const result = conversions.get(keyword)?.(value, schema, context);
    return result === undefined ? [] : [[keyword, result]];
  });
  const converted = {
    ...Object.fromEntries(keywords),
    ...itemsOf(schema, context),
    ...dependenciesOf(schema, context),
  };
  const alternatives = alternativesOf(schema, context);
  const reference = referenceOf(schema);
  if (reference === undefined) return { ...converted, ...alternatives };
  // Draft-07 ignores all siblings of a reference (draft-07 Core, 8.3).
  const siblings: JsonObject = { ...converted, ...alternatives };
  if (Object.keys(siblings).length === 0) return { $ref: reference };
  const { allOf = [] } = siblings;
  return { ...siblings, allOf: [{ $ref: reference }, ...(isArray(allOf) ? allOf : [])] };
}

function referenceOf({ $ref }: JsonObject): string | undefined {
  return typeof $ref === 'string' ? definitionAt(decodeURIComponent($ref.slice(1))) : undefined;
}

/** Converts `oneOf` to `anyOf` if a branch became less strict, as several could match then. */
function alternativesOf({ oneOf, anyOf, allOf }: JsonObject, context: Context): JsonObject {
  if (!isArray(oneOf)) return {};
  if (oneOf.every(context.isComplete)) return { oneOf: listOf(oneOf, context) };
  if (anyOf === undefined) return { anyOf: listOf(oneOf, context) };
  return { allOf: [...listOf(allOf ?? [], context), { anyOf: listOf(oneOf, context) }] };
}

/** Converts `prefixItems` and `items` to `items` and `additionalItems` (draft-07 Validation, 6.4). */
function itemsOf({ prefixItems, items }: JsonObject, context: Context): JsonObject {
  if (!isArray(prefixItems)) return items === undefined ? {} : { items: draft07Of(items, context) };
  const rest = items === undefined ? {} : { additionalItems: draft07Of(items, context) };
  return { items: listOf(prefixItems, context), ...rest };
}

/** Converts `dependentRequired` and `dependentSchemas` to `dependencies` (draft-07 Validation, 6.5.7). */
function dependenciesOf({ dependentRequired, dependentSchemas }: JsonObject, context: Context): JsonObject {
  const names = isObject(dependentRequired) ? dependentRequired : {};
  const schemas = mapOf(dependentSchemas ?? {}, context);
  const both = Object.entries(schemas).map(([key, schema]): readonly [string, Json] => [
    key,
    Object.hasOwn(names, key) ? { allOf: [schema, { required: names[key] ?? [] }] } : schema,
  ]);
  const dependencies = { ...names, ...Object.fromEntries(both) };
  return Object.keys(dependencies).length === 0 ? {} : { dependencies };
}

function listOf(schemas: Json, context: Context): readonly Json[] {
  return isArray(schemas) ? schemas.map((schema) => draft07Of(schema, context)) : [];
}

function mapOf(schemas: Json, context: Context): JsonObject {
  if (!isObject(schemas)) return {};
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, draft07Of(schema, context)]));
}

/** Returns the names of definitions that draft-07 expresses incompletely, directly or by a reference. */
function incompleteDefinitions(document: JsonObject): ReadonlySet<string> {
  const definitions = Object.entries(isObject(document['$defs']) ? document['$defs'] : {});
  const found = new Set<string>();
  for (;;) {
    const before = found.size;
    for (const [name, schema] of definitions) if (isIncomplete(schema, found)) found.add(name);
    if (found.size === before) return found;
  }
}

/** Searches all of a schema. Mistaking data for a schema only makes the result less strict. */
function isIncomplete(schema: Json, incomplete: ReadonlySet<string>): boolean {
  if (isArray(schema)) return schema.some((item) => isIncomplete(item, incomplete));
  if (!isObject(schema)) return false;
  const { $ref, pattern, patternProperties } = schema;
  return (
    unsupportedKeywords.some((keyword) => Object.hasOwn(schema, keyword)) ||
    (typeof pattern === 'string' && !isPortable(pattern)) ||
    !hasPortablePatterns(patternProperties) ||
    (typeof $ref === 'string' && incomplete.has(tokensOf(decodeURIComponent($ref.slice(1)))[1] ?? '')) ||
    Object.values(schema).some((value) => isIncomplete(value, incomplete))
  );
}

/** Keywords that draft-07 lacks, and `format`, on which validators disagree. */
const unsupportedKeywords = ['unevaluatedProperties', 'unevaluatedItems', 'minContains', 'maxContains', 'format'];

function hasPortablePatterns(schemas: Json | undefined): boolean {
  return !isObject(schemas) || Object.keys(schemas).every(isPortable);
}

/** Whether a pattern means the same without the flag `u`, as Postman compiles it: `\p{L}` and `\u{…}` do not. */
function isPortable(pattern: string): boolean {
  return !/\\p\{|\\u\{|[\u{10000}-\u{10FFFF}]/iu.test(pattern);
}
