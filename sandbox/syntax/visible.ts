/**
 * A text on one line in which nothing acts on what shows it: control characters (ECMA-48; Unicode C0, C1), line separators
 * and those that turn the direction of writing (Unicode Standard Annex #9, 2) are written as JSON would escape them, so that
 * the text of a JSON value stays the same value. Tabs stay.
 */
export function visible(text: string): string {
  return text.replace(acting, (character) => shortest.get(character) ?? escaped(character));
}

const acting = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const shortest: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/**
 * The same for a line in the log of a build, where services look for commands: `::error::` at the beginning of a line (GitHub
 * Actions), and what `visibleCommand` takes out.
 */
export function visibleLine(text: string): string {
  return visibleCommand(text).replace(/^(\s*):(?=:)/, (_, blanks: string) => blanks + escaped(':'));
}

/** The same for a line that is a command of GitHub Actions, without those that count anywhere: `##[…]`, `##vso[…]`, `##teamcity[…]`. */
export function visibleCommand(text: string): string {
  return visible(text).replace(/#(?=#\w*\[)/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
