import { isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { misspellings, mutateString } from './mutate-string.ts';
import { sampleOf } from './sample.ts';

/** A value to mutate, and the schema that describes it. */
export interface MutationTarget {
  readonly value: Json;
  /** The schema with the keyword that is to be violated. */
  readonly schema: JsonObject;
  /** The schema document that its references point into. */
  readonly document: JsonObject;
  /** The name of the undocumented property that mutations add. */
  readonly unknown: string;
}

/** A value that probably violates a keyword. */
export interface Mutation {
  readonly value: Json;
  /** Where validators report the violation; absent if that is at the value itself. */
  readonly pointer?: string;
  /** The keyword that validators report; absent if that is the violated one. */
  readonly keyword?: string;
}

/** The default of `MutationTarget.unknown`. */
export const unknownName = 'unexpected';

/** Larger limits of items and properties are not exceeded: no error example is about bodies of this size. */
const maxListLength = 20_000;

/** Returns mutations of a value that probably violate a keyword of its schema, the simplest first. */
export function mutationsOf(keyword: string, keywordValue: Json, target: MutationTarget): readonly Mutation[] {
  const { value } = target;
  const byType =
    typeof value === 'string'
      ? mutateString(keyword, keywordValue, value)?.map((text) => ({ value: text }))
      : isArray(value)
        ? mutateList(keyword, keywordValue, value, target)
        : isObject(value)
          ? mutateObject(keyword, keywordValue, value, target.unknown)
          : undefined;
  return byType ?? mutateAny(keyword, keywordValue, target);
}

function mutateList(
  keyword: string,
  keywordValue: Json,
  value: readonly Json[],
  { schema, document }: MutationTarget,
): readonly Mutation[] | undefined {
  const limit = numberIn(keywordValue);
  const item = value.at(-1) ?? sampleOf(schema['items'], document, 'request');
  const filled = (length: number, another = (_index: number) => item) => [
    ...value,
    ...Array.from({ length: Math.max(0, length - value.length) }, (_, index) => another(index)),
  ];
  switch (keyword) {
    case 'maxItems': {
      const distinct = schema['uniqueItems'] === true ? [filled(limit + 1, (index) => variant(item, index + 1))] : [];
      return limit < maxListLength ? [...distinct, filled(limit + 1)].map((list) => ({ value: list })) : [];
    }
    case 'minItems':
      return limit > 0 ? [{ value: value.slice(0, limit - 1) }] : [];
    case 'uniqueItems':
      return [{ value: [...filled(1), item] }, { value: [item, item] }];
    case 'maxContains':
      return limit < maxListLength
        ? [
            filled(value.length + limit + 1),
            filled(value.length + limit + 1, () => sampleOf(schema['contains'], document, 'request')),
          ].map((list) => ({ keyword: 'contains', value: list }))
        : [];
    case 'contains':
    case 'minContains':
      return [
        { keyword: 'contains', value: [] },
        { keyword: 'contains', value: [null] },
        { keyword: 'contains', value: value.map((one) => variant(one, 1)) },
        // Repeats an item, which exceeds `maxContains` if the item matches.
        { keyword: 'contains', value: [...value.slice(0, 1), ...value] },
      ];
    case 'unevaluatedItems':
    case 'items':
      return keywordValue === false ? [{ value: [...value, item] }] : [];
    default:
      return undefined;
  }
}

/** Returns the number that a keyword holds, or NaN. `Number` would throw for an object with a property `toString`. */
function numberIn(keywordValue: Json): number {
  return typeof keywordValue === 'number' ? keywordValue : Number.NaN;
}

/** Returns a different value of the same shape. */
function variant(value: Json, index: number): Json {
  if (typeof value === 'string') return `${value}${index}`;
  if (typeof value === 'number') return value + index;
  if (!isObject(value)) return value;
  const [changed] = Object.entries(value).filter(([, child]) => typeof child === 'string' || typeof child === 'number');
  return changed ? { ...value, [changed[0]]: variant(changed[1], index) } : value;
}

function mutateObject(
  keyword: string,
  keywordValue: Json,
  value: JsonObject,
  unknown: string,
): readonly Mutation[] | undefined {
  const limit = numberIn(keywordValue);
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  const at = (name: string) => `/${escapeToken(name)}`;
  const added = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${unknownName}${index || ''}`, 'x']));
  switch (keyword) {
    case 'required':
      return (isArray(keywordValue) ? keywordValue.map(String) : []).map((name) => ({
        pointer: at(name),
        value: without(name),
      }));
    case 'dependentRequired':
      return Object.entries(isObject(keywordValue) ? keywordValue : {}).flatMap(([name, needed]) =>
        (isArray(needed) ? needed.map(String) : []).map((other) => ({
          pointer: at(other),
          value: { [name]: 'x', ...without(other) },
        })),
      );
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return keywordValue === false ? [{ pointer: at(unknown), value: { ...value, [unknown]: 'x' } }] : [];
    case 'propertyNames':
      return [unknown, '', 'Not A Name!', 'x'.repeat(300)].map((name) => ({
        pointer: at(name),
        value: { ...value, [name]: 'x' },
      }));
    case 'minProperties':
      return limit > 0 ? [{ value: Object.fromEntries(Object.entries(value).slice(0, limit - 1)) }] : [];
    case 'maxProperties':
      return limit < maxListLength ? [{ value: { ...value, ...added(limit + 1) } }] : [];
    default:
      return undefined;
  }
}

/** Values of all types: at least one violates any `type`. */
const valuesOfEachType: readonly Json[] = ['abc', 123, 1.5, true, {}, [], null];

/** Returns values of other types, first the one that is most easily confused with a value: `"7"` and `7`. */
function ofOtherTypes(value: Json): readonly Json[] {
  const isNumeric = typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value);
  return isNumeric ? [Number(value), ...valuesOfEachType] : valuesOfEachType;
}

/** Numbers out of the range of `int32`, `int64` and `float`. */
const outOfRange: readonly Json[] = [2 ** 31, 2 ** 63, 1e39];

function mutateAny(
  keyword: string,
  keywordValue: Json,
  { value, schema, document }: MutationTarget,
): readonly Mutation[] {
  switch (keyword) {
    case 'type':
      return ofOtherTypes(value)
        .filter((other) => !allows(keywordValue, other))
        .map((other) => ({ value: other }));
    case 'enum':
    case 'const':
      return unlisted(isArray(keywordValue) && keyword === 'enum' ? keywordValue : [keywordValue]).map((other) => ({
        value: other,
      }));
    case 'format':
      return outOfRange.map((other) => ({ value: other }));
    case 'not': {
      // Violations report `not: {}` as a schema of `false`.
      if (isObject(keywordValue) && Object.keys(keywordValue).length === 0) return [{ keyword: 'false schema', value }];
      return excluded(keywordValue, value, document).map((other) => ({ value: other }));
    }
    case 'anyOf':
    case 'oneOf':
      return valuesOfEachType.map((other) => ({ value: other }));
    default:
      return mutateNumber(keyword, numberIn(keywordValue), value, schema).map((other) => ({ value: other }));
  }
}

function mutateNumber(keyword: string, limit: number, value: Json, schema: JsonObject): readonly Json[] {
  const current = typeof value === 'number' ? value : 0;
  const step = Number(schema['multipleOf'] ?? 1);
  switch (keyword) {
    case 'minimum':
      return [limit - step, limit - 1, limit - Math.abs(limit)];
    case 'maximum':
      return [limit + step, limit + 1, limit + Math.abs(limit)];
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return [limit];
    case 'multipleOf':
      return [current + 1, current - 1, current + limit / 2, limit * 1.5, limit / 2];
    default:
      return [];
  }
}

/** Returns values that are not in an enumeration, first of its own types. */
function unlisted(listed: readonly Json[]): readonly Json[] {
  const numbers = listed.filter((one) => typeof one === 'number');
  const misspelt = listed
    .filter((one) => typeof one === 'string')
    .flatMap(misspellings)
    .filter((text) => !listed.includes(text));
  const another = numbers.length > 0 ? [Math.max(...numbers) + 1] : misspelt;
  return [...another.slice(0, 1), 'unknown', 0, false, {}];
}

/** Returns values that satisfy the schema of a `not`. */
function excluded(schema: Json, value: Json, document: JsonObject): readonly Json[] {
  const sample = sampleOf(schema, document, 'request');
  if (!isObject(value) || !isObject(schema)) return [sample];
  const required = isArray(schema['required']) ? schema['required'] : [];
  const named = Object.fromEntries(required.map((name) => [String(name), 'x']));
  return [
    { ...named, ...value, ...(isObject(sample) && sample) },
    { ...named, ...value },
  ];
}

function allows(type: Json, value: Json): boolean {
  const types = isArray(type) ? type : [type];
  const typeName = value === null ? 'null' : isArray(value) ? 'array' : typeof value;
  return types.includes(typeName) || (typeName === 'number' && types.includes('integer') && Number.isInteger(value));
}
