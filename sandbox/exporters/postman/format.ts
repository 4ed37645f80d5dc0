import type { Json } from '../../syntax/json.ts';

/** A file of the Postman Collection Format, 2.1.0, as far as it is written here. */
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

/** A request, with the answers that are saved beside it. */
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
  /** Null: there is no `=`. */
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

/** How a request is sent (Postman: protocol profile behaviour). */
export interface ProtocolProfileBehavior {
  readonly followRedirects?: false;
  readonly disableBodyPruning?: true;
  readonly disableCookies?: true;
  /** Header fields that Postman would add of its own accord. */
  readonly disabledSystemHeaders?: Readonly<Record<string, true>>;
}

export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
  readonly description: string;
}

/** A file of a Postman environment. */
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

/** A script that runs before a request is sent, or when its answer has come. */
export function scriptEvent(listen: ScriptEvent['listen'], script: string): ScriptEvent {
  return { listen, script: { type: 'text/javascript', exec: script.split('\n') } };
}

/** Data as a script writes it (ECMA-262, since the edition of 2019, takes all of JSON). */
export function literal(value: Json): string {
  return JSON.stringify(value, null, 2);
}
