import type { StatedPlace, Statement } from '../../errors/error-format.ts';
import { type KeywordWeights, keywordWeightsIn } from '../../errors/fault-vocabulary.ts';
import { statementsOf } from '../../errors/index.ts';
import { meaningfulWords, wordsOf } from '../../errors/words.ts';
import type { ClaimPlan, ClaimTarget, PlacePattern, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { isNamed } from '../examples/example-names.ts';
import { anyKind, anything, type Kind, kindOf, saysNothing } from './kinds.ts';
import { anywhereInBody, type ClaimSubject, parameterPlace, statedPlaces, wholeBody } from './places.ts';
import { clausesOf, namesSubject, type PlaceNames, placeNames, placesIn, unknownProperty } from './words.ts';

/** How sure a place is: the body's own member for it, its words, or none at all. */
const confidence = { stated: 4, worded: 3, none: 1.5 } as const;

/** Less than this is no evidence: neither an unnamed place with a vague word, nor a place in prose with none. */
const threshold = 5;

/** More than a request is told faults: an error that states so many is about none. */
const maxStatements = 100;

/** Faults of a request before any schema is asked. */
const contentTypePlace: PlacePattern = { in: 'header', name: 'content-type', tokens: [] };
const acceptPlace: PlacePattern = { in: 'header', name: 'accept', tokens: [] };

/** The subject with the names of its places. */
interface NamedSubject extends ClaimSubject {
  readonly names: PlaceNames;
}

/** The error responses with what each of their examples is about. */
export function withClaims(responses: readonly ResponsePlan[], subject: ClaimSubject): readonly ResponsePlan[] {
  const named = { ...subject, names: placeNames(subject) };
  return responses.map((response) => {
    if (!/^(400|406|415|422|4XX|default)$/.test(response.key)) return response;
    return {
      ...response,
      scenarios: response.scenarios.map((scenario) => ({ ...scenario, claims: claimsOf(scenario, response, named) })),
    };
  });
}

/** What a documented error says is wrong: for each of its statements, the faults that it may be about. */
function claimsOf(
  scenario: ScenarioPlan,
  { key, scenarios }: ResponsePlan,
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const [representation] = scenario.representations;
  // A body that is made for another media type says less than the example beside it.
  if (scenario.source === 'generated' && scenarios.some(({ source }) => source === 'example')) return [];
  // What was made from a schema says nothing of its own.
  const isStated = scenario.source === 'example' || (scenario.source === 'described' && isNamed(scenario));
  if (!isStated || !representation) return byStatus(key);
  const statements = statementsOf(representation.value);
  if (statements.length > maxStatements) return byStatus(key);
  const own = statements.length === 1 ? [spaced(scenario.name), scenario.summary] : [];
  // "Validation failed" beside what failed is no fault of its own.
  const informative = statements.filter((statement) => !isHeading(statement));
  const reported = informative.length > 0 ? informative : statements;
  const claims = reported.flatMap((statement) => statementClaims(statement, own, subject));
  const isEvidence = claims.some(({ targets }) => targets.length > 0);
  return isEvidence || !/^4(06|15)$/.test(key) ? claims : byStatus(key);
}

function isHeading({ places, words }: Statement): boolean {
  return (
    places.length === 0 &&
    words.every((text) => meaningfulWords(text).length === 0 && !keywordWeightsIn(text)?.isSpecific)
  );
}

/** The words of a name: `nameTooLong`. */
function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2');
}

/** What a status says by itself (RFC 9110, sections 15.5.7 and 15.5.16). */
function byStatus(key: string): readonly ClaimPlan[] {
  const claim = (target: ClaimTarget): readonly ClaimPlan[] => [{ statement: null, targets: [target] }];
  if (key === '415') return claim({ ...contentTypePlace, scores: { mediaType: 6, charset: 6 } });
  return key === '406' ? claim({ ...acceptPlace, scores: { accept: 6 } }) : [];
}

/** A statement about several places claims a fault at each. */
function statementClaims(
  { issue, places, words }: Statement,
  own: readonly string[],
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const [first = ''] = words;
  const texts = [first, ...own, ...words.slice(1)];
  const stated = places.map((place) => continued(place, first));
  const kind = kindOf(texts, stated);
  const patterns = stated.map((place) => statedPlaces(place, subject));
  // The body as such is hardly a place: words may name one in it.
  if (patterns.some((targets) => !targets.every(isWholeBody))) {
    const found = kind ?? (saysNothing(first, stated) ? anyKind : undefined);
    return patterns.map((targets) => claim(issue, targets, confidence.stated, found?.keywordWeights));
  }
  // A title or a code that only says "invalid" of a place adds nothing to a detail that tells something else.
  const isGiven = meaningfulWords(first).length > 0 && !keywordWeightsIn(first);
  for (const text of texts) {
    if (isGiven && words.indexOf(text) > 0 && !keywordWeightsIn(text)?.isSpecific) continue;
    const named = claimsInWords(issue, text, kind, subject);
    if (named.length > 0) return named;
  }
  return [claimAnywhere(issue, texts, kind, subject)];
}

