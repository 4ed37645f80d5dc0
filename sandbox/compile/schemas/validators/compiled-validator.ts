import type { ErrorObject } from 'ajv';
import type { DataValidationCxt, Evaluated } from 'ajv/dist/types/index.js';

/** A function that Ajv generated, with the results of its last call. */
export interface CompiledValidator {
  (this: unknown, data: unknown, context?: DataValidationCxt): data is unknown;
  errors?: null | ErrorObject[];
  /** Which properties and items the last call evaluated, if the validator tracks that. */
  evaluated?: Evaluated;
}

/**
 * Returns the validator of the schema at a JSON Pointer into a schema document: compiles it, or finds what was compiled
 * ahead.
 *
 * @param tracks whether it must record which properties and items it evaluated
 * @param definition returns the validators of the definitions that the schema refers to
 * @throws UnusableSchemaError if there is none
 */
export type CompileAt = (
  pointer: string,
  tracks: boolean,
  definition: (name: string) => CompiledValidator,
) => CompiledValidator;
