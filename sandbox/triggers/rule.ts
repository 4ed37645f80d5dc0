import type { DecodedRequest, Fault } from '../exchange.ts';
import type { AnswerPlan, ConditionPlan, FaultPattern, OperationPlan, PlacePattern, RulePlan } from '../plan.ts';
import { comparable, type Digits, digitsIn, digitsUnder, textOf } from '../syntax/digits.ts';
import { receivedText } from '../syntax/header.ts';
import { equal, type Json } from '../syntax/json.ts';
import { tokensOf, valueAt } from '../syntax/json-pointer.ts';
import type { RequestPlace } from '../syntax/runtime-expression.ts';
import type { Schemas } from '../validation/violation.ts';
import { asNamed, type SelectedScenario, selectNamed } from './selection.ts';

/** A rule with its conditions bound and its answer selected. */
export interface BoundRule {
  readonly answer: AnswerPlan;
  /** Undefined if the document has no such answer. */
  readonly selected: SelectedScenario | undefined;
  readonly holds: (request: DecodedRequest) => boolean;
}

/**
 * Binds the rules of a phase.
 *
 * @param schemas the schemas of the rules' conditions
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
        selected: selected && asNamed(selected),
        holds: (request) => conditions.every((holds) => holds(request)),
      };
    });
}

function bindCondition(condition: ConditionPlan, schemas: Schemas): BoundRule['holds'] {
  const valueIn = bindLocation(condition.place);
  if (!('equals' in condition)) {
    const { schemaPointer } = condition;
    return (request) => {
      const value = valueIn(request);
      return value !== undefined && schemas.validatorAt(schemaPointer)(value).length === 0;
    };
  }
  const { place: location, equals, digits } = condition;
  const expected = comparable(equals, digits);
  const text = textOf(equals, digits) ?? String(equals);
  return (request) => {
    const value = valueIn(request);
    if (value === undefined) return false;
    return (
      equal(comparable(value, digitsAt(request, location)), expected) ||
      (value === text && isUntyped(request, location))
    );
  };
}

/** Whether a value is an undocumented header, which has no type and stays text. */
function isUntyped(request: DecodedRequest, location: RequestPlace): boolean {
  return location.in === 'header' && !Object.hasOwn(request.header, location.name.toLowerCase());
}

/** Returns the value at a location of the request; undefined if there is none. */
export function valueIn(request: DecodedRequest, location: RequestPlace): Json | undefined {
  return bindLocation(location)(request);
}

function bindLocation(location: RequestPlace): (request: DecodedRequest) => Json | undefined {
  switch (location.in) {
    case 'body':
      return ({ body }) => valueAt(body, location.pointer);
    case 'queryString':
      return ({ query }) => query;
    case 'header': {
      const name = location.name.toLowerCase();
      return ({ header, headers }) => {
        const documented = propertyOf(header, name);
        if (documented !== undefined) return documented;
        const octets = headers.get(name);
        return octets === null ? undefined : receivedText(octets);
      };
    }
    case 'path':
    case 'query':
    case 'cookie':
      return (request) => propertyOf(request[location.in], location.name);
  }
}

/** Returns the spelling of the numbers at a location of the request; undefined if it is JavaScript's. */
export function digitsAt({ digits }: DecodedRequest, location: RequestPlace): Digits | undefined {
  if (digits === undefined) return undefined;
  switch (location.in) {
    case 'body':
      return digitsUnder(digitsIn(digits, 'body'), location.pointer);
    case 'queryString':
      return digitsIn(digits, 'query');
    case 'header':
      return digitsIn(digitsIn(digits, 'header'), location.name.toLowerCase());
    case 'path':
    case 'query':
    case 'cookie':
      return digitsIn(digitsIn(digits, location.in), location.name);
  }
}

function propertyOf(values: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Finds the first rule that lists exactly these faults, or a masking rule whose faults are among them. */
export function faultRuleFor(operation: OperationPlan, faults: readonly Fault[]): RulePlan | undefined {
  return operation.rules.find(({ phase, faults: patterns, masks }) => {
    if (phase !== 'faults') return false;
    const isEveryPatternMet = patterns.every((pattern) => faults.some((fault) => matchesPattern(pattern, fault)));
    return (
      isEveryPatternMet &&
      (masks || faults.every((fault) => patterns.some((pattern) => matchesPattern(pattern, fault))))
    );
  });
}

/** Finds the first rule that lists only this fault. */
export function ruleFor(operation: OperationPlan, fault: Fault): RulePlan | undefined {
  return operation.rules.find(({ phase, faults: [pattern, ...rest] }) => {
    return phase === 'faults' && pattern !== undefined && rest.length === 0 && matchesPattern(pattern, fault);
  });
}

/** Whether a fault matches an entry of a rule. */
export function matchesPattern(pattern: FaultPattern, fault: Fault): boolean {
  const { keywords } = pattern;
  return (keywords.length === 0 || keywords.includes(fault.keyword)) && isAt(pattern, fault);
}

/** Whether a fault is at a location that a pattern matches. For parameters, the pointer within the value is ignored. */
export function isAt(pattern: PlacePattern, fault: Fault): boolean {
  return (
    pattern.in === fault.in &&
    pattern.name === fault.name.toLowerCase() &&
    (pattern.in !== 'body' || matchTokens(pattern.tokens, tokensOf(fault.pointer)))
  );
}

/** Matches tokens: `*` matches one token, `**` any number. */
function matchTokens(pattern: readonly string[], tokens: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return tokens.length === 0;
  if (first === '**') return tokens.some((_, index) => matchTokens(rest, tokens.slice(index))) || matchTokens(rest, []);
  return tokens.length > 0 && (first === '*' || first === tokens[0]) && matchTokens(rest, tokens.slice(1));
}
