import { isArray, isObject, type Json, type JsonObject } from '../notation/json.ts';
import { escapeToken, valueAt } from '../notation/json-pointer.ts';
import { sampleOf } from './value.ts';

/** A value that breaks one keyword, as a change of a value that breaks none. */
export interface Breach {
  /** Where a validator tells it: a missing property's own place. */
  readonly pointer: string;
  readonly keyword: string;
  /** The whole value, changed there. */
  readonly value: Json;
}

/** Deeper, and more, than any error example is about. */
const deepest = 10;
const longestList = 20_000;
const longestText = 1_000_000;

/**
 * Values that each break one keyword of a schema, at each place of the value and at each that could be added: for every
 * keyword that validators report. Nobody has tried them yet: a change may break more than it is meant to, or nothing.
 *
 * @param schema normalised, and `document` the bundle that its references lead into
 */
export function* breachesOf(
  schema: Json | undefined,
  value: Json,
  document: JsonObject,
  depth = 0,
): Generator<Breach, void, undefined> {
  if (!isObject(schema) || depth > deepest) return;
  for (const [keyword, written] of Object.entries(schema)) {
    for (const broken of brokenBy(keyword, written, value, schema, document)) {
      yield { pointer: '', keyword, ...broken };
    }
  }
  for (const part of partsIn(schema, document)) yield* breachesOf(part, value, document, depth + 1);
  yield* below(schema, value, document, depth);
}

/** The subschemas that say something of the same value. */
function partsIn(schema: JsonObject, document: JsonObject): readonly Json[] {
  const reference = schema['$ref'];
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = schema[keyword];
    return isArray(list) ? list : [];
  });
  const conditional = ['then', 'else'].flatMap((keyword) => schema[keyword] ?? []);
  const dependent = isObject(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  const followed = typeof reference === 'string' ? [valueAt(document, reference.slice(1)) ?? true] : [];
  return [...followed, ...lists, ...conditional, ...dependent];
}

/** What can be broken inside an object or a list. */
function* below(schema: JsonObject, value: Json, document: JsonObject, depth: number): Generator<Breach> {
  const inside = function* (child: Json, current: Json | undefined, token: string, put: (changed: Json) => Json) {
    const known = current ?? sampleOf(child, document, 'request');
    for (const breach of breachesOf(child, known, document, depth + 1)) {
      yield { ...breach, pointer: `/${escapeToken(token)}${breach.pointer}`, value: put(breach.value) };
    }
  };
  if (isObject(value)) {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    for (const [name, child] of Object.entries(properties)) {
      yield* inside(child, own(value, name), name, (changed) => ({ ...value, [name]: changed }));
    }
    const others = schema['additionalProperties'];
    if (isObject(others))
      yield* inside(others, undefined, unknownName, (changed) => ({ ...value, [unknownName]: changed }));
  }
  const { items } = schema;
  if (isArray(value) && isObject(items)) {
    const list = value.length > 0 ? value : [sampleOf(items, document, 'request')];
    for (const [index, item] of list.slice(0, 3).entries()) {
      yield* inside(items, item, String(index), (changed) => list.map((one, at) => (at === index ? changed : one)));
    }
  }
}

const unknownName = 'unexpectedProperty';

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

type Broken = { readonly value: Json; readonly pointer?: string; readonly keyword?: string };

/** The changes by which a value breaks a keyword itself. */
function brokenBy(
  keyword: string,
  written: Json,
  value: Json,
  schema: JsonObject,
  document: JsonObject,
): readonly Broken[] {
  if (typeof value === 'string') {
    const texts = brokenText(keyword, written, value);
    if (texts) return texts.map((text) => ({ value: text }));
  }
  if (isArray(value))
    return brokenList(keyword, written, value, schema, document) ?? brokenAny(keyword, written, document);
  if (isObject(value)) return brokenObject(keyword, written, value) ?? brokenAny(keyword, written, document);
  return brokenAny(keyword, written, document);
}

