import { equal, isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isOfFormat } from './match-format.ts';
import { matches } from './match-pattern.ts';

/** Whether a value or a part of it satisfies a schema. */
type Satisfies = (value: Json, schema: Json) => boolean;

/**
 * Whether a value satisfies a schema (JSON Schema 2020-12). It interprets the schema, since compiling a validator takes
 * longer than making many values; served values are checked by a compiled validator as well.
 *
 * @param schema normalised, see `compile/schemas`
 * @param document the schema document that its references point into
 */
export function satisfies(value: Json, schema: Json, document: JsonObject): boolean {
  const within: Satisfies = (one, inner) => satisfies(one, inner, document);
  if (schema === false) return false;
  if (!isObject(schema)) return true;
  return (
    satisfiesOwnKeywords(value, schema) &&
    satisfiesChildren(value, schema, within) &&
    satisfiesInPlace(value, schema, document)
  );
}

/** Whether a value satisfies the keywords without subschemas (JSON Schema 2020-12 Validation, 6 and 7). */
export function satisfiesOwnKeywords(value: Json, schema: JsonObject): boolean {
  const { type, enum: listed, const: constant } = schema;
  if (type !== undefined && !(isArray(type) ? type : [type]).some((one) => isOfType(value, one))) return false;
  if (isArray(listed) && !listed.some((one) => equal(one, value))) return false;
  if (constant !== undefined && !equal(constant, value)) return false;
  if (typeof value === 'string') return isText(value, schema);
  if (typeof value === 'number') return isNumber(value, schema);
  if (isArray(value)) return isList(value, schema);
  return !isObject(value) || hasProperties(value, schema);
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return isArray(value);
    case 'object':
      return isObject(value);
    default:
      return typeof value === type;
  }
}

/** Whether a size is within two limits, as far as the schema has them. */
function isWithin(size: number, schema: JsonObject, least: string, max: string): boolean {
  const limit = (keyword: string, none: number) => Number(schema[keyword] ?? none);
  return size >= limit(least, Number.NEGATIVE_INFINITY) && size <= limit(max, Number.POSITIVE_INFINITY);
}

function isText(value: string, schema: JsonObject): boolean {
  const { pattern, format } = schema;
  const needsLength = schema['minLength'] !== undefined || schema['maxLength'] !== undefined;
  if (needsLength && !isWithin([...value].length, schema, 'minLength', 'maxLength')) return false;
  if (typeof pattern === 'string' && !matches(pattern, value)) return false;
  return typeof format !== 'string' || isOfFormat(value, format);
}

function isNumber(value: number, schema: JsonObject): boolean {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  if (!isWithin(value, schema, 'minimum', 'maximum')) return false;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return false;
  if (typeof multipleOf === 'number' && !isMultiple(value, multipleOf)) return false;
  return typeof format !== 'string' || isOfFormat(value, format);
}

/** Whether a number is a multiple, with the tolerance that validators have for binary fractions (0.07 and 0.01). */
function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

function isList(value: readonly Json[], schema: JsonObject): boolean {
  if (!isWithin(value.length, schema, 'minItems', 'maxItems')) return false;
  if (schema['uniqueItems'] !== true) return true;
  return value.every((item, index) => value.findIndex((other) => equal(other, item)) === index);
}

function hasProperties(value: JsonObject, schema: JsonObject): boolean {
  const { required, dependentRequired } = schema;
  const has = (name: Json) => Object.hasOwn(value, String(name));
  if (!isWithin(Object.keys(value).length, schema, 'minProperties', 'maxProperties')) return false;
  if (isArray(required) && !required.every(has)) return false;
  return Object.entries(isObject(dependentRequired) ? dependentRequired : {}).every(
    ([name, names]) => !has(name) || !isArray(names) || names.every(has),
  );
}

/** Whether properties and items satisfy their schemas (JSON Schema 2020-12 Core, 10.3). */
function satisfiesChildren(value: Json, schema: JsonObject, within: Satisfies): boolean {
  if (isArray(value)) return satisfiesItems(value, schema, within);
  if (!isObject(value)) return true;
  const { propertyNames } = schema;
  return Object.entries(value).every(([name, child]) => {
    if (propertyNames !== undefined && !within(name, propertyNames)) return false;
    return schemasOfProperty(schema, name).every((one) => within(child, one));
  });
}

function satisfiesItems(value: readonly Json[], schema: JsonObject, within: Satisfies): boolean {
  const { contains } = schema;
  if (!value.every((item, index) => within(item, schemaOfItem(schema, index)))) return false;
  if (contains === undefined) return true;
  return isWithin(
    value.filter((item) => within(item, contains)).length,
    { minContains: 1, ...schema },
    'minContains',
    'maxContains',
  );
}

