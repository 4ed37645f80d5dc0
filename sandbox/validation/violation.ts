import type { ConstraintPlan } from '../plan.ts';
import type { Json, JsonObject } from '../syntax/json.ts';

/** A failed keyword as a validator reports it, in the structure of Ajv's error objects. */
export interface SchemaError {
  /** JSON Pointer into the value. */
  readonly instancePath: string;
  /** JSON Pointer of the keyword in the schema document: `/$defs/Patient/properties/name/maxLength`. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: JsonObject;
}

/** Validates a value against one schema, and returns all errors. */
export type Validator = (value: Json) => readonly SchemaError[];

/** A schema document, with validators for all schemas in it. */
export interface Schemas {
  readonly document: JsonObject;
  readonly validatorAt: (pointer: string) => Validator;
  /** Runs a callback that validates one value several times; results for its parts are cached meanwhile. */
  readonly withCache: <T>(callback: () => T) => T;
}

/** Returns the validators of a schema document: the same ones at each call. */
export type SchemaCompiler = (document: JsonObject) => Schemas;

/** A constraint that a value breaks. */
export interface Violation {
  /** JSON Pointer to the wrong value; a missing property is reported at its own location. */
  readonly pointer: string;
  /** JSON Pointer to the value that the constraint was applied to. */
  readonly instance: string;
  readonly keyword: string;
  readonly expected: Json;
  /** The broken keyword in the schema document. */
  readonly constraint: ConstraintPlan;
  /** See `Fault`. */
  readonly found?: Json;
  readonly intended?: string;
  /** Of a choice without a clearly intended branch: the violations of each of the closest branches. */
  readonly alternatives?: readonly (readonly Violation[])[];
}

/** Returns a key for maps and sets of constraints; that of a keyword other than `required` is its pointer. */
export function constraintKey({ pointer, property }: ConstraintPlan): string {
  return property === null ? pointer : `${pointer}\n${property}`;
}
