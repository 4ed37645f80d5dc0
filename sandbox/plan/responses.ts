import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import type { ErrorFormatName } from './api.ts';
import type { PlacePattern } from './location.ts';
import type { BodyFormat } from './serialization.ts';

/** A scenario within its operation. */
export interface ScenarioName {
  readonly response: string;
  readonly name: string;
}

export interface ResponsePlan {
  /** The key in the document: `400`, `4XX`, `default`. */
  readonly key: string;
  readonly status: number;
  readonly headers: readonly HeaderPlan[];
  /** Parts that dangling references leave undefined: `response`, `response.header.Link`. */
  readonly missing: readonly string[];
  /** Not empty. */
  readonly scenarios: readonly ScenarioPlan[];
  /** How an error body is built from faults; null if the response has no known error format. */
  readonly builds: ErrorBodyPlan | null;
}

export interface HeaderPlan {
  readonly name: string;
  /** The documented example, serialized. */
  readonly value: string;
}

export interface ScenarioPlan {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /**
   * Where the body comes from: an example; a description, from which an error body is made; the schema; or, if `empty`,
   * nowhere, since the response has no body.
   */
  readonly source: 'example' | 'described' | 'generated' | 'empty';
  /** Empty if the response has no body. */
  readonly representations: readonly RepresentationPlan[];
  /** Locations in the body of values that stand for dangling references: `response.body#/name`. */
  readonly missing: readonly string[];
  /** What an error says is wrong with a request, one claim for each location; empty if it says nothing about it. */
  readonly claims: readonly ClaimPlan[];
}

/** A statement of a documented error, with the faults that it may describe. */
export interface ClaimPlan {
  /** The statement as the body has it; null if only the status code makes it. */
  readonly statement: Json;
  /** Empty if its wording does not identify a fault. */
  readonly targets: readonly ClaimTarget[];
}

/** A location that an error describes, with a score for each keyword: from 5, a weak match, to 8, an exact one. */
export interface ClaimTarget extends PlacePattern {
  readonly scores: Readonly<Record<string, number>>;
}

export interface RepresentationPlan {
  /** Sent unless the request prefers another. */
  readonly mediaType: string;
  /** The documented media range, `image/*`, if the document has one: the type that a request prefers within it is sent. */
  readonly range?: string;
  readonly value: Json;
  /** How its numbers are written, where JSON would write them in another way. */
  readonly digits?: Digits;
  /** Null for JSON, and for strings that are sent unchanged. */
  readonly format: BodyFormat | null;
  /** The serialized value, if the document contains it; otherwise `format` serializes the value. */
  readonly text?: string;
  /** A JSON Pointer into `responseSchemas`; null if there is no schema. */
  readonly schemaPointer: string | null;
}

export interface ErrorBodyPlan {
  readonly format: ErrorFormatName;
  readonly mediaType: string;
  /** A documented error body of this format, to be imitated; null if there is none. */
  readonly template: Json | null;
  /** Null for the default style of the format. */
  readonly places: LocationStyle | null;
  /** A JSON Pointer into `responseSchemas`; null if there is no schema. */
  readonly schemaPointer: string | null;
  /** Locations whose schema is a dangling reference, so that a body cannot be validated there: `response.body#`. */
  readonly missing: readonly string[];
}

/** How the errors of a document identify a location in a body. */
export interface LocationStyle {
  /** `#/a/0/b`, `/a/0/b`, `a.0.b`, `a[0].b` */
  readonly syntax: 'fragment' | 'pointer' | 'dots' | 'brackets';
  /** The name of the body, before the steps into it: `$`, `body`; null if locations begin with the first step. */
  readonly prefix: string | null;
  /** In problem details, the list of errors and the members of its items: `errors` with `field` and `message`. */
  readonly list: { readonly member: string; readonly place: string; readonly words: string } | null;
}
