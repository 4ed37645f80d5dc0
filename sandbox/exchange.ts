import type { AnswerPlan, BodyFormat } from './plan.ts';
import type { Digits } from './syntax/digits.ts';
import type { Json } from './syntax/json.ts';

/** A request as it was received, before decoding. */
export interface ApiRequest {
  /** Upper case. */
  readonly method: string;
  /** The public origin that the client used, with the path prefix of a proxy: `https://example.com/try`. */
  readonly origin: string;
  /** Absolute, with the public origin. */
  readonly url: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Without `?`, percent-encoded. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: RequestBody;
}

/** The body of a request. One longer than the limit, in bytes, is not kept. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly limit: number };

/**
 * A way in which a request violates the document. The keyword is one of JSON Schema, or `syntax`, `mediaType`,
 * `charset` or `accept`.
 */
export interface Fault {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The parameter's name; empty for the body. */
  readonly name: string;
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly keyword: string;
  /** What the document requires: the keyword's value. */
  readonly expected: Json;
  /** The number of items that match `contains`, or the indices of two equal items. */
  readonly found?: Json;
  /** The documented property that an undocumented one is probably a misspelling of. */
  readonly intended?: string;
  /** Of a `oneOf` or `anyOf` without a clearly intended branch: the faults of each of the closest branches. */
  readonly alternatives?: readonly (readonly Fault[])[];
}

/** A request as decoded and coerced by the parameters and the body of its operation. */
export interface DecodedRequest {
  readonly path: Readonly<Record<string, Json>>;
  /** Includes undocumented parameters, as strings. */
  readonly query: Readonly<Record<string, Json>>;
  /** Documented header parameters by lower-case name; others are read from `headers`. */
  readonly header: Readonly<Record<string, Json>>;
  readonly cookie: Readonly<Record<string, Json>>;
  readonly headers: Headers;
  /** Undefined if there is no body, or if it could not be decoded. */
  readonly body: Json | undefined;
  /**
   * The spelling of numbers, by location (`path`, `query`, `header`, `cookie`, `body`), if it differs from
   * JavaScript's.
   */
  readonly digits?: Digits;
  /** Faults of the values that could not be decoded. */
  readonly faults: readonly Fault[];
}

/** The reason for which a request got its answer: the value of `Sandbox-Trigger`. */
export type Trigger = 'prefer' | 'token' | 'rule' | 'fault' | 'example' | 'default' | 'route' | 'accept' | 'limit';

/** A response body before serialisation. */
export interface Payload {
  readonly mediaType: string;
  readonly value: Json;
  readonly digits?: Digits;
  /** Absent or null for JSON, and for a string that is sent unchanged. */
  readonly format?: BodyFormat | null;
  /** The body as the document spells it; if absent, the value is serialised. */
  readonly text?: string;
}

/** Header fields by lower-case name. */
export type HeaderFields = Readonly<Record<string, string>>;

/** A serialised body. */
export interface EncodedBody {
  readonly mediaType: string;
  readonly data: string | Uint8Array<ArrayBuffer>;
}

/** An answer that is ready to be sent, except for what a rule or an echoed header changes for each request. */
export interface PreparedAnswer {
  readonly status: number;
  /** All header fields except cookies. */
  readonly headers: HeaderFields;
  /** Header fields that a rule may read and replace. */
  readonly overridable: HeaderFields;
  /** Header fields that a rule may not replace. */
  readonly fixed: HeaderFields;
  /** Values of `Set-Cookie`, which must not be combined (RFC 9110, section 5.3). */
  readonly cookies: readonly string[];
  /** Null if there is no body. */
  readonly content: EncodedBody | null;
}

/** Notes on the request that accompany the answer of an operation. */
export interface Notes {
  readonly faults: readonly Fault[];
  /**
   * Constraints that were set aside and that this request breaks, as `keyword place`; and `reference place` for what is
   * not known of the request or this answer, since a reference leads nowhere.
   */
  readonly setAside: readonly string[];
  /** The value of `Preference-Applied`; null if no preference was honoured. */
  readonly preferenceApplied: string | null;
  /** What is probably a mistake among the preferences: the value of `Sandbox-Hint`; null if nothing is. */
  readonly hint: string | null;
  /** Milliseconds to wait before answering; null if the request asks for no delay. */
  readonly delay: number | null;
  /** How the connection fails in place of the answer, or during it; null if the request does not ask for that. */
  readonly connectionFault: ConnectionFault | null;
}

/**
 * How a connection fails on purpose: it is reset, or closed, without an answer, or closed in the middle of one.
 */
export type ConnectionFault = 'reset' | 'empty' | 'truncate';

/** The answer chosen for a request, before its rule and its echoed headers are applied. */
export type Decision =
  /** A documented answer. */
  | {
      readonly kind: 'scenario';
      readonly trigger: Trigger;
      readonly answer: PreparedAnswer;
      readonly scenario: string;
      /** Null if it has no body. */
      readonly payload: Payload | null;
      /** The rule that changes the answer for this request. */
      readonly rule: AnswerPlan | null;
      readonly notes: Notes;
    }
  /** An error that was built for this request, in the document's error format. */
  | {
      readonly kind: 'built';
      readonly trigger: Trigger;
      readonly answer: PreparedAnswer;
      readonly scenario: string;
      readonly notes: Notes;
    }
  /** No operation was reached, or the chosen answer does not exist; or the answer to a plain `OPTIONS`. */
  | { readonly kind: 'refused'; readonly trigger: Trigger; readonly answer: PreparedAnswer };

/**
 * Where a served document lists the scenarios: as examples of the parameter `Prefer`, as the `enum` of its schema, or in the
 * extension `x-sandbox-scenarios` of the operation, for the console.
 */
export type Choices = 'examples' | 'enum' | 'extension';

/** The public address of a sandbox, as its clients see it. */
export interface PublicAddress {
  /** `http://localhost:9000`; behind a proxy it may have a path prefix: `https://example.com/sandbox`. */
  readonly origin: string;
  /** The path of the token endpoint: `/_sandbox/oauth2/token`. */
  readonly tokenPath: string;
  /** The path of the authorization endpoint: `/_sandbox/oauth2/authorize`. */
  readonly authorizationPath: string;
  /** The path of the device authorization endpoint: `/_sandbox/oauth2/device_authorization`. */
  readonly devicePath: string;
  /** The path of the issuer's metadata: `/_sandbox/oauth2/.well-known/openid-configuration`. */
  readonly discoveryPath: string;
}

/** A request for authorization (RFC 6749, sections 4.1.1 and 4.2.1), and where its page leads. */
export type Authorization =
  /** A device, whose user has nothing to do (RFC 8628, section 3.3). */
  | { readonly kind: 'device' }
  /** The browser must not be sent anywhere, since the client or its address is not known. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The client gets an error. */
  | { readonly kind: 'faulty'; readonly reason: string; readonly client: string; readonly back: string }
  | {
      readonly kind: 'asked';
      readonly client: string;
      readonly scopes: readonly string[];
      /** The address of the client, without the parameters that it gets. */
      readonly redirectUri: string;
      readonly granted: string;
      readonly refused: string;
    };
