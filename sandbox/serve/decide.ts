import type { ApiRequest, Decision, Fault, Notes, Trigger } from '../exchange.ts';
import { negotiate } from '../notation/media-type.ts';
import type { AnswerPlan, OperationPlan } from '../plan.ts';
import { defaultAnswer } from '../triggers/default.ts';
import { exampleAnswer } from '../triggers/example.ts';
import { answerWith, type FaultAnswer, faultAnswer } from '../triggers/fault.ts';
import { appliedOf, type Choice, chooseAnswer, isChoice, readChoice } from '../triggers/prefer.ts';
import { ruleFor } from '../triggers/rule.ts';
import { type Answer, type Selected, scenarioIdOf, selectNamed } from '../triggers/selection.ts';
import { type Credentials, challengeOf, isAuthenticated, tokenAnswer } from '../triggers/token.ts';
import type { Linked, LinkedOperation } from './link.ts';
import type { RawQuery } from './parameters.ts';
import { type ReadRequest, readCookies, readQuery, readRequest } from './read-request.ts';
import { refuse, refuseRoute } from './refuse.ts';
import { brokenSetAside, validate } from './validate.ts';

/** A decision, and the request as its operation read it: what answers are fitted to. */
export interface Decided {
  readonly decision: Decision;
  /** Null where no operation was reached. */
  readonly operation: LinkedOperation | null;
  readonly read: ReadRequest | null;
}

/** An answer found, before it is represented. */
type Outcome =
  | {
      readonly kind: 'selected';
      readonly selected: Selected;
      readonly rule: AnswerPlan | null;
      readonly trigger: Trigger;
    }
  | { readonly kind: 'built'; readonly answer: FaultAnswer & { readonly kind: 'built' }; readonly trigger: Trigger }
  | { readonly kind: 'missing'; readonly message: string };

/**
 * Decides what a request is answered, in the order in which a gateway and then a backend look at it: route, explicit
 * choice, authentication, gateway rules, tokens, validation, rules, request examples, default, representation.
 *
 * Synchronous and pure: the same plan and request give the same decision.
 *
 * @param prefixed preferences from the prefix of the path, if it had one
 */
export function decide(linked: Linked, request: ApiRequest, prefixed?: string): Decided {
  const route = linked.route(request.method, request.path);
  if (route.kind !== 'operation') {
    return { decision: refuseRoute(route, request), operation: null, read: null };
  }
  const operation = linked.operation(route.api.name, route.operation);
  const { query, choices } = readQuery(request.query);
  const read = readRequest(operation.plan, request, route.values, query);
  const prefer = request.headers.get('prefer');
  const attempt: Attempt = { operation, request, read, query, strict: linked.options.auth === 'strict' };
  const choice = readChoice(prefer, choices, prefixed);
  const found = answer(attempt, choice);
  return { decision: represent(found, attempt, appliedOf(prefer)), operation, read };
}

/** All that deciding looks at. */
interface Attempt {
  readonly operation: LinkedOperation;
  readonly request: ApiRequest;
  readonly read: ReadRequest;
  readonly query: RawQuery;
  readonly strict: boolean;
}

interface Found {
  readonly outcome: Outcome;
  readonly faults: readonly Fault[];
}

const noFaults: readonly Fault[] = [];

/** Explicit choice: a chosen error before anything else, a chosen success only for a valid request. */
function answer(attempt: Attempt, choice: Choice): Found {
  const { operation } = attempt;
  if (!isChoice(choice)) return unchosen(attempt, choice.lenient);
  const chosen = chooseAnswer(operation.plan, choice, () =>
    answerOf(unchosen(attempt, choice.lenient).outcome, operation.plan),
  );
  if ('missing' in chosen) return { outcome: { kind: 'missing', message: chosen.missing }, faults: noFaults };
  const selected: Outcome = { kind: 'selected', selected: chosen, rule: null, trigger: 'prefer' };
  if (chosen.status >= 300) return { outcome: selected, faults: noFaults };
  return (
    unauthenticated(attempt) ??
    tooLarge(attempt) ??
    invalid(attempt, choice.lenient) ?? { outcome: selected, faults: noFaults }
  );
}

/** The answer that the request gets when it asks for none. */
function unchosen(attempt: Attempt, lenient: boolean): Found {
  return (
    unauthenticated(attempt) ??
    gateway(attempt) ??
    tooLarge(attempt) ??
    invalid(attempt, lenient) ?? { outcome: valid(attempt), faults: noFaults }
  );
}

function unauthenticated(attempt: Attempt): Found | undefined {
  const { operation, strict } = attempt;
  const { security } = operation.plan;
  if (!strict || isAuthenticated(security, credentialsOf(attempt))) return undefined;
  const issue = { fault: null, detail: 'Credentials are missing, or not of the documented form.' };
  const given = answerWith(operation.plan, [401], () => [issue], operation.response);
  // A documented 401 is an example to be given as it is; one is built only where there is none.
  const documented = operation.plan.responses.find(({ key }) => key === '401' || key === '4XX' || key === 'default');
  const scenario = documented?.scenarios.find(({ source }) => source === 'example');
  const outcome: Outcome =
    documented && scenario
      ? { kind: 'selected', selected: { response: documented, scenario, status: 401 }, rule: null, trigger: 'token' }
      : outcomeOf(given, 'token');
  return { outcome, faults: noFaults };
}

