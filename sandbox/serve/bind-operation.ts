import type { HeaderFields, Payload, PreparedAnswer, Trigger } from '../exchange.ts';
import type { AnswerPlan, OperationPlan, ScenarioPlan } from '../plan.ts';
import { type ParameterReader, parameterReader } from '../serialization/parameter-reader.ts';
import type { Json } from '../syntax/json.ts';
import { defaultAnswer } from '../triggers/default.ts';
import { type BoundRule, bindRules } from '../triggers/rule.ts';
import type { SelectedScenario } from '../triggers/selection.ts';
import { missingCredentialsAnswer } from '../triggers/token.ts';
import type { Schemas } from '../validation/violation.ts';
import { type BodyTemplate, bodyTemplate } from './body-template.ts';
import { type AnswerDraft, prepareAnswer } from './prepare-answer.ts';
import type { Sources } from './sources.ts';

/** An operation's plan with its functions bound, and with everything computed that is the same for all requests. */
export interface BoundOperation {
  readonly plan: OperationPlan;
  readonly request: Schemas;
  /** The request schemas including the constraints that were set aside; null if there are none. */
  readonly strict: Schemas | null;
  readonly response: Schemas;
  /** Generates a body from a response schema and a seed; undefined if that fails. */
  readonly generate: (place: string, seed: number) => Json | undefined;
  readonly readers: readonly ParameterReader[];
  /** Whether there is a cookie parameter. */
  readonly readsCookies: boolean;
  readonly gatewayRules: readonly BoundRule[];
  readonly validRules: readonly BoundRule[];
  /** Whether credentials may be sent outside of `Authorization`. */
  readonly hasApiKeys: boolean;
  /** The default answer to a valid request. */
  readonly fallback: SelectedScenario | undefined;
  /** The documented answer to missing credentials; undefined if there is none. */
  readonly missingCredentials: SelectedScenario | undefined;
  readonly corsHeaders: HeaderFields;
  readonly answers: AnswerCache;
}

/** Binds the functions of an operation's plan. */
export function bindOperation(
  plan: OperationPlan,
  { schemas, generate }: Sources,
  corsHeaders: HeaderFields,
): BoundOperation {
  const { parameters, security } = plan;
  const ruleSchemas = schemas(plan.ruleSchemas);
  return {
    plan,
    request: schemas(plan.requestSchemas),
    strict: plan.strictSchemas && schemas(plan.strictSchemas),
    response: schemas(plan.responseSchemas),
    generate: (place, seed) => generate(plan.responseSchemas, place, seed),
    readers: parameters.map(parameterReader),
    readsCookies: parameters.some((parameter) => parameter.in === 'cookie'),
    gatewayRules: bindRules(plan, 'gateway', ruleSchemas),
    validRules: bindRules(plan, 'valid', ruleSchemas),
    hasApiKeys: security.schemes.some(({ kind }) => kind === 'apiKey'),
    fallback: defaultAnswer(plan),
    missingCredentials: missingCredentialsAnswer(plan),
    corsHeaders,
    answers: new AnswerCache(plan, corsHeaders),
  };
}

/** Prepared answers of one operation. Only documented answers are kept, so the cache cannot outgrow the document. */
class AnswerCache {
  readonly #plan: OperationPlan;
  readonly #corsHeaders: HeaderFields;
  readonly #cached = new Map<ScenarioPlan, CachedAnswer[]>();
  /** By rule, then by body; weakly, since a body may have been generated for one request. */
  readonly #templates = new Map<AnswerPlan, WeakMap<Payload, BodyTemplate | null>>();

  constructor(plan: OperationPlan, corsHeaders: HeaderFields) {
    this.#plan = plan;
    this.#corsHeaders = corsHeaders;
  }

  /**
   * Returns the prepared answer, cached: it must not depend on the request.
   *
   * @param payload null if the answer has no body
   */
  get(
    scenario: ScenarioPlan,
    payload: Payload | null,
    status: number,
    trigger: Trigger,
    draft: () => AnswerDraft,
  ): PreparedAnswer {
    const cached = this.#cached.get(scenario) ?? [];
    for (const entry of cached) {
      if (entry.payload === payload && entry.trigger === trigger && entry.answer.status === status) return entry.answer;
    }
    const answer = this.prepare(draft());
    this.#cached.set(scenario, [...cached, { payload, trigger, answer }]);
    return answer;
  }

  /**
   * Returns the template of a body that a rule changes, cached; null if the body must be serialised for each request.
   */
  template(rule: AnswerPlan, payload: Payload): BodyTemplate | null {
    const templates = this.#templates.get(rule) ?? new WeakMap<Payload, BodyTemplate | null>();
    this.#templates.set(rule, templates);
    const template = templates.get(payload);
    if (template !== undefined) return template;
    const created = bodyTemplate(payload, rule);
    templates.set(payload, created);
    return created;
  }

  /** Prepares an answer for a single request, uncached. */
  prepare(draft: AnswerDraft): PreparedAnswer {
    return prepareAnswer(draft, this.#corsHeaders, this.#plan.echoedHeaders);
  }
}

interface CachedAnswer {
  readonly payload: Payload | null;
  readonly trigger: Trigger;
  readonly answer: PreparedAnswer;
}
