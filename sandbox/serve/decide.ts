import type { ApiRequest, Decision } from '../exchange.ts';
import { chooseAnswer, isChoice, readChoice } from '../triggers/prefer.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { Runtime } from './bind-plan.ts';
import {
  type Attempt,
  answerOf,
  gateway,
  invalid,
  type Outcome,
  selectedBy,
  tooLarge,
  unauthenticated,
  valid,
} from './outcome.ts';
import { type ReadRequest, readQuery, readRequest } from './read-request.ts';
import { refuseMissing, refuseRoute } from './refuse.ts';
import { represent } from './represent.ts';
import { targetOf } from './target.ts';

/** A decision, and the request as its operation read it: what answers are fitted to. */
export interface Decided {
  readonly decision: Decision;
  /** Null where no operation was reached. */
  readonly operation: BoundOperation | null;
  readonly read: ReadRequest | null;
}

/**
 * Decides what a request is answered, in the order in which a gateway and then a backend look at it: route, explicit
 * choice, authentication, gateway rules, tokens, validation, rules, request examples, default, representation.
 *
 * Synchronous and pure: the same plan and request give the same decision.
 *
 * @param prefixed preferences from the prefix of the path, if it had one
 */
export function decide(runtime: Runtime, request: ApiRequest, prefixed?: string): Decided {
  const route = runtime.route(request.method, request.path);
  if (route.kind !== 'operation') {
    return { decision: refuseRoute(route, request, runtime.shared), operation: null, read: null };
  }
  const { api, operation: found, values } = targetOf(route);
  const operation = found.bound();
  const { query, choices } = readQuery(request.query);
  const read = readRequest(operation, request, values, query);
  const choice = readChoice(request, choices, prefixed, runtime.options);
  if ('missing' in choice) return { decision: refuseMissing(choice.missing, operation), operation, read };
  const attempt: Attempt = {
    api,
    operation,
    request,
    read,
    query,
    choice,
    strict: runtime.options.auth === 'strict',
  };
  return { decision: represent(chosen(attempt), attempt), operation, read };
}

/** Explicit choice: a chosen error whatever the request looks like, a chosen success only for a valid request. */
function chosen(attempt: Attempt): Outcome {
  const { choice } = attempt;
  const { plan } = attempt.operation;
  if (!isChoice(choice)) return unchosen(attempt);
  const answer = chooseAnswer(plan, choice, () => answerOf(unchosen(attempt), plan));
  // Before the draw is looked at: what does not exist is told to every request, not to a share.
  if ('missing' in answer) return { kind: 'missing', message: answer.missing };
  if (choice.drawn === false) return unchosen(attempt);
  const selected = selectedBy('prefer', answer);
  if (answer.status >= 300) return selected;
  return unauthenticated(attempt) ?? refused(attempt) ?? selected;
}

/** The answer that the request gets when it asks for none, or draws none. */
function unchosen(attempt: Attempt): Outcome {
  return unauthenticated(attempt) ?? gateway(attempt) ?? refused(attempt) ?? valid(attempt);
}

/** What the request gets for being wrong, if it is. */
function refused(attempt: Attempt): Outcome | undefined {
  return tooLarge(attempt) ?? (attempt.choice.lenient ? undefined : invalid(attempt));
}
