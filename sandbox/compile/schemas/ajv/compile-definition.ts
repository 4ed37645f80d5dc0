import type { AnySchema, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { ValueScope } from 'ajv/dist/compile/codegen/index.js';
import { compileSchema, SchemaEnv } from 'ajv/dist/compile/index.js';
import { resolveUrl } from 'ajv/dist/compile/resolve.js';
import { isObject, type Json, type JsonObject } from '../../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../../syntax/json-pointer.ts';
import { referencesIn } from '../document.ts';
import type { CompileAt, CompiledValidator } from '../validators/compiled-validator.ts';
import { UnusableSchemaError } from '../validators/unusable-schema-error.ts';

/** The identifier of all schema documents. */
const baseId = 'schemas:';

/** Returns a function that compiles the schemas of a document, each without those that it refers to. */
export function ajvCompilerOf(ajv: Ajv2020, document: JsonObject, keep?: KeepSource): CompileAt {
  // Resolves all references by `refs`, so that Ajv never searches the empty schema of the root.
  const root = new SchemaEnv({ schema: {}, baseId });
  return (pointer, tracks, definition) => {
    const stated = valueAt(document, pointer);
    if (stated === undefined) throw new UnusableSchemaError(pointer, 'there is no such schema');
    const called = new Map(referencesIn(stated).map((name) => [definition(name), name]));
    for (const [validator, name] of called) root.refs[addressOf(ajv, name)] = environmentOf(validator, root);
    const validate = compile(ajv, pointer, stated, tracks, root);
    keep?.(pointer, tracks, validate, called);
    return validate;
  };
}

/** @throws UnusableSchemaError */
function compile(ajv: Ajv2020, pointer: string, stated: Json, tracks: boolean, root: SchemaEnv): ValidateFunction {
  resetScope(ajv);
  ajv.opts.unevaluated = tracks;
  try {
    const schema = toAjvSchema(stated);
    const compiled = new SchemaEnv({ schema, root, baseId, schemaPath: schemaPathOf(pointer) });
    const { validate } = compileSchema.call(ajv, compiled);
    if (validate && !('$async' in validate)) return validate;
  } catch (error) {
    throw new UnusableSchemaError(pointer, error instanceof Error ? error.message : String(error));
  }
  throw new UnusableSchemaError(pointer, 'it has no validator');
}

/** Called with each compiled validator, and the validators that it calls with the names of their definitions. */
export type KeepSource = (
  pointer: string,
  tracks: boolean,
  validate: ValidateFunction,
  called: ReadonlyMap<CompiledValidator, string>,
) => void;

function addressOf(ajv: Ajv2020, name: string): string {
  return resolveUrl(ajv.opts.uriResolver, baseId, `#/$defs/${name}`);
}

/** The environments by which Ajv calls the validators of definitions. */
const environments = new WeakMap<CompiledValidator, SchemaEnv>();

function environmentOf(validator: CompiledValidator, root: SchemaEnv): SchemaEnv {
  const known = environments.get(validator);
  if (known) return known;
  const environment = new SchemaEnv({ schema: {}, root, baseId });
  environment.validate = Object.assign(validator, { schema: {}, schemaEnv: environment });
  environments.set(validator, environment);
  return environment;
}

function toAjvSchema(schema: Json | undefined): AnySchema {
  return isObject(schema) || typeof schema === 'boolean' ? schema : true;
}

/** Encodes a pointer as in Ajv's `schemaPath`, by which violations are identified. */
export function schemaPathOf(pointer: string): string {
  const tokens = tokensOf(pointer).map((token) => `/${encodeURIComponent(escapeToken(token))}`);
  return `#${tokens.join('')}`;
}

/**
 * Resets the scope of values that the generated code of an Ajv instance refers to. Each validator keeps its own values, so
 * that a document that is no longer used can be garbage-collected with its validators.
 */
function resetScope(ajv: Ajv2020): void {
  Object.assign(ajv, { scope: new ValueScope({ scope: {}, prefixes, es5: false, lines: false }) });
}

/** The name prefixes in Ajv's generated code. */
const prefixes = new Set([
  ...['validate', 'wrapper', 'root', 'schema', 'keyword', 'pattern', 'formats', 'func', 'obj', 'Error'],
  ...['validate$data', 'serialize', 'parse'],
]);
