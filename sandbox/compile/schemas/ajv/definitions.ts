import type { AnySchema, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { ValueScope } from 'ajv/dist/compile/codegen/index.js';
import { compileSchema, SchemaEnv } from 'ajv/dist/compile/index.js';
import { resolveUrl } from 'ajv/dist/compile/resolve.js';
import { isObject, type Json, type JsonObject } from '../../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../../syntax/json-pointer.ts';
import { definitionOf, nameAt, referencesIn } from '../document.ts';
import { needsUnevaluated, referencesInPlace } from '../unevaluated.ts';
import type { Memory } from './memory.ts';
import { RepeatedDefinitions } from './repeated-definitions.ts';

/** A definition with the validator that references to it call. */
interface Definition {
  readonly env: SchemaEnv;
  readonly validate: ValidateFunction;
  /**
   * Compiles the definition unless it is compiled already.
   *
   * @param tracks whether the validator must record which properties and items it evaluated
   */
  readonly prepare: (tracks: boolean) => void;
  readonly isPrepared: (tracks: boolean) => boolean;
  /** Declares to other definitions in a circle with it that it is going to track what it evaluated. */
  readonly announce: () => void;
}

/** A definition that is compiled after those that it waits for. */
interface Step {
  readonly definition: Definition;
  readonly tracks: boolean;
  readonly waiting: string[];
}

/** Definitions of the base document that a derived document shares. */
export interface SharedDefinitions {
  /** Returns a definition by its name; undefined if the derived document has a different one. */
  readonly at: (name: string) => Definition | undefined;
}

const nothingShared: SharedDefinitions = { at: () => undefined };

/**
 * The definitions of a schema document. Each is compiled when a value first reaches it, so that a request does not wait
 * for definitions that it does not use. (Ajv compiles a schema together with all schemas that it refers to, recursively.)
 */
export class Definitions implements SharedDefinitions {
  readonly #ajv: Ajv2020;
  readonly #document: JsonObject;
  readonly #memory: Memory;
  readonly #shared: SharedDefinitions;
  readonly #fail: (pointer: string, error: unknown) => Error;
  readonly #repeated: RepeatedDefinitions;
  readonly #known = new Map<string, Definition>();
  /** Resolves all references by `refs`, so that Ajv never searches the empty schema of the root. */
  readonly #root = new SchemaEnv({ schema: {}, baseId: 'schemas:' });

  /**
   * @param document may gain definitions; existing ones do not change
   * @param fail creates the error to throw if the schema at a pointer cannot be compiled
   */
  constructor(
    ajv: Ajv2020,
    document: JsonObject,
    memory: Memory,
    fail: (pointer: string, error: unknown) => Error,
    shared: SharedDefinitions = nothingShared,
  ) {
    this.#ajv = ajv;
    this.#document = document;
    this.#memory = memory;
    this.#fail = fail;
    this.#shared = shared;
    this.#repeated = new RepeatedDefinitions(document);
  }

  at(name: string): Definition {
    const known = this.#known.get(name) ?? this.#shared.at(name);
    if (known) return known;
    const defined = this.#define(name);
    this.#known.set(name, defined);
    return defined;
  }

  #define(name: string): Definition {
    const pointer = `/$defs/${name}`;
    const schema = toAjvSchema(definitionOf(this.#document, name));
    const env = new SchemaEnv({ schema, root: this.#root, baseId: this.#root.baseId });
    const hasReferences = referencesIn(definitionOf(this.#document, name)).length > 0;
    const { validate, fill, announce } = this.#memory.lazyValidator(
      env,
      () => this.#prepare([name], false),
      () => hasReferences && this.#repeated.has(name),
    );
    env.validate = validate;
    let isCompiled = false;
    let isTracking = false;
    let failure: { readonly error: unknown } | undefined;
    const isPrepared = (tracks: boolean): boolean => isCompiled && (isTracking || !tracks);
    const prepare = (tracks: boolean): void => {
      if (isPrepared(tracks)) return;
      // A definition that cannot be compiled is not tried again at each request.
      if (failure) throw failure.error;
      try {
        fill(this.#compile(pointer, tracks));
      } catch (error) {
        failure = { error };
        throw error;
      }
      isCompiled = true;
      isTracking = tracks;
    };
    return { env, validate, prepare, isPrepared, announce };
  }

  /** Returns the validator of the schema at a pointer: a definition or a part of one. */
  validatorAt(pointer: string): ValidateFunction {
    if (tokensOf(pointer).length === 2) return this.at(nameAt(pointer)).validate;
    const schema = valueAt(this.#document, pointer);
    const tracks = needsUnevaluated(schema);
    this.#prepare(referencesInPlace(schema), tracks);
    return this.#compile(pointer, tracks);
  }

  /**
   * Compiles definitions, each after those that it applies to its own value, which are needed at the same time and tell
   * Ajv statically what is left to `unevaluatedProperties`. Evaluated properties are tracked only for definitions that
   * need them, since tracking takes longer than validation.
   */
  #prepare(names: readonly string[], isTracked: boolean): void {
    const entered = new Set<string>();
    const enter = (name: string, mustTrack: boolean): Step | undefined => {
      const schema = definitionOf(this.#document, name);
      const tracks = mustTrack || needsUnevaluated(schema);
      const definition = this.at(name);
      if (definition.isPrepared(tracks) || entered.has(`${name} ${tracks}`)) return undefined;
      entered.add(`${name} ${tracks}`);
      if (tracks) definition.announce();
      return { definition, tracks, waiting: [...referencesInPlace(schema)] };
    };
    const path = [...names].flatMap((name) => enter(name, isTracked) ?? []);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.waiting.pop();
      const inner = next === undefined ? undefined : enter(next, step.tracks);
      if (inner) path.push(inner);
      if (next !== undefined) continue;
      step.definition.prepare(step.tracks);
      path.pop();
    }
  }

  #compile(pointer: string, tracks: boolean): ValidateFunction {
    const stated = valueAt(this.#document, pointer);
    if (stated === undefined) throw this.#fail(pointer, 'there is no such schema');
    for (const name of referencesIn(stated)) this.#root.refs[this.#addressOf(name)] = this.at(name).env;
    const schema = toAjvSchema(stated);
    this.#repeated.search(nameAt(pointer));
    resetScope(this.#ajv);
    this.#ajv.opts.unevaluated = tracks;
    try {
      // A separate environment, since that of the definition already has the validator that compiles on demand.
      const { baseId } = this.#root;
      const compiled = new SchemaEnv({ schema, root: this.#root, baseId, schemaPath: `#${toSchemaPath(pointer)}` });
      const { validate } = compileSchema.call(this.#ajv, compiled);
      if (validate && !('$async' in validate)) return validate;
    } catch (error) {
      throw this.#fail(pointer, error);
    }
    throw this.#fail(pointer, 'it has no validator');
  }

  #addressOf(name: string): string {
    return resolveUrl(this.#ajv.opts.uriResolver, this.#root.baseId, `#/$defs/${name}`);
  }
}

function toAjvSchema(schema: Json | undefined): AnySchema {
  return isObject(schema) || typeof schema === 'boolean' ? schema : true;
}

/** Encodes a pointer as in Ajv's `schemaPath`, by which violations are identified. */
function toSchemaPath(pointer: string): string {
  return tokensOf(pointer)
    .map((token) => `/${encodeURIComponent(escapeToken(token))}`)
    .join('');
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
