import { isArray, isObject, type Json, type JsonArray, type JsonObject, property } from './json.ts';
import { pointerOf, tokensOf } from './json-pointer.ts';

/*
 * A number in JSON is a text (RFC 8259, section 6), and a double keeps only some of what it says: `1234567890123456789`
 * becomes another number, `10.50` is written as `10.5`. What is validated is the nearest double; what is sent is the text.
 */

/**
 * The texts of the numbers in a value that `JSON.stringify` would write otherwise: a number's own, or those of a list or
 * an object by index or name. What has none is left out. (Of YAML, `007` and `True` are kept as well.)
 */
export type Digits = string | { readonly [key: string]: Digits };

/** A value, and the texts of its numbers. */
export interface Written {
  readonly value: Json;
  /** Absent: `JSON.stringify` writes all of them as they were. */
  readonly digits?: Digits;
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const wholeNumber = /^-?(0|[1-9]\d*)$/;
const firstBeyond64 = 2 ** 63;

/** Whether a text is a number as JSON writes it. */
export function isJsonNumber(text: string): boolean {
  return jsonNumber.test(text);
}

/**
 * The nearest double that is finite; of those at the ends of 64 bits the next lower, so that what fits stays apart from
 * what does not.
 */
export function numberOf(text: string): number {
  const nearest = Number(text);
  if (!Number.isFinite(nearest)) return nearest > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  if (Math.abs(nearest) !== firstBeyond64 || !wholeNumber.test(text) || BigInt(text) >= BigInt(nearest)) return nearest;
  return nearest > 0 ? firstBeyond64 - 2 ** 10 : -firstBeyond64 - 2 ** 11;
}

/** Whether `JSON.stringify` writes a number as this text. */
export function isPlain(text: string): boolean {
  if (/^(0|-?[1-9]\d{0,14})$/.test(text)) return true;
  const nearest = Number(text);
  if (String(nearest) !== text) return false;
  return Math.abs(nearest) < firstBeyond64 || String(numberOf(text)) === text;
}

/** A value and its texts, where it has any. */
export function written(value: Json, digits: Digits | undefined): Written {
  return digits === undefined ? { value } : { value, digits };
}

/** The texts in a part of a value. */
export function digitsIn(digits: Digits | undefined, key: string): Digits | undefined {
  return typeof digits === 'object' && Object.hasOwn(digits, key) ? digits[key] : undefined;
}

/** The texts in the part of a value that a JSON Pointer leads to. */
export function digitsUnder(digits: Digits | undefined, pointer: string): Digits | undefined {
  return digits && tokensOf(pointer).reduce<Digits | undefined>(digitsIn, digits);
}

/** The texts of a value in which another part has been put at a JSON Pointer. */
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

/** The texts of a whole, by those of its parts; undefined where none has any. */
export function digitsOf(parts: Iterable<readonly [string, Digits | undefined]>): Digits | undefined {
  const found = [...parts].filter((part): part is readonly [string, Digits] => part[1] !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/**
 * The texts of the numbers in a value, where it was read a second time with texts in their place.
 *
 * @param texts the same value, read so
 */
export function digitsBetween(value: Json, texts: Json | undefined): Digits | undefined {
  // What an alias of YAML leads to several times is looked at once.
  const known = new Map<Json, Digits | undefined>();
  function between(one: Json, read: Json | undefined): Digits | undefined {
    if (typeof one !== 'object' || one === null) return differing(one, read);
    if (typeof read !== 'object' || read === null) return undefined;
    if (!known.has(one)) known.set(one, isArray(one) ? betweenItems(one, read) : betweenMembers(one, read));
    return known.get(one);
  }
  function betweenItems(one: JsonArray, read: Json): Digits | undefined {
    const found: Record<string, Digits> = {};
    const texts = isArray(read) ? read : [];
    let hasAny = false;
    for (let index = 0; index < one.length; index += 1) {
      const digits = between(one[index] ?? null, texts[index]);
      if (digits === undefined) continue;
      found[index] = digits;
      hasAny = true;
    }
    return hasAny ? found : undefined;
  }
  function betweenMembers(one: JsonObject, read: Json): Digits | undefined {
    return digitsOf(Object.keys(one).map((key) => [key, between(one[key] ?? null, property(read, key))]));
  }
  return between(value, texts);
}

function differing(value: Json, text: Json | undefined): string | undefined {
  const isGiven = typeof text === 'string' && typeof value !== 'string' && value !== null;
  // Of a number or truth value, `String` makes the same as `JSON.stringify`, in a tenth of the time.
  return isGiven && String(value) !== text ? text : undefined;
}

/** The text of a number, if it is one of that value: what was put in its place has a text of its own. */
export function textOf(value: Json | undefined, digits: Digits | undefined): string | undefined {
  if (typeof value !== 'number' || typeof digits !== 'string' || !isJsonNumber(digits)) return undefined;
  return numberOf(digits) === value ? digits : undefined;
}

/** Puts a value into something that is made: as it is, or with texts in the place of its numbers. */
export type Put = (part: Written) => Json;

/** How a value is put that is only looked at. */
export const asValue: Put = ({ value }) => value;

/**
 * What is made of parts, and how its numbers are written: it is made once more with texts in their place, where there
 * are any.
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

/** A value in JSON, each number with its own digits. @param indent as of `JSON.stringify` */
export function jsonText(value: Json, digits?: Digits, indent = 0): string {
  return digits === undefined ? JSON.stringify(value, null, indent) : textAt(value, digits, indent, '\n');
}

function textAt(value: Json, digits: Digits | undefined, indent: number, line: string): string {
  if (typeof digits !== 'object' || typeof value !== 'object' || value === null) {
    return textOf(value, digits) ?? JSON.stringify(value, null, indent).replaceAll('\n', line);
  }
  const [inner, colon] = indent === 0 ? ['', ':'] : [line + ' '.repeat(indent), ': '];
  const outer = indent === 0 ? '' : line;
  const within = (child: Json, key: string) => textAt(child, digitsIn(digits, key), indent, inner || '\n');
  if (isArray(value)) {
    const items = value.map((item, index) => inner + within(item, String(index)));
    return items.length === 0 ? '[]' : `[${items.join(',')}${outer}]`;
  }
  const pairs = Object.entries(value).flatMap(([key, child]) =>
    child === undefined ? [] : [inner + JSON.stringify(key) + colon + within(child, key)],
  );
  return pairs.length === 0 ? '{}' : `{${pairs.join(',')}${outer}}`;
}

/** A value with texts in the place of its numbers, for notations that write both alike. */
export function withTexts(value: Json, digits: Digits | undefined): Json {
  return mapped(value, digits, (text) => text);
}

/** A value by which it is told whether it is the same as another: what no double holds is a text. */
export function comparable(value: Json, digits: Digits | undefined): Json {
  return mapped(value, digits, (text) => (isInexact(text) ? canonical(text) : undefined));
}

function mapped(value: Json, digits: Digits | undefined, change: (text: string) => string | undefined): Json {
  if (digits === undefined) return value;
  const text = textOf(value, digits);
  if (text !== undefined) return change(text) ?? value;
  if (isArray(value)) return value.map((item, index) => mapped(item, digitsIn(digits, String(index)), change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, mapped(child, digitsIn(digits, key), change)]),
  );
}

/** Whether a number is another than the one that a double keeps of it. */
function isInexact(text: string): boolean {
  // Fifteen digits always fit.
  if (text.length <= 15 && !/[eE]/.test(text)) return false;
  const nearest = Number(text);
  return !Number.isFinite(nearest) || canonical(text) !== canonical(JSON.stringify(nearest));
}

/** Longer whole numbers are not written out. */
const maxLength = 40;

/** One text for each number: `1e2`, `100.0` and `100` are the same. */
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

/** Where a number may stand in a text of JSON; in a string, there may be such a place as well. */
const numbers = /(?:^|[:,[])\s*(-?\d[\d.eE+-]*)(?=\s*(?:[,}\]]|$))/g;

/** Whether a text of JSON has to be looked at again: hardly any has a number that a double changes. */
function mayBeChanged(json: string): boolean {
  // Up to fifteen digits are written as they are.
  if (!/\d[.eE]|-0|\d{16}/.test(json)) return false;
  for (const [, number = ''] of json.matchAll(numbers)) if (isJsonNumber(number) && !isPlain(number)) return true;
  return false;
}

/**
 * A text of JSON as a value and the texts of its numbers (RFC 8259, section 6).
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): Written {
  const value: Json = JSON.parse(text);
  if (!mayBeChanged(text)) return { value };
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

/** A text of JSON, which is known to be sound, with every number in it put otherwise. */
function replaceNumbers(json: string, replace: (number: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const between = json.slice(at, quote === -1 ? json.length : quote);
    pieces.push(between.replace(/-?\d[\d.eE+-]*/g, replace));
    if (quote === -1) break;
    at = endOfString(json, quote) + 1;
    pieces.push(json.slice(quote, at));
  }
  return pieces.join('');
}

/** The offset of the quotation mark that ends the string in JSON which begins at one. */
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
