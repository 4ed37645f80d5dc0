import type { DecodedRequest, Fault } from '../exchange.ts';
import type { AnswerPlan, ConditionPlan, FaultPattern, OperationPlan, PlacePattern, RulePlan } from '../plan.ts';
import { comparable, type Digits, digitsIn, digitsUnder, textOf } from '../syntax/digits.ts';
import { receivedText } from '../syntax/header.ts';
import { equal, type Json } from '../syntax/json.ts';
import { tokensOf, valueAt } from '../syntax/json-pointer.ts';
import type { RequestPlace } from '../syntax/runtime-expression.ts';
import type { Schemas } from '../validation/violation.ts';
import { named, type Selected, selectNamed } from './selection.ts';

/** A rule with its conditions bound, and what it answers found out. */
export interface BoundRule {
  readonly answer: AnswerPlan;
  readonly selected: Selected | undefined;
  readonly holds: (request: DecodedRequest) => boolean;
}

/**
 * Binds the rules of a phase.
 *
 * @param schemas those of the operation's conditions
 */
export function bindRules(
  operation: OperationPlan,
  phase: 'gateway' | 'valid',
  schemas: Schemas,
): readonly BoundRule[] {
  return operation.rules
    .filter((rule) => rule.phase === phase)
    .map(({ when, answer }) => {
      const conditions = when.map((condition) => bindCondition(condition, schemas));
      const selected = selectNamed(operation, answer);
      return {
        answer,
        selected: selected && named(selected),
        holds: (request) => conditions.every((holds) => holds(request)),
      };
    });
}

function bindCondition(condition: ConditionPlan, schemas: Schemas): BoundRule['holds'] {
  const valueIn = bindPlace(condition.place);
  if (!('equals' in condition)) {
    const { schemaPointer } = condition;
    return (request) => {
      const value = valueIn(request);
      return value !== undefined && schemas.validatorAt(schemaPointer)(value).length === 0;
    };
  }
  const { place, equals, digits } = condition;
  const wanted = comparable(equals, digits);
  const text = textOf(equals, digits) ?? String(equals);
  return (request) => {
    const value = valueIn(request);
    if (value === undefined) return false;
    return (
      equal(comparable(value, digitsAt(request, place)), wanted) || (value === text && isPlainText(request, place))
    );
  };
}

/** A header that nobody documented has no type, and came as text. */
function isPlainText(request: DecodedRequest, place: RequestPlace): boolean {
  return place.in === 'header' && !Object.hasOwn(request.header, place.name.toLowerCase());
}

/** The value at a place of the request; undefined when the request does not have it. */
export function valueIn(request: DecodedRequest, place: RequestPlace): Json | undefined {
  return bindPlace(place)(request);
}

function bindPlace(place: RequestPlace): (request: DecodedRequest) => Json | undefined {
  switch (place.in) {
    case 'body':
      return ({ body }) => valueAt(body, place.pointer);
    case 'queryString':
      return ({ query }) => query;
    case 'header': {
      const name = place.name.toLowerCase();
      return ({ header, headers }) => {
        const documented = ownValue(header, name);
        if (documented !== undefined) return documented;
        const octets = headers.get(name);
        return octets === null ? undefined : receivedText(octets);
      };
    }
    case 'path':
    case 'query':
    case 'cookie':
      return (request) => ownValue(request[place.in], place.name);
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

function ownValue(values: Readonly<Record<string, Json>>, name: string): Json | undefined {
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
export function ruleFor(operation: OperationPlan, fault: Fault): RulePlan | undefined {
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
