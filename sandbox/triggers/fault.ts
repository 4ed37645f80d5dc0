import { boundedBody } from '../errors/bounded-body.ts';
import type { ErrorFormat, Issue, Wording } from '../errors/error-format.ts';
import { sentence } from '../errors/fault-sentence.ts';
import { errorFormats } from '../errors/index.ts';
import { truncate } from '../errors/phrases.ts';
import type { DecodedRequest, Fault, Payload } from '../exchange.ts';
import type { ErrorBodyPlan, OperationPlan, RefusalPlan, RulePlan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import type { Schemas } from '../validation/violation.ts';
import { errorExample } from './example.ts';
import { applyToBody } from './fill-template.ts';
import { claimFor, errorExampleFor } from './matching-error.ts';
import { faultRuleFor, ruleFor } from './rule.ts';
import { answerFor, firstScenario, type SelectedResponse, type SelectedScenario, selectNamed } from './selection.ts';

/** The answer to an invalid request: a documented one, or one with a body that is built for its faults. */
export type FaultAnswer =
  | { readonly kind: 'rule'; readonly selected: SelectedScenario; readonly rule: RulePlan }
  | { readonly kind: 'documented'; readonly by: 'fault' | 'example'; readonly selected: SelectedScenario }
  | { readonly kind: 'built'; readonly response: string; readonly status: number; readonly payload: Payload };

/** Faults that are compared with rules and examples; no document describes more. */
const maxCompared = 100;

/** Characters of a sentence about one fault, which may quote a long list of values. */
const maxSentenceLength = 6000;

/** Returns the statuses that fit these faults, best first. */
function statusesFor(faults: readonly Fault[]): readonly number[] {
  const keywords = new Set(faults.map(({ keyword }) => keyword));
  if (keywords.has('accept')) return [406];
  if (keywords.has('mediaType') || keywords.has('charset')) return [415, 422, 400];
  return keywords.has('syntax') ? [400, 422] : [422, 400];
}

/**
 * Answers an invalid request, in this order: by a rule that lists exactly these faults; by the error of a documented
 * request that it equals; by the documented example that describes them; by a body in the response's error format that
 * states all of them; by the first example of that response. Problem details are built if no such status is documented.
 *
 * @param schemas the response schemas: a built body is sent only if it is valid
 */
export function faultAnswer(
  operation: OperationPlan,
  faults: readonly Fault[],
  request: DecodedRequest,
  schemas: Schemas,
): FaultAnswer {
  const statuses = statusesFor(faults);
  const interpretations = interpretationsOf(faults.slice(0, maxCompared));
  const rule = firstDefined(interpretations, (interpretation) => faultRuleFor(operation, interpretation));
  const ruleAnswer = rule && selectNamed(operation, rule.answer);
  if (rule && ruleAnswer) return { kind: 'rule', selected: withWantedStatus(ruleAnswer, statuses), rule };
  const exampleMatch = errorExample(operation, request, faults);
  if (exampleMatch) return { kind: 'documented', by: 'example', selected: withWantedStatus(exampleMatch, statuses) };
  const match = firstDefined(interpretations, (interpretation) => errorExampleFor(operation, interpretation, statuses));
  if (match) return { kind: 'documented', by: 'fault', selected: match };
  return errorAnswer(operation, statuses, issuesFor(faults, operation, answerFor(operation, statuses)), schemas);
}

/**
 * Returns the ways to read the faults, the faults themselves first. If several branches of a `oneOf` or `anyOf` are
 * equally close, an error that describes the faults of one branch also describes the choice.
 */
export function interpretationsOf(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const max = Math.max(0, ...faults.map(({ alternatives = [] }) => alternatives.length));
  const interpretations = Array.from({ length: max }, (_, index) =>
    faults.flatMap((fault): readonly Fault[] => fault.alternatives?.[index] ?? fault.alternatives?.at(-1) ?? [fault]),
  );
  return [faults, ...interpretations];
}

function firstDefined<From, To>(items: readonly From[], find: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Sends the responses `4XX` and `default` with the first of the wanted statuses. */
function withWantedStatus(selected: SelectedScenario, [status = selected.status]: readonly number[]): SelectedScenario {
  return /^(4XX|default)$/.test(selected.response.key) ? { ...selected, status } : selected;
}

/**
 * Builds an error that states the issues, with the first of the wanted statuses that is documented.
 *
 * @param refusals the format of an error whose status is not documented; problem details by default
 */
export function errorAnswer(
  operation: OperationPlan,
  statuses: readonly number[],
  issuesIn: (format: ErrorFormat) => readonly Issue[],
  schemas: Schemas,
  refusals: RefusalPlan = problemDetails,
): FaultAnswer {
  const answer = answerFor(operation, statuses);
  if (!answer) {
    const [status = 400] = statuses;
    return { kind: 'built', response: String(status), status, payload: undocumentedBody(status, issuesIn, refusals) };
  }
  const { response, status } = answer;
  const payload = response.builds && buildBody(response.builds, status, issuesIn, schemas);
  if (payload) return { kind: 'built', response: response.key, status, payload };
  const selected = firstScenario(answer);
  return selected
    ? { kind: 'documented', by: 'fault', selected }
    : { kind: 'built', response: response.key, status, payload: undocumentedBody(status, issuesIn, refusals) };
}

const problemDetails: RefusalPlan = { format: 'problem-details', mediaType: null, template: null };

function undocumentedBody(
  status: number,
  issuesIn: (format: ErrorFormat) => readonly Issue[],
  { format: name, mediaType, template }: RefusalPlan,
): Payload {
  const format = errorFormats[name];
  const value = boundedBody(issuesIn(format), (issues) => format.build(issues, { status, template }));
  return { mediaType: mediaType ?? format.mediaType, value };
}

function buildBody(
  builds: ErrorBodyPlan,
  status: number,
  issuesIn: (format: ErrorFormat) => readonly Issue[],
  schemas: Schemas,
): Payload | undefined {
  const format = errorFormats[builds.format];
  const template = builds.template === null ? null : { body: builds.template, status };
  const { places } = builds;
  const value = boundedBody(issuesIn(format), (issues) =>
    format.build(issues, { status, template, locationStyle: places }),
  );
  const isAllowed = builds.schemaPointer === null || schemas.validatorAt(builds.schemaPointer)(value).length === 0;
  return isAllowed ? { mediaType: builds.mediaType, value } : undefined;
}

/**
 * Words each fault as an issue, with the statement of the rule or the example that describes it, if there is one.
 * Faults beyond the maximum are only counted, so they have no text.
 */
function issuesFor(
  faults: readonly Fault[],
  operation: OperationPlan,
  answer: SelectedResponse | undefined,
): (format: ErrorFormat) => readonly Issue[] {
  return (format) =>
    faults.map((fault, index) => {
      if (index >= maxCompared) return { fault, detail: '' };
      const wording = ruleWording(fault, operation, format) ?? (answer && exampleWording(fault, answer, format));
      return { fault, detail: truncate(sentence(fault), maxSentenceLength), ...(wording && { wording }) };
    });
}

function ruleWording(fault: Fault, operation: OperationPlan, format: ErrorFormat): Wording | undefined {
  const rule = ruleFor(operation, fault);
  const body = rule && bodyOf(operation, rule);
  if (!rule || body === undefined || !format.recognises(body)) return undefined;
  const [statement, ...rest] = format.statements(body);
  if (statement === undefined || rest.length > 0) return undefined;
  const [pattern] = rule.faults;
  return { statement: statement.issue, isExactMatch: !pattern?.tokens.some((token) => token.startsWith('*')) };
}

function exampleWording(fault: Fault, answer: SelectedResponse, format: ErrorFormat): Wording | undefined {
  const match = claimFor(answer, fault, (body) => format.recognises(body));
  return match && { statement: match.claim.statement, isExactMatch: match.isExact };
}

function bodyOf(operation: OperationPlan, { answer }: RulePlan): Json | undefined {
  const [representation] = selectNamed(operation, answer)?.scenario.representations ?? [];
  return representation && applyToBody(representation, answer, null).value;
}
