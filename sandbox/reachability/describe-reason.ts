import type { ClaimTarget, ConditionPlan, FaultPattern, PlacePattern } from '../plan.ts';
import { withTexts } from '../syntax/digits.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import { pointerOf, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { requestPlaceText } from '../syntax/runtime-expression.ts';
import { keywordsByScore } from './error-claims.ts';
import type { FaultAt, FaultGap, ParameterChoice, Reason } from './reason.ts';

/** A request may have hundreds of faults; further ones are an ellipsis. */
export const maxNamedFaults = 3;

const maxNamedKeywords = 4;

/**
 * Describes why a request reaches its scenario: `path.id is 2WL5`, `body#/recipient fails required`.
 *
 * @param quote formats the name of a request example
 */
export function describeReason(reason: Reason, quote = (name: string) => name): string {
  switch (reason.by) {
    case 'ordinary':
      return 'an ordinary request';
    case 'no-body':
      return 'a request without a body';
    case 'request-example':
      return `the request example ${quote(reason.name)}`;
    case 'parameter-example':
      return reason.values.length === 0 ? `the example ${reason.name}` : allOf(reason.values.map(choiceText));
    case 'named-value':
      return choiceText(reason.value);
    case 'rule': {
      const { faults, when } = reason.rule;
      const conditions = when.map((condition) => conditionText(condition, reason.schemas));
      return allOf([...faults.map(patternText), ...conditions]) || 'otherwise';
    }
    case 'no-rule':
      return 'a request that no rule is about';
    case 'accept':
      return `Accept: ${reason.mediaType}`;
    case 'fault': {
      const { faults } = reason;
      return allOf(faults.slice(0, maxNamedFaults).map(faultText)) + (faults.length > maxNamedFaults ? ' …' : '');
    }
    case 'claim':
      return allOf(reason.patterns.map((pattern) => `${placeText(pattern)} is wrong`));
    case 'token':
      return `the token ${reason.token}`;
    case 'prefer':
      return allOf([
        ...(reason.query.length > 0 ? [`?${reason.query.join('&')}`] : []),
        ...(reason.prefer === null ? [] : [`Prefer: ${reason.prefer}`]),
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

function choiceText({ in: place, name, value, digits }: ParameterChoice): string {
  return `${place}.${name} is ${String(withTexts(value, digits))}`;
}

function conditionText(condition: ConditionPlan, schemas: JsonObject): string {
  const place = requestPlaceText(condition.place);
  if ('equals' in condition) return `${place} is ${valueText(condition.equals)}`;
  return `${place} fits ${valueText(valueAt(schemas, condition.schemaPointer) ?? true)}`;
}

function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function patternText(pattern: FaultPattern): string {
  const { keywords } = pattern;
  return `${placeText(pattern)} fails ${keywords.length > 0 ? keywords.join(' or ') : 'somehow'}`;
}

function faultText({ in: place, name, pointer, keyword }: FaultAt): string {
  return `${placeText({ in: place, name, tokens: tokensOf(pointer) })} fails ${keyword}`;
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
