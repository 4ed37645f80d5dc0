import { sampleFile } from '../codings/sample-files.ts';
import type { Decision, Fault, Notes, Payload } from '../exchange.ts';
import { parseMediaType } from '../notation/media-type.ts';
import type { RepresentationPlan, ScenarioPlan } from '../plan.ts';
import { appliedOf } from '../triggers/prefer.ts';
import { scenarioId } from '../triggers/selection.ts';
import { challengeOf } from '../triggers/token.ts';
import { acceptable } from './acceptable.ts';
import type { LinkedOperation } from './link.ts';
import { negotiated, offered } from './negotiation.ts';
import { type Attempt, faulty, type Outcome } from './outcome.ts';
import { refuse } from './refuse.ts';
import { retryAfter } from './retry-after.ts';
import { setAsideFor } from './validate.ts';

/**
 * The representation of an answer that the caller accepts (RFC 9110, section 12.5.1). 406 is only for a success with
 * content of which the response documents nothing acceptable; errors are given in their first representation.
 */
export function represent(outcome: Outcome, attempt: Attempt): Decision {
  if (outcome.kind === 'missing') return refuse(404, outcome.message, 'prefer');
  const { operation, request, read, choice } = attempt;
  if (outcome.kind === 'built') {
    const { response, payload, status } = outcome.answer;
    const scenario = scenarioId(operation.plan.key, response, 'built');
    const documented = operation.plan.responses.find(({ key }) => key === response);
    const missing = [...(documented?.missing ?? []), ...(documented?.builds?.missing ?? [])];
    const { general, notes } = surroundings(outcome, status, attempt, missing, false);
    const headers = [...general, ...retryAfter(status, documented)];
    return { kind: 'built', trigger: outcome.trigger, status, headers, scenario, payload, notes };
  }
  const { selected, trigger } = outcome;
  const { response, status } = selected;
  const found = negotiated(request.headers.get('accept'), selected, trigger === 'accept');
  const [first] = selected.scenario.representations;
  if (!found && first && status < 300 && trigger !== 'accept') {
    const fault: Fault = { in: 'header', name: 'Accept', pointer: '', keyword: 'accept', expected: offered(selected) };
    return represent(faulty(operation, [fault], 'accept', read), attempt);
  }
  const { scenario, representation } = found ?? { scenario: selected.scenario, representation: first };
  const seed = representation && isMade(representation, scenario) ? choice.seed : null;
  const missing = [...response.missing, ...scenario.missing];
  const { general, notes } = surroundings(outcome, status, attempt, missing, seed !== null);
  return {
    kind: 'scenario',
    trigger,
    status,
    headers: [
      ...general,
      ...retryAfter(status, response),
      ...response.headers.map(({ name, value }) => [name, value] as const),
    ],
    scenario: scenario.id,
    payload: representation ? payloadOf(representation, seed, operation) : null,
    rule: outcome.rule,
    notes,
  };
}

/**
 * Headers and notes that an answer has whatever its body.
 *
 * @param missing what of the answer is not known
 */
function surroundings(
  { trigger, faults }: Exclude<Outcome, { readonly kind: 'missing' }>,
  status: number,
  { operation, request, read, choice }: Attempt,
  missing: readonly string[],
  isVaried: boolean,
): { readonly general: Decision['headers']; readonly notes: Notes } {
  const isAnswered = status < 300 && /^(prefer|rule|example|default)$/.test(trigger);
  const isGiven = trigger === 'prefer';
  const applied = appliedOf(request.headers.get('prefer'), choice, isGiven, isVaried, isAnswered);
  const general = [
    ...(status === 401 ? [['WWW-Authenticate', challengeOf(operation.plan.security)] as const] : []),
    ...acceptable(status, faults, request.method),
    ...(operation.plan.deprecated ? [['Deprecation', 'true'] as const] : []),
  ];
  const setAside = setAsideFor(operation, read, missing);
  return { general, notes: { faults, setAside, applied, delay: choice.delay?.milliseconds ?? 0 } };
}

/** Whether a body is made from its schema, and so may be another one; not a small file, which says nothing. */
function isMade({ mediaType, value }: RepresentationPlan, { source }: ScenarioPlan): boolean {
  return source === 'generated' && sampleFile(parseMediaType(mediaType).essence)?.content !== value;
}

/** Seeds that are tried before the body that is always the same is given instead. */
const mostSeeds = 5;

/** The body; of one that is made from its schema, by a seed if there is one: only what the schema allows is sent. */
function payloadOf(
  representation: RepresentationPlan,
  seed: number | null,
  { generate, response }: LinkedOperation,
): Payload {
  const { validator } = representation;
  if (seed === null || validator === null) return representation;
  const validate = response.validatorAt(validator);
  for (let tried = 0; tried < mostSeeds; tried += 1) {
    const made = generate(validator, seed + tried);
    if (made !== undefined && validate(made).length === 0) return { ...representation, value: made };
  }
  return representation;
}
