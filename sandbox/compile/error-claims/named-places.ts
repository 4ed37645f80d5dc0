import { isGeneral, meaningfulWords, wordsOf } from '../../errors/words.ts';
import type { PlacePattern } from '../../plan.ts';
import { isObject, type Json } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { keywordIn, propertiesOf } from '../schemas/view.ts';
import { bodyPlace, type ClaimSubject, joined, parameterPlace, placeInBody } from './stated-places.ts';

/** The places of a request by name, without delimiters and in lower case (`joined`). */
export type PlaceNames = ReadonlyMap<string, readonly PlacePattern[]>;

/** Error messages do not name a property deeper than this by its name alone. */
const maxDepth = 8;
const maxNames = 2000;
/** Schemas of one depth that are followed for a name that is known already. */
const maxBranches = 200;

/** Returns the parameters and the body's properties by name, the shallowest first. */
export function placeNames({ parameters, body, requestSchemas }: ClaimSubject): PlaceNames {
  const names = new Map<string, PlacePattern[]>();
  let count = 0;
  const add = (name: string, place: PlacePattern): boolean => {
    const known = names.get(joined(name)) ?? [];
    if (known.some((other) => isSamePlace(place, other))) return false;
    names.set(joined(name), [...known, place]);
    count += 1;
    return true;
  };
  for (const parameter of parameters) add(parameter.name, parameterPlace(parameter));
  let level: readonly (readonly [Json | undefined, readonly string[]])[] = (body?.content ?? []).flatMap(
    ({ schemaPointer }) => (schemaPointer === null ? [] : [[valueAt(requestSchemas, schemaPointer), []] as const]),
  );
  for (let depth = 0; depth <= maxDepth && count < maxNames; depth += 1) {
    const next: [Json, readonly string[]][] = [];
    for (const [schema, tokens] of level) {
      if (count >= maxNames) break;
      const items = keywordIn(schema, requestSchemas, 'items');
      if (isObject(items)) next.push([items, [...tokens, '*']]);
      for (const [name, child] of propertiesOf(schema, requestSchemas)) {
        const below = [...tokens, name];
        // Branches of a choice may each have a property of this name, with different properties in it.
        if (add(name, bodyPlace(below)) || next.length < maxBranches) next.push([child, below]);
      }
    }
    level = next;
  }
  return names;
}

function isSamePlace(one: PlacePattern, other: PlacePattern): boolean {
  return one.in === other.in && one.name === other.name && one.tokens.join('/') === other.tokens.join('/');
}

/** An occurrence of a name in a text, and the places of that name. */
interface Mention {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
  readonly places: readonly PlacePattern[];
}

/**
 * Returns the places that a clause names, by a path or by the words of a name. An ambiguous name gives several
 * alternatives.
 */
export function placesIn(
  clause: string,
  names: PlaceNames,
  subject: ClaimSubject,
): readonly (readonly PlacePattern[])[] {
  const text = withoutValues(clause);
  const paths = pathsIn(text, subject);
  const found = [...paths, ...namesIn(text, names).filter((name) => !paths.some((path) => isInside(name, path)))];
  const quoted = found.filter(({ isQuoted }) => isQuoted);
  const mentions = quoted.length > 0 ? quoted : found;
  const all = found.flatMap(({ places }) => places);
  return headNouns(mentions, text)
    .map(({ places }) => within(places, all))
    .filter((places) => !places.every((place) => all.some((other) => isBelow(other, place))))
    .map(shallowest);
}

/** Splits a text at the ends of sentences, line breaks and semicolons. */
export function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, 1000)
    .split(/[;\n]+|[.!?]+(?:\s+|$)/)
    .filter((clause) => clause.trim() !== '');
}

