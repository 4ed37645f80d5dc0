import type { Digits } from '../syntax/digits.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import type { NamedPlan, ParameterExamplePlan, RequestExamplePlan, SimilarityPlan } from './examples.ts';
import type { ResponsePlan } from './responses.ts';
import type { RulePlan } from './rules.ts';
import type { BodyPlan, ParameterPlan } from './serialization.ts';

export interface OperationPlan {
  readonly api: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** The first base path at which it is served. */
  readonly basePath: string;
  readonly deprecated: boolean;
  readonly parameters: readonly ParameterPlan[];
  readonly body: BodyPlan | null;
  readonly responses: readonly ResponsePlan[];
  readonly rules: readonly RulePlan[];
  /** Documented request bodies with the responses that belong to them. */
  readonly requestExamples: readonly RequestExamplePlan[];
  /** Documented parameter values with the responses that belong to them. */
  readonly parameterExamples: readonly ParameterExamplePlan[];
  /** The response examples that a parameter value can name; null if no example can be chosen so. */
  readonly named: NamedPlan | null;
  /** Finds the documented body most similar to an undocumented one; null if all of them lead to one response. */
  readonly similarity: SimilarityPlan | null;
  readonly security: SecurityPlan;
  /** Response header fields that copy a request header parameter. */
  readonly echoedHeaders: readonly EchoedHeaderPlan[];
  /**
   * The schemas of requests; schema pointers lead into it: `/$defs/…`. All operations of an API share one document, which
   * gains definitions as operations are planned and never changes one. An operation that sets constraints aside has its own.
   */
  readonly requestSchemas: JsonObject;
  /**
   * The same schemas, with all constraints enforced and placeholders for dangling references that accept nothing; null if
   * no constraint was set aside and no reference dangles.
   */
  readonly strictSchemas: JsonObject | null;
  /** The constraints that `strictSchemas` enforces and `requestSchemas` does not. */
  readonly setAside: readonly ConstraintPlan[];
  /** Pointers into `strictSchemas` to the placeholders for dangling references. */
  readonly missingSchemas: readonly string[];
  /** Other parts of a request that dangling references leave undefined: `parameter.Page`, `body#`, `security.key`. */
  readonly missing: readonly string[];
  /** Documented valid values that violate enforced constraints; a request that sends one is accepted. */
  readonly tolerated: readonly ToleratedPlan[];
  /** The schemas of the conditions of rules. */
  readonly ruleSchemas: JsonObject;
  /** The schemas of responses; the schema pointers of representations lead into it. */
  readonly responseSchemas: JsonObject;
  /** Made from the document's examples; where there are none, from its schemas. */
  readonly sample: SampleRequestPlan;
}

/** A keyword of a schema, or one of the properties that `required` lists. */
export interface ConstraintPlan {
  /** JSON Pointer to the keyword in a schema document. */
  readonly pointer: string;
  /** The required property; null for all keywords other than `required`. */
  readonly property: string | null;
}

/** A documented value, with its location in a request and its schema. */
export interface ToleratedPlan {
  readonly in: ParameterPlan['in'] | 'body';
  /** The name of the parameter; empty for the body. */
  readonly name: string;
  readonly schemaPointer: string;
  readonly value: Json;
}

/** The parts of a request that should be accepted. */
export interface SampleRequestPlan {
  /** The values of all parameters, in the order of `parameters`; optional ones may be omitted from a request. */
  readonly values: readonly Json[];
  /** How the numbers in `values` are written, where JSON would write them in another way. */
  readonly digits?: Digits;
  readonly body: { readonly mediaType: string; readonly value: Json; readonly digits?: Digits } | null;
}

export interface EchoedHeaderPlan {
  readonly name: string;
  /** Sent if the request has no such field; null if the response then omits it. */
  readonly default: string | null;
}

export interface SecurityPlan {
  /** The places where credentials may be. */
  readonly schemes: readonly SecuritySchemePlan[];
  /** Under `--auth strict`, a request needs all schemes of one of these sets; an empty set needs none. */
  readonly alternatives: readonly (readonly SecuritySchemePlan[])[];
}

export type SecuritySchemePlan =
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  /** `scheme` is in lower case: `bearer`, `basic`, … */
  | { readonly kind: 'authorization'; readonly scheme: string }
  /** Not visible in a request, such as mutual TLS. */
  | { readonly kind: 'unseen' };
