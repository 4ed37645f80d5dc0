import { repeatsNested } from '../regex-text.ts';

const known = new Map<string, Matcher | null>();

interface Matcher {
  readonly expression: RegExp;
  /** The longest text that is tried. */
  readonly maxLength: number;
}

/** What could take exponential time is tried on short texts only. */
const maxNestedLength = 24;

/** Whether a text matches a pattern (ECMA-262, with the flag `u`); what cannot be tried is taken. */
export function matches(pattern: string, text: string): boolean {
  const ready = known.get(pattern);
  const matcher = ready === undefined ? matcherOf(pattern) : ready;
  known.set(pattern, matcher);
  return matcher === null || text.length > matcher.maxLength || matcher.expression.test(text);
}

function matcherOf(pattern: string): Matcher | null {
  try {
    const expression = new RegExp(pattern, 'u');
    return { expression, maxLength: repeatsNested(pattern) ? maxNestedLength : Number.POSITIVE_INFINITY };
  } catch {
    return null;
  }
}
