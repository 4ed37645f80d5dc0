import { visit } from 'jsonc-parser';
import { endOfString, parseJson, type Written } from '../syntax/digits.ts';
import { pointerOf } from '../syntax/json-pointer.ts';
import { explainJsonError } from './json-errors.ts';

export type JsonRead =
  | ({ readonly ok: true } & Written)
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** Parses JSON (RFC 8259), or returns the message and the offset of the syntax error. */
export function readJson(text: string): JsonRead {
  try {
    return { ok: true, ...parseJson(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = faultyOffset(text, message);
    const words = message.replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON|(in JSON)? at position.*$/s, '').trim();
    return { ok: false, offset, message: `This is not JSON: ${explainJsonError(text, offset) ?? words}` };
  }
}

/** Returns the offset of a syntax error: from the engine's message if it has one, else found by a tolerant parser. */
function faultyOffset(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const token = faultyToken(text);
  const named = /^Unexpected token '(.+?)'(?:,|$)/s.exec(message)?.[1];
  return Math.max(token, named === undefined ? token : text.indexOf(named, token));
}

/** Returns the offset of the first unexpected token; 0 if the text is nested too deep to be parsed. */
function faultyToken(text: string): number {
  let first: number | undefined;
  const onError = (_: number, offset: number) => {
    first ??= offset;
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return Math.min(first ?? 0, text.length);
}

/** A key that occurs earlier in the same object. */
export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
  /** Where the same key was before. */
  readonly earlier: number;
  readonly pointer: string;
}

/**
 * Finds duplicate keys of objects in a JSON text. JSON does not forbid them; parsers keep the last one (RFC 8259,
 * section 4).
 *
 * @param text valid JSON
 */
export function repeatedKeys(text: string): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: Map<string, number>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Map());
    },
    onObjectProperty: (key, offset, _length, _line, _column, path) => {
      const keys = open.at(-1);
      const earlier = keys?.get(key);
      if (earlier !== undefined) found.push({ key, offset, earlier, pointer: pointerOf([...path(), key].map(String)) });
      keys?.set(key, offset);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
  return found;
}

/**
 * Counts the keys in a JSON text. If the parsed value has as many members, no key is a duplicate: counting takes a
 * small part of the time of comparing keys.
 *
 * @param text valid JSON
 */
export function countKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    let next = endOfString(text, start) + 1;
    while (isBlank(text.charCodeAt(next))) next += 1;
    if (text.charCodeAt(next) === colon) count += 1;
    start = text.indexOf('"', next);
  }
  return count;
}

const colon = 0x3a;

/** Whether a character is white space (RFC 8259, section 2). */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
