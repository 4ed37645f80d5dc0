import type { StatedPlace, Statement } from '../../errors/error-format.ts';
import { weights } from '../../errors/fault-vocabulary.ts';
import { statementsOf } from '../../errors/index.ts';
import { type KeywordWeights, keywordWeightsIn } from '../../errors/keyword-weights.ts';
import { meaningfulWords, wordsOf } from '../../errors/words.ts';
import type { ClaimPlan, ClaimTarget, PlacePattern, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { isNamed } from '../examples/example-names.ts';
import { anyBodyViolation, anyViolation, evidenceIn, namesOnlyPlaces, type TextEvidence } from './evidence.ts';
import { clausesOf, namesNoPlace, type PlaceNames, placeNames, placesIn, unknownProperty } from './named-places.ts';
import { anywhereInBody, type ClaimSubject, parameterPlace, statedPlaces, wholeBody } from './stated-places.ts';

/** How firmly a statement ties a fault to a place in the request. It adds to the weight of a keyword. */
const confidence = {
  /** A member of the error body holds the place: `pointer`, `field`, `loc`. */
  stated: 4,
  /** The text names the place: "quantity must be a number". */
  named: 3,
  /** Nothing says where the fault is: "must be a number". */
  unplaced: 1.5,
} as const;

/**
 * The least sum of confidence and weight that makes a keyword a target. A stated place needs no words (4 + `allows`), a
 * named one needs words that suggest the keyword (3 + `suggests`), and without a place they must name it
 * (1.5 + `names`).
 */
const minimumScore = 5;

/** The score of what a status reports by itself: that of a named place with words that suggest the keyword. */
const statusScore = confidence.named + weights.suggests;

/** An error with more statements is a listing, and about no request in particular. */
const maxStatements = 100;

/** Places of the faults that come before any schema applies. */
const contentTypePlace: PlacePattern = { in: 'header', name: 'content-type', tokens: [] };
const acceptPlace: PlacePattern = { in: 'header', name: 'accept', tokens: [] };

/** The subject with the names of its places. */
interface NamedSubject extends ClaimSubject {
  readonly names: PlaceNames;
}

/** Adds to each scenario of an error response its claims: the faults that its example is about. */
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

/** Returns the claims of each statement of a documented error. */
function claimsOf(
  scenario: ScenarioPlan,
  { key, scenarios }: ResponsePlan,
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const [representation] = scenario.representations;
  // The example beside a generated body says more.
  if (scenario.source === 'generated' && scenarios.some(({ source }) => source === 'example')) return [];
  // A body generated from a schema states nothing.
  const isDocumented = scenario.source === 'example' || (scenario.source === 'described' && isNamed(scenario));
  if (!isDocumented || !representation) return claimsByStatus(key);
  const statements = statementsOf(representation.value);
  if (statements.length > maxStatements) return claimsByStatus(key);
  const labels = statements.length === 1 ? [spaced(scenario.name), scenario.summary] : [];
  // "Validation failed" is a heading if other statements say what failed.
  const informative = statements.filter((statement) => !isHeading(statement));
  const counted = informative.length > 0 ? informative : statements;
  const claims = counted.flatMap((statement) => statementClaims(statement, labels, subject));
  const hasTarget = claims.some(({ targets }) => targets.length > 0);
  return hasTarget || !/^4(06|15)$/.test(key) ? claims : claimsByStatus(key);
}

function isHeading({ places, words }: Statement): boolean {
  return (
    places.length === 0 &&
    words.every((text) => meaningfulWords(text).length === 0 && !keywordWeightsIn(text)?.isSpecific)
  );
}

/** Puts spaces between the words of a name: `nameTooLong`. */
function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2');
}

/** Returns the claim that the status makes by itself (RFC 9110, sections 15.5.7 and 15.5.16); empty for other statuses. */
function claimsByStatus(key: string): readonly ClaimPlan[] {
  const claimOf = (target: ClaimTarget): readonly ClaimPlan[] => [{ statement: null, targets: [target] }];
  if (key === '415') return claimOf({ ...contentTypePlace, scores: { mediaType: statusScore, charset: statusScore } });
  return key === '406' ? claimOf({ ...acceptPlace, scores: { accept: statusScore } }) : [];
}

/**
 * Returns the claims of one statement: one for each place that it states; else one for each place that its first
 * informative text names; else one without a place.
 *
 * @param labels the name and summary of the example, if this is its only statement
 */
function statementClaims(
  { issue, places, words }: Statement,
  labels: readonly string[],
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const [first = ''] = words;
  const texts = [first, ...labels, ...words.slice(1)];
  const stated = places.map((place) => withPathInText(place, first));
  const evidence = evidenceIn(texts, stated);
  const patterns = stated.map((place) => statedPlaces(place, subject));
  // The body itself is hardly a place: words may name one in it.
  if (patterns.some((targets) => !targets.every(isWholeBody))) {
    const found = evidence ?? (namesOnlyPlaces(first, stated) ? anyViolation : undefined);
    return patterns.map((targets) => claim(issue, targets, confidence.stated, found?.keywordWeights));
  }
  // Beside a detail about something else, a title or code that only says "invalid" adds nothing.
  const hasOtherSubject = meaningfulWords(first).length > 0 && !keywordWeightsIn(first);
  for (const text of texts) {
    if (hasOtherSubject && words.indexOf(text) > 0 && !keywordWeightsIn(text)?.isSpecific) continue;
    const named = claimsAtNamedPlaces(issue, text, evidence, subject);
    if (named.length > 0) return named;
  }
  return [claimWithoutPlace(issue, texts, evidence, subject)];
}

