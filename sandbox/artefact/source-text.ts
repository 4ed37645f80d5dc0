/*
 * JavaScript source text (ECMA-262, 12). Only ASCII is written, so that engines keep one byte for each character, and so
 * that the encoding of the file does not matter.
 */

/** Returns a string literal. JSON in it stays readable, since its quotation marks need no escapes. */
export function stringLiteral(text: string): string {
  return `'${ascii(text.replace(/[\\']/g, '\\$&').replace(/[\n\r]/g, (line) => (line === '\n' ? '\\n' : '\\r')))}'`;
}

/** Returns a function that returns a string, which engines read only when it is called. */
export function textFunction(text: string): string {
  return `()=>${stringLiteral(text)}`;
}

/** Returns the code of a `StoredText`: compressed if there is a function for that and the text is long. */
export function storedText(text: string, deflate: Deflate | null): string {
  if (deflate === null || text.length < minDeflated) return `{text:${textFunction(text)}}`;
  return `{deflated:${textFunction(deflate(text))}}`;
}

/** Compresses a text by deflate (RFC 1951), and encodes it in Base64. */
export type Deflate = (text: string) => string;

/** Characters; compressing shorter texts saves little. */
const minDeflated = 1000;

/** Returns an object literal. A property named `__proto__` is one like others (ECMA-262, B.3.1). */
export function objectLiteral(properties: Iterable<readonly [name: string, expression: string]>): string {
  return `{${[...properties].map(([name, expression]) => `${propertyName(name)}:${expression}`).join(',')}}`;
}

export function arrayLiteral(expressions: Iterable<string>): string {
  return `[${[...expressions].join(',\n')}]`;
}

function propertyName(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(name) ? name : stringLiteral(name);
}

/** Escapes all characters outside of ASCII, which may be in string literals and regular expressions only. */
export function ascii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
