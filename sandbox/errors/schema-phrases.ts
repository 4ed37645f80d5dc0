import type { Fault } from '../exchange.ts';
import { isArray, isObject, type Json, property } from '../syntax/json.ts';
import { counted, displayText, joinWords, limitList } from './phrases.ts';

/** Describes a failed `contains`: `has 2 items with system = urn:x; at most 1 is allowed`. */
export function containsPhrase({ expected, found }: Fault): string {
  const max = property(expected, 'maxContains');
  const min = property(expected, 'minContains') ?? 1;
  if (typeof found !== 'number') {
    return max === undefined
      ? `must contain at least ${String(min)} items of the documented kind`
      : `must contain at most ${String(max)} items of one kind`;
  }
  const condition = itemCondition(property(expected, 'contains'));
  const has = found === 0 ? 'no item' : counted(found, 'item');
  const isTooMany = typeof max === 'number' && found > max;
  const [limit, bound] = isTooMany ? [max, `at most ${max}`] : [min, `at least ${String(min)}`];
  return `has ${has} ${condition ?? 'of the documented kind'}; ${bound} ${limit === 1 ? 'is' : 'are'} ${isTooMany ? 'allowed' : 'required'}`;
}

/**
 * Describes the items that a schema selects, to follow "items": `with system = urn:x`. Undefined if the schema has no
 * short description.
 */
function itemCondition(schema: Json | undefined): string | undefined {
  const conditions = conditionsIn(schema, '');
  if (conditions.length > 0) return `with ${joinWords(limitList(conditions, 3), 'and')}`;
  const values = valuesOf(schema);
  if (values) return `equal to ${joinWords(limitList(values.map(quoted), 3), 'or')}`;
  const { pattern, type, required } = isObject(schema) ? schema : {};
  if (typeof pattern === 'string') return `matching the pattern ${pattern}`;
  if (isArray(required) && required.length > 0) return `with ${joinWords(required.map(String), 'and')}`;
  return typeof type === 'string' ? `of type ${type}` : undefined;
}

/** Returns the constants that a schema requires of properties: `system = urn:x`, `code.system = urn:y`. */
function conditionsIn(schema: Json | undefined, path: string): readonly string[] {
  if (!isObject(schema)) return [];
  const { allOf, properties } = schema;
  const conditions = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, child]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const values = valuesOf(child);
    return values ? [`${at} = ${joinWords(limitList(values.map(displayText), 3), 'or')}`] : conditionsIn(child, at);
  });
  return [...conditions, ...(isArray(allOf) ? allOf : []).flatMap((part) => conditionsIn(part, path))];
}

function valuesOf(schema: Json | undefined): readonly Json[] | undefined {
  const constant = property(schema, 'const');
  const values = property(schema, 'enum');
  return constant === undefined ? (isArray(values) ? values : undefined) : [constant];
}

function quoted(value: Json): string {
  return JSON.stringify(value);
}

/** Describes a failed `propertyNames`; undefined if its schema has no short description. */
export function propertyNamesPhrase(fault: Fault, phrase: (fault: Fault) => string): string | undefined {
  const { expected } = fault;
  if (!isObject(expected)) return undefined;
  const rules = Object.entries(expected).filter(([keyword]) => nameKeywords.has(keyword));
  if (rules.length === 0) return undefined;
  const words = rules.map(([keyword, value]) => phrase({ ...fault, keyword, expected: value }));
  return `is not allowed as a name, which ${joinWords(words, 'and')}`;
}

const nameKeywords = new Set(['pattern', 'enum', 'const', 'minLength', 'maxLength', 'format', 'not']);

/**
 * Describes a failed `not`: excluded properties, values, a type or a pattern. Undefined if its schema has no short
 * description.
 */
export function notPhrase(expected: Json): string | undefined {
  if (!isObject(expected)) return undefined;
  const values = valuesOf(expected);
  if (values) return `must not be ${joinWords(limitList(values.map(quoted), 10), 'or')}`;
  const { required, anyOf, pattern, type, ...others } = expected;
  if (Object.keys(others).length > 0) return undefined;
  if (typeof pattern === 'string') return `must not match the pattern ${pattern}`;
  if (isArray(required))
    return `must not have ${joinWords(required.map(String), 'and')}${required.length > 1 ? ' together' : ''}`;
  if (isArray(anyOf)) {
    const names = anyOf.map((branch) => property(branch, 'required'));
    const isPlain = names.every((one) => isArray(one) && one.length === 1);
    return isPlain ? `must not have ${joinWords(names.flatMap((one) => one ?? []).map(String), 'or')}` : undefined;
  }
  return type === undefined ? undefined : `must not be of type ${joinWords([type].flat().map(String), 'or')}`;
}
