import type { Fault } from '../exchange.ts';
import type { Json } from '../notation/json.ts';

/** One thing that an error body states. */
export interface Issue {
  /** What is wrong with the request; null for a refusal that concerns no place in it. */
  readonly fault: Fault | null;
  /** A sentence for a person. */
  readonly detail: string;
  /** How a documented example states this very issue. */
  readonly wording?: Wording;
}

export interface Wording {
  /** An issue of a documented body, as `statements` gives it. */
  readonly statement: Json;
  /** False: it was said of another place (another item of a list), so the place is put right. */
  readonly exact: boolean;
}

/** What a body is built for, and whose manner it follows. */
export interface ErrorContext {
  readonly status: number;
  /** A documented body of the format, and the status it was documented for. */
  readonly template: { readonly body: Json; readonly status: number } | null;
}

/** A family of error bodies. */
export interface ErrorFormat {
  /** Where a body of it is sent without a documented media type. */
  readonly mediaType: string;
  /** Whether a body is of this format. */
  recognises(body: Json): boolean;
  /** The issues that a body states, one by one. */
  statements(body: Json): readonly Json[];
  /** A body that states the issues, of which there is at least one. */
  build(issues: readonly Issue[], context: ErrorContext): Json;
}