function brokenText(keyword: string, written: Json, value: string): readonly string[] | undefined {
  const limit = Number(written);
  switch (keyword) {
    case 'maxLength':
      return limit < longestText ? [value.padEnd(limit + 1, value || 'x'), 'x'.repeat(limit + 1)] : [];
    case 'minLength':
      return limit > 0 ? [value.slice(0, limit - 1)] : [];
    case 'pattern':
      return [
        `${value}!`,
        'not as the pattern says',
        `!${value}`,
        value.toLowerCase(),
        value.toUpperCase(),
        value.slice(1),
        '',
        '0',
        'x',
      ];
    case 'format':
      return ['not valid', lastChanged(value), `not a ${String(written)}`, '(', '%', '\\', ''];
    default:
      return undefined;
  }
}

/** A check digit is broken by another one. */
function lastChanged(value: string): string {
  const last = value.at(-1) ?? '';
  return value.slice(0, -1) + (/\d/.test(last) ? String((Number(last) + 1) % 10) : '!');
}

function brokenList(
  keyword: string,
  written: Json,
  value: readonly Json[],
  { items }: JsonObject,
  document: JsonObject,
): readonly Broken[] | undefined {
  const limit = Number(written);
  const item = value.at(-1) ?? sampleOf(items, document, 'request');
  const filled = (length: number) => [
    ...value,
    ...Array.from({ length: Math.max(0, length - value.length) }, () => item),
  ];
  switch (keyword) {
    case 'maxItems':
      return limit < longestList ? [{ value: filled(limit + 1) }] : [];
    case 'minItems':
      return limit > 0 ? [{ value: value.slice(0, limit - 1) }] : [];
    case 'uniqueItems':
      return [{ value: [...filled(1), item] }];
    case 'maxContains':
      return limit < longestList ? [{ keyword: 'contains', value: filled(value.length + limit + 1) }] : [];
    case 'contains':
    case 'minContains':
      return [
        { keyword: 'contains', value: [] },
        { keyword: 'contains', value: [null] },
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

function brokenObject(keyword: string, written: Json, value: JsonObject): readonly Broken[] | undefined {
  const limit = Number(written);
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
          value: { [name]: own(value, name) ?? 'x', ...without(other) },
        })),
      );
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return written === false ? [{ pointer: at(unknownName), value: { ...value, ...added(1) } }] : [];
    case 'propertyNames':
      return ['', 'Not A Name!', unknownName, 'x'.repeat(300)].map((name) => ({
        pointer: at(name),
        value: { ...value, [name]: 'x' },
      }));
    case 'properties':
      return Object.entries(isObject(written) ? written : {})
        .filter(([, child]) => child === false)
        .map(([name]) => ({ pointer: at(name), keyword: 'false schema', value: { ...value, [name]: 'x' } }));
    case 'minProperties':
      return limit > 0 ? [{ value: Object.fromEntries(Object.entries(value).slice(0, limit - 1)) }] : [];
    case 'maxProperties':
      return limit < longestList ? [{ value: { ...value, ...added(limit + 1) } }] : [];
    default:
      return undefined;
  }
}

/** Values of which at least one has another type than whatever is asked for. */
const others: readonly Json[] = ['not of this type', -1.5, 7, true, {}, [], null];

function brokenAny(keyword: string, written: Json, document: JsonObject): readonly Broken[] {
  const limit = Number(written);
  switch (keyword) {
    case 'type':
      return others.filter((other) => !allows(written, other)).map((other) => ({ value: other }));
    case 'enum':
    case 'const': {
      const listed = isArray(written) && keyword === 'enum' ? written : [written];
      const numbers = listed.filter((one) => typeof one === 'number');
      const changed = listed.filter((one) => typeof one === 'string').map((one) => `not-${one}`);
      const another = numbers.length > 0 ? [Math.max(...numbers) + 1] : changed;
      return [...another.slice(0, 1), 'unknown', 0, false, {}].map((other) => ({ value: other }));
    }
    case 'minimum':
      return [{ value: limit - 1 }];
    case 'maximum':
      return [{ value: limit + 1 }];
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return [{ value: limit }];
    case 'multipleOf':
      return [{ value: limit * 1.5 }, { value: limit / 2 }];
    case 'not':
      return [{ value: sampleOf(written, document, 'request') }];
    case 'anyOf':
    case 'oneOf':
      return others.map((other) => ({ value: other }));
    default:
      return [];
  }
}

function allows(type: Json, value: Json): boolean {
  const types = isArray(type) ? type : [type];
  const own = value === null ? 'null' : isArray(value) ? 'array' : typeof value;
  return types.includes(own) || (own === 'number' && types.includes('integer') && Number.isInteger(value));
}
