import type { Fields, Payload, ReadyAnswer, Trigger } from '../exchange.ts';
import type { AnswerPlan, OperationPlan, ScenarioPlan } from '../plan.ts';
import { type ParameterReader, parameterReader } from '../serialization/parameter-reader.ts';
import type { Json } from '../syntax/json.ts';
import { defaultAnswer } from '../triggers/default.ts';
import { type BoundRule, bindRules } from '../triggers/rule.ts';
import type { Selected } from '../triggers/selection.ts';
import type { Schemas } from '../validation/violation.ts';
import { type BodyTemplate, bodyTemplate } from './body-template.ts';
import { type Draft, ready } from './prepare.ts';
import type { Sources } from './sources.ts';

/** An operation's plan with its functions bound, and with what no request changes found out. */
export interface BoundOperation {
  readonly plan: OperationPlan;
  readonly request: Schemas;
  /** With the constraints that were set aside; null where there are none. */
  readonly strict: Schemas | null;
  readonly response: Schemas;
  /** Makes a body by chance for a place in the response schemas; undefined when it cannot. */
  readonly generate: (place: string, seed: number) => Json | undefined;
  readonly readers: readonly ParameterReader[];
  /** A cookie may be a parameter. */
  readonly readsCookies: boolean;
  readonly gatewayRules: readonly BoundRule[];
  readonly validRules: readonly BoundRule[];
  /** Credentials may be elsewhere than in `Authorization`. */
  readonly hasKeys: boolean;
  /** What a valid request gets for which nothing else is found. */
  readonly otherwise: Selected | undefined;
  /** Headers that every answer of this sandbox has. */
  readonly shared: Fields;
  readonly answers: Answers;
}

export function bindOperation(plan: OperationPlan, { schemas, generate }: Sources, shared: Fields): BoundOperation {
  const { parameters, security } = plan;
  const ofRules = schemas(plan.ruleSchemas);
  return {
    plan,
    request: schemas(plan.requestSchemas),
    strict: plan.strictSchemas && schemas(plan.strictSchemas),
    response: schemas(plan.responseSchemas),
    generate: (place, seed) => generate(plan.responseSchemas, place, seed),
    readers: parameters.map(parameterReader),
    readsCookies: parameters.some((parameter) => parameter.in === 'cookie'),
    gatewayRules: bindRules(plan, 'gateway', ofRules),
    validRules: bindRules(plan, 'valid', ofRules),
    hasKeys: security.schemes.some(({ kind }) => kind === 'apiKey'),
    otherwise: defaultAnswer(plan),
    shared,
    answers: new Answers(plan, shared),
  };
}

/** The documented answers of an operation, each made ready when it is first given: there are no more than are documented. */
class Answers {
  readonly #plan: OperationPlan;
  readonly #shared: Fields;
  readonly #kept = new Map<ScenarioPlan, Kept[]>();
  /** By rule, then by body. A body that was made for one request goes with it. */
  readonly #templates = new Map<AnswerPlan, WeakMap<Payload, BodyTemplate | null>>();

  constructor(plan: OperationPlan, shared: Fields) {
    this.#plan = plan;
    this.#shared = shared;
  }

  /**
   * An answer made ready, which depends on nothing but the plan.
   *
   * @param payload null: it has no body
   */
  get(
    scenario: ScenarioPlan,
    payload: Payload | null,
    status: number,
    trigger: Trigger,
    draft: () => Draft,
  ): ReadyAnswer {
    const kept = this.#kept.get(scenario) ?? [];
    for (const one of kept) {
      if (one.payload === payload && one.trigger === trigger && one.answer.status === status) return one.answer;
    }
    const answer = this.make(draft());
    this.#kept.set(scenario, [...kept, { payload, trigger, answer }]);
    return answer;
  }

  /** The text of a body that a rule fits to each request; null where it is written anew. */
  template(rule: AnswerPlan, payload: Payload): BodyTemplate | null {
    const known = this.#templates.get(rule) ?? new WeakMap<Payload, BodyTemplate | null>();
    this.#templates.set(rule, known);
    const template = known.get(payload);
    if (template !== undefined) return template;
    const made = bodyTemplate(payload, rule);
    known.set(payload, made);
    return made;
  }

  /** An answer for one request alone. */
  make(draft: Draft): ReadyAnswer {
    return ready(draft, this.#shared, this.#plan.echoedHeaders);
  }
}

interface Kept {
  readonly payload: Payload | null;
  readonly trigger: Trigger;
  readonly answer: ReadyAnswer;
}
