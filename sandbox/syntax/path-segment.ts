import type { TemplatePart } from './path-template.ts';
import { charactersIn, pathAsSent, percentDecode } from './percent.ts';

/** Percent-decoded characters. */
type Characters = readonly string[];

/**
 * The literal texts of a template segment: before the first placeholder, between placeholders (possibly empty), and
 * after the last. A segment without placeholders is one text.
 */
export type SegmentTexts = readonly [Characters, ...Characters[]];

/** The values of a segment's placeholders, in order: as they were sent, and never empty. */
export type Division = readonly string[];

/** Returns the literal texts of a segment, decoded. */
export function segmentTexts(parts: readonly TemplatePart[]): SegmentTexts {
  let text: Characters = [];
  const finished: Characters[] = [];
  for (const part of parts) {
    if ('literal' in part) text = charactersIn(pathAsSent(part.literal)).map(percentDecode);
    else {
      finished.push(text);
      text = [];
    }
  }
  const [first = [], ...rest] = [...finished, text];
  return [first, ...rest];
}

/** Whether a segment is a single placeholder. */
export function isOpen([before, after, ...more]: SegmentTexts): boolean {
  return before.length === 0 && after?.length === 0 && more.length === 0;
}

/**
 * Scores how concrete a segment is by the length of its literal text; a segment without placeholders is fully concrete.
 */
export function concreteness(texts: SegmentTexts): number {
  return texts.length === 1 ? Number.POSITIVE_INFINITY : texts.flat().length;
}

/** Whether every text that matches one segment also matches the other, which has placeholders. */
export function fitsWithin(inner: SegmentTexts, outer: SegmentTexts): boolean {
  if (inner === outer || isOpen(outer)) return true;
  // U+FFFF is a noncharacter (Unicode 16.0, 23.7) that occurs in no literal, so it can represent any value.
  const sample = inner.flatMap((text, index) => (index === 0 ? text : ['\uffff', ...text]));
  return rangesIn(sample, outer).length > 0;
}

/** Maximum number of divisions to try: enough to find one with valid values, and cheap to visit completely. */
export const maxDivisions = 100;

/**
 * Returns the ways to divide a segment between its placeholders, compared after decoding. A later delimiter is
 * preferred to an earlier one, and a plain one to one that was percent-encoded needlessly: inside a value, encoded
 * characters delimit nothing (RFC 6570, 3.2.1).
 *
 * @returns empty if the segment does not match
 */
export function divisionsOf(segment: string, texts: SegmentTexts): readonly Division[] {
  const written = charactersIn(segment);
  const decoded = written.map(percentDecode);
  const plain = decoded.map((one, index) => (isNeedlesslyEncoded(one, written[index]) ? '' : one));
  const divisions = [...rangesIn(plain, texts), ...(plain.includes('') ? rangesIn(decoded, texts) : [])];
  return divisions.slice(0, maxDivisions).map((ranges) => ranges.map(([from, to]) => written.slice(from, to).join('')));
}

/** Whether a path could hold a character unencoded (RFC 3986, 3.3). */
function isNeedlesslyEncoded(character: string, written: string | undefined): boolean {
  return written !== character && character !== '/' && pathAsSent(character) === character;
}

/** The characters of a segment that belong to one placeholder. */
type Range = readonly [from: number, to: number];

function rangesIn(segment: Characters, [before, ...after]: SegmentTexts): readonly (readonly Range[])[] {
  const last = after.at(-1) ?? [];
  const end = segment.length - last.length;
  if (!matchesAt(0, before, segment) || !matchesAt(end, last, segment)) return [];
  const between = after.slice(0, -1);
  // The latest position of each delimiter that leaves the values after it non-empty; every one is reachable whatever
  // the delimiters before it do.
  const latest: number[] = [];
  for (const text of between.toReversed())
    latest.unshift(lastIndexOf((latest[0] ?? end) - 1 - text.length, text, segment));
  if ((latest[0] ?? end) <= before.length) return [];
  const found: (readonly Range[])[] = [];
  const divide = (from: number, ranges: readonly Range[]): void => {
    const text = between[ranges.length];
    if (text === undefined) {
      found.push([...ranges, [from, end]]);
      return;
    }
    for (let at = latest[ranges.length] ?? 0; at > from; at = lastIndexOf(at - 1, text, segment)) {
      if (found.length < maxDivisions) divide(at + text.length, [...ranges, [from, at]]);
      else return;
    }
  };
  divide(before.length, []);
  return found;
}

function matchesAt(at: number, text: Characters, segment: Characters): boolean {
  return at >= 0 && text.every((character, index) => segment[at + index] === character);
}

/** Returns the last index of a text at or before `from`; negative if there is none. */
function lastIndexOf(from: number, text: Characters, segment: Characters): number {
  let at = from;
  while (at >= 0 && !matchesAt(at, text, segment)) at -= 1;
  return at;
}

/** Values that no path segment can have: empty, or dot segments, which clients remove (RFC 3986, 5.2.4). */
export const noSegments: readonly string[] = ['', '.', '..'];
