/** One line of an API's table: a request as a client would send it, and the scenario that must answer. */
export interface Row {
  /** What the client did, in words: "a wrong check digit in the NHS number". */
  readonly title: string;
  readonly request: {
    readonly method: string;
    /** From the server's root, with base path and query: `/nhs-app/communication/report/patients?page=1`. */
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** A string is sent as it is; anything else as JSON. */
    readonly body?: unknown;
  };
  readonly want: {
    readonly status: number;
    /** `Sandbox-Scenario`. */
    readonly scenario: string;
    /** `Sandbox-Trigger`. */
    readonly trigger: 'prefer' | 'token' | 'rule' | 'fault' | 'example' | 'default' | 'accept' | 'limit';
    /** Response headers; null for one that must be absent. */
    readonly headers?: Readonly<Record<string, string | null>>;
    /** Compared with the whole body, deeply. */
    readonly body?: unknown;
    /** Places that the body must have, by JSON Pointer. */
    readonly places?: Readonly<Record<string, unknown>>;
  };
}
