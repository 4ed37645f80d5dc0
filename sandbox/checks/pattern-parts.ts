/** A part of a regular expression that stands in a row with others, with its quantifier. */
export interface PatternPart {
  readonly text: string;
  /** What one character of it must be, where it is such: `\d`, `[a-z]`, `.`, `x`. */
  readonly atom: string | undefined;
  /** The fewest repetitions. */
  readonly least: number;
  /** There may be any number of repetitions. */
  readonly isOpen: boolean;
}

/** One character, a class or an escape, or a group's beginning, and the quantifier after it. */
const escaped = /^\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|.)/isu;
const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/;

/**
 * The parts of a regular expression (ECMA-262, 22.2.1) that must match one after the other. Groups that are there once
 * and have no branches are taken apart; others are a part each.
 */
export function partsOf(pattern: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  for (let rest = pattern; rest !== ''; ) {
    const body = bodyAt(rest);
    const [whole = '', sign, least, comma, max] = quantifier.exec(rest.slice(body.length)) ?? [];
    const text = body + whole;
    rest = rest.slice(text.length);
    const inner = /^\((?:\?:|\?<\w+>)?(?!\?)(.*)\)$/s.exec(body)?.[1];
    if (inner !== undefined && whole === '' && branchesOf(inner).length === 1) {
      parts.push(...partsOf(inner));
      continue;
    }
    parts.push({
      text,
      atom: isAtom(body) ? body : undefined,
      least: sign === undefined ? Number(least ?? 1) : sign === '+' ? 1 : 0,
      isOpen: sign === '*' || sign === '+' || (comma === ',' && max === ''),
    });
  }
  return parts;
}

/** The character, escape, class or group that a text begins with. */
function bodyAt(text: string): string {
  if (text.startsWith('\\')) return escaped.exec(text)?.[0] ?? text;
  if (text.startsWith('[')) return /^\[(?:\\.|[^\]\\])*\]/s.exec(text)?.[0] ?? text;
  if (text.startsWith('(')) return groupAt(text);
  return [...text][0] ?? text;
}

/** To the parenthesis that closes the first. */
function groupAt(text: string): string {
  let depth = 0;
  for (const { at, token } of tokensIn(text)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return text;
}

/** What matches one character each time: no group, assertion or reference back. */
function isAtom(body: string): boolean {
  return !/^(?:[(^$|]|\\[bBk1-9])/.test(body);
}

/** Parentheses and bars that are neither escaped nor in a class. */
export function tokensIn(pattern: string): readonly { readonly at: number; readonly token: string }[] {
  const found: { at: number; token: string }[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const token = pattern.charAt(at);
    if (token === '\\') at += 1;
    else if (inClass) inClass = token !== ']';
    else if (token === '[') inClass = true;
    else if (token === '(' || token === ')' || token === '|') found.push({ at, token });
  }
  return found;
}

/** What stands between the bars of a group or of a whole pattern. */
export function branchesOf(body: string): readonly string[] {
  let depth = 0;
  const bars: number[] = [];
  for (const { at, token } of tokensIn(body)) {
    if (token === '|' && depth === 0) bars.push(at);
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
  }
  return [...bars, body.length].map((end, index) => body.slice(index === 0 ? 0 : (bars[index - 1] ?? 0) + 1, end));
}
