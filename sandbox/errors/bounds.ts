/* Finds limits in prose: their direction (maximum or minimum), and the unit that selects the keyword. */

type Direction = 'maximum' | 'minimum';

/** Comparatives; the words before them decide whether they forbid or require. */
const comparative =
  /\b(?:(more|greater|larger|longer|higher|bigger)|(less|fewer|smaller|shorter|lower)) than\b(?! once\b)|\b(?:be|is|are|was|were) (?:(over|above)|(under|below))\b/g;

const upper =
  /\b(too (long|many|large|big|high|great|much)|at most|maximum|max|exceed(s|ed|ing)?|up to(?! date)|or (less|fewer)|limited to|only (one|be \d+))\b|\b(be|to|have|has) ?(<=?|≤)/;

const lower =
  /\b(too (short|few|small|low|little)|at least(?! one of\b)|minimum|min|or (more|greater)|positive|(not be|non|is|was) negative)\b|\b(be|to|have|has) ?(>=?|≥)/;

const both =
  /\b(between .{1,40} and|out of (the )?(range|bounds)|(in|within|outside|outside of) (the )?range|wrong length|from \d+ to \d+|\d+ to \d+ \w+)\b/;

const exactPhrase = /\b(exactly|be|have|has|of) \d+ (characters?|chars?|digits|letters|items?|elements?)\b/;

/** Returns the directions of the limits that a normalized text says were violated. */
function directionsIn(text: string): ReadonlySet<Direction> {
  const found = new Set<Direction>();
  for (const match of text.matchAll(comparative)) {
    const before = text.slice(Math.max(0, match.index - 60), match.index + match[0].length);
    const isMore = (match[1] ?? match[3]) !== undefined;
    // "must be more than 5" states a minimum; "must not be", "is" and "no more than 5" state a maximum.
    const asks = /\b(must|should|shall|has to|have to|needs? to|ensure|expected|to be)\b/.test(before);
    found.add((asks && !/\b(not|no|never)\b/.test(before)) === isMore ? 'minimum' : 'maximum');
  }
  if (upper.test(text)) found.add('maximum');
  if (lower.test(text)) found.add('minimum');
  if (both.test(text) || (found.size === 0 && exactPhrase.test(text))) found.add('maximum').add('minimum');
  return found;
}

/** The keywords of a limit: those that its unit names, and those that it may name. */
interface Bounded {
  readonly intended: readonly string[];
  readonly possible: readonly string[];
}

const maximum = ['maximum', 'exclusiveMaximum'] as const;
const minimum = ['minimum', 'exclusiveMinimum'] as const;

/** Keywords by the unit of a limit, first match wins; a limit without a unit applies to a number. */
const units: readonly (readonly [RegExp, Readonly<Record<Direction, Bounded>>])[] = [
  [
    /\b(char(acter)?s?|letters|digits|bytes)\b/,
    { maximum: { intended: ['maxLength'], possible: [] }, minimum: { intended: ['minLength'], possible: [] } },
  ],
  [
    /\b\d+ (property|properties|keys?|fields?|members?)\b/,
    { maximum: { intended: ['maxProperties'], possible: [] }, minimum: { intended: ['minProperties'], possible: [] } },
  ],
  [
    /\b(items?|elements?|entry|entries|objects|rows|records|recipients|many|few|number of|count|(\d+|one) values?)\b/,
    {
      maximum: { intended: ['maxItems', 'maxContains'], possible: ['maxProperties', 'contains'] },
      minimum: { intended: ['minItems'], possible: ['minProperties', 'contains'] },
    },
  ],
  [
    /\b(length|long|longer|short|shorter|size)\b/,
    {
      maximum: { intended: ['maxLength', 'maxItems'], possible: ['maxProperties', ...maximum] },
      minimum: { intended: ['minLength', 'minItems'], possible: ['minProperties', ...minimum] },
    },
  ],
  [
    /(?:)/,
    {
      maximum: { intended: maximum, possible: ['maxLength', 'maxItems', 'maxProperties'] },
      minimum: { intended: minimum, possible: ['minLength', 'minItems', 'minProperties'] },
    },
  ],
];

/** Returns the keywords of the limits that a normalized text mentions. */
export function boundsIn(text: string): readonly Bounded[] {
  const directions = [...directionsIn(text)];
  const [, byDirection] = units.find(([pattern]) => pattern.test(text)) ?? [];
  return byDirection ? directions.map((direction) => byDirection[direction]) : [];
}
