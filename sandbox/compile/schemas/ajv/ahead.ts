import { isArray, type Json, type JsonObject } from '../../../syntax/json.ts';
import { escapeToken, valueAt } from '../../../syntax/json-pointer.ts';
import { changesOf, definitionOf, namesFrom } from '../document.ts';
import { SchemaDocuments } from '../validators/schema-documents.ts';
import { UnusableSchemaError } from '../validators/unusable-schema-error.ts';
import { ajvCompilerOf, schemaPathOf } from './compile-definition.ts';
import { createAjv } from './schema-compiler.ts';
import { factoryCode } from './standalone-code.ts';

/** The code of the validators of one schema: those of `StandaloneValidators`, as text. */
export interface ValidatorCode {
  readonly plain?: string;
  readonly tracking?: string;
}

/** A schema document of which a part is used, and the code of its validators. */
export interface CompiledDocument {
  readonly document: JsonObject;
  /** The names of the definitions that are used. */
  readonly names: ReadonlySet<string>;
  /** By the pointers of their schemas. */
  readonly validators: ReadonlyMap<string, ValidatorCode>;
}

/** A document while schemas of it are added. */
interface Entry {
  readonly names: Set<string>;
  readonly validators: Map<string, ValidatorCode>;
}

/**
 * Compiles schemas ahead, to be run where no code may be generated. The validators of all definitions that the added
 * schemas lead to are compiled, and of the branches of their choices, by which errors are explained.
 */
export class AheadCompiler {
  readonly #entries = new Map<JsonObject, Entry>();
  readonly #documents: SchemaDocuments;

  /** @throws CodeForbiddenError if the host forbids code generation */
  constructor() {
    const ajv = createAjv(true);
    this.#documents = new SchemaDocuments((document) =>
      ajvCompilerOf(ajv, document, (pointer, tracks, validate, called) => {
        const { validators } = this.#entry(document);
        const code = factoryCode(validate, schemaPathOf(pointer), called);
        validators.set(pointer, { ...validators.get(pointer), [tracks ? 'tracking' : 'plain']: code });
      }),
    );
  }

  /** Compiles the schemas at pointers into a document, and those that they lead to. */
  add(document: JsonObject, pointers: Iterable<string>): void {
    const names = namesFrom(document, pointers);
    const base = changesOf(document)?.base;
    if (base) for (const name of names) if (isSame(name, document, base)) this.#entry(base).names.add(name);
    const entry = this.#entry(document);
    for (const name of names) {
      if (entry.names.has(name)) continue;
      entry.names.add(name);
      const pointer = `/$defs/${name}`;
      const schema = definitionOf(document, name);
      // Boolean schemas need no validator, except where a reference leads to one.
      const parts = alternatives(schema, pointer).filter((one) => typeof valueAt(document, one) === 'object');
      for (const one of [pointer, ...parts]) this.#compile(document, one);
    }
  }

  /** Compiles a schema. One that cannot be compiled has no validator then, so that requests fail as they do on a server. */
  #compile(document: JsonObject, pointer: string): void {
    try {
      this.#documents.compileNow(document, pointer);
    } catch (error) {
      if (!(error instanceof UnusableSchemaError)) throw error;
    }
  }

  /** Returns the documents in the order in which they were added, each after the one that it is derived from. */
  compiled(): readonly CompiledDocument[] {
    return [...this.#entries].map(([document, entry]) => ({ document, ...entry }));
  }

  #entry(document: JsonObject): Entry {
    const base = changesOf(document)?.base;
    if (base) this.#entry(base);
    const entry = this.#entries.get(document) ?? { names: new Set(), validators: new Map() };
    this.#entries.set(document, entry);
    return entry;
  }
}

function isSame(name: string, document: JsonObject, base: JsonObject): boolean {
  return definitionOf(document, name) === definitionOf(base, name);
}

/** Keywords whose values are data, and no schemas. */
const dataKeywords = new Set(['const', 'enum', 'default', 'examples', 'example']);

/** Lists the pointers of the branches of `anyOf` and `oneOf` and of the schemas of `contains`, at any depth. */
function alternatives(schema: Json | undefined, pointer: string): readonly string[] {
  const found: string[] = [];
  const waiting: (readonly [value: Json | undefined, pointer: string])[] = [[schema, pointer]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, at] = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (dataKeywords.has(key)) continue;
      const childPointer = `${at}/${escapeToken(key)}`;
      if (key === 'contains') found.push(childPointer);
      if ((key === 'anyOf' || key === 'oneOf') && isArray(child))
        found.push(...child.map((_, index) => `${childPointer}/${index}`));
      waiting.push([child, childPointer]);
    }
  }
  return found;
}
