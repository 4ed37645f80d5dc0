import type { ConditionPlan, FaultPattern, OperationPlan, RulePlan } from '../plan.ts';
import {
  type Draft,
  parameterNamed,
  plainDraft,
  withBody,
  withHeader,
  withoutParameter,
  withValue,
} from '../requests/draft.ts';
import { type Digits, jsonText, withDigitsAt, written } from '../syntax/digits.ts';
import { isObject, type Json, type JsonObject } from '../syntax/json.ts';
import { replaceAt, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { percentEncode } from '../syntax/percent.ts';
import { violatingValues } from '../values/violations.ts';
import { conditionValues } from './condition-values.ts';
import { draftsFailing } from './faulty-drafts.ts';

/** Values per condition, and drafts per rule. */
const maxValues = 12;
const maxDrafts = 60;

/** Yields drafts that a rule should apply to: they have its faults, meet its conditions, and escape earlier rules. */
export function* draftsFor(operation: OperationPlan, draft: Draft, rule: RulePlan): Generator<Draft> {
  const earlier = operation.rules.slice(0, operation.rules.indexOf(rule));
  const gateway = operation.rules.filter(({ phase }) => phase === 'gateway');
  const avoided =
    rule.phase === 'gateway' ? earlier.filter(({ phase }) => phase === 'gateway') : [...gateway, ...earlier];
  let count = 0;
  for (const start of [draft, ...draftsAvoiding(operation, draft, avoided)]) {
    for (const faulty of withFaults(operation, start, rule.faults)) {
      for (const met of withConditions(operation, faulty, rule.when)) {
        yield met;
        count += 1;
        if (count === maxDrafts) return;
      }
    }
  }
}

/** Drafts returned by `draftsAvoiding`. */
const maxAvoidingDrafts = 4;

/** Returns drafts that no rule should apply to: each breaks the conditions of all rules in a different way. */
export function draftsAvoiding(operation: OperationPlan, draft: Draft, rules: readonly RulePlan[]): readonly Draft[] {
  const conditions = rules.filter(({ phase }) => phase !== 'faults').flatMap(({ when }) => when);
  if (conditions.length === 0) return [];
  return Array.from({ length: maxAvoidingDrafts }, (_, way) =>
    conditions.reduce((result, condition) => draftsBreaking(operation, result, condition)[way] ?? result, draft),
  );
}

/** Returns drafts that break a condition: without a value at its location, and with other values. */
function draftsBreaking(operation: OperationPlan, draft: Draft, condition: ConditionPlan): readonly Draft[] {
  const { place } = condition;
  const current = currentAt(operation, draft, condition);
  if (current === undefined || place.in === 'queryString') return [draft];
  const schema =
    'equals' in condition ? { const: condition.equals } : valueAt(operation.ruleSchemas, condition.schemaPointer);
  const values = [...violatingValues(schema, current, operation.ruleSchemas)].map(({ value }) => value);
  const changed = values.flatMap((value) => [...draftsWithValue(operation, draft, condition, value)]);
  const parameter = place.in === 'body' ? undefined : parameterNamed(operation, place);
  if (place.in === 'body' && draft.body) {
    changed.unshift(withBody(draft, removedAt(draft.body.value, tokensOf(place.pointer))));
  } else if (parameter && !parameter.required) changed.unshift(withoutParameter(draft, parameter));
  return changed;
}

/** Returns a value without the property at a path. */
function removedAt(value: Json, [token, ...rest]: readonly string[]): Json {
  if (token === undefined || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) => {
      if (name !== token) return [[name, child]];
      return rest.length === 0 ? [] : [[name, removedAt(child, rest)]];
    }),
  );
}

/** Yields drafts that have a fault for each pattern. */
export function* withFaults(operation: OperationPlan, draft: Draft, faults: readonly FaultPattern[]): Generator<Draft> {
  const [first, ...rest] = faults;
  if (!first) {
    yield draft;
    return;
  }
  for (const faulty of draftsFailing(operation, draft, first)) yield* withFaults(operation, faulty.draft, rest);
}

