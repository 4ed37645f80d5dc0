import { anyPhrase, type Phrase } from './fault-phrase.ts';
import type { WeighedKeywords } from './fault-vocabulary.ts';

/**
 * The English phrases by which error messages report that a limit is exceeded: which limit, the upper or the lower one,
 * and of what: a number, a length, a list. "must be at most 5 characters" is the upper limit of a length, `maxLength`.
 */

export type Limit = 'upper' | 'lower';

export interface LimitPhrases {
  readonly limits: readonly Limit[];
  readonly phrases: readonly Phrase[];
}

/** The phrases that report an exceeded limit. */
export const limitPhrases: readonly LimitPhrases[] = [
  {
    limits: ['upper'],
    phrases: [
      [/too (long|many|large|big|high|great|much)/, 'The name is too long.'],
      [/at most/, 'The age can be at most 9.'],
      [/maximum|max/, 'The maximum is 9.'],
      [/exceed(s|ed|ing)?/, 'The size exceeds 9.'],
      [/up to(?! date)/, 'Up to 9 tags are possible.'],
      [/or (less|fewer)/, 'This should be 9 or less.'],
      [/limited to/, 'The size is limited to 9.'],
      [/only (one|be \d+)/, 'The name may only be 5 characters long.'],
      [/(be|to|have|has)(?= ?(<=?|≤))/, 'must be <= 9'],
    ],
  },
  {
    limits: ['lower'],
    phrases: [
      [/too (short|few|small|low|little)/, 'The name is too short.'],
      [/at least(?! one of\b)/, 'The age must be at least 1.'],
      [/minimum|min/, 'The minimum is 1.'],
      [/or (more|greater)/, 'This should be 1 or more.'],
      [/positive/, 'This value should be positive.'],
      [/(not be|non|is|was) negative/, 'The age must not be negative.'],
      [/(be|to|have|has)(?= ?(>=?|≥))/, 'must be >= 1'],
    ],
  },
  {
    limits: ['upper', 'lower'],
    phrases: [
      [/between .{1,40} and/, 'The age must be between 1 and 9.'],
      [/out of (the )?(range|bounds)/, 'The age is out of range.'],
      [/(in|within|outside|outside of) (the )?range/, 'The age is not within the range.'],
      [/wrong length/, 'The name has the wrong length.'],
      [/from \d+ to \d+/, 'Ages go from 1 to 9.'],
      [/\d+ to \d+ \w+/, 'Names have 2 to 5 characters.'],
    ],
  },
];

/** A size that is said without a direction: either limit, unless another phrase reports one. */
export const exactSizes: LimitPhrases = {
  limits: ['upper', 'lower'],
  phrases: [
    [
      /(exactly|be|have|has|of) \d+ (characters?|chars?|digits|letters|items?|elements?)/,
      'The name should have 5 characters.',
    ],
  ],
};

/** What a limit is of, by a phrase for its unit, and the keywords of that limit. */
export interface LimitedQuantity extends Readonly<Record<Limit, WeighedKeywords>> {
  readonly unit: Phrase;
}

/** The first whose unit occurs in a text applies. */
export const limitedQuantities: readonly LimitedQuantity[] = [
  {
    unit: [/char(acter)?s?|letters|digits|bytes/, 'Names have at most 5 characters.'],
    upper: { names: ['maxLength'] },
    lower: { names: ['minLength'] },
  },
  {
    unit: [/\d+ (property|properties|keys?|fields?|members?)/, 'must NOT have more than 3 properties'],
    upper: { names: ['maxProperties'] },
    lower: { names: ['minProperties'] },
  },
  {
    unit: [
      /items?|elements?|entry|entries|objects|rows|records|recipients|many|few|number of|count|(\d+|one) values?/,
      'There are too many tags.',
    ],
    upper: { names: ['maxItems', 'maxContains'], suggests: ['maxProperties', 'contains'] },
    lower: { names: ['minItems'], suggests: ['minProperties', 'contains'] },
  },
  {
    unit: [/length|long|longer|short|shorter|size/, 'The name is too long.'],
    upper: { names: ['maxLength', 'maxItems'], suggests: ['maxProperties', 'maximum', 'exclusiveMaximum'] },
    lower: { names: ['minLength', 'minItems'], suggests: ['minProperties', 'minimum', 'exclusiveMinimum'] },
  },
];

/** A limit without a unit is that of a number. */
export const limitedNumber: Readonly<Record<Limit, WeighedKeywords>> = {
  upper: { names: ['maximum', 'exclusiveMaximum'], suggests: ['maxLength', 'maxItems', 'maxProperties'] },
  lower: { names: ['minimum', 'exclusiveMinimum'], suggests: ['minLength', 'minItems', 'minProperties'] },
};

const limitMatchers = limitPhrases.map(({ limits, phrases }) => ({ limits, pattern: anyPhrase(phrases) }));
const exactSize = anyPhrase(exactSizes.phrases);
const quantityMatchers = limitedQuantities.map((quantity) => ({ quantity, pattern: anyPhrase([quantity.unit]) }));

/** Returns the keywords of each limit that a plain text reports; empty if it reports none. */
export function limitsIn(plain: string): readonly WeighedKeywords[] {
  const limits = reportedLimits(plain);
  if (limits.size === 0) return [];
  const found = quantityMatchers.find(({ pattern }) => pattern.test(plain));
  const keywords = found?.quantity ?? limitedNumber;
  return [...limits].map((limit) => keywords[limit]);
}

function reportedLimits(plain: string): ReadonlySet<Limit> {
  const found = new Set<Limit>(comparedLimits(plain));
  for (const { limits, pattern } of limitMatchers) {
    if (pattern.test(plain)) for (const limit of limits) found.add(limit);
  }
  if (found.size === 0 && exactSize.test(plain)) return new Set(exactSizes.limits);
  return found;
}

/** "more than 5" in group 1 or 3, "less than 5" in group 2 or 4. */
const comparative =
  /\b(?:(more|greater|larger|longer|higher|bigger)|(less|fewer|smaller|shorter|lower)) than\b(?! once\b)|\b(?:be|is|are|was|were) (?:(over|above)|(under|below))\b/g;

/** Characters before a comparative that decide whether it is a requirement. */
const contextLength = 60;

/**
 * Returns the limits that comparatives report. "must be more than 5" states what is required, a lower limit; "is more
 * than 5", "must not be more than 5" and "no more than 5" report an upper one.
 */
function comparedLimits(plain: string): readonly Limit[] {
  return [...plain.matchAll(comparative)].map((match) => {
    const context = plain.slice(Math.max(0, match.index - contextLength), match.index + match[0].length);
    const isMore = (match[1] ?? match[3]) !== undefined;
    const isRequirement =
      /\b(must|should|shall|has to|have to|needs? to|ensure|expected|to be)\b/.test(context) &&
      !/\b(not|no|never)\b/.test(context);
    return isRequirement === isMore ? 'lower' : 'upper';
  });
}
