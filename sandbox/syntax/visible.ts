/**
 * Escapes, as JSON would, the characters that act on a terminal: control characters (ECMA-48; Unicode C0, C1), line
 * separators and bidirectional controls (Unicode Standard Annex #9, 2). The result is one line, and text that is JSON
 * keeps its value. Tabs stay.
 */
export function visible(text: string): string {
  return text.replace(controlCharacters, (character) => shortEscapes.get(character) ?? escaped(character));
}

const controlCharacters = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/**
 * Escapes a line for a build log as well, where CI services look for commands: `::error::` at the start of a line
 * (GitHub Actions), and those that `visibleCommand` escapes.
 */
export function visibleLine(text: string): string {
  return visibleCommand(text).replace(/^(\s*):(?=:)/, (_, blanks: string) => blanks + escaped(':'));
}

/**
 * Escapes a line that is itself a GitHub Actions command: only commands recognised anywhere in a line are escaped,
 * `##[…]`, `##vso[…]`, `##teamcity[…]`.
 */
export function visibleCommand(text: string): string {
  return visible(text).replace(/#(?=#\w*\[)/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
