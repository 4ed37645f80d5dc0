import { equal, isObject, type Json } from '../../../syntax/json.ts';

export function isPrimitive(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

/** Whether a value equals one of several. */
export function isAmong(value: Json, values: readonly Json[]): boolean {
  return values.some((one) => equal(one, value));
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

/** Returns the length of a text in characters, as `minLength` counts it (JSON Schema 2020-12 Validation, 6.3.1). */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}
