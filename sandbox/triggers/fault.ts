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
import { fitBody } from './fill-template.ts';
import { claimFor, errorExampleFor } from './matching-error.ts';
import { faultRuleFor, ruleFor } from './rule.ts';
import { answerFor, firstOf, type Selected, type SelectedAnswer, selectNamed } from './selection.ts';

/** The answer to an invalid request: a documented one, or a body built for its faults. */
export type FaultAnswer =
  | { readonly kind: 'rule'; readonly selected: Selected; readonly rule: RulePlan }
  | { readonly kind: 'documented'; readonly by: 'fault' | 'example'; readonly selected: Selected }
  | { readonly kind: 'built'; readonly response: string; readonly status: number; readonly payload: Payload };

/** No rule and no example is about more. */
const maxCompared = 100;

/** As long as any sentence may be: one with a list of values, say. */
const maxCharacters = 6000;

/** The statuses that a request with such faults gets, best first. */
function wantedFor(faults: readonly Fault[]): readonly number[] {
  const keywords = new Set(faults.map(({ keyword }) => keyword));
  if (keywords.has('accept')) return [406];
  if (keywords.has('mediaType') || keywords.has('charset')) return [415, 422, 400];
  return keywords.has('syntax') ? [400, 422] : [422, 400];
}

/**
 * What an invalid request is answered: by a rule that lists exactly these faults; else by the error that belongs to a
 * documented request which it equals; else by the documented example that is about them; else by a body in the
 * response's error format that states all of them; else by its first example; problem details where no such status is
 * documented.
 *
 * @param schemas those of the responses: a built body is sent only if the document allows it
 */
export function faultAnswer(
  operation: OperationPlan,
  faults: readonly Fault[],
  request: DecodedRequest,
  schemas: Schemas,
): FaultAnswer {
  const wanted = wantedFor(faults);
  const readings = readingsOf(faults.slice(0, maxCompared));
  const rule = first(readings, (reading) => faultRuleFor(operation, reading));
  const ruled = rule && selectNamed(operation, rule.answer);
  if (rule && ruled) return { kind: 'rule', selected: sentAs(ruled, wanted), rule };
  const exemplary = errorExample(operation, request, faults);
  if (exemplary) return { kind: 'documented', by: 'example', selected: sentAs(exemplary, wanted) };
  const match = first(readings, (reading) => errorExampleFor(operation, reading, wanted));
  if (match) return { kind: 'documented', by: 'fault', selected: match };
  return answerWith(operation, wanted, issuesFor(faults, operation, answerFor(operation, wanted)), schemas);
}

/**
 * What the faults may be taken for, themselves first: where several branches of a choice are equally near, an error that
 * is about the faults of one of them is about the choice.
 */
export function readingsOf(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const max = Math.max(0, ...faults.map(({ alternatives = [] }) => alternatives.length));
  const readings = Array.from({ length: max }, (_, index) =>
    faults.flatMap((fault): readonly Fault[] => fault.alternatives?.[index] ?? fault.alternatives?.at(-1) ?? [fault]),
  );
  return [faults, ...readings];
}

function first<From, To>(all: readonly From[], find: (one: From) => To | undefined): To | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The range of what is wrong, and `default`, are sent as the first code wanted. */
function sentAs(selected: Selected, [wanted = selected.status]: readonly number[]): Selected {
  return /^(4XX|default)$/.test(selected.response.key) ? { ...selected, status: wanted } : selected;
}

/**
 * An answer of one of the wanted statuses that states the issues.
 *
 * @param refusals how it is told where no such status is documented; problem details by default
 */
export function answerWith(
  operation: OperationPlan,
  wanted: readonly number[],
  issuesIn: (format: ErrorFormat) => readonly Issue[],
  schemas: Schemas,
  refusals: RefusalPlan = problemDetailsPlan,
): FaultAnswer {
  const answer = answerFor(operation, wanted);
  if (!answer) {
    const [status = 400] = wanted;
    return { kind: 'built', response: String(status), status, payload: undocumented(status, issuesIn, refusals) };
  }
  const { response, status } = answer;
  const built = response.builds && buildBody(response.builds, status, issuesIn, schemas);
  if (built) return { kind: 'built', response: response.key, status, payload: built };
  const selected = firstOf(answer);
  return selected
    ? { kind: 'documented', by: 'fault', selected }
    : { kind: 'built', response: response.key, status, payload: undocumented(status, issuesIn, refusals) };
}

const problemDetailsPlan: RefusalPlan = { format: 'problem-details', mediaType: null, template: null };

function undocumented(
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
  const value = boundedBody(issuesIn(format), (issues) => format.build(issues, { status, template, places }));
  const allowed = builds.schemaPointer === null || schemas.validatorAt(builds.schemaPointer)(value).length === 0;
  return allowed ? { mediaType: builds.mediaType, value } : undefined;
}

/**
 * The issues of faults: each in the words of the rule or the example that is about it, where there is one. Those beyond
 * what is told are counted only.
 */
function issuesFor(
  faults: readonly Fault[],
  operation: OperationPlan,
  answer: SelectedAnswer | undefined,
): (format: ErrorFormat) => readonly Issue[] {
  return (format) =>
    faults.map((fault, index) => {
      if (index >= maxCompared) return { fault, detail: '' };
      const wording = ruleWording(fault, operation, format) ?? (answer && exampleWording(fault, answer, format));
      return { fault, detail: truncate(sentence(fault), maxCharacters), ...(wording && { wording }) };
    });
}

function ruleWording(fault: Fault, operation: OperationPlan, format: ErrorFormat): Wording | undefined {
  const rule = ruleFor(operation, fault);
  const body = rule && bodyOf(operation, rule);
  if (!rule || body === undefined || !format.recognises(body)) return undefined;
  const [statement, ...others] = format.statements(body);
  if (statement === undefined || others.length > 0) return undefined;
  const [pattern] = rule.faults;
  return { statement: statement.issue, isExactMatch: !pattern?.tokens.some((token) => token.startsWith('*')) };
}

function exampleWording(fault: Fault, answer: SelectedAnswer, format: ErrorFormat): Wording | undefined {
  const match = claimFor(answer, fault, (body) => format.recognises(body));
  return match && { statement: match.claim.statement, isExactMatch: match.isExact };
}

function bodyOf(operation: OperationPlan, { answer }: RulePlan): Json | undefined {
  const [representation] = selectNamed(operation, answer)?.scenario.representations ?? [];
  return representation && fitBody(representation, answer, null).value;
}
