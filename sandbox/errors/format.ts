import type { Fault } from '../exchange.ts';
import type { LocationStyle } from '../plan.ts';
import type { Json } from '../syntax/json.ts';

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
  /** The issue of a documented body's statement. */
  readonly statement: Json;
  /** False: it was said of another place (another item of a list), so the place is put right. */
  readonly isExactMatch: boolean;
}

/** One thing that a documented body states, read for what it is about. */
export interface Statement {
  /** As the body has it. */
  readonly issue: Json;
  /** Where the format's own members say it is. */
  readonly places: readonly StatedPlace[];
  /** Its texts, the most telling first. */
  readonly words: readonly string[];
}

/** A place as it is written: a JSON Pointer; a path with dots, such as FHIRPath; the name of a parameter or header. */
export interface StatedPlace {
  readonly as: 'pointer' | 'path' | 'parameter' | 'header';
  readonly text: string;
}

/** What a body is built for, and whose manner it follows. */
export interface ErrorContext {
  readonly status: number;
  /** A documented body of the format, and the status it was documented for. */
  readonly template: { readonly body: Json; readonly status: number } | null;
  /** How documented bodies say where something is wrong; absent or null: as the format does. */
  readonly places?: LocationStyle | null;
}

/** A family of error bodies. */
export interface ErrorFormat {
  /** Where a body of it is sent without a documented media type. */
  readonly mediaType: string;
  /** Whether a body is of this format. */
  recognises(body: Json): boolean;
  /** What a body states, one by one. */
  statements(body: Json): readonly Statement[];
  /** A body that states the issues, of which there is at least one. */
  build(issues: readonly Issue[], context: ErrorContext): Json;
}
