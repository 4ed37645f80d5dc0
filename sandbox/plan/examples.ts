import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import type { ScenarioName } from './responses.ts';
import type { ParameterPlan } from './serialization.ts';

export interface RequestExamplePlan {
  readonly name: string;
  readonly mediaType: string;
  readonly value: Json;
  readonly digits?: Digits;
  /** Whether the request is intended to be valid, by its name and the response that belongs to it. */
  readonly isPositive: boolean;
  /** Null if no response belongs to it. */
  readonly answer: ScenarioName | null;
}

/** Parameter values that lead to a response when a request has all of them. */
export interface ParameterExamplePlan {
  readonly name: string;
  readonly values: readonly {
    readonly in: ParameterPlan['in'];
    readonly name: string;
    readonly value: Json;
    readonly digits?: Digits;
  }[];
  readonly answer: ScenarioName;
}

/** The examples of the default response, by the words in their names. */
export interface NamedPlan {
  /** The key of the response. */
  readonly response: string;
  /** By a text in lower case: the one name that has it; several where each is of other media types. */
  readonly caseInsensitive: Readonly<Record<string, readonly string[]>>;
  /** By a text as it is written, where several names have it in lower case. */
  readonly caseSensitive: Readonly<Record<string, readonly string[]>>;
}

/** The features that distinguish the documented request bodies which lead to a success. */
export interface SimilarityPlan {
  readonly features: readonly FeaturePlan[];
  /** In the order of the document. */
  readonly candidates: readonly CandidatePlan[];
}

export interface FeaturePlan {
  /** The tokens of a JSON Pointer; `*` matches any index. */
  readonly tokens: readonly string[];
  /** Compares whether a value exists, or which value it is: `closed` if the schema enumerates the values. */
  readonly by: 'presence' | 'closed' | 'open';
}

export interface CandidatePlan {
  /** Null for the default response. */
  readonly answer: ScenarioName | null;
  /** The values of the example for each feature; for `presence`, whether there is one. */
  readonly featureValues: readonly (boolean | readonly Json[])[];
}
