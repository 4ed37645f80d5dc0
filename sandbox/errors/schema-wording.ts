import type { Fault } from '../exchange.ts';
import { isArray, isObject, type Json, property } from '../syntax/json.ts';
import { bounded, counted, joined, shown } from './listing.ts';

/** What a list has too many or too few of: `has 2 items with system = urn:x; at most 1 is allowed`. */
export function containsWords({ expected, found }: Fault): string {
  const max = property(expected, 'maxContains');
  const least = property(expected, 'minContains') ?? 1;
  if (typeof found !== 'number') {
    return max === undefined
      ? `must contain at least ${String(least)} items of the documented kind`
      : `must contain at most ${String(max)} items of one kind`;
  }
  const kind = kindOf(property(expected, 'contains'));
  const has = found === 0 ? 'no item' : counted(found, 'item');
  const isTooMany = typeof max === 'number' && found > max;
  const [limit, bound] = isTooMany ? [max, `at most ${max}`] : [least, `at least ${String(least)}`];
  return `has ${has} ${kind ?? 'of the documented kind'}; ${bound} ${limit === 1 ? 'is' : 'are'} ${isTooMany ? 'allowed' : 'required'}`;
}

/** What sets values of a schema apart, after "items": `with system = urn:x`; undefined where that is not said in short. */
function kindOf(schema: Json | undefined): string | undefined {
  const conditions = conditionsIn(schema, '');
  if (conditions.length > 0) return `with ${joined(bounded(conditions, 3), 'and')}`;
  const values = valuesOf(schema);
  if (values) return `equal to ${joined(bounded(values.map(quoted), 3), 'or')}`;
  const { pattern, type, required } = isObject(schema) ? schema : {};
  if (typeof pattern === 'string') return `matching the pattern ${pattern}`;
  if (isArray(required) && required.length > 0) return `with ${joined(required.map(String), 'and')}`;
  return typeof type === 'string' ? `of type ${type}` : undefined;
}

/** The constants that a schema asks for in properties: `system = urn:x`, `code.system = urn:y`. */
function conditionsIn(schema: Json | undefined, path: string): readonly string[] {
  if (!isObject(schema)) return [];
  const { allOf, properties } = schema;
  const own = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, child]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const values = valuesOf(child);
    return values ? [`${at} = ${joined(bounded(values.map(shown), 3), 'or')}`] : conditionsIn(child, at);
  });
  return [...own, ...(isArray(allOf) ? allOf : []).flatMap((part) => conditionsIn(part, path))];
}

function valuesOf(schema: Json | undefined): readonly Json[] | undefined {
  const constant = property(schema, 'const');
  const values = property(schema, 'enum');
  return constant === undefined ? (isArray(values) ? values : undefined) : [constant];
}

function quoted(value: Json): string {
  return JSON.stringify(value);
}

/** Which names a property may have; undefined where that is not said in short. */
export function namesWords(fault: Fault, phrase: (fault: Fault) => string): string | undefined {
  const { expected } = fault;
  if (!isObject(expected)) return undefined;
  const rules = Object.entries(expected).filter(([keyword]) => ofNames.has(keyword));
  if (rules.length === 0) return undefined;
  const words = rules.map(([keyword, value]) => phrase({ ...fault, keyword, expected: value }));
  return `is not allowed as a name, which ${joined(words, 'and')}`;
}

const ofNames = new Set(['pattern', 'enum', 'const', 'minLength', 'maxLength', 'format', 'not']);

/** What must not be: properties, values, a pattern; undefined where that is not said in short. */
export function notWords(expected: Json): string | undefined {
  if (!isObject(expected)) return undefined;
  const values = valuesOf(expected);
  if (values) return `must not be ${joined(bounded(values.map(quoted), 10), 'or')}`;
  const { required, anyOf, pattern, type, ...others } = expected;
  if (Object.keys(others).length > 0) return undefined;
  if (typeof pattern === 'string') return `must not match the pattern ${pattern}`;
  if (isArray(required))
    return `must not have ${joined(required.map(String), 'and')}${required.length > 1 ? ' together' : ''}`;
  if (isArray(anyOf)) {
    const names = anyOf.map((branch) => property(branch, 'required'));
    const isPlain = names.every((one) => isArray(one) && one.length === 1);
    return isPlain ? `must not have ${joined(names.flatMap((one) => one ?? []).map(String), 'or')}` : undefined;
  }
  return type === undefined ? undefined : `must not be of type ${joined([type].flat().map(String), 'or')}`;
}
