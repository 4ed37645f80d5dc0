import { describe, expect, it } from 'vitest';
import { anyPhrase, type Phrase } from '../../sandbox/errors/fault-phrase.ts';
import {
  anyWrongValue,
  type FaultKind,
  specificFaults,
  unrelatedPhrases,
  type WeighedKeywords,
  type WeightName,
  weights,
} from '../../sandbox/errors/fault-vocabulary.ts';
import { keywordWeightsIn } from '../../sandbox/errors/keyword-weights.ts';
import {
  exactSizes,
  type Limit,
  limitedNumber,
  limitedQuantities,
  limitPhrases,
  limitsIn,
} from '../../sandbox/errors/limit-vocabulary.ts';
import { plainText } from '../../sandbox/errors/words.ts';

/** A phrase with those beside it, and its keywords. */
interface Row {
  readonly sentence: string;
  readonly phrase: Phrase;
  readonly others: readonly Phrase[];
  readonly keywords: WeighedKeywords;
}

function rowsOf({ keywords, phrases }: FaultKind): readonly Row[] {
  return phrases.map((phrase) => ({
    sentence: phrase[1],
    phrase,
    others: phrases.filter((other) => other !== phrase),
    keywords,
  }));
}

const contains = (sentence: string, phrases: readonly Phrase[]) =>
  phrases.length > 0 && anyPhrase(phrases).test(plainText(sentence));

/** The weights that keywords have at least in a text which contains their phrase. */
function floor(keywords: WeighedKeywords): readonly (readonly [keyword: string, weight: number])[] {
  const names: readonly WeightName[] = ['names', 'suggests', 'allows'];
  return names.flatMap((name) => (keywords[name] ?? []).map((keyword) => [keyword, weights[name]] as const));
}

describe.each([
  ['a particular kind of fault', specificFaults.flatMap(rowsOf), true],
  ['any wrong value', rowsOf(anyWrongValue), false],
] as const)('a sentence about %s', (_, rows, isSpecific) => {
  it.each(rows)('contains its phrase, and no other of that kind: $sentence', ({ sentence, phrase, others }) => {
    expect({ phrase: contains(sentence, [phrase]), others: contains(sentence, others) }).toEqual({
      phrase: true,
      others: false,
    });
  });

  it.each(rows)('is evidence of its keywords: $sentence', ({ sentence, keywords }) => {
    const evidence = keywordWeightsIn(sentence);
    expect(evidence?.isSpecific).toBe(isSpecific);
    for (const [keyword, weight] of floor(keywords))
      expect(evidence?.keywordWeights[keyword], keyword).toBeGreaterThanOrEqual(weight);
  });
});

describe('a sentence about no value', () => {
  it.each(unrelatedPhrases.map((phrase) => [phrase[1], phrase] as const))('is no evidence: %s', (sentence, phrase) => {
    expect(contains(sentence, [phrase])).toBe(true);
    expect(keywordWeightsIn(sentence)).toBeUndefined();
  });
});

const limitRows = [...limitPhrases, exactSizes].flatMap(({ limits, phrases }) =>
  phrases.map((phrase) => ({
    sentence: phrase[1],
    phrase,
    others: phrases.filter((other) => other !== phrase),
    limits,
  })),
);

describe('a sentence about a limit', () => {
  it.each(limitRows)('contains its phrase, and no other of that limit: $sentence', ({ sentence, phrase, others }) => {
    expect({ phrase: contains(sentence, [phrase]), others: contains(sentence, others) }).toEqual({
      phrase: true,
      others: false,
    });
  });

  it.each(limitRows)('reports that limit: $sentence', ({ sentence, limits }) => {
    const quantity = limitedQuantities.find(({ unit }) => contains(sentence, [unit])) ?? limitedNumber;
    expect(limitsIn(plainText(sentence))).toEqual(limits.map((limit: Limit) => quantity[limit]));
  });

  it.each(limitedQuantities.map((quantity) => [quantity.unit[1], quantity] as const))(
    'is about the quantity of its unit: %s',
    (sentence, { unit, upper }) => {
      expect(contains(sentence, [unit])).toBe(true);
      expect(limitsIn(plainText(sentence))).toEqual([upper]);
    },
  );
});
