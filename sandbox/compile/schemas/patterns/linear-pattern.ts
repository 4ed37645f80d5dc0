import { compileAutomaton } from './automaton.ts';
import { isLinearTime } from './backtracking-cost.ts';
import { parsePattern } from './pattern-tree.ts';

/** The methods of a regular expression that a validator calls. */
export interface TextPattern {
  /** The pattern, perhaps with more escapes. */
  readonly source: string;
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** The maximum length of a text for patterns that may take more than linear time. */
const maxCharacters = 1000;

/**
 * Compiles a regular expression that takes time linear in the length of the text: the engine's own if that is proven to be
 * linear, else a simulated automaton. Patterns with lookarounds or backreferences can be neither, and match no text of
 * more than 1000 characters.
 *
 * @param pattern a pattern of ECMA-262 with the flag `u`
 */
export function linearPattern(pattern: string): TextPattern {
  const native = new RegExp(pattern, 'u');
  const tree = parsePattern(pattern);
  if (tree && isLinearTime(tree)) return native;
  const simulate = tree && compileAutomaton(tree);
  return {
    source: native.source,
    test: simulate ?? ((text) => text.length <= maxCharacters && native.test(text)),
    toString: () => String(native),
  };
}
