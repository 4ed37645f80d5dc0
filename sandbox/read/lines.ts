import { codeFrame } from './frame.ts';

/** A text by its lines, found once: a long document may have thousands of problems, and each tells its line. */
export class Lines {
  readonly #lines: readonly string[];
  /** The offset at which each line begins. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#lines = text.split('\n');
    let start = 0;
    this.#starts = this.#lines.map(({ length }) => {
      const here = start;
      start += length + 1;
      return here;
    });
  }

  /** The line and column of an offset, both from 1, columns in UTF-16 code units. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let line = 1;
    let end = this.#starts.length;
    while (line < end) {
      const middle = (line + end + 1) >> 1;
      if (this.#startOf(middle) <= offset) line = middle;
      else end = middle - 1;
    }
    return { line, column: offset - this.#startOf(line) + 1 };
  }

  #startOf(line: number): number {
    return this.#starts[line - 1] ?? 0;
  }

  /** The line with one before and one after, and a caret under the column. */
  frame(line: number, column: number): string {
    return codeFrame(this.#lines, line, column);
  }
}