function isWholeBody({ in: where, tokens }: PlacePattern): boolean {
  return where === 'body' && tokens.length === 0;
}

/** The faults at the places that the sentences of a text name. */
function claimsInWords(
  issue: ClaimPlan['statement'],
  text: string,
  kind: Kind | undefined,
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const found = clausesOf(text).flatMap((clause) =>
    placesIn(clause, subject.names, subject).map((places) => ({ places, own: keywordWeightsIn(clause) })),
  );
  // What says nothing of the places that it names gives advice, beside a sentence that does.
  const informative = found.filter(({ own }) => own !== undefined);
  return (informative.length > 0 ? informative : found).map(({ places, own }) => {
    // "Invalid" in a title may be said of anything: only beside the place's name it is said of that.
    const intended = own?.isSpecific ? own : kind?.isSpecific && found.length === 1 ? kind : own;
    return claim(issue, places, confidence.worded, intended?.keywordWeights);
  });
}

/** What is said of no place in particular; that which names something the request does not have is about nothing. */
function claimAnywhere(
  issue: ClaimPlan['statement'],
  texts: readonly string[],
  kind: Kind | undefined,
  subject: NamedSubject,
): ClaimPlan {
  const [first = ''] = texts;
  const { mediaType = 0, charset = 0, accept = 0 } = kind?.keywordWeights ?? {};
  if (Math.max(mediaType, charset) === 4)
    return claim(issue, [contentTypePlace], confidence.worded, kind?.keywordWeights);
  if (accept === 4) return claim(issue, [acceptPlace], confidence.worded, kind?.keywordWeights);
  const unknown = kind?.keywordWeights['additionalProperties'] === 4 ? unknownProperty(kind.text) : undefined;
  if (kind && unknown) return claim(issue, [unknown], confidence.worded, kind.keywordWeights);
  const isGeneral = (text: string) => namesSubject(text, subject.names);
  if (!isGeneral(first) || (kind?.isSpecific && !isGeneral(kind.text))) return { statement: issue, targets: [] };
  const body = texts.find((text) => /\b(body|payload)\b/i.test(wordsOf(text).join(' ')) && isGeneral(text));
  if (body === undefined)
    return claim(issue, anywhere(kind?.text ?? '', subject), confidence.none, kind?.keywordWeights);
  if (!kind?.isSpecific) return claim(issue, [anywhereInBody], confidence.worded, anything);
  return hasPart.test(body)
    ? claim(issue, [anywhereInBody], confidence.none, kind.keywordWeights)
    : claim(issue, [wholeBody], confidence.worded, kind.keywordWeights);
}

const hasPart = /field|propert|attribute|parameter|element|value|member|key|item/i;

/** Every place, or those of the part of the request that a text names. */
function anywhere(text: string, { parameters }: ClaimSubject): readonly PlacePattern[] {
  const words = wordsOf(text);
  const part = (['header', 'query', 'cookie', 'path'] as const).find((one) =>
    words.some((word) => word.startsWith(one)),
  );
  const named = parameters.filter((parameter) => part === undefined || parameter.in === part).map(parameterPlace);
  return part === undefined ? [anywhereInBody, ...named] : named;
}

/** `[0].item.type should be text` beside a place goes on from there, and so does `must have required property 'name'`. */
function continued(place: StatedPlace, words: string): StatedPlace {
  const [, path] = /^\s*(\[\d+\](?:\.\w+|\[\d+\])+)/.exec(words) ?? [];
  if (path !== undefined && place.as === 'path') return { ...place, text: place.text + path };
  const [, property] = /\brequired property ['"]([^'"]{1,100})['"]/.exec(words) ?? [];
  const isThere = property === undefined || place.text.endsWith(property);
  return isThere ? place : { ...place, text: `${place.text}${place.as === 'pointer' ? '/' : '.'}${property}` };
}

function claim(
  statement: ClaimPlan['statement'],
  patterns: readonly PlacePattern[],
  sure: number,
  keywordWeights: KeywordWeights = {},
): ClaimPlan {
  const targets = patterns.flatMap((pattern): readonly ClaimTarget[] => {
    const scores = Object.entries(inParameter(pattern, keywordWeights))
      .map(([keyword, weight]) => [keyword, sure + weight] as const)
      .filter(([, score]) => score >= threshold);
    return scores.length > 0 ? [{ ...pattern, scores: Object.fromEntries(scores) }] : [];
  });
  return { statement, targets };
}

/** A parameter comes as text: one that is none of its type is invalid as one of another format is. */
function inParameter({ in: where }: PlacePattern, keywordWeights: KeywordWeights): KeywordWeights {
  const { type = 0 } = keywordWeights;
  return where === 'body' || type === 0 ? keywordWeights : { ...keywordWeights, type: Math.max(type, 3) };
}
