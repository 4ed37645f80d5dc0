import type { Json, JsonObject } from '../../syntax/json.ts';
import type { Budget } from '../size-budget.ts';
import type { Chance } from './random.ts';

/** The settings and budgets of one run. */
export interface MakerOptions {
  /** The schema document that references point into. */
  readonly document: JsonObject;
  /** Optional properties with this flag are left out (OpenAPI 3.1.1, 4.8.24.2). */
  readonly skip: 'readOnly' | 'writeOnly';
  /** `text` has no empty arrays, and a string in place of null for a schema that allows anything. */
  readonly as: 'data' | 'text';
  /** Null for the sample value. */
  readonly chance: Chance | null;
  /** Optional objects and arrays below this depth are left out. */
  readonly deepest: number;
  /** The size of the value, in characters of JSON. */
  readonly room: Budget;
  /** The part of `room` that is kept for required properties. */
  readonly reserve: number;
  /** Candidates that may be tried. */
  readonly tries: Budget;
}

/** The position in the whole value of a value to make. */
export interface ValuePosition {
  /** The schemas on the way from the root. */
  readonly above: ReadonlySet<Json>;
  readonly depth: number;
  /** Whether it is required. */
  readonly isNeeded: boolean;
  /** The name of the nearest property above or at it; empty if there is none. */
  readonly name: string;
  /** The value that an example of a schema above has here. */
  readonly given?: Json | undefined;
}

/** The value made for some schemas: undefined if it is left out. */
export interface Made {
  readonly value: Json | undefined;
  readonly isValid: boolean;
}

/** A value to try. */
export interface Candidate extends Made {
  /** Whether its properties and items were made, and so validated, one by one. */
  readonly isBuilt: boolean;
}

/** Makes values for schemas; the parts of a value are made by calling it again. */
export interface ValueMaker {
  readonly options: MakerOptions;
  /** Makes a value for schemas that apply together; if none satisfies them all, returns the first candidate. */
  make(schemas: readonly Json[], position: ValuePosition): Made;
  /** Whether a property with these schemas is not sent in this direction. */
  isSkipped(schemas: readonly Json[]): boolean;
}
