import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A block of commands on a page, and the output that the page shows below it. */
export interface Step {
  readonly commands: string;
  /** Null if the page shows none: the commands must succeed. */
  readonly wanted: string | null;
}

/** Reads a file of the project. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Returns the steps of a page: its blocks marked `sh`, each with the unmarked block that follows it. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = [...read(page).matchAll(/^```(\w*)\n([\s\S]*?)\n```$/gm)];
  return blocks.flatMap(([, language, commands = ''], index) => {
    const [, nextLanguage, output = ''] = blocks[index + 1] ?? [];
    return language === 'sh' ? [{ commands, wanted: nextLanguage === '' ? output : null }] : [];
  });
}

/** Returns the block of a page that is marked with a language, such as the configuration of another program. */
export function block(page: string, language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`$`, 'm').exec(read(page)) ?? [];
  if (text === undefined) throw new Error(`${page} has no block of ${language}.`);
  return text;
}

/**
 * Returns the pattern of an output as a page shows it. A line `…` matches any number of lines, and `…` inside of a line any
 * part of it. Two spaces or more match any number of them, since tables grow with their cells.
 */
export function outputPattern(shown: string): RegExp {
  const lines = shown.split('\n').map((line) =>
    line.trim() === '…'
      ? '(?:.*\\n)*?'
      : `${line
          .split('…')
          .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/ {2,}/g, ' +'))
          .join('.*?')}\\n`,
  );
  return new RegExp(`^${lines.join('')}$`);
}
