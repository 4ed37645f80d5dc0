import type { Decision, Fault, Notes, Payload } from '../exchange.ts';
import type { OperationPlan, RepresentationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import { sampleFile } from '../serialization/sample-files.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { appliedOf, isUnasked } from '../triggers/prefer.ts';
import { scenarioId } from '../triggers/selection.ts';
import { challengeOf } from '../triggers/token.ts';
import { acceptHeaders } from './accept-headers.ts';
import type { BoundOperation } from './bind-operation.ts';
import { negotiated, offered } from './negotiation.ts';
import { type Attempt, faulty, type Outcome } from './outcome.ts';
import type { Draft, Field } from './prepare.ts';
import { refuseMissing } from './refuse.ts';
import { retryAfter } from './retry-after.ts';
import { setAsideFor } from './validate.ts';

/**
 * The representation of an answer that the caller accepts (RFC 9110, section 12.5.1). 406 is only for a success with
 * content of which the response documents nothing acceptable; errors are given in their first representation.
 */
export function represent(outcome: Outcome, attempt: Attempt): Decision {
  const { operation, request, read, choice } = attempt;
  if (outcome.kind === 'missing') return refuseMissing(outcome.message, operation);
  if (outcome.kind === 'built') return built(outcome, attempt);
  const { selected, trigger, faults, rule } = outcome;
  const { response, status } = selected;
  const found = negotiated(request.headers.get('accept'), selected, trigger === 'accept');
  const [first] = selected.scenario.representations;
  if (!found && first && status < 300 && trigger !== 'accept') {
    const fault: Fault = { in: 'header', name: 'Accept', pointer: '', keyword: 'accept', expected: offered(selected) };
    return represent(faulty(operation, [fault], 'accept', read), attempt);
  }
  const { scenario, representation } = found ?? { scenario: selected.scenario, representation: first };
  const seed = representation && choice.seed !== null && isMade(representation, scenario) ? choice.seed : null;
  const payload = representation ? payloadOf(representation, seed, operation) : null;
  const draft = (): Draft => ({
    status,
    trigger,
    fields: [
      ...general(status, faults, operation.plan, request.method),
      ...retryAfter(status, response),
      ...response.headers.map(({ name, value }) => [name, value] as const),
    ],
    scenario: scenario.id,
    payload,
  });
  // What it is made for is in it: a media type that was asked for within a range, a seed, what would have been accepted.
  const isOwn = status === 415 || (payload !== null && !scenario.representations.some((one) => one === payload));
  const answer = isOwn
    ? operation.answers.make(draft())
    : operation.answers.get(scenario, payload, status, trigger, draft);
  const notes = notesOn(outcome, status, attempt, missingIn(response, scenario), seed !== null);
  return { kind: 'scenario', trigger, answer, scenario: scenario.id, payload, rule, notes };
}

/** A body that was made for the request's faults. */
function built(outcome: Outcome & { readonly kind: 'built' }, attempt: Attempt): Decision {
  const { operation, request } = attempt;
  const { plan } = operation;
  const { trigger, faults } = outcome;
  const { response, payload, status } = outcome.answer;
  const scenario = scenarioId(plan.key, response, 'built');
  const documented = plan.responses.find(({ key }) => key === response);
  const missing = [...(documented?.missing ?? []), ...(documented?.builds?.missing ?? [])];
  const fields = [...general(status, faults, plan, request.method), ...retryAfter(status, documented)];
  const answer = operation.answers.make({ status, trigger, fields, scenario, payload });
  return { kind: 'built', trigger, answer, scenario, notes: notesOn(outcome, status, attempt, missing, false) };
}

function missingIn(response: ResponsePlan, scenario: ScenarioPlan): readonly string[] {
  return scenario.missing.length === 0 ? response.missing : [...response.missing, ...scenario.missing];
}

/** Headers that an answer has whatever its body. */
function general(
  status: number,
  faults: readonly Fault[],
  { security, deprecated }: OperationPlan,
  method: string,
): readonly Field[] {
  return [
    ...(status === 401 ? [['WWW-Authenticate', challengeOf(security)] as const] : []),
    ...acceptHeaders(status, faults, method),
    ...(deprecated ? [['Deprecation', 'true'] as const] : []),
  ];
}

/**
 * Notes on the request beside its answer.
 *
 * @param missing what of the answer is not known
 */
function notesOn(
  { trigger, faults }: Exclude<Outcome, { readonly kind: 'missing' }>,
  status: number,
  { operation, request, read, choice }: Attempt,
  missing: readonly string[],
  isVaried: boolean,
): Notes {
  const setAside = setAsideFor(operation, read, missing);
  // The header is looked up in all of them: where nothing is asked for, there is none.
  const prefer = isUnasked(choice) ? null : request.headers.get('prefer');
  const isAnswered =
    status < 300 && (trigger === 'prefer' || trigger === 'rule' || trigger === 'example' || trigger === 'default');
  const applied = appliedOf(prefer, choice, trigger === 'prefer', isVaried, isAnswered);
  return { faults, setAside, applied, delay: choice.delay?.milliseconds ?? 0 };
}

/** Whether a body is made from its schema, and so may be another one; not a small file, which says nothing. */
function isMade({ mediaType, value }: RepresentationPlan, { source }: ScenarioPlan): boolean {
  return source === 'generated' && sampleFile(parseMediaType(mediaType).essence)?.content !== value;
}

/** Seeds that are tried before the body that is always the same is given instead. */
const maxSeeds = 5;

/** The body; of one that is made from its schema, by a seed if there is one: only what the schema allows is sent. */
function payloadOf(
  representation: RepresentationPlan,
  seed: number | null,
  { generate, response }: BoundOperation,
): Payload {
  const { schemaPointer } = representation;
  if (seed === null || schemaPointer === null) return representation;
  const validate = response.validatorAt(schemaPointer);
  for (let tried = 0; tried < maxSeeds; tried += 1) {
    const made = generate(schemaPointer, seed + tried);
    if (made !== undefined && validate(made).length === 0) return { ...representation, value: made };
  }
  return representation;
}
