import type { Digits } from '../syntax/digits.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import type { TemplatePart } from '../syntax/path-template.ts';
import type { BodyFormat } from './serialization.ts';

/** The index of all documents that a server serves, made when it starts. */
export interface Plan {
  readonly apis: readonly ApiPlan[];
  /** The longest base path first. */
  readonly mounts: readonly Mount[];
}

/** A base path at which an API is served. */
export interface Mount {
  /** `/nhs-app`; empty for the root. */
  readonly basePath: string;
  readonly api: string;
  /** False for the root, at which every API is served in addition to its declared base paths. */
  readonly declared: boolean;
  /** Operations that several APIs would serve at the undeclared root; none of them does. */
  readonly contested: readonly ContestedOperation[];
}

export interface ContestedOperation {
  readonly method: string;
  /** The path template without the names of its placeholders: `/letters/{}`. */
  readonly path: string;
}

export interface ApiPlan {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** In the order of the document's servers: `/nhs-app`; empty string for the root. */
  readonly basePaths: readonly string[];
  readonly routes: readonly RoutePlan[];
  readonly operations: readonly OperationIndex[];
  readonly refusals: RefusalPlan;
  /** The names of all documented response header fields. */
  readonly responseHeaders: readonly string[];
  readonly files: readonly FilePlan[];
}

/** A file beside the scenario file, for answers to refer to. */
export interface FilePlan {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

export interface RoutePlan {
  /** The path as the document writes it: `/letters/{id}`. */
  readonly template: string;
  readonly segments: readonly SegmentPlan[];
  /** Maps methods, as they are sent, to the keys of operations. */
  readonly operations: Readonly<Record<string, string>>;
  /** From the servers of the path or its operations; null if it has none of its own and the API's apply. */
  readonly basePaths: readonly string[] | null;
  /** Whether the path has a dangling reference, and so may have more operations than these. */
  readonly isPartial: boolean;
}

/** A path segment: a literal, or literals and placeholders in alternation. */
export type SegmentPlan = { readonly literal: string } | { readonly parts: readonly TemplatePart[] };

/** The part of an operation that is known before it is planned. */
export interface OperationIndex {
  /** The `operationId`; without one, the method and path: `GET /path`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly scenarios: readonly ScenarioIndex[];
}

export interface ScenarioIndex {
  readonly id: string;
  /** The key of the response: `400`, `4XX`, `default`. */
  readonly response: string;
  /** The status code that is sent unless a request asks for another in the range. */
  readonly status: number;
  /** The name of the example; `example`, `empty` or `generated` if the response has no named example. */
  readonly name: string;
  readonly mediaTypes: readonly string[];
  readonly summary: string;
}

/** A request that an API sends to its clients: a webhook, or a callback of an operation. */
export interface WebhookPlan {
  readonly name: string;
  readonly method: string;
  readonly summary: string;
  /** The operation that a callback belongs to, and the runtime expression of its URL; null for a webhook. */
  readonly callback: { readonly operation: string; readonly expression: string } | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Appended to the URL: `?page=2`; empty if there are no query parameters. */
  readonly query: string;
  /** Empty if it has no body. */
  readonly content: readonly WebhookContent[];
  readonly responses: readonly WebhookResponsePlan[];
  /** The document that the schema pointers of `responses` lead into. */
  readonly responseSchemas: JsonObject;
}

/** A response that a client may give to a webhook. */
export interface WebhookResponsePlan {
  /** The key of the response: `200`, `4XX`, `default`. */
  readonly key: string;
  /** Empty if the document does not describe a body. */
  readonly content: readonly { readonly mediaType: string; readonly schemaPointer: string | null }[];
}

export interface WebhookContent {
  readonly mediaType: string;
  readonly format: BodyFormat;
  /** Not empty: without documented examples, it has one that is generated from the schema. */
  readonly examples: readonly { readonly name: string; readonly value: Json; readonly digits?: Digits }[];
}

export type ErrorFormatName = 'operation-outcome' | 'json-api' | 'problem-details' | 'http-validation-error';

/** How an API responds to requests that reach no operation: an unknown path, a method that the path does not have. */
export interface RefusalPlan {
  readonly format: ErrorFormatName;
  /** Null for the default media type of the format. */
  readonly mediaType: string | null;
  readonly template: { readonly body: Json; readonly status: number } | null;
}