/** The schemas that one schema has for a property of that name (JSON Schema 2020-12 Core, 10.3.2). */
export function schemasOfProperty(
  { properties, patternProperties, additionalProperties }: JsonObject,
  name: string,
): readonly Json[] {
  const own = property(properties, name);
  const byPattern = Object.entries(isObject(patternProperties) ? patternProperties : {})
    .filter(([pattern]) => matches(pattern, name))
    .map(([, one]) => one);
  const named = own === undefined ? byPattern : [own, ...byPattern];
  return named.length === 0 && additionalProperties !== undefined ? [additionalProperties] : named;
}

/** The schema for the item at an index (JSON Schema 2020-12 Core, 10.3.1). */
export function schemaOfItem({ prefixItems, items }: JsonObject, index: number): Json {
  return (isArray(prefixItems) ? prefixItems[index] : undefined) ?? items ?? true;
}

/** Whether a value satisfies the subschemas that apply in place (JSON Schema 2020-12 Core, 10.2 and 11). */
function satisfiesInPlace(value: Json, schema: JsonObject, document: JsonObject): boolean {
  const here = (inner: Json) => satisfies(value, inner, document);
  const { allOf, anyOf, oneOf, not } = schema;
  if (not !== undefined && here(not)) return false;
  if (isArray(anyOf) && !anyOf.some(here)) return false;
  if (isArray(oneOf) && oneOf.filter(here).length !== 1) return false;
  if (isArray(allOf) && !allOf.every(here)) return false;
  if (!conditionalSubschemas(value, schema, document).every(here)) return false;
  return !unevaluatedParts(value, schema, document).some(([child, rest]) => !satisfies(child, rest, document));
}

/** Returns the subschemas that apply by a reference, a condition, or the presence of a property. */
function conditionalSubschemas(value: Json, schema: JsonObject, document: JsonObject): readonly Json[] {
  const { $ref: reference, if: condition, dependentSchemas } = schema;
  const referred = typeof reference === 'string' ? (valueAt(document, reference.slice(1)) ?? true) : true;
  const consequence = condition === undefined ? true : schema[satisfies(value, condition, document) ? 'then' : 'else'];
  const dependent = isObject(value) && isObject(dependentSchemas) ? Object.entries(dependentSchemas) : [];
  return [
    referred,
    consequence ?? true,
    ...dependent.filter(([name]) => isObject(value) && Object.hasOwn(value, name)).map(([, one]) => one),
  ];
}

/** Returns the unevaluated properties or items with their schema (JSON Schema 2020-12 Core, 11.2 and 11.3). */
function unevaluatedParts(value: Json, schema: JsonObject, document: JsonObject): readonly (readonly [Json, Json])[] {
  const { unevaluatedItems, unevaluatedProperties } = schema;
  if (unevaluatedProperties !== undefined && isObject(value)) {
    const { unevaluatedProperties: _, ...others } = schema;
    const names = Object.keys(value).filter(
      (name) => !isEvaluated(value, others, document, (one) => evaluatesProperty(one, name)),
    );
    return names.map((name) => [value[name] ?? null, unevaluatedProperties]);
  }
  if (unevaluatedItems !== undefined && isArray(value)) {
    const { unevaluatedItems: _, ...others } = schema;
    const rest = value.filter((_, index) => !isEvaluated(value, others, document, (one) => evaluatesItem(one, index)));
    return rest.map((item) => [item, unevaluatedItems]);
  }
  return [];
}

function evaluatesProperty(schema: JsonObject, name: string): boolean {
  return schema['unevaluatedProperties'] !== undefined || schemasOfProperty(schema, name).length > 0;
}

function evaluatesItem({ items, prefixItems, unevaluatedItems }: JsonObject, index: number): boolean {
  return items !== undefined || unevaluatedItems !== undefined || (isArray(prefixItems) && index < prefixItems.length);
}

/** Whether a schema describes a part of a value, or a subschema does that applies in place and that the value satisfies. */
function isEvaluated(
  value: Json,
  schema: JsonObject,
  document: JsonObject,
  describes: (schema: JsonObject) => boolean,
): boolean {
  if (describes(schema)) return true;
  const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']].flatMap((list) => (isArray(list) ? list : []));
  const condition = schema['if'];
  const inner = [
    ...lists,
    ...(condition === undefined ? [] : [condition]),
    ...conditionalSubschemas(value, schema, document),
  ];
  return inner.some(
    (one) => isObject(one) && satisfies(value, one, document) && isEvaluated(value, one, document, describes),
  );
}
