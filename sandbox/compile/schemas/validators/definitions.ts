import type { JsonObject } from '../../../syntax/json.ts';
import { tokensOf, valueAt } from '../../../syntax/json-pointer.ts';
import { definitionOf, nameAt, referencesIn } from '../document.ts';
import { needsUnevaluated, referencesInPlace } from '../unevaluated.ts';
import type { CompileAt, CompiledValidator } from './compiled-validator.ts';
import type { Memory } from './memory.ts';
import { RepeatedDefinitions } from './repeated-definitions.ts';

/** A definition with the validator that references to it call. */
interface Definition {
  readonly validate: CompiledValidator;
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
  readonly #document: JsonObject;
  readonly #memory: Memory;
  readonly #shared: SharedDefinitions;
  readonly #compileAt: CompileAt;
  readonly #repeated: RepeatedDefinitions;
  readonly #known = new Map<string, Definition>();

  /** @param document may gain definitions; existing ones do not change */
  constructor(document: JsonObject, compileAt: CompileAt, memory: Memory, shared: SharedDefinitions = nothingShared) {
    this.#document = document;
    this.#compileAt = compileAt;
    this.#memory = memory;
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
    const hasReferences = referencesIn(definitionOf(this.#document, name)).length > 0;
    const { validate, fill, announce } = this.#memory.lazyValidator(
      () => this.#prepare([name], false),
      () => hasReferences && this.#repeated.has(name),
    );
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
    return { validate, prepare, isPrepared, announce };
  }

  /** Returns the validator of the schema at a pointer: a definition or a part of one. */
  validatorAt(pointer: string): CompiledValidator {
    if (tokensOf(pointer).length === 2) return this.at(nameAt(pointer)).validate;
    const schema = valueAt(this.#document, pointer);
    const tracks = needsUnevaluated(schema);
    this.#prepare(referencesInPlace(schema), tracks);
    return this.#compile(pointer, tracks);
  }

  /** Compiles the schema at a pointer now, and the definitions that it applies to the same value. */
  compileNow(pointer: string): void {
    if (tokensOf(pointer).length === 2) this.#prepare([nameAt(pointer)], false);
    else this.validatorAt(pointer);
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

  #compile(pointer: string, tracks: boolean): CompiledValidator {
    this.#repeated.search(nameAt(pointer));
    return this.#compileAt(pointer, tracks, (name) => this.at(name).validate);
  }
}
