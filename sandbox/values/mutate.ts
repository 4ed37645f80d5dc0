import { isArray, isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { mutateString } from './mutate-string.ts';
import { sampleOf } from './sample.ts';

/** What is to be broken. */
export interface MutationTarget {
  readonly value: Json;
  /** The schema that has the keyword. */
  readonly schema: JsonObject;
  /** The bundle that its references lead into. */
  readonly document: JsonObject;
  /** What a property is called that nobody documented. */
  readonly unknown: string;
}

/** A value that should break a keyword; `pointer` and `keyword` where a validator tells others. */
export interface Mutation {
  readonly value: Json;
  readonly pointer?: string;
  readonly keyword?: string;
}

export const unknownName = 'unexpectedProperty';

/** More than any error example is about. */
const maxListLength = 20_000;

/** The changes by which a value breaks a keyword itself, the plainest first. */
export function mutationsOf(keyword: string, written: Json, whole: MutationTarget): readonly Mutation[] {
  const { value } = whole;
  const own =
    typeof value === 'string'
      ? mutateString(keyword, written, value)?.map((text) => ({ value: text }))
      : isArray(value)
        ? mutateList(keyword, written, value, whole)
        : isObject(value)
          ? mutateObject(keyword, written, value, whole.unknown)
          : undefined;
  return own ?? mutateAny(keyword, written, whole);
}

function mutateList(
  keyword: string,
  written: Json,
  value: readonly Json[],
  { schema, document }: MutationTarget,
): readonly Mutation[] | undefined {
  const limit = numberIn(written);
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
        // One too many of a kind, beside those that are there.
        { keyword: 'contains', value: [...value.slice(0, 1), ...value] },
      ];
    case 'unevaluatedItems':
    case 'items':
      return written === false ? [{ value: [...value, item] }] : [];
    default:
      return undefined;
  }
}

/** A limit; no number where a keyword holds something else, which may well have a property `toString`. */
function numberIn(written: Json): number {
  return typeof written === 'number' ? written : Number.NaN;
}

/** Another value of the same shape. */
function variant(value: Json, index: number): Json {
  if (typeof value === 'string') return `${value}${index}`;
  if (typeof value === 'number') return value + index;
  if (!isObject(value)) return value;
  const [changed] = Object.entries(value).filter(([, child]) => typeof child === 'string' || typeof child === 'number');
  return changed ? { ...value, [changed[0]]: variant(changed[1], index) } : value;
}

function mutateObject(
  keyword: string,
  written: Json,
  value: JsonObject,
  unknown: string,
): readonly Mutation[] | undefined {
  const limit = numberIn(written);
  const without = (name: string) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  const at = (name: string) => `/${escapeToken(name)}`;
  const added = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${unknownName}${index || ''}`, 'x']));
  switch (keyword) {
    case 'required':
      return (isArray(written) ? written.map(String) : []).map((name) => ({ pointer: at(name), value: without(name) }));
    case 'dependentRequired':
      return Object.entries(isObject(written) ? written : {}).flatMap(([name, needed]) =>
        (isArray(needed) ? needed.map(String) : []).map((other) => ({
          pointer: at(other),
          value: { [name]: 'x', ...without(other) },
        })),
      );
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return written === false ? [{ pointer: at(unknown), value: { ...value, [unknown]: 'x' } }] : [];
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

/** Values of which at least one has another type than whatever is asked for. */
const others: readonly Json[] = ['not of this type', -1.5, 7, true, {}, [], null];

/** Numbers that the formats of numbers have no room for. */
const outsized: readonly Json[] = [2 ** 31, 2 ** 63, 1e39];

function mutateAny(keyword: string, written: Json, { value, schema, document }: MutationTarget): readonly Mutation[] {
  switch (keyword) {
    case 'type':
      return others.filter((other) => !allows(written, other)).map((other) => ({ value: other }));
    case 'enum':
    case 'const':
      return unlisted(isArray(written) && keyword === 'enum' ? written : [written]).map((other) => ({ value: other }));
    case 'format':
      return outsized.map((other) => ({ value: other }));
    case 'not': {
      // `not` of everything is `false` in words.
      if (isObject(written) && Object.keys(written).length === 0) return [{ keyword: 'false schema', value }];
      return excluded(written, value, document).map((other) => ({ value: other }));
    }
    case 'anyOf':
    case 'oneOf':
      return others.map((other) => ({ value: other }));
    default:
      return mutateNumber(keyword, numberIn(written), value, schema).map((other) => ({ value: other }));
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

/** Values beside those that are listed, of their types if they can be. */
function unlisted(listed: readonly Json[]): readonly Json[] {
  const numbers = listed.filter((one) => typeof one === 'number');
  const changed = listed.filter((one) => typeof one === 'string').map((one) => `not-${one}`);
  const another = numbers.length > 0 ? [Math.max(...numbers) + 1] : changed;
  return [...another.slice(0, 1), 'unknown', 0, false, {}];
}

/** Values that a schema takes, which its `not` excludes. */
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
  const own = value === null ? 'null' : isArray(value) ? 'array' : typeof value;
  return types.includes(own) || (own === 'number' && types.includes('integer') && Number.isInteger(value));
}
