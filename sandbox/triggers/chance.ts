import type { Missing } from './selection.ts';

/**
 * Reads the share of requests that get the chosen answer, from 0 to 1.
 *
 * @param text the value of `chance`; undefined if it was not sent
 */
export function readChance(text: string | undefined): number | Missing | undefined {
  if (text === undefined) return undefined;
  const chance = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (chance >= 0 && chance <= 1) return chance;
  return { missing: `"${text}" is no chance. Write a number from 0 (never) to 1 (always): chance=0.5` };
}

/** Headers that together identify an attempt; `traceparent` is defined by Trace Context, section 3.2. */
const correlationHeaders = ['X-Request-ID', 'X-Correlation-ID', 'traceparent'] as const;

/** Draws whether a request gets the chosen answer. The same ids always give the same result. */
export function isDrawn(chance: number, headers: Headers): boolean {
  return attemptNumber(headers) / 2 ** 32 < chance;
}

/**
 * Derives a number below 2^32 from the headers that identify an attempt.
 *
 * @param context further text that distinguishes attempts
 */
export function attemptNumber(headers: Headers, context = ''): number {
  // Field values contain no line breaks (RFC 9110, section 5.5), so different ids always join to different texts.
  return hash(
    [...correlationHeaders.map((name) => headers.get(name) ?? ''), ...(context === '' ? [] : [context])].join('\n'),
  );
}

/** Hashes by 32-bit FNV-1a and the finaliser of MurmurHash3, without which ids that differ in one digit draw alike. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
