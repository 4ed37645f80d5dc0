import type { StatedPlace } from '../errors/format.ts';
import { type Kinds, kindsIn } from '../errors/kinds.ts';
import { tellingWords, wordsOf } from '../errors/words.ts';
import { joined } from './claim-places.ts';
import { keywords as schemaKeywords } from './schema-keywords.ts';

/** What a text says is wrong. */
export interface Kind {
  readonly kinds: Kinds;
  readonly isSpecific: boolean;
  /** Which text says it. */
  readonly text: string;
}

/** Any keyword, at a place of which nothing is said. */
export const anyKind: Kind = {
  kinds: Object.fromEntries([...schemaKeywords.keys()].map((keyword) => [keyword, 1])),
  isSpecific: false,
  text: '',
};

/** A body that is wrong is wrong in any way. */
export const anything: Kinds = Object.fromEntries(
  [...schemaKeywords.keys(), 'syntax', 'false schema'].map((keyword) => [keyword, 2]),
);

/**
 * The first text that names a kind of fault; else the first that says that something is wrong, unless the detail tells
 * something else: then a code or a title that only says "invalid" adds nothing, one that names the place does.
 */
export function kindOf(texts: readonly string[], places: readonly StatedPlace[]): Kind | undefined {
  const [first = ''] = texts;
  const found = texts.flatMap((text) => {
    const kind = kindsIn(text);
    return kind ? [{ ...kind, text }] : [];
  });
  const isVague = tellingWords(first).length > 0;
  const vague = found.filter(
    ({ text }) => !isVague || text === first || wordsOf(text).some((word) => isIn(word, places)),
  );
  return found.find(({ isSpecific }) => isSpecific) ?? vague[0];
}

/** Whether words tell nothing but the names of the places beside them. */
export function saysNothing(text: string, places: readonly StatedPlace[]): boolean {
  return tellingWords(text).every((word) => isIn(word, places));
}

function isIn(word: string, places: readonly StatedPlace[]): boolean {
  return word.length > 2 && places.some(({ text }) => joined(text).includes(word));
}
