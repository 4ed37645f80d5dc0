import type { Json } from '../../syntax/json.ts';

/** A collection in the Postman Collection Format 2.1.0, limited to the fields in use. */
export interface Collection {
  readonly info: {
    readonly _postman_id: string;
    readonly name: string;
    readonly description: string;
    readonly schema: string;
  };
  readonly item: readonly (Folder | Item)[];
  readonly event: readonly ScriptEvent[];
  readonly variable: readonly Variable[];
  readonly protocolProfileBehavior: ProtocolProfileBehavior;
}

export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly item: readonly (Folder | Item)[];
  readonly event?: readonly ScriptEvent[];
}

/** A request, and the responses saved with it. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly event: readonly ScriptEvent[];
  readonly protocolProfileBehavior?: ProtocolProfileBehavior;
  readonly request: PostmanRequest;
  readonly response: readonly SavedResponse[];
}

export interface PostmanRequest {
  readonly auth: Auth;
  readonly method: string;
  readonly header: readonly Header[];
  readonly body?: {
    readonly mode: 'raw';
    readonly raw: string;
    readonly options: { readonly raw: { readonly language: 'json' | 'xml' | 'text' } };
  };
  readonly url: Url;
  readonly description: string;
}

export interface Url {
  readonly raw: string;
  readonly host: readonly string[];
  readonly path: readonly string[];
  readonly query?: readonly QueryParameter[];
}

export interface QueryParameter {
  readonly key: string;
  /** Null for a parameter without `=`. */
  readonly value: string | null;
  readonly description?: string;
}

export interface Header {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
}

export type Auth =
  | { readonly type: 'noauth' }
  | { readonly type: 'bearer'; readonly bearer: readonly AuthAttribute[] }
  | { readonly type: 'basic'; readonly basic: readonly AuthAttribute[] }
  | { readonly type: 'apikey'; readonly apikey: readonly AuthAttribute[] };

export interface AuthAttribute {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
}

export interface SavedResponse {
  readonly id: string;
  readonly name: string;
  readonly originalRequest: Omit<PostmanRequest, 'description'>;
  readonly status: string;
  readonly code: number;
  readonly _postman_previewlanguage: string;
  readonly header: readonly Header[];
  readonly cookie: readonly [];
  readonly body: string;
}

export interface ScriptEvent {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

/** Options for sending a request (in Postman: protocol profile behavior). */
export interface ProtocolProfileBehavior {
  readonly followRedirects?: false;
  readonly disableBodyPruning?: true;
  readonly disableCookies?: true;
  /** Header fields that Postman must not add. */
  readonly disabledSystemHeaders?: Readonly<Record<string, true>>;
}

export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
  readonly description: string;
}

/** A Postman environment. */
export interface Environment {
  readonly id: string;
  readonly name: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type: 'default' | 'secret';
    readonly enabled: true;
  }[];
  readonly _postman_variable_scope: 'environment';
}

/** Returns an event with a script that runs before a request or after its response. */
export function scriptEvent(listen: ScriptEvent['listen'], script: string): ScriptEvent {
  return { listen, script: { type: 'text/javascript', exec: script.split('\n') } };
}

/** Returns JSON as a JavaScript literal (all of JSON is valid since ECMAScript 2019). */
export function literal(value: Json): string {
  return JSON.stringify(value, null, 2);
}
