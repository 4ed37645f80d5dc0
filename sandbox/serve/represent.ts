import type { Decision, Fault, Notes, Payload } from '../exchange.ts';
import type { OperationPlan, RepresentationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import { sampleFile } from '../serialization/sample-files.ts';
import { parseMediaType } from '../syntax/media-type.ts';
import { isEmptyChoice, preferenceApplied } from '../triggers/prefer.ts';
import { scenarioId } from '../triggers/selection.ts';
import { challengeOf } from '../triggers/token.ts';
import { acceptHeaders } from './accept-headers.ts';
import type { BoundOperation } from './bind-operation.ts';
import { negotiateRepresentation, offeredMediaTypes } from './negotiation.ts';
import { type Outcome, outcomeForFaults, type RequestContext } from './outcome.ts';
import type { AnswerDraft, Field } from './prepare-answer.ts';
import { refuseMissing } from './refuse.ts';
import { retryAfter } from './retry-after.ts';
import { setAsideFor } from './validate-request.ts';

/**
 * Turns an outcome into a decision by content negotiation (RFC 9110, section 12.5.1). Only a success may become a 406;
 * an error without an acceptable representation is given in its first one.
 */
export function represent(outcome: Outcome, context: RequestContext): Decision {
  const { operation, request, read, choice } = context;
  if (outcome.kind === 'missing') return refuseMissing(outcome.message, operation);
  if (outcome.kind === 'built') return representBuilt(outcome, context);
  const { selected, trigger, faults, rule } = outcome;
  const { response, status } = selected;
  const match = negotiateRepresentation(request.headers.get('accept'), selected, trigger === 'accept');
  const [first] = selected.scenario.representations;
  if (!match && first && status < 300 && trigger !== 'accept') {
    const fault: Fault = {
      in: 'header',
      name: 'Accept',
      pointer: '',
      keyword: 'accept',
      expected: offeredMediaTypes(selected),
    };
    return represent(outcomeForFaults(operation, [fault], 'accept', read), context);
  }
  const { scenario, representation } = match ?? { scenario: selected.scenario, representation: first };
  const seed = representation && choice.seed !== null && isGenerated(representation, scenario) ? choice.seed : null;
  const payload = representation ? payloadOf(representation, seed, operation) : null;
  const draft = (): AnswerDraft => ({
    status,
    trigger,
    fields: [
      ...generalHeaders(status, faults, operation.plan, request.method),
      ...retryAfter(status, response),
      ...response.headers.map(({ name, value }) => [name, value] as const),
    ],
    scenario: scenario.id,
    payload,
  });
  // Not cached if it depends on the request: a media type within a documented range, a seed, the list of a 415.
  const isRequestSpecific =
    status === 415 || (payload !== null && !scenario.representations.some((one) => one === payload));
  const answer = isRequestSpecific
    ? operation.answers.prepare(draft())
    : operation.answers.get(scenario, payload, status, trigger, draft);
  const notes = notesFor(outcome, status, context, missingIn(response, scenario), seed !== null);
  return { kind: 'scenario', trigger, answer, scenario: scenario.id, payload, rule, notes };
}

/** Represents a body that was built for the request's faults. */
function representBuilt(outcome: Outcome & { readonly kind: 'built' }, context: RequestContext): Decision {
  const { operation, request } = context;
  const { plan } = operation;
  const { trigger, faults } = outcome;
  const { response, payload, status } = outcome.answer;
  const scenario = scenarioId(plan.key, response, 'built');
  const documented = plan.responses.find(({ key }) => key === response);
  const missing = [...(documented?.missing ?? []), ...(documented?.builds?.missing ?? [])];
  const fields = [...generalHeaders(status, faults, plan, request.method), ...retryAfter(status, documented)];
  const answer = operation.answers.prepare({ status, trigger, fields, scenario, payload });
  return { kind: 'built', trigger, answer, scenario, notes: notesFor(outcome, status, context, missing, false) };
}

function missingIn(response: ResponsePlan, scenario: ScenarioPlan): readonly string[] {
  return scenario.missing.length === 0 ? response.missing : [...response.missing, ...scenario.missing];
}

/** Returns the headers that do not depend on the representation. */
function generalHeaders(
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
 * Collects the notes on a request, which become headers.
 *
 * @param missing parts of the answer that are unknown because of unresolved references
 */
function notesFor(
  { trigger, faults }: Exclude<Outcome, { readonly kind: 'missing' }>,
  status: number,
  { operation, request, read, choice }: RequestContext,
  missing: readonly string[],
  isVaried: boolean,
): Notes {
  const setAside = setAsideFor(operation, read, missing);
  // Header lookup is slow, and without a choice there is no Prefer header to look up.
  const prefer = isEmptyChoice(choice) ? null : request.headers.get('prefer');
  const isAnswered =
    status < 300 && (trigger === 'prefer' || trigger === 'rule' || trigger === 'example' || trigger === 'default');
  const applied = preferenceApplied(prefer, choice, trigger === 'prefer', isVaried, isAnswered);
  return {
    faults,
    setAside,
    preferenceApplied: applied,
    hint: choice.hint,
    delay: choice.delay?.milliseconds ?? null,
    connectionFault: choice.connectionFault ?? null,
  };
}

/** Whether a body is generated from its schema, so that a seed may vary it; sample files are fixed. */
function isGenerated({ mediaType, value }: RepresentationPlan, { source }: ScenarioPlan): boolean {
  return source === 'generated' && sampleFile(parseMediaType(mediaType).essence)?.content !== value;
}

/** Seeds that are tried before falling back to the body that never varies. */
const maxSeeds = 5;

/** Returns the body, or generates one from the seed; generated bodies that the schema does not allow are discarded. */
function payloadOf(
  representation: RepresentationPlan,
  seed: number | null,
  { generate, response }: BoundOperation,
): Payload {
  const { schemaPointer } = representation;
  if (seed === null || schemaPointer === null) return representation;
  const validate = response.validatorAt(schemaPointer);
  for (let attempt = 0; attempt < maxSeeds; attempt += 1) {
    const generated = generate(schemaPointer, seed + attempt);
    if (generated !== undefined && validate(generated).length === 0) return { ...representation, value: generated };
  }
  return representation;
}
