/** A term of a regular expression with its quantifier (ECMA-262, 22.2.1). */
export interface PatternTerm {
  readonly text: string;
  /** The term without its quantifier, if it matches one character: `\d`, `[a-z]`, `.`, `x`; undefined otherwise. */
  readonly atom: string | undefined;
  /** The minimum number of repetitions. */
  readonly min: number;
  /** Whether the number of repetitions is unlimited. */
  readonly isUnlimited: boolean;
}

/** An escape at the beginning of a pattern. */
const escaped = /^\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|.)/isu;
const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/;

/**
 * Splits a regular expression into the terms that must match one after the other. A group without a quantifier and without
 * alternatives is replaced by its terms; any other group is one term.
 */
export function termsOf(pattern: string): readonly PatternTerm[] {
  const terms: PatternTerm[] = [];
  for (let rest = pattern; rest !== ''; ) {
    const body = bodyAt(rest);
    const [suffix = '', sign, min, comma, max] = quantifier.exec(rest.slice(body.length)) ?? [];
    const text = body + suffix;
    rest = rest.slice(text.length);
    const inner = /^\((?:\?:|\?<\w+>)?(?!\?)(.*)\)$/s.exec(body)?.[1];
    if (inner !== undefined && suffix === '' && alternativesOf(inner).length === 1) {
      terms.push(...termsOf(inner));
      continue;
    }
    terms.push({
      text,
      atom: isAtom(body) ? body : undefined,
      min: sign === undefined ? Number(min ?? 1) : sign === '+' ? 1 : 0,
      isUnlimited: sign === '*' || sign === '+' || (comma === ',' && max === ''),
    });
  }
  return terms;
}

/** Returns the character, escape, class or group at the beginning of a pattern. */
function bodyAt(text: string): string {
  if (text.startsWith('\\')) return escaped.exec(text)?.[0] ?? text;
  if (text.startsWith('[')) return /^\[(?:\\.|[^\]\\])*\]/s.exec(text)?.[0] ?? text;
  if (text.startsWith('(')) return groupAt(text);
  return [...text][0] ?? text;
}

/** Returns the group at the beginning of a pattern, up to its closing parenthesis. */
function groupAt(text: string): string {
  let depth = 0;
  for (const { at, token } of tokensIn(text)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return text;
}

/** Returns whether a term matches exactly one character: it is not a group, an assertion or a backreference. */
function isAtom(body: string): boolean {
  return !/^(?:[(^$|]|\\[bBk1-9])/.test(body);
}

/** Returns the parentheses and bars that are neither escaped nor in a character class. */
export function tokensIn(pattern: string): readonly { readonly at: number; readonly token: string }[] {
  const tokens: { at: number; token: string }[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const token = pattern.charAt(at);
    if (token === '\\') at += 1;
    else if (inClass) inClass = token !== ']';
    else if (token === '[') inClass = true;
    else if (token === '(' || token === ')' || token === '|') tokens.push({ at, token });
  }
  return tokens;
}

/** Returns the alternatives of a group or a pattern. */
export function alternativesOf(body: string): readonly string[] {
  let depth = 0;
  const bars: number[] = [];
  for (const { at, token } of tokensIn(body)) {
    if (token === '|' && depth === 0) bars.push(at);
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
  }
  return [...bars, body.length].map((end, index) => body.slice(index === 0 ? 0 : (bars[index - 1] ?? 0) + 1, end));
}
