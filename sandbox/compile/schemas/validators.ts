import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CodeForbiddenError } from '../../problem.ts';
import type { Json, JsonObject } from '../../syntax/json.ts';
import { isObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import type { SchemaError, Schemas, Validator } from '../../validation/violation.ts';
import { withBoundedErrors, withinLimits } from './ajv/bounded-errors.ts';
import { Definitions, type SharedDefinitions } from './ajv/definitions.ts';
import { compareByData } from './ajv/equality.ts';
import { Memory } from './ajv/memory.ts';
import { acceptShorterArrays } from './ajv/prefix-items.ts';
import { reportAsOneError } from './ajv/quiet-keywords.ts';
import { changesOf, namesLeadingTo } from './document.ts';
import { customFormats, numberFormats, uncheckedFormats } from './formats/index.ts';
import { linearPattern } from './patterns/linear-pattern.ts';

/** Compiles the validators of a schema document. */
export type SchemaCompiler = (document: JsonObject) => Schemas;

/**
 * Creates a compiler based on Ajv, for hosts that may generate code. One Ajv instance serves all documents. A document has
 * the same validators at each call; each definition is compiled when a value first reaches it.
 *
 * The validator of a schema that Ajv cannot compile throws `UnusableSchemaError`, so that no request counts as valid
 * unchecked. Normalised schemas should not cause this.
 *
 * @throws CodeForbiddenError if the host forbids code generation
 */
export function createSchemaCompiler(): SchemaCompiler {
  if (!canGenerateCode()) throw new CodeForbiddenError();
  const ajv = new Ajv2020({
    allErrors: true,
    // Normalised schemas have known keywords and formats only; Ajv's strict mode also refuses valid schemas.
    strict: false,
    validateSchema: false,
    // Ajv's optimiser takes a third of the compile time, and V8 runs the unoptimised code as fast.
    code: { optimize: false, process: withBoundedErrors, regExp: Object.assign(linearPattern, { code: 'new RegExp' }) },
    // Messages are worded by `errors/schema-phrases.ts`.
    messages: false,
    addUsedSchema: false,
    // Inherited properties such as `toString` are not properties of a value.
    ownProperties: true,
    // 0.07 is a multiple of 0.01, although the quotient of the doubles is not an integer.
    multipleOfPrecision: 9,
    logger: false,
  });
  reportAsOneError(ajv);
  compareByData(ajv);
  acceptShorterArrays(ajv);
  addFormats.default(ajv);
  for (const name of uncheckedFormats) ajv.addFormat(name, true);
  for (const [name, check] of Object.entries(customFormats)) ajv.addFormat(name, check);
  for (const [name, validate] of Object.entries(numberFormats)) ajv.addFormat(name, { type: 'number', validate });

  const cache = new WeakMap<JsonObject, Compiled>();
  const memory = new Memory();

  function compiledDocument(document: JsonObject): Compiled {
    const entry = cache.get(document) ?? compile(document);
    cache.set(document, entry);
    return entry;
  }

  function compile(document: JsonObject): Compiled {
    const definitions = new Definitions(ajv, document, memory, unusableSchema, sharedBy(document));
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
  function sharedBy(document: JsonObject): SharedDefinitions | undefined {
    const changes = changesOf(document);
    if (!changes) return undefined;
    const others = namesLeadingTo(document, changes.names);
    const { definitions } = compiledDocument(changes.base);
    return { at: (name) => (others.has(name) ? undefined : definitions.at(name)) };
  }

  return (document) => compiledDocument(document).schemas;
}

/** A document with its validators. */
interface Compiled {
  readonly schemas: Schemas;
  readonly definitions: Definitions;
}

/** Tries to generate code, since Node has a flag against it, and workers and pages have policies. */
function canGenerateCode(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}

/** Thrown by validators of a schema that cannot be compiled. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchemaError';
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string) {
    super(`The schema at ${pointer} cannot be compiled: ${reason}`);
    this.pointer = pointer;
    this.reason = reason;
  }
}

function unusableSchema(pointer: string, error: unknown): UnusableSchemaError {
  return new UnusableSchemaError(pointer, error instanceof Error ? error.message : String(error));
}

const noErrors: readonly SchemaError[] = [];

/** Returns the validator of a boolean schema, which Ajv does not resolve (JSON Schema 2020-12 Core, 4.3.2). */
function booleanValidator(schema: boolean, pointer: string): Validator {
  const error: SchemaError = { instancePath: '', schemaPath: pointer, keyword: 'false schema', params: {} };
  return () => (schema ? noErrors : [error]);
}

function toValidator(validate: ValidateFunction, memory: Memory): Validator {
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
