import type { StatedPlace } from '../../errors/error-format.ts';
import { type KeywordWeights, keywordWeightsIn } from '../../errors/fault-vocabulary.ts';
import { meaningfulWords, wordsOf } from '../../errors/words.ts';
import { keywords as schemaKeywords } from '../schemas/keywords.ts';
import { joined } from './places.ts';

/** What a text says is wrong. */
export interface Kind {
  readonly keywordWeights: KeywordWeights;
  readonly isSpecific: boolean;
  /** Which text says it. */
  readonly text: string;
}

/** Any keyword, at a place of which nothing is said. */
export const anyKind: Kind = {
  keywordWeights: Object.fromEntries([...schemaKeywords.keys()].map((keyword) => [keyword, 1])),
  isSpecific: false,
  text: '',
};

/** A body that is wrong is wrong in any way. */
export const anything: KeywordWeights = Object.fromEntries(
  [...schemaKeywords.keys(), 'syntax', 'false schema'].map((keyword) => [keyword, 2]),
);

/**
 * The first text that names a kind of fault; else the first that says that something is wrong, unless the detail tells
 * something else: then a code or a title that only says "invalid" adds nothing, one that names the place does.
 */
export function kindOf(texts: readonly string[], places: readonly StatedPlace[]): Kind | undefined {
  const [first = ''] = texts;
  const found = texts.flatMap((text) => {
    const kind = keywordWeightsIn(text);
    return kind ? [{ ...kind, text }] : [];
  });
  const isVague = meaningfulWords(first).length > 0;
  const vague = found.filter(
    ({ text }) => !isVague || text === first || wordsOf(text).some((word) => isIn(word, places)),
  );
  return found.find(({ isSpecific }) => isSpecific) ?? vague[0];
}

/** Whether words tell nothing but the names of the places beside them. */
export function saysNothing(text: string, places: readonly StatedPlace[]): boolean {
  return meaningfulWords(text).every((word) => isIn(word, places));
}

function isIn(word: string, places: readonly StatedPlace[]): boolean {
  return word.length > 2 && places.some(({ text }) => joined(text).includes(word));
}
