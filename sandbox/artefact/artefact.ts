import type { StandaloneValidators } from '../compile/schemas/validators/standalone-scope.ts';
import type { OperationPlan } from '../plan.ts';
import type { Sample } from '../reachability/attempts.ts';
import type { Reason } from '../reachability/reason.ts';
import type { Reachability } from '../reachability/search.ts';
import type { Draft, ParameterValue } from '../requests/draft.ts';
import type { AppOptions } from '../serve/app.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

/**
 * A text, as it is or compressed by deflate (RFC 1951) and encoded in Base64 for hosts that can inflate it. Functions return
 * it, so that a JavaScript engine reads it only when it is needed.
 */
export type StoredText = { readonly text: () => string } | { readonly deflated: () => string };

/** A sandbox as data and code: what a built module contains in place of documents. */
export interface Artefact {
  /** The version of openapi-sandbox that wrote it. */
  readonly version: string;
  readonly settings: ArtefactSettings;
  /** The index of all documents: a `Plan` as JSON. */
  readonly plan: StoredText;
  readonly apis: readonly StoredApi[];
  /** The schema documents that operations refer to by their index, each after the one that it is derived from. */
  readonly schemas: readonly StoredSchemas[];
  /** The scripts and style sheets of the pages; null if there are none. */
  readonly pages: StoredPages | null;
}

/** The settings that a build fixes; those of the command line and of `createSandbox` have the same names. */
export type ArtefactSettings = Pick<
  AppOptions,
  'auth' | 'dynamic' | 'bodyLimit' | 'trustProxy' | 'delay' | 'delayJitter' | 'maxDelay'
>;

export interface StoredApi {
  readonly name: string;
  readonly operations: readonly StoredOperation[];
  /** A `StoredDocument` as JSON. */
  readonly document: StoredText;
}

export interface StoredOperation {
  readonly key: string;
  /** A `StoredPlan` as JSON. */
  readonly plan: StoredText;
  /** A `StoredSearch` as JSON. */
  readonly requests: StoredText;
}

/** The OpenAPI document with all of its files, as it is published. */
export interface StoredDocument {
  readonly value: Json;
  readonly digits?: Digits;
}

type SchemaKeys = 'requestSchemas' | 'strictSchemas' | 'ruleSchemas' | 'responseSchemas';

/** The plan of an operation, with the indices of its schema documents. */
export type StoredPlan = Omit<OperationPlan, SchemaKeys> & {
  readonly requestSchemas: number;
  readonly strictSchemas: number | null;
  readonly ruleSchemas: number;
  readonly responseSchemas: number;
};

/** The requests that reach the scenarios of an operation, in the order of its plan; or why there are none. */
export type StoredSearch =
  | { readonly kind: 'found'; readonly reachabilities: readonly StoredReachability[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface StoredReachability extends Pick<Reachability, 'natural' | 'gap' | 'lacking'> {
  readonly samples: readonly StoredSample[];
}

export interface StoredSample extends Pick<Sample, 'trigger' | 'request' | 'how'> {
  readonly reason: StoredReason;
  readonly draft: StoredDraft;
}

/** The values of a request, with the indices of their parameters in the plan. */
export interface StoredDraft extends Omit<Draft, 'values'> {
  readonly values: readonly (Omit<ParameterValue, 'parameter'> & { readonly parameter: number })[];
}

/** A reason, with the index of a rule in the plan. */
export type StoredReason = Exclude<Reason, { readonly by: 'rule' }> | { readonly by: 'rule'; readonly rule: number };

/** A schema document, as far as it is used, and its validators. */
export interface StoredSchemas {
  /** The document that it is derived from, and the definitions that differ; null if it is derived from none. */
  readonly base: { readonly index: number; readonly changed: readonly string[] } | null;
  /** The names of definitions that are those of the base. */
  readonly shared: readonly string[];
  /** The other definitions, by name, as JSON. */
  readonly definitions: StoredText;
  /** By the pointers of their schemas. */
  readonly validators: Readonly<Record<string, StandaloneValidators>>;
}

export interface StoredPages {
  /** The folder of the files below `/_sandbox/`, which is named by the hash of them all. */
  readonly folder: string;
  readonly files: readonly StoredFile[];
}

/** A file of the pages. */
export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly hash: string;
  /** Its bytes, compressed by gzip (RFC 1952) and encoded in Base64; null if it is a file beside the artefact. */
  readonly gzip: (() => string) | null;
}
