/*
 * Whole numbers beyond ±2^53, of which a double holds only some (RFC 8259, section 6). A value that is validated is the
 * nearest double; what is compared or sent back is the text, as ProtoJSON writes 64-bit integers: never another number.
 */

const wholeNumber = /^-?(0|[1-9]\d*)$/;
const firstBeyond64 = 2 ** 63;

/** Whether a text is a whole number that a double would change. */
export function isInexact(text: string): boolean {
  // Fifteen digits always fit.
  if (text.length <= 15 || !wholeNumber.test(text)) return false;
  const nearest = Number(text);
  return !Number.isFinite(nearest) || BigInt(text) !== BigInt(nearest);
}

/** The nearest double; of those at the ends of 64 bits the next lower, so that what fits stays apart from what does not. */
export function numberOf(text: string): number {
  const nearest = Number(text);
  if (Math.abs(nearest) !== firstBeyond64 || !wholeNumber.test(text) || BigInt(text) >= BigInt(nearest)) return nearest;
  return nearest > 0 ? firstBeyond64 - 2 ** 10 : -firstBeyond64 - 2 ** 11;
}

/** A text of JSON with every whole number in it that a double would change put otherwise. */
export function replaceInexact(json: string, replace: (number: string) => string): string {
  if (!/\d{16}/.test(json)) return json;
  let inString = false;
  return json.replace(/\\.|"|-?\d[\d.eE+-]*/g, (token) => {
    if (token === '"') inString = !inString;
    return !inString && isInexact(token) ? replace(token) : token;
  });
}
