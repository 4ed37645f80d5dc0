import { hasNestedQuantifiers } from '../regex-text.ts';

const matchers = new Map<string, Matcher | null>();

interface Matcher {
  readonly expression: RegExp;
  /** Longer texts are not tested. */
  readonly maxLength: number;
}

/** The limit for patterns that can take exponential time. */
const maxNestedLength = 24;

/** Whether a text matches a pattern (ECMA-262, with the flag `u`). True if that cannot be tested. */
export function matches(pattern: string, text: string): boolean {
  const cached = matchers.get(pattern);
  const matcher = cached === undefined ? matcherOf(pattern) : cached;
  matchers.set(pattern, matcher);
  return matcher === null || text.length > matcher.maxLength || matcher.expression.test(text);
}

function matcherOf(pattern: string): Matcher | null {
  try {
    const expression = new RegExp(pattern, 'u');
    return { expression, maxLength: hasNestedQuantifiers(pattern) ? maxNestedLength : Number.POSITIVE_INFINITY };
  } catch {
    return null;
  }
}
