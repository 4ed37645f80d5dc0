import type { TemplatePart } from './path-template.ts';
import { charactersIn, pathAsSent, percentDecode } from './percent.ts';

/** A text in decoded characters. */
type Characters = readonly string[];

/**
 * What a segment of a template has beside its placeholders: the text before the first, those between them, which may be
 * empty, and the one behind the last. Without placeholders it is one text.
 */
export type SegmentTexts = readonly [Characters, ...Characters[]];

/** What stands for the placeholders of a segment, in order: as it was sent, and never empty. */
export type Division = readonly string[];

/** The texts of a segment, decoded. */
export function segmentTexts(parts: readonly TemplatePart[]): SegmentTexts {
  let text: Characters = [];
  const ended: Characters[] = [];
  for (const part of parts) {
    if ('literal' in part) text = charactersIn(pathAsSent(part.literal)).map(percentDecode);
    else {
      ended.push(text);
      text = [];
    }
  }
  const [first = [], ...rest] = [...ended, text];
  return [first, ...rest];
}

/** Nothing but a placeholder. */
export function isOpen([before, behind, ...more]: SegmentTexts): boolean {
  return before.length === 0 && behind?.length === 0 && more.length === 0;
}

/** How much of a segment is text: the more, the more concrete it is; without placeholders, all of it. */
export function concreteness(texts: SegmentTexts): number {
  return texts.length === 1 ? Number.POSITIVE_INFINITY : texts.flat().length;
}

/** Whether each text that fits one segment fits the other, which has placeholders. */
export function fitsWithin(one: SegmentTexts, other: SegmentTexts): boolean {
  if (one === other || isOpen(other)) return true;
  // No character (Unicode 16.0, 23.7), so that no text has it: it stands for any value.
  const any = one.flatMap((text, index) => (index === 0 ? text : ['\uffff', ...text]));
  return rangesIn(any, other).length > 0;
}

/** Enough to find one whose values are valid, and few enough to look at all of them. */
export const maxDivisions = 100;

/**
 * The ways to divide a segment between its placeholders, compared decoded. The last delimiter that there is divides
 * before an earlier one, and one that is plain before one that was percent-encoded without need: in a value, what is
 * encoded delimits nothing (RFC 6570, 3.2.1).
 *
 * @returns none when the segment does not fit
 */
export function divisionsOf(segment: string, texts: SegmentTexts): readonly Division[] {
  const written = charactersIn(segment);
  const decoded = written.map(percentDecode);
  const plain = decoded.map((one, index) => (isNeedlesslyEncoded(one, written[index]) ? '' : one));
  const ways = [...rangesIn(plain, texts), ...(plain.includes('') ? rangesIn(decoded, texts) : [])];
  return ways.slice(0, maxDivisions).map((ranges) => ranges.map(([from, to]) => written.slice(from, to).join('')));
}

/** Whether a path could hold a character as it is (RFC 3986, 3.3). */
function isNeedlesslyEncoded(character: string, written: string | undefined): boolean {
  return written !== character && character !== '/' && pathAsSent(character) === character;
}

/** Of the characters of a segment, those of a placeholder. */
type Range = readonly [from: number, to: number];

function rangesIn(segment: Characters, [before, ...behind]: SegmentTexts): readonly (readonly Range[])[] {
  const last = behind.at(-1) ?? [];
  const end = segment.length - last.length;
  if (!isAt(0, before, segment) || !isAt(end, last, segment)) return [];
  const between = behind.slice(0, -1);
  // No delimiter can be later without leaving a value behind it empty, and each can be there whatever those before do.
  const latest: number[] = [];
  for (const text of between.toReversed()) latest.unshift(lastAt((latest[0] ?? end) - 1 - text.length, text, segment));
  if ((latest[0] ?? end) <= before.length) return [];
  const found: (readonly Range[])[] = [];
  const divide = (from: number, ranges: readonly Range[]): void => {
    const text = between[ranges.length];
    if (text === undefined) {
      found.push([...ranges, [from, end]]);
      return;
    }
    for (let at = latest[ranges.length] ?? 0; at > from; at = lastAt(at - 1, text, segment)) {
      if (found.length < maxDivisions) divide(at + text.length, [...ranges, [from, at]]);
      else return;
    }
  };
  divide(before.length, []);
  return found;
}

function isAt(at: number, text: Characters, segment: Characters): boolean {
  return at >= 0 && text.every((character, index) => segment[at + index] === character);
}

/** The last place of a text that is not behind the given one; less than 0 where there is none. */
function lastAt(from: number, text: Characters, segment: Characters): number {
  let at = from;
  while (at >= 0 && !isAt(at, text, segment)) at -= 1;
  return at;
}

/** What no segment of a path can be: empty, or a step that clients take out (RFC 3986, 5.2.4). */
export const noSegments: readonly string[] = ['', '.', '..'];
