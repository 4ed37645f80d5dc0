import { codeFrame } from './code-frame.ts';

/** A position in a text: line and column from 1, columns in UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
  /** The code frame of the line. */
  readonly frame: string;
}

/** Converts offsets to positions, in one pass through the text. */
export function positionsAt(text: string, offsets: Iterable<number>): ReadonlyMap<number, LinePosition> {
  const positions = new Map<number, LinePosition>();
  let line = 1;
  let before = 0;
  let start = 0;
  for (const offset of [...new Set(offsets)].sort((one, other) => one - other)) {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      before = start;
      start = end + 1;
    }
    const column = offset - start + 1;
    const first = Math.max(1, line - 1);
    positions.set(offset, {
      line,
      column,
      frame: codeFrame(linesFrom(text, before, line - first + 2), line, column, first),
    });
  }
  return positions;
}

/** Returns up to a number of lines, starting at the offset of a line. */
function linesFrom(text: string, offset: number, max: number): readonly string[] {
  const lines: string[] = [];
  for (let start = offset; lines.length < max; ) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end === -1 ? text.length : end));
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
}
