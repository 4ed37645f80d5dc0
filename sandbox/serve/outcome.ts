import type { ApiRequest, Fault, Trigger } from '../exchange.ts';
import type { AnswerPlan, ApiPlan, OperationPlan } from '../plan.ts';
import type { RawQuery } from '../syntax/urlencoded.ts';
import { exampleAnswer } from '../triggers/example.ts';
import { answerWith, type FaultAnswer, faultAnswer } from '../triggers/fault.ts';
import { namedAnswer } from '../triggers/named-answer.ts';
import type { Choice } from '../triggers/prefer.ts';
import type { BoundRule } from '../triggers/rule.ts';
import { answerFor, firstOf, named, type Selected, type SelectedAnswer } from '../triggers/selection.ts';
import { type Credentials, isAuthenticated, tokenAnswer } from '../triggers/token.ts';
import type { BoundOperation } from './bind-operation.ts';
import { plainText, type ReadRequest, readCookies } from './read-request.ts';
import { validate } from './validate.ts';

/** All that deciding looks at. */
export interface Attempt {
  readonly api: ApiPlan;
  readonly operation: BoundOperation;
  readonly request: ApiRequest;
  readonly read: ReadRequest;
  readonly query: RawQuery;
  readonly choice: Choice;
  /** Credentials are asked for. */
  readonly strict: boolean;
}

/** An answer found, before it is represented. */
export type Outcome =
  | {
      readonly kind: 'selected';
      readonly selected: Selected;
      readonly rule: AnswerPlan | null;
      readonly trigger: Trigger;
      readonly faults: readonly Fault[];
    }
  | {
      readonly kind: 'built';
      readonly answer: FaultAnswer & { readonly kind: 'built' };
      readonly trigger: Trigger;
      readonly faults: readonly Fault[];
    }
  | { readonly kind: 'missing'; readonly message: string };

const noFaults: readonly Fault[] = [];

export function selectedBy(trigger: Trigger, selected: Selected, rule: AnswerPlan | null = null): Outcome {
  return { kind: 'selected', selected, rule, trigger, faults: noFaults };
}

/** Strict authentication: the documented 401, else one that is built. */
export function unauthenticated(attempt: Attempt): Outcome | undefined {
  const { api, operation, strict } = attempt;
  const { plan, response } = operation;
  if (!strict || isAuthenticated(plan.security, credentialsOf(attempt))) return undefined;
  const answer = answerFor(plan, [401]);
  const selected = answer && firstOf(answer);
  if (selected) return selectedBy('token', selected);
  const issue = { fault: null, detail: 'Credentials are missing, or not of the documented form.' };
  return outcomeOf(
    answerWith(plan, [401], () => [issue], response, api.refusals),
    'token',
    noFaults,
  );
}

/** What a gateway answers before any backend sees the request: its rules, then tokens. */
export function gateway(attempt: Attempt): Outcome | undefined {
  const { plan, gatewayRules, hasKeys } = attempt.operation;
  const byRule = ruled(attempt, gatewayRules);
  if (byRule) return byRule;
  if (!hasKeys && !attempt.request.headers.has('authorization')) return undefined;
  const selected = tokenAnswer(plan, credentialsOf(attempt));
  return selected && selectedBy('token', selected);
}

/** A body over the limit was not read, so nothing else can be said of it. */
export function tooLarge({ api, operation, request }: Attempt): Outcome | undefined {
  if (request.body.kind !== 'too-large') return undefined;
  const { limit } = request.body;
  const issue = { fault: null, detail: `The request body is larger than the ${limit} bytes that this sandbox reads.` };
  return outcomeOf(
    answerWith(operation.plan, [413], () => [issue], operation.response, api.refusals),
    'limit',
    noFaults,
  );
}

/** A request that breaks the document. */
export function invalid({ operation, read }: Attempt): Outcome | undefined {
  const faults = validate(operation, read);
  return faults.length === 0 ? undefined : faulty(operation, faults, 'fault', read);
}

/** What a request with these faults is answered. */
export function faulty(
  { plan, response }: BoundOperation,
  faults: readonly Fault[],
  trigger: Trigger,
  { decoded }: ReadRequest,
): Outcome {
  return outcomeOf(faultAnswer(plan, faults, decoded, response), trigger, faults);
}

/** A valid request: rules, the example that a value names, request examples, the default. */
export function valid(attempt: Attempt): Outcome {
  const { operation, read } = attempt;
  const byRule = ruled(attempt, operation.validRules);
  if (byRule) return byRule;
  const exemplary =
    namedAnswer(operation.plan, read.decoded, read.defaulted) ?? exampleAnswer(operation.plan, read.decoded);
  if (exemplary) return selectedBy('example', exemplary);
  if (operation.otherwise) return selectedBy('default', operation.otherwise);
  return { kind: 'missing', message: `${operation.plan.key} has no documented answer.` };
}

function ruled({ read }: Attempt, rules: readonly BoundRule[]): Outcome | undefined {
  for (const { holds, selected, answer } of rules) {
    if (holds(read.decoded)) return selected && selectedBy('rule', selected, answer);
  }
  return undefined;
}

function outcomeOf(given: FaultAnswer, trigger: Trigger, faults: readonly Fault[]): Outcome {
  switch (given.kind) {
    case 'built':
      return { kind: 'built', answer: given, trigger, faults };
    case 'documented': {
      const found = trigger === 'fault' ? given.by : trigger;
      return { kind: 'selected', selected: named(given.selected), rule: null, trigger: found, faults };
    }
    case 'rule': {
      const { rule } = given;
      const selected = named(given.selected);
      return { kind: 'selected', selected, rule: rule.answer, trigger: trigger === 'fault' ? 'rule' : trigger, faults };
    }
  }
}

/** The response that an outcome gives, for `Prefer: example=…` alone. */
export function answerOf(outcome: Outcome, operation: OperationPlan): SelectedAnswer | undefined {
  if (outcome.kind === 'selected') return outcome.selected;
  if (outcome.kind === 'missing') return undefined;
  const response = operation.responses.find(({ key }) => key === outcome.answer.response);
  return response && { response, status: outcome.answer.status };
}

function credentialsOf({ request, query }: Attempt): Credentials {
  return {
    authorization: request.headers.get('authorization'),
    header: (name) => request.headers.get(name),
    query: (name) => plainText(query.get(name)?.[0]),
    cookie: (name) => plainText(readCookies(request.headers).get(name)?.[0]),
  };
}
