import { _, type KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { equal, isArray, isObject, type Json } from '../../../syntax/json.ts';
import { redefine } from './redefine.ts';

/**
 * Redefines the keywords that compare values (JSON Schema 2020-12 Validation, 6.1.2, 6.1.3 and 6.4.3) to compare data
 * only: Ajv's comparison calls the `valueOf` of an object, which may be a property of the value. `uniqueItems` takes time
 * linear in the length of the array.
 */
export function compareByData(ajv: Ajv2020): void {
  redefine(ajv, 'const', (code) => (cxt, type) => {
    if (isPrimitive(cxt.schema)) return code(cxt, type);
    const same = cxt.gen.scopeValue('func', { ref: equal });
    cxt.pass(_`${same}(${cxt.data}, ${cxt.schemaCode})`);
  });
  redefine(ajv, 'enum', (code) => (cxt, type) => {
    if (isArray(cxt.schema) && cxt.schema.every(isPrimitive)) return code(cxt, type);
    const isEnumerated = cxt.gen.scopeValue('func', { ref: isAmong });
    cxt.pass(_`${isEnumerated}(${cxt.data}, ${cxt.schemaCode})`);
  });
  redefine(ajv, 'uniqueItems', () => uniqueItems);
}

function isPrimitive(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function isAmong(value: Json, values: readonly Json[]): boolean {
  return values.some((one) => equal(one, value));
}

function uniqueItems(cxt: KeywordCxt): void {
  const { gen, data, schema } = cxt;
  if (schema !== true) return;
  const find = gen.scopeValue('func', { ref: repeatedItem });
  const repeated = gen.const('repeated', _`${find}(${data})`);
  cxt.setParams({ i: _`${repeated}.i`, j: _`${repeated}.j` });
  cxt.pass(_`${repeated} === undefined`);
}

/** Returns the index of the last item that equals an earlier one, and of the last such one; undefined if all differ. */
export function repeatedItem(items: readonly Json[]): { readonly i: number; readonly j: number } | undefined {
  const seen = new Map<Json, number>();
  let repeated: { readonly i: number; readonly j: number } | undefined;
  for (const [i, item] of items.entries()) {
    // The quote keeps strings apart from the canonical JSON of arrays and objects.
    const key = typeof item === 'string' ? `"${item}` : isPrimitive(item) ? item : canonical(item);
    const j = seen.get(key);
    if (j !== undefined) repeated = { i, j };
    seen.set(key, i);
  }
  return repeated;
}

/** Returns JSON that is the same for equal values: the properties of objects are sorted by name. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part: Json) => {
    // `1e999` is parsed as Infinity, which JSON.stringify would write as null.
    if (typeof part === 'number' && !Number.isFinite(part)) return `\u0000${part}`;
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
