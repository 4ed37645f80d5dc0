/** One record of the access log: a request and its answer. */
export interface AccessLogEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly scenario: string | null;
  readonly trigger: string | null;
  /** What is probably a mistake in the request, as `Sandbox-Hint` says it. */
  readonly hint: string | null;
  /** Milliseconds from the request to its answer, rounded to tenths. */
  readonly ms: number;
}
