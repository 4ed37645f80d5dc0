/** The syntax tree of a regular expression (ECMA-262, 22.2.1) without lookarounds, backreferences and word boundaries. */
export type PatternTree =
  | { readonly kind: 'character'; readonly atom: string }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'repetition'; readonly part: PatternTree; readonly min: number; readonly max: number };

const group = /\((?:\?:|\?<[^>=!]+>)?(?!\?)/y;
const characterClass = /\[(?:\\.|[^\]\\])*\]/suy;
const escaped = /\\(?:u\{[\da-f]+\}|u(?!d[89a-f])[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|c[a-z]|[^bku\d]|0(?!\d))/isuy;
const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

/**
 * Parses a regular expression.
 *
 * @param pattern a pattern that compiles with the flag `u`
 * @returns undefined if it has a lookaround, a backreference or a word boundary
 */
export function parsePattern(pattern: string): PatternTree | undefined {
  let at = 0;
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at;
    const found = expression.exec(pattern);
    if (found) at += found[0].length;
    return found;
  };
  const choice = (): PatternTree | undefined => {
    const parts: PatternTree[] = [];
    do {
      const part = sequence();
      if (!part) return undefined;
      parts.push(part);
    } while (take(/\|/y));
    return { kind: 'choice', parts };
  };
  const sequence = (): PatternTree | undefined => {
    const parts: PatternTree[] = [];
    while (at < pattern.length && !'|)'.includes(pattern.charAt(at))) {
      const part = term();
      if (!part) return undefined;
      parts.push(quantified(part));
    }
    return { kind: 'sequence', parts };
  };
  const term = (): PatternTree | undefined => {
    if (take(/\^/y)) return { kind: 'start' };
    if (take(/\$/y)) return { kind: 'end' };
    if (take(group)) {
      const inner = choice();
      return inner && take(/\)/y) ? inner : undefined;
    }
    const atom = take(characterClass) ?? take(escaped) ?? take(/[^\\[(]/suy);
    return atom ? { kind: 'character', atom: atom[0] } : undefined;
  };
  const quantified = (part: PatternTree): PatternTree => {
    const found = take(quantifier);
    if (!found) return part;
    const [, sign, minText = '', comma, max = ''] = found;
    if (sign !== undefined)
      return {
        kind: 'repetition',
        part,
        min: sign === '+' ? 1 : 0,
        max: sign === '?' ? 1 : Number.POSITIVE_INFINITY,
      };
    const min = Number(minText);
    return {
      kind: 'repetition',
      part,
      min,
      max: comma === '' ? min : max === '' ? Number.POSITIVE_INFINITY : Number(max),
    };
  };
  const tree = choice();
  return at === pattern.length ? tree : undefined;
}
