import { isArray, isObject, type Json } from '../../syntax/json.ts';

/** The value of a keyword: subschemas in some arrangement, or data of a certain form. */
export type KeywordValue =
  | { readonly holds: 'schema' | 'schemaList' | 'schemaMap' }
  | { readonly holds: 'data'; readonly shape: string; readonly fits: (value: Json) => boolean };

const schema: KeywordValue = { holds: 'schema' };
const schemaList: KeywordValue = { holds: 'schemaList' };
const schemaMap: KeywordValue = { holds: 'schemaMap' };
const data = (shape: string, fits: (value: Json) => boolean): KeywordValue => ({ holds: 'data', shape, fits });

const anything = data('any value', () => true);
const number = data('a number', (value) => typeof value === 'number' && Number.isFinite(value));
const count = data('a whole number from 0', (value) => Number.isInteger(value) && Number(value) >= 0);
const flag = data('true or false', (value) => typeof value === 'boolean');
const string = data('a string', (value) => typeof value === 'string');
const names = data('a list of names', isNames);

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
const isType = (value: Json) => typeof value === 'string' && types.has(value);

function isNames(value: Json): boolean {
  return isArray(value) && value.every((name) => typeof name === 'string') && new Set(value).size === value.length;
}

/**
 * The keywords of JSON Schema 2020-12 that constrain a value or that the sandbox uses. All others are annotations, which
 * compiled schemas omit. (References, `nullable` and `discriminator` are translated.)
 */
export const keywords: ReadonlyMap<string, KeywordValue> = new Map<string, KeywordValue>([
  ['type', data('a type of JSON Schema, or a list of them', isTypes)],
  ['enum', data('a list of values', (value) => isArray(value) && value.length > 0)],
  ['const', anything],
  ['multipleOf', data('a number above 0', (value) => typeof value === 'number' && value > 0)],
  ['maximum', number],
  ['exclusiveMaximum', number],
  ['minimum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['pattern', string],
  ['format', string],
  ['maxItems', count],
  ['minItems', count],
  ['uniqueItems', flag],
  ['maxContains', count],
  ['minContains', count],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', names],
  ['dependentRequired', data('lists of names', (value) => isObject(value) && Object.values(value).every(isNames))],
  ['prefixItems', schemaList],
  ['items', schema],
  ['contains', schema],
  ['properties', schemaMap],
  ['patternProperties', schemaMap],
  ['additionalProperties', schema],
  ['propertyNames', schema],
  ['dependentSchemas', schemaMap],
  ['unevaluatedItems', schema],
  ['unevaluatedProperties', schema],
  ['allOf', schemaList],
  ['anyOf', schemaList],
  ['oneOf', schemaList],
  ['not', schema],
  ['if', schema],
  ['then', schema],
  ['else', schema],
  ['default', anything],
  ['examples', data('a list of values', isArray)],
  ['readOnly', flag],
  ['writeOnly', flag],
  ['xml', data('an object', isObject)],
  ['contentMediaType', string],
  ['contentEncoding', string],
  ['x-faker', anything],
]);

/** Keywords without violations of their own: those whose subschemas report them, and annotations. */
const unreported = new Set(
  ['properties', 'patternProperties', 'prefixItems', 'dependentSchemas', 'allOf', 'if', 'then', 'else'].concat(
    ['minContains', 'maxContains', 'default', 'examples', 'readOnly', 'writeOnly', 'xml'],
    ['contentMediaType', 'contentEncoding'],
  ),
);

/** Keywords of violations; `false schema` is Ajv's keyword for the schema `false`. */
export const reportedKeywords: readonly string[] = [...keywords.keys(), 'false schema'].filter(
  (keyword) => !unreported.has(keyword),
);

function isTypes(value: Json): boolean {
  return isType(value) || (isArray(value) && value.length > 0 && value.every(isType));
}

/** Keywords that are ignored without another one (JSON Schema 2020-12 Core, 10.2.2 and 10.3.1.3). */
export const companions: readonly (readonly [string, string])[] = [
  ['then', 'if'],
  ['else', 'if'],
  ['minContains', 'contains'],
  ['maxContains', 'contains'],
];
