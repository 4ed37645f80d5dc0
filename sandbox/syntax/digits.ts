import { isArray, isObject, type Json, type JsonArray, type JsonObject, property } from './json.ts';
import { pointerOf, tokensOf } from './json-pointer.ts';

/*
 * A number in JSON is a text (RFC 8259, section 6), of which a double keeps only part: `1234567890123456789` becomes
 * another number, `10.50` is written as `10.5`. Validation sees the nearest double; what is sent is the source text,
 * called the digits of the number.
 */

/**
 * The source text of the numbers in a value that `JSON.stringify` would write differently: the text of a number, or the
 * texts inside an array or object by index or name. Parts without such numbers are left out. (YAML's `007` and `True`
 * are kept too.)
 */
export type Digits = string | { readonly [key: string]: Digits };

/** A value with the source text of its numbers. */
export interface Written {
  readonly value: Json;
  /** Absent if `JSON.stringify` writes all of them unchanged. */
  readonly digits?: Digits;
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const wholeNumber = /^-?(0|[1-9]\d*)$/;
const twoTo63 = 2 ** 63;

/** Whether a text is a number in JSON's grammar. */
export function isJsonNumber(text: string): boolean {
  return jsonNumber.test(text);
}

/**
 * Returns the nearest finite double. A whole number that rounds to a 64-bit limit from below gets the next lower
 * double, so that validation can tell numbers inside the range from those outside.
 */
export function numberOf(text: string): number {
  const nearest = Number(text);
  if (!Number.isFinite(nearest)) return nearest > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  if (Math.abs(nearest) !== twoTo63 || !wholeNumber.test(text) || BigInt(text) >= BigInt(nearest)) return nearest;
  return nearest > 0 ? twoTo63 - 2 ** 10 : -twoTo63 - 2 ** 11;
}

/** Whether `JSON.stringify` writes the number as this very text. */
export function isPlain(text: string): boolean {
  if (/^(0|-?[1-9]\d{0,14})$/.test(text)) return true;
  const nearest = Number(text);
  if (String(nearest) !== text) return false;
  return Math.abs(nearest) < twoTo63 || String(numberOf(text)) === text;
}

/** Combines a value and its digits, if it has any. */
export function written(value: Json, digits: Digits | undefined): Written {
  return digits === undefined ? { value } : { value, digits };
}

/** Returns the digits of the child with this key or index. */
export function digitsIn(digits: Digits | undefined, key: string): Digits | undefined {
  return typeof digits === 'object' && Object.hasOwn(digits, key) ? digits[key] : undefined;
}

/** Returns the digits of the value that a JSON Pointer refers to. */
export function digitsUnder(digits: Digits | undefined, pointer: string): Digits | undefined {
  return digits && tokensOf(pointer).reduce<Digits | undefined>(digitsIn, digits);
}

/** Returns the digits of a value after the part at a JSON Pointer has been replaced. */
export function withDigitsAt(
  digits: Digits | undefined,
  pointer: string,
  part: Digits | undefined,
): Digits | undefined {
  const [token, ...rest] = tokensOf(pointer);
  if (token === undefined) return part;
  if (digits === undefined && part === undefined) return undefined;
  const others = typeof digits === 'object' ? Object.entries(digits).filter(([key]) => key !== token) : [];
  return digitsOf([...others, [token, withDigitsAt(digitsIn(digits, token), pointerOf(rest), part)]]);
}

/** Returns the digits of a value from those of its children; undefined if none has any. */
export function digitsOf(parts: Iterable<readonly [string, Digits | undefined]>): Digits | undefined {
  const found = [...parts].filter((part): part is readonly [string, Digits] => part[1] !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/**
 * Returns the digits of a value by comparing it with a second reading that kept numbers as text.
 *
 * @param texts the second reading
 */
export function digitsBetween(value: Json, texts: Json | undefined): Digits | undefined {
  // A YAML alias makes one node reachable many times; each is compared once.
  const compared = new Map<Json, Digits | undefined>();
  function textsBetween(one: Json, read: Json | undefined): Digits | undefined {
    if (typeof one !== 'object' || one === null) return differingText(one, read);
    if (typeof read !== 'object' || read === null) return undefined;
    if (!compared.has(one)) compared.set(one, isArray(one) ? textsOfItems(one, read) : textsOfProperties(one, read));
    return compared.get(one);
  }
  function textsOfItems(one: JsonArray, read: Json): Digits | undefined {
    const found: Record<string, Digits> = {};
    const texts = isArray(read) ? read : [];
    let hasAny = false;
    for (let index = 0; index < one.length; index += 1) {
      const digits = textsBetween(one[index] ?? null, texts[index]);
      if (digits === undefined) continue;
      found[index] = digits;
      hasAny = true;
    }
    return hasAny ? found : undefined;
  }
  function textsOfProperties(one: JsonObject, read: Json): Digits | undefined {
    return digitsOf(Object.keys(one).map((key) => [key, textsBetween(one[key] ?? null, property(read, key))]));
  }
  return textsBetween(value, texts);
}

function differingText(value: Json, text: Json | undefined): string | undefined {
  const isComparable = typeof text === 'string' && typeof value !== 'string' && value !== null;
  // For numbers and booleans `String` equals `JSON.stringify`, in a tenth of the time.
  return isComparable && String(value) !== text ? text : undefined;
}

/** Returns the digits of a number; undefined if they belong to another value, because it was replaced since. */
export function textOf(value: Json | undefined, digits: Digits | undefined): string | undefined {
  if (typeof value !== 'number' || typeof digits !== 'string' || !isJsonNumber(digits)) return undefined;
  return numberOf(digits) === value ? digits : undefined;
}

/** Inserts a part into a value under construction: the part as it is, or with digits in place of its numbers. */
export type Put = (part: Written) => Json;

/** The `Put` for values whose digits are not needed. */
export const asValue: Put = ({ value }) => value;

/**
 * Builds a value from parts, and its digits by building it a second time with digits in place of numbers.
 *
 * @param make builds the value; called twice if a part has digits
 */
export function madeOf(make: (put: Put) => Json): Written {
  let hasDigits = false;
  const value = make((part) => {
    hasDigits ||= part.digits !== undefined;
    return part.value;
  });
  if (!hasDigits) return { value };
  return written(
    value,
    digitsBetween(
      value,
      make((part) => withTexts(part.value, part.digits)),
    ),
  );
}

/**
 * Serializes a value as JSON that preserves its digits.
 *
 * @param indent as for `JSON.stringify`
 */
export function jsonText(value: Json, digits?: Digits, indent = 0): string {
  return digits === undefined ? JSON.stringify(value, null, indent) : writeAt(value, digits, indent, '\n');
}

function writeAt(value: Json, digits: Digits | undefined, indent: number, line: string): string {
  if (typeof digits !== 'object' || typeof value !== 'object' || value === null) {
    return textOf(value, digits) ?? JSON.stringify(value, null, indent).replaceAll('\n', line);
  }
  const [opening, colon] = indent === 0 ? ['', ':'] : [line + ' '.repeat(indent), ': '];
  const closing = indent === 0 ? '' : line;
  const write = (child: Json, key: string) => writeAt(child, digitsIn(digits, key), indent, opening || '\n');
  if (isArray(value)) {
    const items = value.map((item, index) => opening + write(item, String(index)));
    return items.length === 0 ? '[]' : `[${items.join(',')}${closing}]`;
  }
  const pairs = Object.entries(value).flatMap(([key, child]) =>
    child === undefined ? [] : [opening + JSON.stringify(key) + colon + write(child, key)],
  );
  return pairs.length === 0 ? '{}' : `{${pairs.join(',')}${closing}}`;
}

/** Replaces numbers by their digits, for formats that write numbers and strings alike. */
export function withTexts(value: Json, digits: Digits | undefined): Json {
  return mapNumbers(value, digits, (text) => text);
}

/** Returns a value for equality tests: numbers that no double represents are replaced by a canonical text. */
export function comparable(value: Json, digits: Digits | undefined): Json {
  return mapNumbers(value, digits, (text) => (isInexact(text) ? canonical(text) : undefined));
}

function mapNumbers(value: Json, digits: Digits | undefined, change: (text: string) => string | undefined): Json {
  if (digits === undefined) return value;
  const text = textOf(value, digits);
  if (text !== undefined) return change(text) ?? value;
  if (isArray(value)) return value.map((item, index) => mapNumbers(item, digitsIn(digits, String(index)), change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, mapNumbers(child, digitsIn(digits, key), change)]),
  );
}

/** Whether a double holds another number than this text. */
function isInexact(text: string): boolean {
  // A double holds any 15 digits exactly.
  if (text.length <= 15 && !/[eE]/.test(text)) return false;
  const nearest = Number(text);
  return !Number.isFinite(nearest) || canonical(text) !== canonical(JSON.stringify(nearest));
}

/** Maximum number of trailing zeros that are written out. */
const maxLength = 40;

/** Returns the same text for equal numbers: `1e2`, `100.0` and `100`. */
function canonical(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const significant = withoutLastZeros(all);
  if (significant === '') return '0';
  const exponent = Number(power) - fraction.length + (all.length - significant.length);
  return exponent >= 0 && exponent <= maxLength
    ? sign + significant + '0'.repeat(exponent)
    : `${sign}${significant}e${exponent}`;
}

function withoutLastZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** Candidates for numbers in JSON text; may match inside strings too. */
const numberPattern = /(?:^|[:,[])\s*(-?\d[\d.eE+-]*)(?=\s*(?:[,}\]]|$))/g;

/** Whether JSON text may hold a number that a double changes. Nearly all text has none and needs no second look. */
function mayLoseDigits(json: string): boolean {
  // Up to 15 digits survive unchanged.
  if (!/\d[.eE]|-0|\d{16}/.test(json)) return false;
  for (const [, number = ''] of json.matchAll(numberPattern)) if (isJsonNumber(number) && !isPlain(number)) return true;
  return false;
}

/**
 * Parses JSON into a value and the digits of its numbers (RFC 8259, section 6).
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): Written {
  const value: Json = JSON.parse(text);
  if (!mayLoseDigits(text)) return { value };
  let isNearest = true;
  const texts = replaceNumbers(text, (number) => {
    if (isPlain(number)) return number;
    isNearest &&= numberOf(number) === Number(number);
    return `"${number}"`;
  });
  if (texts === text) return { value };
  const finite = (number: string) => (numberOf(number) === Number(number) ? number : String(numberOf(number)));
  const nearest: Json = isNearest ? value : JSON.parse(replaceNumbers(text, finite));
  return written(nearest, digitsBetween(nearest, JSON.parse(texts)));
}

/** Replaces every number in valid JSON text, skipping strings. */
function replaceNumbers(json: string, replace: (number: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const textsBetween = json.slice(at, quote === -1 ? json.length : quote);
    pieces.push(textsBetween.replace(/-?\d[\d.eE+-]*/g, replace));
    if (quote === -1) break;
    at = endOfString(json, quote) + 1;
    pieces.push(json.slice(quote, at));
  }
  return pieces.join('');
}

/** Returns the offset of the quotation mark that closes the JSON string opened at `start`. */
export function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let before = at - 1;
  while (json[before] === '\\') before -= 1;
  return (at - before) % 2 === 0;
}
