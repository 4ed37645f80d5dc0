import type { AnswerPlan, BodyFormat } from './plan.ts';
import type { Digits } from './syntax/digits.ts';
import type { Json } from './syntax/json.ts';

/** A request as it came over the wire, nothing decoded yet. */
export interface ApiRequest {
  /** Upper case. */
  readonly method: string;
  /** Absolute, as the caller sees it. */
  readonly url: string;
  /** Still percent-encoded. */
  readonly path: string;
  /** Without `?`, still percent-encoded. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: RequestBody;
}

/** `too-large`: over the limit, in bytes, and not kept. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly limit: number };

/**
 * One way in which a request breaks the document. The keyword is JSON Schema's, or `syntax`, `mediaType`, `charset`,
 * `accept`.
 */
export interface Fault {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The parameter's name; empty for the body. */
  readonly name: string;
  /** JSON Pointer into the value. */
  readonly pointer: string;
  readonly keyword: string;
  /** What the document asks for: the keyword's value. */
  readonly expected: Json;
  /** What there is instead, in numbers: how many items are as `contains` says, which two of a list are equal. */
  readonly found?: Json;
  /** The documented property that one which is not documented was probably meant to be. */
  readonly intended?: string;
  /** Of a `oneOf` or `anyOf` that no branch was clearly meant of: the faults by each of those that are nearest. */
  readonly alternatives?: readonly (readonly Fault[])[];
}

/** What a request says once it is decoded and coerced by its operation's parameters and body. */
export interface DecodedRequest {
  readonly path: Readonly<Record<string, Json>>;
  /** Those that nobody documented are in it too, as strings. */
  readonly query: Readonly<Record<string, Json>>;
  /** Documented header parameters, by lower-case name; all others are asked from `headers`. */
  readonly header: Readonly<Record<string, Json>>;
  readonly cookie: Readonly<Record<string, Json>>;
  readonly headers: Headers;
  /** Undefined: there is none, or it could not be read. */
  readonly body: Json | undefined;
  /** How its numbers are written, by place: `path`, `query`, `header`, `cookie`, `body`; absent: as JSON writes them. */
  readonly digits?: Digits;
  /** What could not be decoded. */
  readonly faults: readonly Fault[];
}

/** Why a request got its answer: the value of `Sandbox-Trigger`. */
export type Trigger = 'prefer' | 'token' | 'rule' | 'fault' | 'example' | 'default' | 'route' | 'accept' | 'limit';

/** A body ready to be sent. */
export interface Payload {
  readonly mediaType: string;
  readonly value: Json;
  readonly digits?: Digits;
  /** Absent or null: JSON, or a text as it is. */
  readonly format?: BodyFormat | null;
  /** The value as the document writes it; left out, it is written by its media type. */
  readonly text?: string;
}

/** Header fields by name, in lower case. */
export type HeaderFields = Readonly<Record<string, string>>;

/** A body as it is sent. */
export interface EncodedBody {
  readonly mediaType: string;
  readonly data: string | Uint8Array<ArrayBuffer>;
}

/** An answer ready to be sent, but for what a request changes in it. */
export interface PreparedAnswer {
  readonly status: number;
  /** All of them, but for cookies. */
  readonly headers: HeaderFields;
  /** Those that a rule sees, and may set to something else. */
  readonly overridable: HeaderFields;
  /** Those that it may not. */
  readonly fixed: HeaderFields;
  /** Values of `Set-Cookie`, which are not joined to one (RFC 9110, section 5.3). */
  readonly cookies: readonly string[];
  /** Null: there is no body. */
  readonly content: EncodedBody | null;
}

/** What an operation answers has notes about the request beside it. */
export interface Notes {
  readonly faults: readonly Fault[];
  /**
   * Constraints that were set aside and that this request breaks, as `keyword place`; and `reference place` for what is
   * not known of the request or this answer, since a reference leads nowhere.
   */
  readonly setAside: readonly string[];
  /** The value of `Preference-Applied`, when a `Prefer` header was honoured. */
  readonly preferenceApplied: string | null;
  /** Milliseconds that the host waits before it answers. */
  readonly delay: number;
}

/** The answer to a request: all that is left to do is to fit it to the request, where a rule or a mirrored header asks for that. */
export type Decision =
  /** A documented answer. */
  | {
      readonly kind: 'scenario';
      readonly trigger: Trigger;
      readonly answer: PreparedAnswer;
      readonly scenario: string;
      /** Null when it has no body. */
      readonly payload: Payload | null;
      /** The rule that fits the answer to the request. */
      readonly rule: AnswerPlan | null;
      readonly notes: Notes;
    }
  /** An answer made for this request, in the document's error format. */
  | {
      readonly kind: 'built';
      readonly trigger: Trigger;
      readonly answer: PreparedAnswer;
      readonly scenario: string;
      readonly notes: Notes;
    }
  /** No operation was reached, or what was asked for does not exist; or a plain `OPTIONS`, which has no body. */
  | { readonly kind: 'refused'; readonly trigger: Trigger; readonly answer: PreparedAnswer };

/** Where a sandbox is found, as those who ask see it. */
export interface PublicAddress {
  /** `http://localhost:9000`, and behind a proxy what that has before the path: `https://example.com/sandbox`. */
  readonly origin: string;
  /** Where access tokens are given: `/_sandbox/oauth2/token`. */
  readonly tokenPath: string;
  /** Where it says so to clients: `/_sandbox/oauth2/.well-known/openid-configuration`. */
  readonly discoveryPath: string;
}
