import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { schemaOfItem, schemasOfProperty } from './satisfies.ts';

/** Schemas that describe one value together, each by its own keywords: references and choices have been followed. */
export type Parts = readonly JsonObject[];

/** The strictest of a lower limit. */
export function greatest(parts: Parts, keyword: string, none: number): number {
  return Math.max(none, ...numbersOf(parts, keyword));
}

/** The strictest of an upper limit. */
export function smallest(parts: Parts, keyword: string, none: number): number {
  return Math.min(none, ...numbersOf(parts, keyword));
}

export function numbersOf(parts: Parts, keyword: string): readonly number[] {
  return parts.map((part) => part[keyword]).filter((limit) => typeof limit === 'number');
}

export function textsOf(parts: Parts, keyword: string): readonly string[] {
  return parts.map((part) => part[keyword]).filter((text) => typeof text === 'string');
}

/** Whether any of them has one of the keywords. */
export function say(parts: Parts, ...keywords: readonly string[]): boolean {
  return parts.some((part) => keywords.some((keyword) => part[keyword] !== undefined));
}

/** All that describes a property, whoever says it. */
export function schemasFor(parts: Parts, name: string): readonly Json[] {
  return parts.flatMap((part) => schemasOfProperty(part, name));
}

/** All that describes the item at an index. */
export function schemasAt(parts: Parts, index: number): readonly Json[] {
  return parts.map((part) => schemaOfItem(part, index)).filter((schema) => schema !== true);
}

/** The names that are required: always, or since one of these is there. */
export function requiredNames(parts: Parts, there: readonly string[] = []): readonly string[] {
  const names = new Set(parts.flatMap(({ required }) => (isArray(required) ? required.map(String) : [])));
  const dependents = parts.map(({ dependentRequired }) => dependentRequired).filter(isObject);
  // What is required may require more: a set is gone through with all that is added meanwhile.
  for (const name of new Set([...there, ...names])) names.add(name);
  for (const name of names) {
    for (const dependent of dependents) {
      const more = Object.hasOwn(dependent, name) ? dependent[name] : undefined;
      if (isArray(more)) for (const one of more) names.add(String(one));
    }
  }
  return [...names].filter((name) => !there.includes(name));
}

/** The types that a value may have, the first first: as they say, else as their keywords are about; none: any. */
export function typesOf(parts: Parts): readonly string[] {
  const lists = parts.flatMap(({ type }) =>
    type === undefined ? [] : [isArray(type) ? type.map(String) : [String(type)]],
  );
  const [first, ...others] = lists;
  if (first === undefined) return [...new Set(parts.flatMap(impliedTypes))];
  const shared = others.reduce((types, other) => types.flatMap((type) => narrower(type, other)), first);
  return [...shared.filter((type) => type !== 'null'), ...shared.filter((type) => type === 'null')];
}

/** A whole number is a number. */
function narrower(type: string, others: readonly string[]): readonly string[] {
  if (others.includes(type)) return [type];
  const isNumber = type === 'number' || type === 'integer';
  return isNumber && (others.includes('integer') || others.includes('number')) ? ['integer'] : [];
}

function impliedTypes(schema: JsonObject): readonly string[] {
  return Object.keys(schema).flatMap((keyword) => typeOfKeyword[keyword] ?? []);
}

/** What a schema without a type is about, by its keywords. */
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
