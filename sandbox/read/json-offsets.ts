import { createScanner } from 'jsonc-parser';
import { endOfString } from '../syntax/digits.ts';
import { found, type Wanted } from './requested-positions.ts';

/**
 * Finds the offsets of requested positions in a JSON text: of a member that of its key, of an item that of its value.
 * Values without a requested position are skipped unparsed, in a fifth of the time.
 *
 * @param text valid JSON
 */
export function findInJson(text: string, root: Wanted): void {
  const scanner = createScanner(text, true);

  /** Advances to the next token, and returns its first character; empty at the end of the text. */
  function next(): string {
    scanner.scan();
    return text[scanner.getTokenOffset()] ?? '';
  }

  /** Reads a value; the scanner is at its first token. */
  function value(first: string, place: Wanted | undefined): void {
    const isOutside = place === undefined || place.below.size === 0;
    if (first !== '{' && first !== '[') return;
    if (isOutside) scanner.setPosition(endOfCollection(text, scanner.getTokenOffset()));
    else if (first === '{') members(place.below);
    else items(place.below);
  }

  function members(below: Wanted['below']): void {
    for (let first = next(); first !== '}' && first !== ''; first = next()) {
      if (first === ',') continue;
      const place = below.get(scanner.getTokenValue());
      if (place) found(place, scanner.getTokenOffset());
      next(); // the colon
      value(next(), place);
    }
  }

  function items(below: Wanted['below']): void {
    let index = 0;
    for (let first = next(); first !== ']' && first !== ''; first = next()) {
      if (first === ',') {
        index += 1;
        continue;
      }
      const place = below.get(String(index));
      if (place) found(place, scanner.getTokenOffset());
      value(first, place);
    }
  }

  const first = next();
  found(root, scanner.getTokenOffset());
  value(first, root);
}

const quote = 0x22;
const [brace, bracket] = [0x7b, 0x5b];
const [endOfBrace, endOfBracket] = [0x7d, 0x5d];

/** Returns the offset after an object or array that starts at an offset. */
function endOfCollection(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === brace || code === bracket) depth += 1;
    else if (code === endOfBrace || code === endOfBracket) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
