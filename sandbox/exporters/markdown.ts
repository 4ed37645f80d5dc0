/**
 * A text without meaning in Markdown (CommonMark 0.31.2, 2.4), on one line. A bar is written so that it ends no cell of a
 * table, not even for those who do not know `\|`.
 */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#~&]/g, '\\$&')
    .replaceAll('|', '&#124;');
}

/** A code span, which may hold backticks (CommonMark 0.31.2, 6.1). One with a bar is written in HTML, as no code span can. */
export function code(text: string): string {
  if (text.includes('|')) return `<code>${plain(text)}</code>`;
  const maxLength = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(maxLength + 1);
  const room = maxLength > 0 ? ' ' : '';
  return fence + room + oneLine(text) + room + fence;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
