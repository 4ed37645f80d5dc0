/** A longer line is shown around the place only. */
const widest = 160;

/**
 * The line with one before and one after, and a caret under the column: of a long line, such as minified JSON, the part
 * around it, and of its neighbours their beginnings.
 *
 * @param lines of a text, or those of them that are shown
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param start the number of the first of the lines
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

/** The part of a line around an offset, and what of it stands before the offset. A line may have megabytes. */
function shownPart(written: string, offset: number): { readonly text: string; readonly before: string } {
  const length = written.endsWith('\r') ? written.length - 1 : written.length;
  const at = Math.min(offset, length);
  const start = length <= widest ? 0 : whole(written, Math.max(0, Math.min(at - widest / 2, length - widest)));
  const end = whole(written, Math.min(length, start + widest));
  const part = written.slice(start, end).replace(unprintable, '\ufffd');
  const lead = start > 0 ? '…' : '';
  return { before: lead + part.slice(0, at - start), text: lead + part + (end < length ? '…' : '') };
}

/** What would move the cursor of a terminal, tabs aside. */
const unprintable = /(?!\t)\p{Cc}|[\u2028\u2029]/gu;

/** The offset, or the one before it where it is in the middle of a character. */
function whole(line: string, offset: number): number {
  return /[\udc00-\udfff]/.test(line[offset] ?? '') && /[\ud800-\udbff]/.test(line[offset - 1] ?? '')
    ? offset - 1
    : offset;
}

/** Blanks that are as wide in a terminal as a text (Unicode Standard Annex #11). */
function blanksFor(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\t') return '\t';
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return '';
    return wide.test(character) ? '  ' : ' ';
  }).join('');
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
