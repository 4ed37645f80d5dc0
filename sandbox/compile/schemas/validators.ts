import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CodeForbiddenError } from '../../problem.ts';
import type { Json, JsonObject } from '../../syntax/json.ts';
import { isObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import type { SchemaError, Schemas, Validator } from '../../validation/violation.ts';
import { withBoundedErrors, worthReporting } from './ajv/bounded-errors.ts';
import { Definitions, type SharedDefinitions } from './ajv/definitions.ts';
import { compareByData } from './ajv/equality.ts';
import { takeShorterLists } from './ajv/prefix-items.ts';
import { keepQuiet } from './ajv/quiet-keywords.ts';
import { Memory } from './ajv/remembering.ts';
import { changesOf, namesLeadingTo } from './document.ts';
import { customFormats, numberFormats, uncheckedFormats } from './formats/index.ts';
import { linearPattern } from './patterns/linear-pattern.ts';

/** Makes validators for a schema document. */
export type SchemaCompiler = (document: JsonObject) => Schemas;

/**
 * Validators made by Ajv, for hosts that may generate code. One instance serves all documents; the same schema document
 * gives the same validators, each definition compiled when a value first comes to it.
 *
 * A validator of a schema that Ajv cannot compile throws `UnusableSchemaError`: schemas are normalised so that this does not
 * happen, and a request that comes to one is not taken for a valid one.
 *
 * @throws CodeForbiddenError where no code may be generated: a validator that cannot be made must not take everything
 */
export function createSchemaCompiler(): SchemaCompiler {
  if (!mayGenerateCode()) throw new CodeForbiddenError();
  const ajv = new Ajv2020({
    allErrors: true,
    // Bundles hold known keywords and formats only; what is merely odd in a sound schema is no reason to refuse it.
    strict: false,
    validateSchema: false,
    // Ajv's own optimiser takes a third of the time of compiling, and V8 makes no slower code of what it leaves.
    code: { optimize: false, process: withBoundedErrors, regExp: Object.assign(linearPattern, { code: 'new RegExp' }) },
    // Told in words of our own.
    messages: false,
    addUsedSchema: false,
    // A property is what the value has itself, whatever every object inherits.
    ownProperties: true,
    // 0.07 is a multiple of 0.01, though not in binary fractions.
    multipleOfPrecision: 9,
    logger: false,
  });
  keepQuiet(ajv);
  compareByData(ajv);
  takeShorterLists(ajv);
  addFormats.default(ajv);
  for (const name of uncheckedFormats) ajv.addFormat(name, true);
  for (const [name, check] of Object.entries(customFormats)) ajv.addFormat(name, check);
  for (const [name, validate] of Object.entries(numberFormats)) ajv.addFormat(name, { type: 'number', validate });

  const known = new WeakMap<JsonObject, Compiled>();
  const memory = new Memory();

  function compiled(document: JsonObject): Compiled {
    const made = known.get(document) ?? compile(document);
    known.set(document, made);
    return made;
  }

  function compile(document: JsonObject): Compiled {
    const definitions = new Definitions(ajv, document, memory, unusable, sharedBy(document));
    const validators = new Map<string, Validator>();
    const validatorFor = (schema: Json | undefined, place: string): Validator =>
      typeof schema === 'boolean' ? constant(schema, place) : wrap(definitions.validatorAt(place), memory);
    const schemas: Schemas = {
      document,
      validatorAt: (place) => {
        const ready = validators.get(place) ?? validatorFor(valueAt(document, place), place);
        validators.set(place, ready);
        return ready;
      },
      withCache: (work) => memory.during(work),
    };
    return { schemas, definitions };
  }

  /** The definitions of the document that this one was made from, where nothing of them was changed. */
  function sharedBy(document: JsonObject): SharedDefinitions | undefined {
    const changes = changesOf(document);
    if (!changes) return undefined;
    const others = namesLeadingTo(document, changes.names);
    const { definitions } = compiled(changes.base);
    return { at: (name) => (others.has(name) ? undefined : definitions.at(name)) };
  }

  return (document) => compiled(document).schemas;
}

/** A document with its validators. */
interface Compiled {
  readonly schemas: Schemas;
  readonly definitions: Definitions;
}

/** Found out by doing it: Node has a flag against it, and workers and pages have policies. */
function mayGenerateCode(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}

/** A schema that cannot be compiled. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchema';
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`The schema at ${place} cannot be compiled: ${reason}`);
  }
}

function unusable(place: string, error: unknown): UnusableSchemaError {
  return new UnusableSchemaError(place, error instanceof Error ? error.message : String(error));
}

const valid: readonly SchemaError[] = [];

/** The schemas `true` and `false`, which Ajv does not look up (JSON Schema 2020-12 Core, 4.3.2). */
function constant(schema: boolean, place: string): Validator {
  const error: SchemaError = { instancePath: '', schemaPath: place, keyword: 'false schema', params: {} };
  return () => (schema ? valid : [error]);
}

function wrap(validate: ValidateFunction, memory: Memory): Validator {
  return (value: Json) => {
    if (memory.during(() => validate(value))) return valid;
    // Copied at once: the next call overwrites `errors`.
    return worthReporting(validate.errors ?? []).map(({ instancePath, schemaPath, keyword, params }) => ({
      instancePath,
      schemaPath: decodeURIComponent(schemaPath.slice(1)),
      keyword,
      params: isObject(params) ? params : {},
    }));
  };
}
