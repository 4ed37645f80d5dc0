import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from '../notation/json.ts';
import { isObject } from '../notation/json.ts';
import { escapeToken, tokensOf, valueAt } from '../notation/json-pointer.ts';
import type { SchemaError, Schemas, Validator } from '../triggers/schema-errors.ts';
import { compilerInOrder } from './compile-order.ts';
import { customFormats, numberFormats, uncheckedFormats } from './formats/index.ts';

/** Makes validators for the schemas of an operation, each compiled when it is first asked for. */
export type SchemaCompiler = (document: JsonObject) => Schemas;

/**
 * Validators made by Ajv, for hosts that may generate code. One instance serves all documents; the same schema document
 * gives the same validators.
 *
 * A schema that Ajv cannot compile throws `UnusableSchema`: bundles are made so that this does not happen, and the
 * compiler of operations tries each schema before it hands out a plan.
 */
export function createSchemaCompiler(): SchemaCompiler {
  const ajv = new Ajv2020({
    allErrors: true,
    // Errors then carry the schema object that they come from, which tells its place; Ajv's own paths do not always.
    verbose: true,
    // Bundles hold known keywords and formats only; what is merely odd in a sound schema is no reason to refuse it.
    strict: false,
    validateSchema: false,
    code: { process: collectInPlace },
    addUsedSchema: false,
    // A property is what the value has itself, whatever every object inherits.
    ownProperties: true,
    // 0.07 is a multiple of 0.01, though not in binary fractions.
    multipleOfPrecision: 9,
    logger: false,
  });
  addFormats.default(ajv);
  for (const name of uncheckedFormats) ajv.addFormat(name, true);
  for (const [name, check] of Object.entries(customFormats)) ajv.addFormat(name, check);
  for (const [name, validate] of Object.entries(numberFormats)) ajv.addFormat(name, { type: 'number', validate });

  const known = new WeakMap<JsonObject, Schemas>();
  let count = 0;

  function compile(document: JsonObject): Schemas {
    count += 1;
    const id = `sandbox:${count}`;
    ajv.addSchema(document, id);
    const validators = new Map<string, Validator>();
    const places = placesOf(document);
    const compileNeeded = compilerInOrder(ajv, document, id, unusable);
    const validatorFor = (schema: Json | undefined, place: string): Validator => {
      if (typeof schema === 'boolean') return constant(schema, place);
      compileNeeded(place);
      return wrap(getSchema(id, place), places);
    };
    return {
      document,
      validatorAt: (place) => {
        const ready = validators.get(place) ?? validatorFor(valueAt(document, place), place);
        validators.set(place, ready);
        return ready;
      },
    };
  }

  function getSchema(id: string, place: string): ValidateFunction {
    const reference = `${id}#${tokensOf(place)
      .map((token) => `/${encodeURIComponent(escapeToken(token))}`)
      .join('')}`;
    try {
      const validate = ajv.getSchema(reference);
      if (validate) return validate;
    } catch (error) {
      throw unusable(place, error);
    }
    throw new UnusableSchema(place, 'there is no such schema');
  }

  return (document) => {
    const schemas = known.get(document) ?? compile(document);
    known.set(document, schemas);
    return schemas;
  };
}

/**
 * Ajv's code copies all errors so far whenever a referenced schema adds some, so that a list of n wrong items takes time
 * in n²: minutes for a body of half a megabyte. Adding them in place takes a tenth of a second.
 */
function collectInPlace(code: string): string {
  return code.replace(
    /\b(\w+) = \1 === null \? (\w+)\.errors : \1\.concat\(\2\.errors\)/g,
    'if ($1 === null) $1 = $2.errors; else for (const error of $2.errors) $1.push(error)',
  );
}

/** A schema that cannot be compiled. */
export class UnusableSchema extends Error {
  override readonly name = 'UnusableSchema';
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`The schema at ${place} cannot be compiled: ${reason}`);
  }
}

function unusable(place: string, error: unknown): UnusableSchema {
  return new UnusableSchema(place, error instanceof Error ? error.message : String(error));
}

const valid: readonly SchemaError[] = [];

/** A value with more errors than this is not looked at further: nobody reads them, and each costs time. */
const mostErrors = 1000;

/** The schemas `true` and `false`, which Ajv does not look up (JSON Schema 2020-12 Core, 4.3.2). */
function constant(schema: boolean, place: string): Validator {
  const error: SchemaError = { instancePath: '', schemaPath: place, keyword: 'false schema', params: {} };
  return () => (schema ? valid : [error]);
}

function wrap(validate: ValidateFunction, places: ReadonlyMap<unknown, string>): Validator {
  return (value: Json) => {
    if (validate(value)) return valid;
    // Copied at once: the next call overwrites `errors`.
    return (validate.errors ?? [])
      .slice(0, mostErrors)
      .map(({ instancePath, schemaPath, keyword, params, propertyName, parentSchema }) => {
        const owner = places.get(parentSchema);
        return {
          instancePath,
          schemaPath: owner === undefined ? schemaPath.slice(1) : `${owner}/${escapeToken(keyword)}`,
          keyword,
          params: {
            ...(isObject(params) && params),
            ...(propertyName !== undefined && keyword !== 'propertyNames' && { within: propertyName }),
          },
        };
      });
  };
}

/** Where each schema object of a document is. */
function placesOf(document: JsonObject): ReadonlyMap<unknown, string> {
  const places = new Map<unknown, string>();
  const visit = (value: Json, place: string): void => {
    if (typeof value !== 'object' || value === null || places.has(value)) return;
    places.set(value, place);
    for (const [key, child] of Object.entries(value)) visit(child, `${place}/${escapeToken(key)}`);
  };
  visit(document, '');
  return places;
}
