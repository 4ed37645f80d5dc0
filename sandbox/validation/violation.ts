import type { ConstraintPlan } from '../plan.ts';
import type { Json, JsonObject } from '../syntax/json.ts';

/** One failed keyword as a validator reports it: the shape of Ajv's errors, which emitted validators share. */
export interface SchemaError {
  /** JSON Pointer into the value. */
  readonly instancePath: string;
  /** Place of the keyword in the schema document: `/$defs/Patient/properties/name/maxLength`. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: JsonObject;
}

/** Checks a value against one schema; all that fails, not only the first. */
export type Validator = (value: Json) => readonly SchemaError[];

/** An operation's schemas: the document, and the validator for any place in it. */
export interface Schemas {
  readonly document: JsonObject;
  readonly validatorAt: (place: string) => Validator;
  /** Does some work in which one value is validated several times: what is found out of its parts is found out once. */
  readonly remembering: <T>(work: () => T) => T;
}

/** Which constraint of which schema failed where in the value. */
export interface Violation {
  /** Where a person would look: a missing property's own place. */
  readonly pointer: string;
  /** The value that the constraint was applied to. */
  readonly instance: string;
  readonly keyword: string;
  readonly expected: Json;
  readonly constraint: ConstraintPlan;
  /** See `Fault`. */
  readonly found?: Json;
  readonly intended?: string;
  /** Of a choice whose branches are equally near: what each of them says instead. */
  readonly alternatives?: readonly (readonly Violation[])[];
}

/** Returns a key for maps and sets of constraints; that of a keyword other than `required` is its pointer. */
export function constraintKey({ pointer, property }: ConstraintPlan): string {
  return property === null ? pointer : `${pointer}\n${property}`;
}
