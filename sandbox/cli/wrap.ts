import { visible } from '../syntax/visible.ts';

/** In characters; only commands to paste, and single words, are longer. */
export const maxLineLength = 160;

/** Breaks a text between its words into lines that begin with an indent; none if it is empty. */
export function wrap(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text.trim().replace(/\s+/g, ' ')).split(' ')) {
    const longer = line === '' ? indent + word : `${line} ${word}`;
    if (line === '' || longer.length <= maxLineLength) line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return text.trim() === '' ? [] : [...lines, line];
}
