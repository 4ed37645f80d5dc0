import type { DecodedRequest, Fault } from '../exchange.ts';
import { comparable, type Digits, digitsIn, digitsUnder, textOf } from '../notation/digits.ts';
import type { RequestPlace } from '../notation/expression.ts';
import { receivedText } from '../notation/header.ts';
import { equal, type Json } from '../notation/json.ts';
import { tokensOf, valueAt } from '../notation/json-pointer.ts';
import type { ConditionPlan, FaultPattern, OperationPlan, PlacePattern, RulePlan } from '../plan.ts';
import type { Schemas } from './schema-errors.ts';

/**
 * The first rule whose conditions hold for the request.
 *
 * @param rules those of one phase
 * @param schemas those of the operation's conditions
 */
export function ruleFor(rules: readonly RulePlan[], request: DecodedRequest, schemas: Schemas): RulePlan | undefined {
  return rules.find(({ when }) => when.every((condition) => holds(condition, request, schemas)));
}

function holds(condition: ConditionPlan, request: DecodedRequest, schemas: Schemas): boolean {
  const value = valueIn(request, condition.place);
  if (value === undefined) return false;
  if (!('equals' in condition)) return schemas.validatorAt(condition.validator)(value).length === 0;
  const { place, equals, digits } = condition;
  return (
    equal(comparable(value, digitsAt(request, place)), comparable(equals, digits)) ||
    (isPlainText(request, place) && value === (textOf(equals, digits) ?? String(equals)))
  );
}

/** A header that nobody documented has no type, and came as text. */
function isPlainText(request: DecodedRequest, place: RequestPlace): boolean {
  return place.in === 'header' && !Object.hasOwn(request.header, place.name.toLowerCase());
}

/** The value at a place of the request; undefined when the request does not have it. */
export function valueIn(request: DecodedRequest, place: RequestPlace): Json | undefined {
  switch (place.in) {
    case 'body':
      return valueAt(request.body, place.pointer);
    case 'queryString':
      return request.query;
    case 'header': {
      const name = place.name.toLowerCase();
      const octets = request.headers.get(name);
      return own(request.header, name) ?? (octets === null ? undefined : receivedText(octets));
    }
    case 'path':
    case 'query':
    case 'cookie':
      return own(request[place.in], place.name);
  }
}

/** How the numbers at a place of the request are written; undefined: as JSON writes them. */
export function digitsAt({ digits }: DecodedRequest, place: RequestPlace): Digits | undefined {
  if (digits === undefined) return undefined;
  switch (place.in) {
    case 'body':
      return digitsUnder(digitsIn(digits, 'body'), place.pointer);
    case 'queryString':
      return digitsIn(digits, 'query');
    case 'header':
      return digitsIn(digitsIn(digits, 'header'), place.name.toLowerCase());
    case 'path':
    case 'query':
    case 'cookie':
      return digitsIn(digitsIn(digits, place.in), place.name);
  }
}

function own(values: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** The first rule that lists exactly these faults, or whose faults are among them and mask all others. */
export function faultRuleFor(operation: OperationPlan, faults: readonly Fault[]): RulePlan | undefined {
  return operation.rules.find(({ phase, faults: patterns, masks }) => {
    if (phase !== 'faults') return false;
    const all = patterns.every((pattern) => faults.some((fault) => fits(pattern, fault)));
    return all && (masks || faults.every((fault) => patterns.some((pattern) => fits(pattern, fault))));
  });
}

/** The first rule that is about one fault, and this is it. */
export function ruleAbout(operation: OperationPlan, fault: Fault): RulePlan | undefined {
  return operation.rules.find(({ phase, faults: [pattern, ...others] }) => {
    return phase === 'faults' && pattern !== undefined && others.length === 0 && fits(pattern, fault);
  });
}

/** Whether a fault is one of those that an entry of a rule means. */
export function fits(pattern: FaultPattern, fault: Fault): boolean {
  const { keywords } = pattern;
  return (keywords.length === 0 || keywords.includes(fault.keyword)) && isAt(pattern, fault);
}

/** Whether a fault is at one of the places. Of a parameter, wherever in it. */
export function isAt(pattern: PlacePattern, fault: Fault): boolean {
  return (
    pattern.in === fault.in &&
    pattern.name === fault.name.toLowerCase() &&
    (pattern.in !== 'body' || tokensFit(pattern.tokens, tokensOf(fault.pointer)))
  );
}

/** `*` fits any one token, `**` any number of them. */
function tokensFit(pattern: readonly string[], tokens: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return tokens.length === 0;
  if (first === '**') return tokens.some((_, index) => tokensFit(rest, tokens.slice(index))) || tokensFit(rest, []);
  return tokens.length > 0 && (first === '*' || first === tokens[0]) && tokensFit(rest, tokens.slice(1));
}
