import type { Missing } from './selection.ts';

/**
 * The share of requests that get the answer chosen: a number from 0, none, to 1, all.
 *
 * @param written the value of `chance`; undefined where there is none
 */
export function readChance(written: string | undefined): number | Missing | undefined {
  if (written === undefined) return undefined;
  const chance = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
  if (chance >= 0 && chance <= 1) return chance;
  return { missing: `"${written}" is no chance. Write a number from 0 (never) to 1 (always): chance=0.5` };
}

/** What identifies an attempt: these headers together, `traceparent` being that of Trace Context, section 3.2. */
const identifying = ['X-Request-ID', 'X-Correlation-ID', 'traceparent'] as const;

/** Whether the draw falls on the answer chosen: for the same ids always alike, for a new id anew. */
export function isDrawn(chance: number, headers: Headers): boolean {
  return attemptNumber(headers) / 2 ** 32 < chance;
}

/**
 * A number below 2^32 for an attempt.
 *
 * @param context what else tells attempts apart
 */
export function attemptNumber(headers: Headers, context = ''): number {
  // No field value has a line break in it (RFC 9110, section 5.5): other ids make another text.
  return hash([...identifying.map((name) => headers.get(name) ?? ''), ...(context === '' ? [] : [context])].join('\n'));
}

/** FNV-1a in 32 bits, then the finaliser of MurmurHash3: ids that differ in one digit must not draw alike. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
