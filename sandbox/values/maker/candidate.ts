import type { Json, JsonObject } from '../../syntax/json.ts';
import type { Budget } from '../size-budget.ts';
import type { Chance } from './chance.ts';

/** How values are made. */
export interface MakerOptions {
  /** The bundle that references lead into. */
  readonly document: JsonObject;
  /** Properties with this flag are left out (OpenAPI 3.1.1, 4.8.24.2). */
  readonly skip: 'readOnly' | 'writeOnly';
  /** What is written as a text cannot be an empty list, and anything is a word there, not null. */
  readonly as: 'data' | 'text';
  /** Null: the plainest value, the same each time. */
  readonly chance: Chance | null;
  /** Objects and lists that nobody asks for are left out below this depth. */
  readonly deepest: number;
  /** The size of what is made, in characters of JSON. */
  readonly room: Budget;
  /** The room that is left to what nobody asks for. */
  readonly reserve: number;
  /** Values that may be tried. */
  readonly tries: Budget;
}

/** Where in a value another is made. */
export interface ValuePosition {
  /** The schemas that it is a part of. */
  readonly above: ReadonlySet<Json>;
  readonly depth: number;
  /** Whether there must be a value. */
  readonly isNeeded: boolean;
  /** The property's name; empty: it is none. */
  readonly name: string;
  /** What an example of the whole has here. */
  readonly given?: Json | undefined;
}

/** A value, undefined where none is made; whether it obeys its schemas. */
export interface Made {
  readonly value: Json | undefined;
  readonly isValid: boolean;
}

/** A value that may do. `isBuilt`: what is in it was made for the same schemas, and obeys them. */
export interface Candidate extends Made {
  readonly isBuilt: boolean;
}

/** Makes values for schemas, and for the parts of a value. */
export interface ValueMaker {
  readonly options: MakerOptions;
  /** A value for schemas that describe it together; if none obeys them all, the first that was tried. */
  make(schemas: readonly Json[], position: ValuePosition): Made;
  /** Whether a property is not sent in this direction. */
  isSkipped(schemas: readonly Json[]): boolean;
}
