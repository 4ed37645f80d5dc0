import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';

/**
 * Makes the schemas of a plan, JSON Schema 2020-12 in `$defs`, definitions of draft-07, which is what Postman's own
 * validator understands. What draft-07 cannot say is left out, in such a way that nothing is refused that was valid.
 */
export function draft07Definitions(document: JsonObject): JsonObject {
  const inexact = inexactOf(document);
  return mapOf(document['$defs'] ?? {}, { isExact: (schema) => !isInexact(schema, inexact) });
}

/** The reference to a definition, by its place in a plan. */
export function definitionAt(place: string): string {
  return `#/definitions/${encodeURIComponent(place.slice('/$defs/'.length))}`;
}

interface Around {
  /** Whether draft-07 can say all of a schema. */
  readonly isExact: (schema: Json) => boolean;
}

type Conversion = (value: Json, schema: JsonObject, around: Around) => Json | undefined;

const same: Conversion = (value) => value;
const one: Conversion = (value, _, around) => draft07Of(value, around);
const list: Conversion = (value, _, around) => listOf(value, around);
const map: Conversion = (value, _, around) => mapOf(value, around);
/** Of a condition that says less than it did, nothing follows. */
const whenLossless: Conversion = (value, schema, around) =>
  around.isExact(schema['if'] ?? true) ? draft07Of(value, around) : undefined;

/** Keywords by name. What is not here is converted below with others, says nothing of validity, or has no like. */
const conversions: ReadonlyMap<string, Conversion> = new Map([
  ...['type', 'enum', 'const', 'required', 'format', 'uniqueItems'].map((keyword) => [keyword, same] as const),
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'].map(
    (keyword) => [keyword, same] as const,
  ),
  ...['maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties'].map(
    (keyword) => [keyword, same] as const,
  ),
  ['pattern', (value: Json) => (isPlain(String(value)) ? value : undefined)],
  ['properties', map],
  ['patternProperties', (value, _, around) => (hasPlainPatterns(value) ? mapOf(value, around) : undefined)],
  [
    'additionalProperties',
    (value, { patternProperties }, around) =>
      hasPlainPatterns(patternProperties) ? draft07Of(value, around) : undefined,
  ],
  ['propertyNames', one],
  // Draft-07 knows only that one item fits (draft-07 Validation, 6.4.6).
  ['contains', (value, { minContains }, around) => (minContains === 0 ? undefined : draft07Of(value, around))],
  ['allOf', list],
  ['anyOf', list],
  ['not', (value, _, around) => (around.isExact(value) ? draft07Of(value, around) : undefined)],
  ['if', whenLossless],
  ['then', whenLossless],
  ['else', whenLossless],
] satisfies readonly (readonly [string, Conversion])[]);

function draft07Of(schema: Json, around: Around): Json {
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).flatMap(([keyword, value]): readonly (readonly [string, Json])[] => {
    const converted = conversions.get(keyword)?.(value, schema, around);
    return converted === undefined ? [] : [[keyword, converted]];
  });
  const converted = { ...Object.fromEntries(kept), ...itemsOf(schema, around), ...dependenciesOf(schema, around) };
  const alternatives = alternativesOf(schema, around);
  const reference = referenceOf(schema);
  if (reference === undefined) return { ...converted, ...alternatives };
  // Beside a reference, draft-07 ignores everything (draft-07 Core, 8.3).
  const beside: JsonObject = { ...converted, ...alternatives };
  if (Object.keys(beside).length === 0) return { $ref: reference };
  const { allOf = [] } = beside;
  return { ...beside, allOf: [{ $ref: reference }, ...(isArray(allOf) ? allOf : [])] };
}

function referenceOf({ $ref }: JsonObject): string | undefined {
  return typeof $ref === 'string' ? definitionAt(decodeURIComponent($ref.slice(1))) : undefined;
}

/** Where a branch says less than it did, more than one may fit. */
function alternativesOf({ oneOf, anyOf, allOf }: JsonObject, around: Around): JsonObject {
  if (!isArray(oneOf)) return {};
  if (oneOf.every(around.isExact)) return { oneOf: listOf(oneOf, around) };
  if (anyOf === undefined) return { anyOf: listOf(oneOf, around) };
  return { allOf: [...listOf(allOf ?? [], around), { anyOf: listOf(oneOf, around) }] };
}

/** `prefixItems` and `items` were one keyword, and what follows was `additionalItems` (draft-07 Validation, 6.4). */
function itemsOf({ prefixItems, items }: JsonObject, around: Around): JsonObject {
  if (!isArray(prefixItems)) return items === undefined ? {} : { items: draft07Of(items, around) };
  const rest = items === undefined ? {} : { additionalItems: draft07Of(items, around) };
  return { items: listOf(prefixItems, around), ...rest };
}

/** `dependentRequired` and `dependentSchemas` were one keyword (draft-07 Validation, 6.5.7). */
function dependenciesOf({ dependentRequired, dependentSchemas }: JsonObject, around: Around): JsonObject {
  const names = isObject(dependentRequired) ? dependentRequired : {};
  const schemas = mapOf(dependentSchemas ?? {}, around);
  const both = Object.entries(schemas).map(([key, schema]): readonly [string, Json] => [
    key,
    Object.hasOwn(names, key) ? { allOf: [schema, { required: names[key] ?? [] }] } : schema,
  ]);
  const dependencies = { ...names, ...Object.fromEntries(both) };
  return Object.keys(dependencies).length === 0 ? {} : { dependencies };
}

function listOf(schemas: Json, around: Around): readonly Json[] {
  return isArray(schemas) ? schemas.map((schema) => draft07Of(schema, around)) : [];
}

function mapOf(schemas: Json, around: Around): JsonObject {
  if (!isObject(schemas)) return {};
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, draft07Of(schema, around)]));
}

/** The definitions that draft-07 cannot say all of, by themselves or by what they refer to. */
function inexactOf(document: JsonObject): ReadonlySet<string> {
  const definitions = Object.entries(isObject(document['$defs']) ? document['$defs'] : {});
  const found = new Set<string>();
  for (;;) {
    const before = found.size;
    for (const [name, schema] of definitions) if (isInexact(schema, found)) found.add(name);
    if (found.size === before) return found;
  }
}

/** Looks at whatever is in a schema: to take data for a schema only makes the result say less. */
function isInexact(schema: Json, inexact: ReadonlySet<string>): boolean {
  if (isArray(schema)) return schema.some((item) => isInexact(item, inexact));
  if (!isObject(schema)) return false;
  const { $ref, pattern, patternProperties } = schema;
  return (
    lossyKeywords.some((keyword) => Object.hasOwn(schema, keyword)) ||
    (typeof pattern === 'string' && !isPlain(pattern)) ||
    !hasPlainPatterns(patternProperties) ||
    (typeof $ref === 'string' && inexact.has(tokensOf(decodeURIComponent($ref.slice(1)))[1] ?? '')) ||
    Object.values(schema).some((value) => isInexact(value, inexact))
  );
}

/** Formats are here since validators disagree on them, and take those that they do not know for anything. */
const lossyKeywords = ['unevaluatedProperties', 'unevaluatedItems', 'minContains', 'maxContains', 'format'];

function hasPlainPatterns(schemas: Json | undefined): boolean {
  return !isObject(schemas) || Object.keys(schemas).every(isPlain);
}

/** Postman reads regular expressions without Unicode, where `\p{L}` and `\u{…}` mean something else. */
function isPlain(pattern: string): boolean {
  return !/\\p\{|\\u\{|[\u{10000}-\u{10FFFF}]/iu.test(pattern);
}
