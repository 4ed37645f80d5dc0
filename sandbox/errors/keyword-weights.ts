import { anyPhrase } from './fault-phrase.ts';
import {
  anyWrongValue,
  type FaultKind,
  specificFaults,
  unrelatedPhrases,
  type WeighedKeywords,
  weights,
} from './fault-vocabulary.ts';
import { limitsIn } from './limit-vocabulary.ts';
import { plainText } from './words.ts';

/** The schema keywords, and parts of a request, that a text is evidence of: keyword → one of the `weights`. */
export type KeywordWeights = Readonly<Record<string, number>>;

/** What a text is evidence of. */
export interface Evidence {
  readonly keywordWeights: KeywordWeights;
  /** The text reports a particular kind of fault: false for "is invalid". */
  readonly isSpecific: boolean;
}

interface Matcher {
  readonly pattern: RegExp;
  readonly keywordWeights: KeywordWeights;
}

const particular: readonly Matcher[] = specificFaults.map(matcherFor);
const wrongValue = matcherFor(anyWrongValue);
const noValue = anyPhrase(unrelatedPhrases);

/** Returns the keywords that a text is evidence of; undefined if it reports no fault of a value. */
export function keywordWeightsIn(text: string): Evidence | undefined {
  const plain = plainText(text);
  if (noValue.test(plain)) return undefined;
  const found = [
    ...particular.filter(({ pattern }) => pattern.test(plain)).map(({ keywordWeights }) => keywordWeights),
    ...limitsIn(plain).map(weigh),
  ];
  if (found.length > 0) return { keywordWeights: strongest(found), isSpecific: true };
  return wrongValue.pattern.test(plain) ? { keywordWeights: wrongValue.keywordWeights, isSpecific: false } : undefined;
}

function matcherFor({ keywords, phrases }: FaultKind): Matcher {
  return { pattern: anyPhrase(phrases), keywordWeights: weigh(keywords) };
}

function weigh({ names = [], suggests = [], allows = [] }: WeighedKeywords): KeywordWeights {
  return {
    ...withWeight(names, weights.names),
    ...withWeight(suggests, weights.suggests),
    ...withWeight(allows, weights.allows),
  };
}

/** Returns the same weight for each of some keywords. */
export function withWeight(keywords: Iterable<string>, weight: number): KeywordWeights {
  return Object.fromEntries([...keywords].map((keyword) => [keyword, weight]));
}

/** Merges weights: the greatest of each keyword remains. */
function strongest(several: readonly KeywordWeights[]): KeywordWeights {
  const merged: Record<string, number> = {};
  for (const [keyword, weight] of several.flatMap((keywordWeights) => Object.entries(keywordWeights))) {
    merged[keyword] = Math.max(merged[keyword] ?? 0, weight);
  }
  return merged;
}
