import type { StatedPlace } from '../../errors/error-format.ts';
import { weights } from '../../errors/fault-vocabulary.ts';
import { type Evidence, type KeywordWeights, keywordWeightsIn, withWeight } from '../../errors/keyword-weights.ts';
import { meaningfulWords, wordsOf } from '../../errors/words.ts';
import { keywords as schemaKeywords } from '../schemas/keywords.ts';
import { joined } from './stated-places.ts';

/** Evidence of a fault, and the text that it was found in. */
export interface TextEvidence extends Evidence {
  readonly text: string;
}

/** The evidence of a stated location without a word about it: any keyword may be violated there. */
export const anyViolation: Evidence = {
  keywordWeights: withWeight(schemaKeywords.keys(), weights.allows),
  isSpecific: false,
};

/** "The body is invalid" includes every violation: more than `allows`, less than `suggests`. */
const includes = 2;

/** The keywords that a text about the body as a whole is evidence of, if it reports no particular kind of fault. */
export const anyBodyViolation: KeywordWeights = withWeight(
  [...schemaKeywords.keys(), 'syntax', 'false schema'],
  includes,
);

/**
 * Returns the evidence of the first text that reports a particular kind of fault; else of the first text that reports any
 * fault. If the first text says something else, a title or code such as "invalid" counts only if it names one of the
 * places.
 */
export function evidenceIn(texts: readonly string[], places: readonly StatedPlace[]): TextEvidence | undefined {
  const [first = ''] = texts;
  const found = texts.flatMap((text): readonly TextEvidence[] => {
    const evidence = keywordWeightsIn(text);
    return evidence ? [{ ...evidence, text }] : [];
  });
  const hasOtherMeaning = meaningfulWords(first).length > 0;
  const unspecific = found.filter(
    ({ text }) => !hasOtherMeaning || text === first || wordsOf(text).some((word) => isInPlace(word, places)),
  );
  return found.find(({ isSpecific }) => isSpecific) ?? unspecific[0];
}

/** Returns whether the only meaningful words of a text are names of its places. */
export function namesOnlyPlaces(text: string, places: readonly StatedPlace[]): boolean {
  return meaningfulWords(text).every((word) => isInPlace(word, places));
}

function isInPlace(word: string, places: readonly StatedPlace[]): boolean {
  return word.length > 2 && places.some(({ text }) => joined(text).includes(word));
}
