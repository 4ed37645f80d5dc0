/**
 * Escapes a text for one line of Markdown (CommonMark 0.31.2, 2.4). A bar becomes an entity, since some renderers end the
 * cell of a table at `\|`.
 */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#~&]/g, '\\$&')
    .replaceAll('|', '&#124;');
}

/** Returns a code span (CommonMark 0.31.2, 6.1); in HTML if the text has a bar, which would end the cell of a table. */
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
