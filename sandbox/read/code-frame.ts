/** Characters; of a longer line only the part around the position is shown. */
const widest = 160;

/**
 * Renders a code frame: the line, the ones before and after it, and a caret under the column. Of a long line, such as
 * minified JSON, the part around the column is shown; of long neighbours, their beginning.
 *
 * @param lines the lines of a text, or a part of them that includes the frame
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param start the number of the first of `lines`
 */
export function codeFrame(lines: readonly string[], line: number, column: number, start = 1): string {
  const first = Math.max(start, line - 1);
  const last = Math.min(start + lines.length - 1, line + 1);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const isPlace = number === line;
    const { text, before } = shownPart(lines[number - start] ?? '', isPlace ? column - 1 : 0);
    shown.push(`${isPlace ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd());
    if (isPlace) shown.push(`  ${' '.repeat(width)} | ${blanksFor(before)}^`);
  }
  return shown.join('\n');
}

/** Cuts out the part of a line around an offset, and the text before the offset in it. A line may have megabytes. */
function shownPart(written: string, offset: number): { readonly text: string; readonly before: string } {
  const length = written.endsWith('\r') ? written.length - 1 : written.length;
  const at = Math.min(offset, length);
  const start = length <= widest ? 0 : whole(written, Math.max(0, Math.min(at - widest / 2, length - widest)));
  const end = whole(written, Math.min(length, start + widest));
  const part = written.slice(start, end).replace(unprintable, '\ufffd');
  const lead = start > 0 ? '…' : '';
  return { before: lead + part.slice(0, at - start), text: lead + part + (end < length ? '…' : '') };
}

/** Characters that would move the cursor of a terminal, except tabs. */
const unprintable = /(?!\t)\p{Cc}|[\u2028\u2029]/gu;

/** Returns the offset, or the one before it if it would split a surrogate pair. */
function whole(line: string, offset: number): number {
  return /[\udc00-\udfff]/.test(line[offset] ?? '') && /[\ud800-\udbff]/.test(line[offset - 1] ?? '')
    ? offset - 1
    : offset;
}

/** Returns blanks of the same width as a text in a terminal (Unicode Standard Annex #11). */
function blanksFor(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\t') return '\t';
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return '';
    return wide.test(character) ? '  ' : ' ';
  }).join('');
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
