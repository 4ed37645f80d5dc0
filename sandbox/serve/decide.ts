import type { ApiRequest, Decision } from '../exchange.ts';
import { type Choice, chooseAnswer, isChoice, readChoice } from '../triggers/prefer.ts';
import type { Linked, LinkedOperation } from './link.ts';
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
import { refuseRoute } from './refuse.ts';
import { represent } from './represent.ts';

/** A decision, and the request as its operation read it: what answers are fitted to. */
export interface Decided {
  readonly decision: Decision;
  /** Null where no operation was reached. */
  readonly operation: LinkedOperation | null;
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
export function decide(linked: Linked, request: ApiRequest, prefixed?: string): Decided {
  const route = linked.route(request.method, request.path);
  if (route.kind !== 'operation') {
    return { decision: refuseRoute(route, request), operation: null, read: null };
  }
  const operation = linked.operation(route.api.name, route.operation);
  const { query, choices } = readQuery(request.query);
  const read = readRequest(operation.plan, request, route.values, query);
  const attempt: Attempt = {
    api: route.api,
    operation,
    request,
    read,
    query,
    strict: linked.options.auth === 'strict',
  };
  const prefer = request.headers.get('prefer');
  const outcome = chosen(attempt, readChoice(prefer, choices, prefixed));
  return { decision: represent(outcome, attempt), operation, read };
}

/** Explicit choice: a chosen error whatever the request looks like, a chosen success only for a valid request. */
function chosen(attempt: Attempt, choice: Choice): Outcome {
  const { plan } = attempt.operation;
  if (!isChoice(choice)) return unchosen(attempt, choice);
  const answer = chooseAnswer(plan, choice, () => answerOf(unchosen(attempt, choice), plan));
  if ('missing' in answer) return { kind: 'missing', message: answer.missing };
  const selected = selectedBy('prefer', answer);
  if (answer.status >= 300) return selected;
  return unauthenticated(attempt) ?? refused(attempt, choice) ?? selected;
}

/** The answer that the request gets when it asks for none. */
function unchosen(attempt: Attempt, choice: Choice): Outcome {
  return unauthenticated(attempt) ?? gateway(attempt) ?? refused(attempt, choice) ?? valid(attempt);
}

/** What the request gets for being wrong, if it is. */
function refused(attempt: Attempt, { lenient }: Choice): Outcome | undefined {
  return tooLarge(attempt) ?? (lenient ? undefined : invalid(attempt));
}
