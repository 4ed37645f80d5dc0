import type { ClaimTarget, ConditionPlan, FaultPattern, PlacePattern } from '../plan.ts';
import type { JsonObject } from '../syntax/json.ts';
import { pointerOf, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { type RequestPlace, requestPlaceText } from '../syntax/runtime-expression.ts';
import { keywordsByScore } from './error-claims.ts';
import { faultClauses } from './fault-words.ts';
import type { FaultAt, FaultGap, ParameterChoice, Reason } from './reason.ts';
import { type Clause, pathText, type Quote, schemaClauses, valueText } from './schema-words.ts';

/** A request may have hundreds of faults; further ones are an ellipsis. */
const maxNamedFaults = 3;

const maxNamedKeywords = 4;

/**
 * Describes why a request reaches its scenario: `path id is 2WL5`, `without body recipient`.
 *
 * @param quote formats names and values
 */
export function describeReason(reason: Reason, quote: Quote = (text) => text): string {
  switch (reason.by) {
    case 'ordinary':
      return 'an ordinary request';
    case 'no-body':
      return 'a request without a body';
    case 'request-example':
      return `the request example ${quote(reason.name)}`;
    case 'parameter-example':
      return reason.values.length === 0
        ? `the example ${quote(reason.name)}`
        : allOf(reason.values.map((choice) => choiceWords(choice, quote)));
    case 'named-value':
      return choiceWords(reason.value, quote);
    case 'rule': {
      const { faults, when } = reason.rule;
      const conditions = when.map((condition) => conditionWords(condition, reason.schemas, quote));
      return allOf([...faults.map((pattern) => patternWords(pattern, quote)), ...conditions]) || 'any other request';
    }
    case 'no-rule':
      return 'a request that no rule is about';
    case 'accept':
      return quote(`Accept: ${reason.mediaType}`);
    case 'fault':
      return (
        joined(reason.faults.slice(0, maxNamedFaults).flatMap((fault) => faultPhrases(fault, quote))) +
        (reason.faults.length > maxNamedFaults ? ' …' : '')
      );
    case 'claim':
      return allOf(reason.patterns.map((pattern) => patternWords({ ...pattern, keywords: [] }, quote)));
    case 'token':
      return `the token ${quote(reason.token)}`;
    case 'prefer':
      return allOf([
        ...(reason.query.length > 0 ? [quote(`?${reason.query.join('&')}`)] : []),
        ...(reason.prefer === null ? [] : [quote(`Prefer: ${reason.prefer}`)]),
      ]);
  }
}

/** Describes why no faulty request reaches an error: `minLength, pattern at body#/name`. */
export function describeGap(gap: FaultGap): string {
  switch (gap.kind) {
    case 'vague':
      return 'its words do not say which fault it is about';
    case 'unchecked':
      return gap.targets.map(targetText).join(', ');
    case 'partly-vague':
      return Array.from({ length: gap.claims }, () => targetText(null)).join(', ');
    case 'shared':
      return 'a fault that it is about never comes alone, or another example is about it as well';
  }
}

function allOf(parts: readonly string[]): string {
  return parts.join(' and ');
}

function choiceWords({ in: place, name, value, digits }: ParameterChoice, quote: Quote): string {
  return `${place} ${quote(name)} is ${quote(valueText(value, digits))}`;
}

function conditionWords(condition: ConditionPlan, schemas: JsonObject, quote: Quote): string {
  const { place } = condition;
  const location = locationOf(place);
  if ('equals' in condition) {
    const words = `is ${quote(valueText(condition.equals, condition.digits))}`;
    return joined([phraseOf(location, { path: [], words }, quote)]);
  }
  const schema = valueAt(schemas, condition.schemaPointer) ?? true;
  const clauses = schemaClauses(schema, false, quote, place.in === 'queryString' ? 'parameter' : 'property');
  return joined(clauses.map((clause) => phraseOf(location, clause, quote)));
}

/** Describes a place that an error is about, and the keywords that fail there. */
function patternWords({ in: place, name, tokens, keywords }: FaultPattern, quote: Quote): string {
  const words = keywords.length === 0 ? 'wrong' : `wrong (${keywords.join(', ')})`;
  return joined([phraseOf({ in: place, name, tokens }, { path: [], words }, quote)]);
}

function faultPhrases(fault: FaultAt, quote: Quote): readonly Phrase[] {
  const { in: place, name, pointer } = fault;
  const location = { in: place, name, tokens: tokensOf(pointer) };
  return faultClauses(fault, quote).map((clause) => phraseOf(location, clause, quote));
}

/** A part of a request: `query`, `body`; the name of a parameter, and the steps below it. */
interface Location {
  readonly in: string;
  readonly name: string;
  readonly tokens: readonly string[];
}

function locationOf(place: RequestPlace): Location {
  if (place.in === 'queryString') return { in: 'query', name: '', tokens: [] };
  return place.in === 'body' ? { in: place.in, name: '', tokens: tokensOf(place.pointer) } : { ...place, tokens: [] };
}

/** A location in words, and what is to be noted of it: `query page` and `at least 2`. */
interface Phrase {
  readonly subject: string;
  readonly words: string;
  readonly isAlternative: boolean;
}

function phraseOf({ in: place, name, tokens }: Location, clause: Clause, quote: Quote): Phrase {
  const { before, path, words, isAlternative = false } = clause;
  const steps = [...(name === '' ? [] : [name]), ...tokens, ...path];
  const subject = steps.length === 0 ? place : `${place} ${quote(pathText(steps))}`;
  if (before === undefined) return { subject, words, isAlternative };
  return { subject: `${before} ${steps.length === 0 ? `a ${subject}` : subject}`, words, isAlternative };
}

/** Joins phrases; those of one location name it once: `query page at least 2 and at most 9`. */
function joined(phrases: readonly Phrase[]): string {
  return phrases
    .map(({ subject, words, isAlternative }, index) => {
      const text = subject === phrases[index - 1]?.subject ? words : `${subject} ${words}`.trim();
      return index === 0 ? text : `${isAlternative ? 'or' : 'and'} ${text}`;
    })
    .join(' ');
}

/** A null target is a claim that names no fault. */
function targetText(target: ClaimTarget | null): string {
  if (!target) return 'words that say which fault it is about';
  const keywords = keywordsByScore(target);
  const more = keywords.length > maxNamedKeywords ? ' …' : '';
  return `${keywords.slice(0, maxNamedKeywords).join(', ')}${more} at ${placeText(target)}`;
}

/** A location in the notation of scenario files. */
function placeText({ in: place, name, tokens }: PlacePattern): string {
  return requestPlaceText(place === 'body' ? { in: place, pointer: pointerOf(tokens) } : { in: place, name });
}