/** Removes the parts of a clause that name no place: values, conditions, allowed values, and the word `limit` itself. */
function withoutValues(clause: string): string {
  return clause
    .replace(/\b(?:values?|got|received|was|found) (?:of |was |is )?(["'`])[^"'`]{0,80}\1/gi, 'value')
    .replace(/\b(?:when|if|unless|because|since|where|while)\b[^,]*/gi, ' ')
    .replace(
      /\b(?:one of|(?:allowed|valid|supported|possible|permitted|accepted) values?|values are|choose from)\b.*$/is,
      ' ',
    )
    .replace(/\b(?:be|is|equals?) ["'`].*$/is, ' ')
    .replace(/\blimits?(?= (?:(?:of|on) \w+ )?(?:(?:is|was|has been) )?exceeded)/gi, ' ')
    .replace(/\b(exceed\w* (?:\S+ ){0,3})limits?\b/gi, '$1');
}

/** Finds paths to documented parts of the body: `lines[0].sku`. */
function pathsIn(text: string, subject: ClaimSubject): readonly Mention[] {
  return [...text.matchAll(/[^\s,;:()"'`]+/g)].flatMap((match): readonly Mention[] => {
    const [path] = match;
    if (path.length > 200 || !/[\w\]][.[/]\w/.test(path)) return [];
    const found = placeInBody(
      path.split(/[.[\]/]+/).filter((token) => token !== ''),
      subject,
    );
    // `date/times` is two words, even if there is a property `date`.
    if (!found || !(found.isDocumented || /[.[]/.test(path))) return [];
    return [{ start: match.index, end: match.index + path.length, isQuoted: false, places: [found.place] }];
  });
}

/** Finds names of up to five words, or their plurals; where names overlap, the longest. */
function namesIn(text: string, names: PlaceNames): readonly Mention[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const mentions: Mention[] = [];
  for (const [first, { index: start }] of words.entries()) {
    for (const last of [4, 3, 2, 1, 0]) {
      const word = words[first + last];
      if (!word) continue;
      const end = word.index + word[0].length;
      const name = joined(text.slice(start, end));
      const places = names.get(name) ?? names.get(name.replace(/s$/, ''));
      if (!places) continue;
      const isQuoted = /["'`‘“]/.test(text.charAt(start - 1)) && /["'`’”]/.test(text.charAt(end));
      const mention = { start, end, isQuoted, places };
      if (mentions.some((other) => isInside(mention, other))) continue;
      if (isQuoted || isIntended(text, start, end)) mentions.push(mention);
    }
  }
  return mentions;
}

function isInside(one: Mention, other: Mention): boolean {
  return other.start <= one.start && one.end <= other.end;
}

/** Nouns for parts of any request: they name a property only in quotation marks. */
const requestNouns = new Set(
  'array body data element error field header input item json key length list message number object parameter path property query request response size string text value values'.split(
    ' ',
  ),
);

/** Property names that are also common words in error messages. */
const commonWords = new Set(
  'code content date description detail details id ids key keys kind message name path reason response resource result summary text title type url version'.split(
    ' ',
  ),
);

/**
 * Returns whether an occurrence of a name is meant as the name. A common word is, if it is the subject of the clause or
 * its only meaningful word.
 */
function isIntended(text: string, start: number, end: number): boolean {
  const words = wordsOf(text.slice(start, end));
  const name = words.join('');
  const isGeneralName = words.every(isGeneral);
  if (!isGeneralName && !commonWords.has(name)) return name.length > 1;
  if (!requestNouns.has(name) && isSubject(text, start, end)) return true;
  return !isGeneralName && meaningfulWords(text).join('') === name;
}

/** Returns whether a clause begins with a name and goes on with a verb: `The type field must be …`. */
function isSubject(text: string, start: number, end: number): boolean {
  return (
    /^\s*(the |your |property |field |parameter )?$/i.test(text.slice(0, start)) &&
    /^( (field|property|parameter|attribute|header))? (is|are|was|were|must|should|shall|can|cannot|can['’]t|may|has|have|does|needs?)\b/i.test(
      text.slice(end, end + 60),
    )
  );
}

/** Keeps the last of adjacent names: `customer e-mail` is about the e-mail. */
function headNouns(mentions: readonly Mention[], text: string): readonly Mention[] {
  return mentions.filter(
    ({ end }) => !mentions.some((next) => next.start > end && /^(['’]s)? $/.test(text.slice(end, next.start))),
  );
}

/** Keeps the places inside of another place that the clause names, if there are any. */
function within(places: readonly PlacePattern[], all: readonly PlacePattern[]): readonly PlacePattern[] {
  const inside = places.filter((place) => all.some((other) => isBelow(place, other)));
  return inside.length > 0 ? inside : places;
}

function isBelow(place: PlacePattern, other: PlacePattern): boolean {
  return (
    place.in === 'body' &&
    other.in === 'body' &&
    place.tokens.length > other.tokens.length &&
    other.tokens.every((token, index) => token === place.tokens[index])
  );
}

function shallowest(places: readonly PlacePattern[]): readonly PlacePattern[] {
  const minDepth = Math.min(...places.map(({ tokens }) => tokens.length));
  return places.filter(({ tokens }) => tokens.length === minDepth);
}

/** Returns the property that a text reports as unknown: in quotation marks, or the only meaningful word. */
export function unknownProperty(text: string): PlacePattern | undefined {
  const [, , quoted] = /(["'`‘“])([\w$.-]{1,60})["'`’”]/.exec(text) ?? [];
  const candidates = text.split(/[^\p{L}\p{N}_$-]+/u).filter((word) => meaningfulWords(word).length > 0);
  const name = quoted ?? (candidates.length === 1 ? candidates[0] : undefined);
  return name === undefined ? undefined : bodyPlace(['**', name]);
}

/** Returns whether a text names neither a place nor anything else, so that it may be about any part of the request. */
export function namesNoPlace(text: string, names: PlaceNames): boolean {
  const [first = ''] = wordsOf(text);
  const isNamed = (word: string) => names.has(word) && (word === first || !prepositions.has(word));
  // In a sentence, `requestOwner` is the name of something.
  const hasIdentifier = /\s/.test(text.trim()) && /[a-z\d][A-Z]|[a-z\d]_[a-z\d]/.test(text);
  return !hasIdentifier && meaningfulWords(text).length === 0 && !wordsOf(text).some(isNamed);
}

const prepositions = new Set('a all and any as at by for from if in is no not of on or the to'.split(' '));
