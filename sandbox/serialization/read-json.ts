import { parseJson } from '../syntax/digits.ts';
import { noFaults, type ReadResult, resultOf, unreadable } from './read-result.ts';

/** Reads JSON (RFC 8259); text nested deeper than `maxDepth` counts as malformed. */
export function readJson(text: string): ReadResult {
  if (isTooDeep(text)) return unreadable('json');
  try {
    const { value, digits } = parseJson(text);
    return digits === undefined ? resultOf(value) : { value, digits, faults: noFaults };
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable('json');
    throw error;
  }
}

/**
 * Levels of nesting: deeper than real bodies, shallow enough for recursive validators (RFC 8259, section 9, allows a
 * limit).
 */
export const maxDepth = 500;

function isTooDeep(text: string): boolean {
  if (text.length <= 2 * maxDepth) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}
