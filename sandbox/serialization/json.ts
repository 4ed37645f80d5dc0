import { parseJson } from '../syntax/digits.ts';
import { noFaults, type Reading, readValue, unreadable } from './reading.ts';

/** Reads JSON (RFC 8259); a text that is nested too deep is none. */
export function readJson(text: string): Reading {
  if (isTooDeep(text)) return unreadable('json');
  try {
    const { value, digits } = parseJson(text);
    return digits === undefined ? readValue(value) : { value, digits, faults: noFaults };
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable('json');
    throw error;
  }
}

/** Deeper than any real body, and shallow enough to be checked (RFC 8259, section 9, allows a limit). */
export const deepest = 500;

function isTooDeep(text: string): boolean {
  if (text.length <= 2 * deepest) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
