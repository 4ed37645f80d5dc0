/** One request and its answer, as an access log shows them. */
export interface AccessLogEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly scenario: string | null;
  readonly trigger: string | null;
  /** Milliseconds from the request to its answer, in tenths. */
  readonly ms: number;
}
