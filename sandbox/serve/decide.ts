import type { ApiRequest, Decision } from '../exchange.ts';
import { chooseAnswer, isChoice, readChoice } from '../triggers/prefer.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { Runtime } from './bind-plan.ts';
import { chooseTarget } from './choose-target.ts';
import {
  gatewayOutcome,
  invalidOutcome,
  type Outcome,
  type RequestContext,
  selectedAnswerOf,
  selectedBy,
  tooLargeOutcome,
  unauthenticatedOutcome,
  validOutcome,
} from './outcome.ts';
import { type ReadRequest, readQuery, readRequest } from './read-request.ts';
import { refuseMissing, refuseRoute } from './refuse.ts';
import { represent } from './represent.ts';

/** A decision, with the operation and the decoded request that rendering needs. */
export interface Decided {
  readonly decision: Decision;
  /** Null if no operation was reached. */
  readonly operation: BoundOperation | null;
  /** Null if no operation was reached. */
  readonly read: ReadRequest | null;
}

/**
 * Decides the answer to a request, in the order in which a gateway and then a backend would look at it: route, explicit
 * choice, authentication, gateway rules, tokens, validation, rules, request examples, default, representation.
 *
 * Synchronous and pure: the same plan and request give the same decision.
 *
 * @param pathPreferences preferences from the path's prefix, if it had one
 */
export function decide(runtime: Runtime, request: ApiRequest, pathPreferences?: string): Decided {
  const route = runtime.route(request.method, request.path);
  if (route.kind !== 'operation') {
    return { decision: refuseRoute(route, request, runtime.corsHeaders), operation: null, read: null };
  }
  const { api, operation: routed, values } = chooseTarget(route);
  const operation = routed.bound();
  const { query, choices } = readQuery(request.query);
  const read = readRequest(operation, request, values, query);
  const choice = readChoice(request, choices, pathPreferences, runtime.options);
  if ('missing' in choice) return { decision: refuseMissing(choice.missing, operation), operation, read };
  const context: RequestContext = {
    api,
    operation,
    request,
    read,
    query,
    choice,
    strict: runtime.options.auth === 'strict',
  };
  return { decision: represent(outcomeOfChoice(context), context), operation, read };
}

/** Applies an explicit choice: a chosen error is given to any request, a chosen success only to a valid one. */
function outcomeOfChoice(context: RequestContext): Outcome {
  const { choice } = context;
  const { plan } = context.operation;
  if (!isChoice(choice)) return outcomeWithoutChoice(context);
  const answer = chooseAnswer(plan, choice, () => selectedAnswerOf(outcomeWithoutChoice(context), plan));
  // Before the draw: a choice that does not exist is reported to every request, not to a share of them.
  if ('missing' in answer) return { kind: 'missing', message: answer.missing };
  if (choice.drawn === false) return outcomeWithoutChoice(context);
  const selected = selectedBy('prefer', answer);
  if (answer.status >= 300) return selected;
  return unauthenticatedOutcome(context) ?? rejection(context) ?? selected;
}

/** Finds the answer to a request that chooses none, or whose chance did not come up. */
function outcomeWithoutChoice(context: RequestContext): Outcome {
  return unauthenticatedOutcome(context) ?? gatewayOutcome(context) ?? rejection(context) ?? validOutcome(context);
}

/** Returns the error for an invalid request; undefined if it is valid, or preferred to be handled leniently. */
function rejection(context: RequestContext): Outcome | undefined {
  return tooLargeOutcome(context) ?? (context.choice.lenient ? undefined : invalidOutcome(context));
}
