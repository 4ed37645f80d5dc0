import type { Fault } from '../exchange.ts';
import type { LocationStyle } from '../plan.ts';
import type { Json } from '../syntax/json.ts';

/** One problem that an error body reports. */
export interface Issue {
  /** The fault in the request; null for a refusal that concerns no location, such as a 404. */
  readonly fault: Fault | null;
  /** A human-readable sentence. */
  readonly detail: string;
  /** The wording that a documented example uses for this problem. */
  readonly wording?: Wording;
}

/** How a documented example words a problem. */
export interface Wording {
  /** The `issue` of a statement in a documented body. */
  readonly statement: Json;
  /**
   * False if the example words it for another location (another list item), so that the location has to be replaced.
   */
  readonly isExactMatch: boolean;
}

/** One problem that a documented error body states, as read from its format. */
export interface Statement {
  /** The part of the body that states the problem. */
  readonly issue: Json;
  /** Locations from the members that the format reserves for them. */
  readonly places: readonly StatedPlace[];
  /** Its texts, the most specific first. */
  readonly words: readonly string[];
}

/**
 * A location in its written form: a JSON Pointer; a dotted path such as FHIRPath; or the name of a parameter or header.
 */
export interface StatedPlace {
  readonly as: 'pointer' | 'path' | 'parameter' | 'header';
  readonly text: string;
}

/** The status of an error body to build, and the documented body whose style it follows. */
export interface ErrorContext {
  readonly status: number;
  /** A documented body in this format, and the status that it documents. */
  readonly template: { readonly body: Json; readonly status: number } | null;
  /** How documented bodies write locations in a body; absent or null: as the format prescribes. */
  readonly locationStyle?: LocationStyle | null;
}

/** An error format: recognises bodies, reads what they state, and builds new ones. */
export interface ErrorFormat {
  /** The media type of such a body when the document names none. */
  readonly mediaType: string;
  /** Whether a body is in this format. */
  recognises(body: Json): boolean;
  /** Returns the problems that a body states. */
  statements(body: Json): readonly Statement[];
  /** Builds a body that reports the issues, of which there is at least one. */
  build(issues: readonly Issue[], context: ErrorContext): Json;
}