/** What a gateway answers before any backend sees the request: its rules, then tokens. */
function gateway(attempt: Attempt): Found | undefined {
  const { operation, read } = attempt;
  const rule = ruleFor(operation.plan, 'gateway', read.decoded, operation.rules);
  const ruled = rule && selectNamed(operation.plan, rule.answer);
  if (rule && ruled)
    return { outcome: { kind: 'selected', selected: ruled, rule: rule.answer, trigger: 'rule' }, faults: noFaults };
  const selected = tokenAnswer(operation.plan, credentialsOf(attempt));
  return selected && { outcome: { kind: 'selected', selected, rule: null, trigger: 'token' }, faults: noFaults };
}

function tooLarge({ operation, request }: Attempt): Found | undefined {
  if (request.body.kind !== 'too-large') return undefined;
  const issue = { fault: null, detail: 'The request body is larger than this sandbox reads.' };
  return {
    outcome: outcomeOf(
      answerWith(operation.plan, [413], () => [issue], operation.response),
      'limit',
    ),
    faults: noFaults,
  };
}

function invalid({ operation, read }: Attempt, lenient: boolean): Found | undefined {
  const faults = lenient ? noFaults : validate(operation, read);
  if (faults.length === 0) return undefined;
  return { outcome: outcomeOf(faultAnswer(operation.plan, faults, operation.response), 'fault'), faults };
}

/** Rules, request examples, the default. */
function valid({ operation, read }: Attempt): Outcome {
  const { plan } = operation;
  const rule = ruleFor(plan, 'valid', read.decoded, operation.rules);
  const ruled = rule && selectNamed(plan, rule.answer);
  if (rule && ruled) return { kind: 'selected', selected: ruled, rule: rule.answer, trigger: 'rule' };
  const exemplary = exampleAnswer(plan, read.decoded);
  if (exemplary) return { kind: 'selected', selected: exemplary, rule: null, trigger: 'example' };
  const selected = defaultAnswer(plan);
  if (selected) return { kind: 'selected', selected, rule: null, trigger: 'default' };
  return { kind: 'missing', message: `${plan.key} has no documented answer.` };
}

function outcomeOf(given: FaultAnswer, trigger: Trigger): Outcome {
  switch (given.kind) {
    case 'built':
      return { kind: 'built', answer: given, trigger };
    case 'documented':
      return { kind: 'selected', selected: given.selected, rule: null, trigger };
    case 'rule':
      return {
        kind: 'selected',
        selected: given.selected,
        rule: given.rule.answer,
        trigger: trigger === 'fault' ? 'rule' : trigger,
      };
  }
}

/** The response that an outcome gives, for `Prefer: example=…` alone. */
function answerOf(outcome: Outcome, operation: OperationPlan): Answer | undefined {
  if (outcome.kind === 'selected') return outcome.selected;
  if (outcome.kind === 'missing') return undefined;
  const response = operation.responses.find(({ key }) => key === outcome.answer.response);
  return response && { response, status: outcome.answer.status };
}

/** The representation that the caller accepts; 406 only where a success has content and none of it fits. */
function represent({ outcome, faults }: Found, attempt: Attempt, applied: string | null): Decision {
  const { operation, request, read } = attempt;
  if (outcome.kind === 'missing') return refuse(404, outcome.message, 'prefer');
  const notes: Notes = { faults, setAside: brokenSetAside(operation, read), applied };
  const challenge = (status: number) =>
    status === 401 ? [['WWW-Authenticate', challengeOf(operation.plan.security)] as const] : [];
  if (outcome.kind === 'built') {
    const { response, status, payload } = outcome.answer;
    const scenario = scenarioIdOf(operation.plan, response, 'built');
    return { kind: 'built', trigger: outcome.trigger, status, headers: challenge(status), scenario, payload, notes };
  }
  const { scenario, status, response } = outcome.selected;
  const offered = scenario.representations.map(({ mediaType }) => mediaType);
  const index = negotiate(request.headers.get('accept'), offered);
  if (index === -1 && offered.length > 0 && status < 300) return unacceptable(attempt, offered, applied);
  const representation = scenario.representations[Math.max(index, 0)];
  return {
    kind: 'scenario',
    trigger: outcome.trigger,
    status,
    headers: [...response.headers.map(({ name, value }) => [name, value] as const), ...challenge(status)],
    scenario: scenario.id,
    payload: representation ? { mediaType: representation.mediaType, value: representation.value } : null,
    rule: outcome.rule,
    notes,
  };
}

function unacceptable(attempt: Attempt, offered: readonly string[], applied: string | null): Decision {
  const fault: Fault = { in: 'header', name: 'Accept', pointer: '', keyword: 'accept', expected: offered };
  const { operation } = attempt;
  const outcome = outcomeOf(faultAnswer(operation.plan, [fault], operation.response), 'accept');
  return represent({ outcome, faults: [fault] }, attempt, applied);
}

function credentialsOf({ request, query }: Attempt): Credentials {
  return {
    authorization: request.headers.get('authorization'),
    header: (name) => request.headers.get(name),
    query: (name) => query.get(name)?.[0],
    cookie: (name) => readCookies(request.headers).get(name),
  };
}
