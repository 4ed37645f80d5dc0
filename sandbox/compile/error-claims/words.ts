import { isGeneral, meaningfulWords, wordsOf } from '../../errors/words.ts';
import type { PlacePattern } from '../../plan.ts';
import { isObject, type Json } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { keywordIn, propertiesOf } from '../schemas/view.ts';
import { bodyPlace, type ClaimSubject, joined, parameterPlace, placeInBody } from './places.ts';

/** The places of a request by their names, joined. */
export type PlaceNames = ReadonlyMap<string, readonly PlacePattern[]>;

/** Where people stop naming a property alone. */
const deepest = 8;
const max = 2000;
const maxBranches = 200;

/** The parameters, and the properties of the body down to some depth, by name. The less deep come first. */
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
  for (let depth = 0; depth <= deepest && count < max; depth += 1) {
    const next: [Json, readonly string[]][] = [];
    for (const [schema, tokens] of level) {
      if (count >= max) break;
      const items = keywordIn(schema, requestSchemas, 'items');
      if (isObject(items)) next.push([items, [...tokens, '*']]);
      for (const [name, child] of propertiesOf(schema, requestSchemas)) {
        const below = [...tokens, name];
        // Each branch of a choice may have a property of that name, with others in it.
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

/** A name that stands in a text, and the places that have it. */
interface Mention {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
  readonly places: readonly PlacePattern[];
}

/**
 * The places that a sentence names, each with those that it may be: parameters and properties of the body, by their
 * names' words or by paths.
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
  return heads(mentions, text)
    .map(({ places }) => within(places, all))
    .filter((places) => !places.every((place) => all.some((other) => isBelow(other, place))))
    .map(shallowest);
}

/** The sentences of a text, and what stands between semicolons. */
export function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, 1000)
    .split(/[;\n]+|[.!?]+(?:\s+|$)/)
    .filter((clause) => clause.trim() !== '');
}

/** A clause without what it says of values, of other cases, of what would be right, and of limits that are exceeded. */
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

/** Paths that stand in a text, `lines[0].sku`, as far as the body has them. */
function pathsIn(text: string, subject: ClaimSubject): readonly Mention[] {
  return [...text.matchAll(/[^\s,;:()"'`]+/g)].flatMap((match): readonly Mention[] => {
    const [path] = match;
    if (path.length > 200 || !/[\w\]][.[/]\w/.test(path)) return [];
    const found = placeInBody(
      path.split(/[.[\]/]+/).filter((token) => token !== ''),
      subject,
    );
    // `date/times` are words, even where there is a `date`.
    if (!found || !(found.isDocumented || /[.[]/.test(path))) return [];
    return [{ start: match.index, end: match.index + path.length, isQuoted: false, places: [found.place] }];
  });
}

/** Every run of up to five words that is a name, or its plural; of several at one place the longest. */
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

/** Nouns of any request, which no sentence names a place by unless they stand in quotation marks. */
const nouns = new Set(
  'array body data element error field header input item json key length list message number object parameter path property query request response size string text value values'.split(
    ' ',
  ),
);

/** Names that are words before they are places. */
const plainWords = new Set(
  'code content date description detail details id ids key keys kind message name path reason response resource result summary text title type url version'.split(
    ' ',
  ),
);

/** Whether words that are a name are said as one: a plain word, only where nothing else is told, or as the subject. */
function isIntended(text: string, start: number, end: number): boolean {
  const words = wordsOf(text.slice(start, end));
  const name = words.join('');
  const isOfNoName = words.every(isGeneral);
  if (!isOfNoName && !plainWords.has(name)) return name.length > 1;
  if (!nouns.has(name) && isSubject(text, start, end)) return true;
  return !isOfNoName && meaningfulWords(text).join('') === name;
}

/** `The type field must be …`: a clause begins with it, and goes on with what is said of it. */
function isSubject(text: string, start: number, end: number): boolean {
  return (
    /^\s*(the |your |property |field |parameter )?$/i.test(text.slice(0, start)) &&
    /^( (field|property|parameter|attribute|header))? (is|are|was|were|must|should|shall|can|cannot|can['’]t|may|has|have|does|needs?)\b/i.test(
      text.slice(end, end + 60),
    )
  );
}

/** Of names that follow each other the last: `customer e-mail` is the e-mail. */
function heads(mentions: readonly Mention[], text: string): readonly Mention[] {
  return mentions.filter(
    ({ end }) => !mentions.some((next) => next.start > end && /^(['’]s)? $/.test(text.slice(end, next.start))),
  );
}

/** Among places of one name those inside of another that is named, if there are such. */
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
  const least = Math.min(...places.map(({ tokens }) => tokens.length));
  return places.filter(({ tokens }) => tokens.length === least);
}

/** The property that a text says is unknown: it is in quotation marks, or all that is told. */
export function unknownProperty(text: string): PlacePattern | undefined {
  const [, , quoted] = /(["'`‘“])([\w$.-]{1,60})["'`’”]/.exec(text) ?? [];
  const reported = text.split(/[^\p{L}\p{N}_$-]+/u).filter((word) => meaningfulWords(word).length > 0);
  const name = quoted ?? (reported.length === 1 ? reported[0] : undefined);
  return name === undefined ? undefined : bodyPlace(['**', name]);
}

/** Whether a text is about anything in the request, or in no particular part of it: it names nothing. */
export function namesSubject(text: string, names: PlaceNames): boolean {
  const [first = ''] = wordsOf(text);
  const isNamed = (word: string) => names.has(word) && (word === first || !prepositions.has(word));
  // In a sentence `requestOwner` is the name of something, whatever its words.
  const hasIdentifier = /\s/.test(text.trim()) && /[a-z\d][A-Z]|[a-z\d]_[a-z\d]/.test(text);
  return !hasIdentifier && meaningfulWords(text).length === 0 && !wordsOf(text).some(isNamed);
}

const prepositions = new Set('a all and any as at by for from if in is no not of on or the to'.split(' '));
