import type { Format } from 'ajv';
import { equal, type Json, type JsonObject } from '../../../syntax/json.ts';
import { valueAt } from '../../../syntax/json-pointer.ts';
import { formats } from '../formats/index.ts';
import { linearPattern, type TextPattern } from '../patterns/linear-pattern.ts';
import { added, isFull } from './bounded-errors.ts';
import { isAmong, lengthOf, repeatedItem } from './comparisons.ts';
import type { CompileAt, CompiledValidator } from './compiled-validator.ts';
import { UnusableSchemaError } from './unusable-schema-error.ts';

/** Functions that generated code calls, by name. */
export const functions = {
  equal,
  isAmong,
  repeatedItem,
  lengthOf,
  // Generated code calls it on values that may have a property of this name.
  hasOwnProperty: Object.prototype.hasOwnProperty,
} as const;

/** What the code of a validator refers to, outside of itself. */
export interface StandaloneScope {
  readonly functions: typeof functions;
  readonly schema: Json;
  readonly definition: (name: string) => CompiledValidator;
  readonly format: (name: string) => Format | undefined;
  readonly pattern: (pattern: string) => TextPattern;
  readonly isFull: typeof isFull;
  readonly added: typeof added;
}

/** Creates a validator from code that was written ahead. */
export type ValidatorFactory = (scope: StandaloneScope) => CompiledValidator;

/** The validators of one schema: one that tracks which properties and items it evaluated, and one that does not. */
export interface StandaloneValidators {
  readonly plain?: ValidatorFactory;
  readonly tracking?: ValidatorFactory;
}

/**
 * Returns a function that finds the validators of a document's schemas among those that were compiled ahead. One that is
 * missing throws, so that no request counts as valid unchecked.
 */
export function standaloneCompilerOf(
  validators: Readonly<Record<string, StandaloneValidators>>,
  document: JsonObject,
): CompileAt {
  return (pointer, tracks, definition) => {
    const { plain, tracking } = (Object.hasOwn(validators, pointer) && validators[pointer]) || {};
    const factory = tracks ? tracking : (plain ?? tracking);
    if (!factory) throw new UnusableSchemaError(pointer, 'the build did not compile it');
    const schema = valueAt(document, pointer) ?? true;
    return factory({ functions, schema, definition, format, pattern: linearPattern, isFull, added });
  };
}

function format(name: string): Format | undefined {
  return formats[name];
}