function isWholeBody({ in: where, tokens }: PlacePattern): boolean {
  return where === 'body' && tokens.length === 0;
}

/** Returns a claim for each place that the sentences of a text name. */
function claimsAtNamedPlaces(
  issue: ClaimPlan['statement'],
  text: string,
  evidence: TextEvidence | undefined,
  subject: NamedSubject,
): readonly ClaimPlan[] {
  const found = clausesOf(text).flatMap((clause) =>
    placesIn(clause, subject.names, subject).map((places) => ({ places, inClause: keywordWeightsIn(clause) })),
  );
  // Beside a clause that reports a fault, one that reports none is advice.
  const reporting = found.filter(({ inClause }) => inClause !== undefined);
  return (reporting.length > 0 ? reporting : found).map(({ places, inClause }) => {
    // "Invalid" in a title may be about anything: it counts only in the clause that names the place.
    const isShared = !inClause?.isSpecific && evidence?.isSpecific && found.length === 1;
    return claim(issue, places, confidence.named, (isShared ? evidence : inClause)?.keywordWeights);
  });
}

/**
 * Returns the claim of a statement that names no place: about a header, an unknown property, the body, or anything in
 * the request. Without targets if its words name something that the request does not have.
 */
function claimWithoutPlace(
  issue: ClaimPlan['statement'],
  texts: readonly string[],
  evidence: TextEvidence | undefined,
  subject: NamedSubject,
): ClaimPlan {
  const [first = ''] = texts;
  const { keywordWeights = {}, text = '', isSpecific = false } = evidence ?? {};
  const isNamed = (keyword: string) => keywordWeights[keyword] === weights.names;
  if (isNamed('mediaType') || isNamed('charset'))
    return claim(issue, [contentTypePlace], confidence.named, keywordWeights);
  if (isNamed('accept')) return claim(issue, [acceptPlace], confidence.named, keywordWeights);
  const unknown = isNamed('additionalProperties') ? unknownProperty(text) : undefined;
  if (unknown) return claim(issue, [unknown], confidence.named, keywordWeights);
  const isGeneral = (one: string) => namesNoPlace(one, subject.names);
  if (!isGeneral(first) || (isSpecific && !isGeneral(text))) return { statement: issue, targets: [] };
  const bodyText = texts.find((one) => /\b(body|payload)\b/i.test(wordsOf(one).join(' ')) && isGeneral(one));
  if (bodyText === undefined) return claim(issue, anywhere(text, subject), confidence.unplaced, keywordWeights);
  if (!isSpecific) return claim(issue, [anywhereInBody], confidence.named, anyBodyViolation);
  return partNoun.test(bodyText)
    ? claim(issue, [anywhereInBody], confidence.unplaced, keywordWeights)
    : claim(issue, [wholeBody], confidence.named, keywordWeights);
}

/** "A field of the body is missing" is about some part of the body. */
const partNoun = /field|propert|attribute|parameter|element|value|member|key|item/i;

/** Returns every place of the request, or those of the part that a text names: "a query parameter". */
function anywhere(text: string, { parameters }: ClaimSubject): readonly PlacePattern[] {
  const words = wordsOf(text);
  const part = (['header', 'query', 'cookie', 'path'] as const).find((one) =>
    words.some((word) => word.startsWith(one)),
  );
  const named = parameters.filter((parameter) => part === undefined || parameter.in === part).map(parameterPlace);
  return part === undefined ? [anywhereInBody, ...named] : named;
}

/**
 * Extends a stated place by the rest of its path, if the text has it: `[0].item.type should be text`, `must have required
 * property 'name'`.
 */
function withPathInText(place: StatedPlace, text: string): StatedPlace {
  const [, path] = /^\s*(\[\d+\](?:\.\w+|\[\d+\])+)/.exec(text) ?? [];
  if (path !== undefined && place.as === 'path') return { ...place, text: place.text + path };
  const [, property] = /\brequired property ['"]([^'"]{1,100})['"]/.exec(text) ?? [];
  if (property === undefined || place.text.endsWith(property)) return place;
  return { ...place, text: `${place.text}${place.as === 'pointer' ? '/' : '.'}${property}` };
}

/** Makes a claim of the keywords whose confidence and weight add up to the minimum score. */
function claim(
  statement: ClaimPlan['statement'],
  patterns: readonly PlacePattern[],
  placeConfidence: number,
  keywordWeights: KeywordWeights = {},
): ClaimPlan {
  const targets = patterns.flatMap((pattern): readonly ClaimTarget[] => {
    const scores = Object.entries(weightsAt(pattern, keywordWeights))
      .map(([keyword, weight]) => [keyword, placeConfidence + weight] as const)
      .filter(([, score]) => score >= minimumScore);
    return scores.length > 0 ? [{ ...pattern, scores: Object.fromEntries(scores) }] : [];
  });
  return { statement, targets };
}

/** A parameter is sent as text: a value of another type is as invalid there as a text of another format. */
function weightsAt({ in: where }: PlacePattern, keywordWeights: KeywordWeights): KeywordWeights {
  const { type = 0 } = keywordWeights;
  return where === 'body' || type === 0
    ? keywordWeights
    : { ...keywordWeights, type: Math.max(type, weights.suggests) };
}
