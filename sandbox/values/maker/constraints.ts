import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { schemaOfItem, schemasOfProperty } from './satisfies.ts';

/** Schemas that apply to one value together, without their references and branches, which are parts of their own. */
export type Parts = readonly JsonObject[];

/** Returns the strictest lower limit, at least the default. */
export function greatest(parts: Parts, keyword: string, otherwise: number): number {
  return Math.max(otherwise, ...numbersOf(parts, keyword));
}

/** Returns the strictest upper limit, at most the default. */
export function smallest(parts: Parts, keyword: string, otherwise: number): number {
  return Math.min(otherwise, ...numbersOf(parts, keyword));
}

export function numbersOf(parts: Parts, keyword: string): readonly number[] {
  return parts.map((part) => part[keyword]).filter((limit) => typeof limit === 'number');
}

export function textsOf(parts: Parts, keyword: string): readonly string[] {
  return parts.map((part) => part[keyword]).filter((text) => typeof text === 'string');
}

/** Whether some part has one of the keywords. */
export function hasKeyword(parts: Parts, ...keywords: readonly string[]): boolean {
  return parts.some((part) => keywords.some((keyword) => part[keyword] !== undefined));
}

/** Returns the subschemas that apply to a property. */
export function schemasFor(parts: Parts, name: string): readonly Json[] {
  return parts.flatMap((part) => schemasOfProperty(part, name));
}

/** Returns the subschemas that apply to the item at an index. */
export function schemasAt(parts: Parts, index: number): readonly Json[] {
  return parts.map((part) => schemaOfItem(part, index)).filter((schema) => schema !== true);
}

/**
 * Returns the names of required properties: by `required`, and by `dependentRequired` of those and of the present ones.
 *
 * @param there names of present properties, which are not returned
 */
export function requiredNames(parts: Parts, there: readonly string[] = []): readonly string[] {
  const names = new Set(parts.flatMap(({ required }) => (isArray(required) ? required.map(String) : [])));
  const dependents = parts.map(({ dependentRequired }) => dependentRequired).filter(isObject);
  // Required properties may require others: iterating a set includes items that are added meanwhile.
  for (const name of new Set([...there, ...names])) names.add(name);
  for (const name of names) {
    for (const dependent of dependents) {
      const more = Object.hasOwn(dependent, name) ? dependent[name] : undefined;
      if (isArray(more)) for (const one of more) names.add(String(one));
    }
  }
  return [...names].filter((name) => !there.includes(name));
}

/** Returns the types that a value may have: by `type`, or else those that the keywords apply to. Empty if any. */
export function typesOf(parts: Parts): readonly string[] {
  const lists = parts.flatMap(({ type }) =>
    type === undefined ? [] : [isArray(type) ? type.map(String) : [String(type)]],
  );
  const [first, ...others] = lists;
  if (first === undefined) return [...new Set(parts.flatMap(impliedTypes))];
  const shared = others.reduce((types, other) => types.flatMap((type) => narrower(type, other)), first);
  return [...shared.filter((type) => type !== 'null'), ...shared.filter((type) => type === 'null')];
}

/** Intersects a type with others, where `integer` is part of `number`. */
function narrower(type: string, others: readonly string[]): readonly string[] {
  if (others.includes(type)) return [type];
  const isNumber = type === 'number' || type === 'integer';
  return isNumber && (others.includes('integer') || others.includes('number')) ? ['integer'] : [];
}

function impliedTypes(schema: JsonObject): readonly string[] {
  return Object.keys(schema).flatMap((keyword) => typeOfKeyword[keyword] ?? []);
}

/** The types that keywords apply to, for schemas without a `type`. */
const typeOfKeyword: Readonly<Record<string, string>> = {
  properties: 'object',
  required: 'object',
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
  contains: 'array',
  minItems: 'array',
};
