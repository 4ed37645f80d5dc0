import type { StatedPlace, Statement } from '../errors/format.ts';
import { statementsOf } from '../errors/index.ts';
import { type Kinds, kindsIn } from '../errors/kinds.ts';
import type { ClaimPlan, ClaimTarget, PlacePattern, ResponsePlan, ScenarioPlan } from '../plan.ts';
import {
  anywhereInBody,
  type ClaimSubject,
  parameterPlace,
  placesInWords,
  statedPlaces,
  wholeBody,
} from './claim-places.ts';
import { keywords as schemaKeywords } from './schema-keywords.ts';

/** How sure a place is: the body's own member for it, its words, or none at all. */
const sureness = { stated: 4, worded: 3, none: 1 } as const;

/** Less than this is no evidence: neither an unnamed place with a vague word, nor a place in prose with none. */
const threshold = 5;

/** What any word that is none of the table's may mean. */
const unknownKind = 1;

/** Faults of a request before any schema is asked. */
const contentType: PlacePattern = { in: 'header', name: 'content-type', tokens: [] };
const accept: PlacePattern = { in: 'header', name: 'accept', tokens: [] };

/** The error responses with what each of their examples is about. */
export function withClaims(responses: readonly ResponsePlan[], subject: ClaimSubject): readonly ResponsePlan[] {
  return responses.map((response) => {
    if (!/^(400|406|415|422|4XX|default)$/.test(response.key)) return response;
    return {
      ...response,
      scenarios: response.scenarios.map((scenario) => ({ ...scenario, claims: claimsOf(scenario, response, subject) })),
    };
  });
}

/** What a documented error says is wrong: for each of its statements, the faults that it may be about. */
function claimsOf(scenario: ScenarioPlan, { key }: ResponsePlan, subject: ClaimSubject): readonly ClaimPlan[] {
  const [representation] = scenario.representations;
  if (scenario.source !== 'example' || !representation) return byStatus(key);
  const statements = statementsOf(representation.value);
  const [only, ...others] = statements;
  if (!only) return byStatus(key);
  const own = others.length > 0 ? [] : [scenario.name, scenario.summary];
  const claims = statements.flatMap((statement) => statementClaims(statement, own, subject));
  return claims.some(({ targets }) => targets.length > 0)
    ? claims
    : [...byStatus(key), ...claims].slice(0, claims.length);
}

/** What a status says by itself (RFC 9110, sections 15.5.7 and 15.5.16). */
function byStatus(key: string): readonly ClaimPlan[] {
  const claim = (target: ClaimTarget): readonly ClaimPlan[] => [{ statement: null, targets: [target] }];
  if (key === '415') return claim({ ...contentType, scores: { mediaType: 6, charset: 6 } });
  return key === '406' ? claim({ ...accept, scores: { accept: 6 } }) : [];
}

/** A statement about several places claims a fault at each. */
function statementClaims(
  { issue, places, words }: Statement,
  own: readonly string[],
  subject: ClaimSubject,
): readonly ClaimPlan[] {
  const texts = [...words.slice(0, 1), ...own, ...words.slice(1)];
  const kind = kindOf(texts);
  const stated = places.map((place) => statedPlaces(continued(place, words[0] ?? ''), subject));
  if (stated.length > 0) return stated.map((patterns) => claim(issue, patterns, sureness.stated, kind));
  for (const text of texts) {
    const patterns = placesInWords(text, subject);
    // "Invalid" in a title may be said of anything: only beside the place's name it is said of that.
    const said = kind?.isSpecific ? kind : kindsIn(text);
    if (patterns.length > 0) return [claim(issue, patterns, sureness.worded, said)];
  }
  if (texts.some((text) => /\b(body|payload)\b/i.test(text))) {
    const [place, kinds] = kind?.isSpecific ? [wholeBody, kind] : [anywhereInBody, anything];
    return [claim(issue, [place], sureness.worded, kinds)];
  }
  const everywhere = [anywhereInBody, ...subject.parameters.map(parameterPlace), contentType, accept];
  return [claim(issue, everywhere, sureness.none, kind)];
}

interface Kind {
  readonly kinds: Kinds;
  readonly isSpecific: boolean;
}

/** A body that is wrong is wrong in any way. */
const anything: Kind = {
  kinds: Object.fromEntries([...schemaKeywords.keys(), 'syntax', 'false schema'].map((keyword) => [keyword, 3])),
  isSpecific: false,
};

/** The first text that names a kind of fault; else the first that says that something is wrong. */
function kindOf(texts: readonly string[]): Kind | undefined {
  const found = texts.flatMap((text) => kindsIn(text) ?? []);
  return found.find(({ isSpecific }) => isSpecific) ?? found[0];
}

/** `[0].item.type should be text` beside a place goes on from there. */
function continued(place: StatedPlace, words: string): StatedPlace {
  const [, path] = /^\s*(\[\d+\](?:\.\w+|\[\d+\])+)/.exec(words) ?? [];
  return path === undefined || place.as !== 'path' ? place : { ...place, text: place.text + path };
}

function claim(
  statement: ClaimPlan['statement'],
  patterns: readonly PlacePattern[],
  sure: number,
  kind: Kind | undefined,
): ClaimPlan {
  const targets = patterns.flatMap((pattern): readonly ClaimTarget[] => {
    const scores = Object.entries(kind ? inParameter(pattern, kind.kinds) : unknown)
      .map(([keyword, weight]) => [keyword, sure + weight] as const)
      .filter(([, score]) => score >= threshold);
    return scores.length > 0 ? [{ ...pattern, scores: Object.fromEntries(scores) }] : [];
  });
  return { statement, targets };
}

/** A parameter comes as text: one that is none of its type is invalid as one of another format is. */
function inParameter({ in: where }: PlacePattern, kinds: Kinds): Kinds {
  const { type = 0 } = kinds;
  return where === 'body' || type === 0 ? kinds : { ...kinds, type: Math.max(type, 3) };
}

const unknown: Kinds = Object.fromEntries([...schemaKeywords.keys()].map((keyword) => [keyword, unknownKind]));