function* withConditions(
  operation: OperationPlan,
  draft: Draft,
  conditions: readonly ConditionPlan[],
): Generator<Draft> {
  const [first, ...rest] = conditions;
  if (!first) {
    yield draft;
    return;
  }
  for (const met of withCondition(operation, draft, first)) yield* withConditions(operation, met, rest);
}

function* withCondition(operation: OperationPlan, draft: Draft, condition: ConditionPlan): Generator<Draft> {
  if ('equals' in condition) {
    yield* draftsWithValue(operation, draft, condition, condition.equals, condition.digits);
    return;
  }
  const schema = valueAt(operation.ruleSchemas, condition.schemaPointer) ?? true;
  const current = currentAt(operation, draft, condition);
  for (const base of condition.place.in === 'queryString' ? [current, sampleQuery(operation)] : [current]) {
    let count = 0;
    for (const value of conditionValues(schema, base, operation.ruleSchemas)) {
      yield* draftsWithValue(operation, draft, condition, value);
      count += 1;
      if (count === maxValues) break;
    }
  }
}

/** Returns the sample values of all query parameters. */
function sampleQuery({ parameters, sample }: OperationPlan): JsonObject {
  const values = parameters.map(({ name }, index) => [name, sample.values[index] ?? null] as const);
  return Object.fromEntries(values.filter((_, index) => parameters[index]?.in === 'query'));
}

/** Returns the value at a condition's location in the draft, or else in the plain request. */
function currentAt(operation: OperationPlan, draft: Draft, { place }: ConditionPlan): Json | undefined {
  if (place.in === 'body') return valueAt(draft.body?.value, place.pointer);
  if (place.in === 'queryString') {
    const values = draft.values.filter(({ parameter }) => parameter.in === 'query');
    return Object.fromEntries(values.map(({ parameter, value }) => [parameter.name, value]));
  }
  const parameter = parameterNamed(operation, place);
  if (!parameter) return undefined;
  const given = draft.values.find((one) => one.parameter === parameter);
  return given?.value ?? operation.sample.values[operation.parameters.indexOf(parameter)];
}

/** Yields the draft with a value at a condition's location, if it can have one there. */
function* draftsWithValue(
  operation: OperationPlan,
  draft: Draft,
  { place }: ConditionPlan,
  value: Json,
  digits?: Digits,
): Generator<Draft> {
  const text = typeof value === 'string' ? value : jsonText(value, digits);
  switch (place.in) {
    case 'body':
      if (draft.body) {
        const changed = withDigitsAt(draft.body.digits, place.pointer, digits);
        yield withBody(draft, replaceAt(draft.body.value, place.pointer, value), changed);
      }
      return;
    case 'queryString':
      if (isObject(value)) yield withQuery(operation, draft, Object.entries(value));
      return;
    default: {
      const parameter = parameterNamed(operation, place);
      // OpenAPI ignores parameters named `Authorization`, `Accept` and `Content-Type` (3.1.1, 4.8.12.2.1).
      if (parameter?.schemaPointer) yield withValue(draft, parameter, value, digits);
      else if (place.in === 'header') yield withHeader(draft, place.name, text);
      else if (parameter) yield withValue(draft, parameter, value, digits);
    }
  }
}

function withQuery(operation: OperationPlan, draft: Draft, pairs: readonly (readonly [string, Json])[]): Draft {
  let result = draft;
  for (const [name, value] of pairs) {
    const parameter = parameterNamed(operation, { in: 'query', name });
    const text = percentEncode(typeof value === 'string' ? value : JSON.stringify(value));
    result = parameter
      ? withValue(result, parameter, value)
      : { ...result, query: result.query.concat(`${percentEncode(name)}=${text}`) };
  }
  return result;
}

/** Returns the plain draft, one for each documented body, and one without a body if that is optional. */
export function startingDrafts(operation: OperationPlan): readonly Draft[] {
  const plain = plainDraft(operation);
  const documented = operation.requestExamples.map(({ mediaType, value, digits }) => ({
    ...plain,
    body: { mediaType, ...written(value, digits) },
  }));
  const bodyless = operation.body && !operation.body.required ? [{ ...plain, body: null }] : [];
  return [plain, ...documented, ...bodyless];
}
