import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from '../notation/json.ts';
import { isObject } from '../notation/json.ts';
import { escapeToken, tokensOf, valueAt } from '../notation/json-pointer.ts';
import { CodeForbidden } from '../problem.ts';
import type { SchemaError, Schemas, Validator } from '../triggers/schema-errors.ts';
import { withBoundedErrors, worthTelling } from './ajv/bounded-errors.ts';
import { compareByData } from './ajv/equality.ts';
import { takeShorterLists } from './ajv/prefix-items.ts';
import { keepQuiet } from './ajv/quiet-keywords.ts';
import { Memory } from './ajv/remembering.ts';
import { compilerInOrder } from './compile-order.ts';
import { customFormats, numberFormats, uncheckedFormats } from './formats/index.ts';
import { linearPattern } from './patterns/linear-pattern.ts';

/** Makes validators for the schemas of an operation, each compiled when it is first asked for. */
export type SchemaCompiler = (document: JsonObject) => Schemas;

/**
 * Validators made by Ajv, for hosts that may generate code. One instance serves all documents; the same schema document
 * gives the same validators.
 *
 * @throws CodeForbidden where that may not be: a validator that cannot be made must not take everything
 *
 * A schema that Ajv cannot compile throws `UnusableSchema`: bundles are made so that this does not happen, and the
 * compiler of operations tries each schema before it hands out a plan.
 */
export function createSchemaCompiler(): SchemaCompiler {
  if (!mayGenerateCode()) throw new CodeForbidden();
  const ajv = new Ajv2020({
    allErrors: true,
    // Errors then carry the schema object that they come from, which tells its place; Ajv's own paths do not always.
    verbose: true,
    // Bundles hold known keywords and formats only; what is merely odd in a sound schema is no reason to refuse it.
    strict: false,
    validateSchema: false,
    code: { process: withBoundedErrors, regExp: Object.assign(linearPattern, { code: 'new RegExp' }) },
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

  const known = new WeakMap<JsonObject, Schemas>();
  const memory = new Memory();
  let count = 0;

  function compile(document: JsonObject): Schemas {
    count += 1;
    const id = `sandbox:${count}`;
    ajv.addSchema(document, id);
    const validators = new Map<string, Validator>();
    const places = placesOf(document);
    // What was evaluated is gone into only where somebody asks for it: it takes longer than to validate.
    const unevaluated = asksForUnevaluated(places);
    const compileNeeded = compilerInOrder(ajv, document, id, memory, unusable);
    const validatorFor = (schema: Json | undefined, place: string): Validator => {
      if (typeof schema === 'boolean') return constant(schema, place);
      ajv.opts.unevaluated = unevaluated;
      compileNeeded(place);
      return wrap(getSchema(id, place), places, memory);
    };
    return {
      document,
      validatorAt: (place) => {
        const ready = validators.get(place) ?? validatorFor(valueAt(document, place), place);
        validators.set(place, ready);
        return ready;
      },
      remembering: (work) => memory.during(work),
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

/** Found out by doing it: Node has a flag against it, and workers and pages have policies. */
function mayGenerateCode(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
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

/** The schemas `true` and `false`, which Ajv does not look up (JSON Schema 2020-12 Core, 4.3.2). */
function constant(schema: boolean, place: string): Validator {
  const error: SchemaError = { instancePath: '', schemaPath: place, keyword: 'false schema', params: {} };
  return () => (schema ? valid : [error]);
}

function wrap(validate: ValidateFunction, places: ReadonlyMap<unknown, string>, memory: Memory): Validator {
  return (value: Json) => {
    if (memory.during(() => validate(value))) return valid;
    // Copied at once: the next call overwrites `errors`.
    return worthTelling(validate.errors ?? []).map(({ instancePath, schemaPath, keyword, params, parentSchema }) => {
      const owner = places.get(parentSchema);
      return {
        instancePath,
        schemaPath: owner === undefined ? schemaPath.slice(1) : `${owner}/${escapeToken(keyword)}`,
        keyword,
        params: isObject(params) ? params : {},
      };
    });
  };
}

/** Whether any schema has `unevaluatedProperties` or `unevaluatedItems` (JSON Schema 2020-12 Core, 11.2 and 11.3). */
function asksForUnevaluated(places: ReadonlyMap<unknown, string>): boolean {
  for (const part of places.keys()) {
    if (isObject(part) && ('unevaluatedProperties' in part || 'unevaluatedItems' in part)) return true;
  }
  return false;
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
