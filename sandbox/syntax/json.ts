/** Any value that JSON can carry (RFC 8259), readonly: nobody changes what was read. */
export type Json = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Narrower than `Array.isArray`, which knows nothing of readonly arrays. */
export function isArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** The own property of that name; never one from the prototype, whatever the key. */
export function property(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Sets a property of an object that is being made, whatever its name. An object of very many names takes most of its time
 * for its table of them: to make it so takes two thirds of the time of `Object.fromEntries` on a list or Map, and no list.
 */
export function setProperty(object: Record<string, Json>, key: string, value: Json): void {
  // An assignment would change the prototype.
  if (key === '__proto__') Object.defineProperty(object, key, { value, ...asAssigned });
  else object[key] = value;
}

const asAssigned = { writable: true, enumerable: true, configurable: true } as const;

/** The own property, if it is a string. */
export function text(value: Json | undefined, key: string): string | undefined {
  const found = property(value, key);
  return typeof found === 'string' ? found : undefined;
}

/**
 * Equality as JSON Schema defines it (2020-12 Core, 4.2.2): by value, the order of properties does not matter.
 */
export function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isArray(left)) {
    return isArray(right) && left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

/** The values without repetitions, in their order. */
export function distinct(values: readonly Json[]): readonly Json[] {
  return values.filter((value, index) => values.findIndex((other) => equal(other, value)) === index);
}
