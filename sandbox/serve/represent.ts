import type { Decision, Fault, Notes, Payload } from '../exchange.ts';
import { negotiate } from '../notation/media-type.ts';
import type { RepresentationPlan } from '../plan.ts';
import { appliedOf } from '../triggers/prefer.ts';
import { scenarioId } from '../triggers/selection.ts';
import { challengeOf } from '../triggers/token.ts';
import { acceptable } from './acceptable.ts';
import type { LinkedOperation } from './link.ts';
import { type Attempt, faulty, type Outcome } from './outcome.ts';
import { refuse } from './refuse.ts';
import { retryAfter } from './retry-after.ts';
import { brokenSetAside } from './validate.ts';

/**
 * The representation of an answer that the caller accepts (RFC 9110, section 12.5.1). 406 is only for a success with
 * content of which none fits; errors are given in their first representation.
 */
export function represent(outcome: Outcome, attempt: Attempt): Decision {
  const { operation, request, read, choice } = attempt;
  if (outcome.kind === 'missing') return refuse(404, outcome.message, 'prefer');
  const status = outcome.kind === 'built' ? outcome.answer.status : outcome.selected.status;
  const isAnswered = status < 300 && /^(prefer|rule|example|default)$/.test(outcome.trigger);
  const isVaried =
    choice.seed !== null && outcome.kind === 'selected' && outcome.selected.scenario.source === 'generated';
  const isGiven = outcome.trigger === 'prefer';
  const applied = appliedOf(request.headers.get('prefer'), choice, isGiven, isVaried, isAnswered);
  const delay = choice.delay ?? 0;
  const notes: Notes = { faults: outcome.faults, setAside: brokenSetAside(operation, read), applied, delay };
  const general = [
    ...(status === 401 ? [['WWW-Authenticate', challengeOf(operation.plan.security)] as const] : []),
    ...acceptable(status, outcome.faults, request.method),
    ...(operation.plan.deprecated ? [['Deprecation', 'true'] as const] : []),
  ];
  if (outcome.kind === 'built') {
    const { response, payload } = outcome.answer;
    const scenario = scenarioId(operation.plan.key, response, 'built');
    const documented = operation.plan.responses.find(({ key }) => key === response);
    const headers = [...general, ...retryAfter(status, documented)];
    return { kind: 'built', trigger: outcome.trigger, status, headers, scenario, payload, notes };
  }
  const { scenario, response } = outcome.selected;
  const offered = scenario.representations.map(({ mediaType }) => mediaType);
  const index = negotiate(request.headers.get('accept'), offered);
  if (index === -1 && offered.length > 0 && status < 300 && outcome.trigger !== 'accept') {
    const fault: Fault = { in: 'header', name: 'Accept', pointer: '', keyword: 'accept', expected: offered };
    return represent(faulty(operation, [fault], 'accept', read), attempt);
  }
  const representation = scenario.representations[Math.max(index, 0)];
  return {
    kind: 'scenario',
    trigger: outcome.trigger,
    status,
    headers: [
      ...general,
      ...retryAfter(status, response),
      ...response.headers.map(({ name, value }) => [name, value] as const),
    ],
    scenario: scenario.id,
    payload: representation ? payloadOf(representation, isVaried ? choice.seed : null, operation) : null,
    rule: outcome.rule,
    notes,
  };
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
