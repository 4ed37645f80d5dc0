import { repeatsNested } from '../pattern.ts';

const known = new Map<string, Matcher | null>();

interface Matcher {
  readonly expression: RegExp;
  /** The longest text that is tried. */
  readonly longest: number;
}

/** What could take exponential time is tried on short texts only. */
const longestNested = 24;

/** Whether a text matches a pattern (ECMA-262, with the flag `u`); what cannot be tried is taken. */
export function matches(pattern: string, text: string): boolean {
  const ready = known.get(pattern);
  const matcher = ready === undefined ? matcherOf(pattern) : ready;
  known.set(pattern, matcher);
  return matcher === null || text.length > matcher.longest || matcher.expression.test(text);
}

function matcherOf(pattern: string): Matcher | null {
  try {
    const expression = new RegExp(pattern, 'u');
    return { expression, longest: repeatsNested(pattern) ? longestNested : Number.POSITIVE_INFINITY };
  } catch {
    return null;
  }
}
