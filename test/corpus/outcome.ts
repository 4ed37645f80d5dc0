/** What became of one document: printed by `try-document.ts` as one line of JSON, read by `run.ts`. */
export interface Outcome {
  readonly ended: true;
  /** Path below the corpus: `api/stripe.com.json`. */
  readonly document: string;
  /** Why it cannot be served, in the words of the command line; null: it starts. */
  readonly unusable: string | null;
  readonly operations: number;
  readonly scenarios: number;
  readonly reached: number;
  /** Ids of scenarios that no sample request reaches. */
  readonly unreached: readonly string[];
  /** Sample requests that are not answered as documented: the scenario's id, and what is different. */
  readonly differing: readonly string[];
  /** Successes (status below 400); how many of them are reached without an explicit choice, and the ids of the others. */
  readonly successes: number;
  readonly naturalSuccesses: number;
  readonly chosen: readonly string[];
  /** Operations that document a success, and the keys of those whose ordinary requests reach none. */
  readonly succeeding: number;
  readonly unnatural: readonly string[];
  /** Documented 4xx, and how many of them are reached without an explicit choice. */
  readonly clientErrors: number;
  readonly naturalClientErrors: number;
  /** Answers with a 5xx that no sample request asked for: `GET /pets -> 500`. */
  readonly serverErrors: readonly string[];
  /** How often `check` tells each code. */
  readonly problems: Readonly<Record<string, number>>;
  /** Seconds of CPU: in all, and in the longest step, which blocks the process. */
  readonly cpu: number;
  readonly maxSeen: { readonly step: string; readonly cpu: number };
  /** Largest resident memory, in MB. */
  readonly memory: number;
}

/** A document whose process did not end by itself: it crashed, or reached a limit. */
export interface Failure {
  readonly ended: false;
  readonly document: string;
  /** A signal, or an exit code. */
  readonly reason: string;
  /** The last lines that it printed. */
  readonly log: readonly string[];
}
