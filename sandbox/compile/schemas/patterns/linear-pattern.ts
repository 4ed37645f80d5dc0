import { isHarmless } from './harmless.ts';
import { onePass } from './one-pass.ts';
import { parsePattern } from './pattern-tree.ts';

/** What a validator needs of a regular expression. */
export interface TextPattern {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** A longer text is not given to a pattern that can neither be proven harmless nor be matched in one pass. */
const maxCharacters = 1000;

/**
 * A regular expression that takes time by the length of the text. One that is proven to is the engine's own; any other is
 * matched in one pass. What looks around or refers back can be neither, and takes no text of more than 1000 characters.
 *
 * @param pattern of ECMA-262 with the flag `u`
 */
export function linearPattern(pattern: string): TextPattern {
  const native = new RegExp(pattern, 'u');
  const tree = parsePattern(pattern);
  if (tree && isHarmless(tree)) return native;
  const matches = tree && onePass(tree);
  return {
    test: matches ?? ((text) => text.length <= maxCharacters && native.test(text)),
    toString: () => String(native),
  };
}
