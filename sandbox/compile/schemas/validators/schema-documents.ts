import { isObject, type Json, type JsonObject } from '../../../syntax/json.ts';
import { valueAt } from '../../../syntax/json-pointer.ts';
import type { SchemaError, Schemas, Validator } from '../../../validation/violation.ts';
import { changesOf, namesLeadingTo } from '../document.ts';
import { withinLimits } from './bounded-errors.ts';
import type { CompileAt, CompiledValidator } from './compiled-validator.ts';
import { Definitions, type SharedDefinitions } from './definitions.ts';
import { Memory } from './memory.ts';

/** A document with its validators. */
interface Compiled {
  readonly schemas: Schemas;
  readonly definitions: Definitions;
}

/**
 * Schema documents with their validators. Each definition is compiled when a value first reaches it; documents that are
 * derived from another share its definitions.
 *
 * The validator of a schema that cannot be compiled throws `UnusableSchemaError`, so that no request counts as valid
 * unchecked. Normalised schemas should not cause this.
 */
export class SchemaDocuments {
  readonly #compilerOf: (document: JsonObject) => CompileAt;
  readonly #known = new WeakMap<JsonObject, Compiled>();
  readonly #memory = new Memory();

  /** @param compilerOf returns the function that compiles the schemas of a document */
  constructor(compilerOf: (document: JsonObject) => CompileAt) {
    this.#compilerOf = compilerOf;
  }

  schemas(document: JsonObject): Schemas {
    return this.#compiled(document).schemas;
  }

  /** Compiles the schema at a pointer now, without those that it refers to. @throws UnusableSchemaError if it cannot be */
  compileNow(document: JsonObject, pointer: string): void {
    this.#compiled(document).definitions.compileNow(pointer);
  }

  #compiled(document: JsonObject): Compiled {
    const known = this.#known.get(document) ?? this.#add(document);
    this.#known.set(document, known);
    return known;
  }

  #add(document: JsonObject): Compiled {
    const memory = this.#memory;
    const definitions = new Definitions(document, this.#compilerOf(document), memory, this.#sharedBy(document));
    const validators = new Map<string, Validator>();
    const validatorFor = (schema: Json | undefined, pointer: string): Validator =>
      typeof schema === 'boolean'
        ? booleanValidator(schema, pointer)
        : toValidator(definitions.validatorAt(pointer), memory);
    const schemas: Schemas = {
      document,
      validatorAt: (pointer) => {
        const validator = validators.get(pointer) ?? validatorFor(valueAt(document, pointer), pointer);
        validators.set(pointer, validator);
        return validator;
      },
      withCache: (work) => memory.during(work),
    };
    return { schemas, definitions };
  }

  /** Returns the unchanged definitions of the document that this one is derived from. */
  #sharedBy(document: JsonObject): SharedDefinitions | undefined {
    const changes = changesOf(document);
    if (!changes) return undefined;
    const others = namesLeadingTo(document, changes.names);
    const { definitions } = this.#compiled(changes.base);
    return { at: (name) => (others.has(name) ? undefined : definitions.at(name)) };
  }
}

const noErrors: readonly SchemaError[] = [];

/** Returns the validator of a boolean schema, which Ajv does not resolve (JSON Schema 2020-12 Core, 4.3.2). */
function booleanValidator(schema: boolean, pointer: string): Validator {
  const error: SchemaError = { instancePath: '', schemaPath: pointer, keyword: 'false schema', params: {} };
  return () => (schema ? noErrors : [error]);
}

function toValidator(validate: CompiledValidator, memory: Memory): Validator {
  return (value: Json) => {
    if (memory.during(() => validate(value))) return noErrors;
    // Copied here, since the next call overwrites `errors`.
    return withinLimits(validate.errors ?? []).map(({ instancePath, schemaPath, keyword, params }) => ({
      instancePath,
      schemaPath: decodeURIComponent(schemaPath.slice(1)),
      keyword,
      params: isObject(params) ? params : {},
    }));
  };
}
