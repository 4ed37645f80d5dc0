import type { ApiRequest, Fault, Trigger } from '../exchange.ts';
import type { AnswerPlan, ApiPlan, OperationPlan } from '../plan.ts';
import type { RawQuery } from '../syntax/urlencoded.ts';
import { exampleAnswer } from '../triggers/example.ts';
import { errorAnswer, type FaultAnswer, faultAnswer } from '../triggers/fault.ts';
import { namedAnswer } from '../triggers/named-answer.ts';
import type { Choice } from '../triggers/prefer.ts';
import type { BoundRule } from '../triggers/rule.ts';
import { asNamed, type SelectedResponse, type SelectedScenario } from '../triggers/selection.ts';
import { type Credentials, isAuthenticated, tokenAnswer } from '../triggers/token.ts';
import type { BoundOperation } from './bind-operation.ts';
import { decodeOrKeep, type ReadRequest, readCookies } from './read-request.ts';
import { validate } from './validate-request.ts';

/** Everything about one request that a decision may depend on. */
export interface RequestContext {
  readonly api: ApiPlan;
  readonly operation: BoundOperation;
  readonly request: ApiRequest;
  readonly read: ReadRequest;
  readonly query: RawQuery;
  readonly choice: Choice;
  /** Whether credentials are required (`--auth strict`). */
  readonly strict: boolean;
}

/** The answer found for a request, before content negotiation. */
export type Outcome =
  | {
      readonly kind: 'selected';
      readonly selected: SelectedScenario;
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

/** Wraps a documented answer as an outcome. */
export function selectedBy(trigger: Trigger, selected: SelectedScenario, rule: AnswerPlan | null = null): Outcome {
  return { kind: 'selected', selected, rule, trigger, faults: noFaults };
}

/** Answers missing credentials under strict authentication: with the documented 401, or a built one. */
export function unauthenticatedOutcome(context: RequestContext): Outcome | undefined {
  const { api, operation, strict } = context;
  const { plan, response } = operation;
  if (!strict || isAuthenticated(plan.security, credentialsOf(context))) return undefined;
  const selected = operation.missingCredentials;
  if (selected) return selectedBy('token', selected);
  const issue = { fault: null, detail: 'Credentials are missing, or not of the documented form.' };
  return outcomeOf(
    errorAnswer(plan, [401], () => [issue], response, api.refusals),
    'token',
    noFaults,
  );
}

/** Answers as a gateway would before any backend sees the request: by its rules, then by tokens. */
export function gatewayOutcome(context: RequestContext): Outcome | undefined {
  const { plan, gatewayRules, hasApiKeys: hasKeys } = context.operation;
  const byRule = ruleOutcome(context, gatewayRules);
  if (byRule) return byRule;
  if (!hasKeys && !context.request.headers.has('authorization')) return undefined;
  const selected = tokenAnswer(plan, credentialsOf(context));
  return selected && selectedBy('token', selected);
}

/** Answers 413 to a body over the limit. It was not read, so nothing else is validated. */
export function tooLargeOutcome({ api, operation, request }: RequestContext): Outcome | undefined {
  if (request.body.kind !== 'too-large') return undefined;
  const { limit } = request.body;
  const issue = { fault: null, detail: `The request body is larger than the ${limit} bytes that this sandbox reads.` };
  return outcomeOf(
    errorAnswer(operation.plan, [413], () => [issue], operation.response, api.refusals),
    'limit',
    noFaults,
  );
}

/** Validates the request, and answers its faults; undefined if it is valid. */
export function invalidOutcome({ operation, read }: RequestContext): Outcome | undefined {
  const faults = validate(operation, read);
  return faults.length === 0 ? undefined : outcomeForFaults(operation, faults, 'fault', read);
}

/** Answers a request that has these faults. */
export function outcomeForFaults(
  { plan, response }: BoundOperation,
  faults: readonly Fault[],
  trigger: Trigger,
  { decoded }: ReadRequest,
): Outcome {
  return outcomeOf(faultAnswer(plan, faults, decoded, response), trigger, faults);
}

/** Answers a valid request: by rules, an example that a parameter value names, request examples, or the default. */
export function validOutcome(context: RequestContext): Outcome {
  const { operation, read } = context;
  const byRule = ruleOutcome(context, operation.validRules);
  if (byRule) return byRule;
  const byExample =
    namedAnswer(operation.plan, read.decoded, read.defaulted) ?? exampleAnswer(operation.plan, read.decoded);
  if (byExample) return selectedBy('example', byExample);
  if (operation.fallback) return selectedBy('default', operation.fallback);
  return { kind: 'missing', message: `${operation.plan.key} has no documented answer.` };
}

function ruleOutcome({ read }: RequestContext, rules: readonly BoundRule[]): Outcome | undefined {
  for (const { holds, selected, answer } of rules) {
    if (holds(read.decoded)) return selected && selectedBy('rule', selected, answer);
  }
  return undefined;
}

function outcomeOf(answer: FaultAnswer, trigger: Trigger, faults: readonly Fault[]): Outcome {
  switch (answer.kind) {
    case 'built':
      return { kind: 'built', answer: answer, trigger, faults };
    case 'documented': {
      const actualTrigger = trigger === 'fault' ? answer.by : trigger;
      return { kind: 'selected', selected: asNamed(answer.selected), rule: null, trigger: actualTrigger, faults };
    }
    case 'rule': {
      const { rule } = answer;
      const selected = asNamed(answer.selected);
      return { kind: 'selected', selected, rule: rule.answer, trigger: trigger === 'fault' ? 'rule' : trigger, faults };
    }
  }
}

/** Returns the response of an outcome, among whose examples `Prefer: example=…` chooses; undefined if it has none. */
export function selectedAnswerOf(outcome: Outcome, operation: OperationPlan): SelectedResponse | undefined {
  if (outcome.kind === 'selected') return outcome.selected;
  if (outcome.kind === 'missing') return undefined;
  const response = operation.responses.find(({ key }) => key === outcome.answer.response);
  return response && { response, status: outcome.answer.status };
}

function credentialsOf({ request, query }: RequestContext): Credentials {
  return {
    authorization: request.headers.get('authorization'),
    header: (name) => request.headers.get(name),
    query: (name) => decodeOrKeep(query.get(name)?.[0]),
    cookie: (name) => decodeOrKeep(readCookies(request.headers).get(name)?.[0]),
  };
}
