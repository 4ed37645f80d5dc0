import { definitionOf, derivedDocument } from '../compile/schemas/document.ts';
import { SchemaDocuments } from '../compile/schemas/validators/schema-documents.ts';
import { standaloneCompilerOf } from '../compile/schemas/validators/standalone-scope.ts';
import type { JsonObject } from '../syntax/json.ts';
import type { SchemaCompiler } from '../validation/violation.ts';
import type { StoredSchemas, StoredText } from './artefact.ts';

/** The schema documents of an artefact, with the validators that were compiled ahead. */
export interface RestoredSchemas {
  readonly documentAt: (index: number) => JsonObject;
  readonly compile: SchemaCompiler;
}

/**
 * Restores schema documents, each when it is first needed. No code is generated.
 *
 * @param read returns a text as it was before it was stored
 */
export function restoredSchemas(stored: readonly StoredSchemas[], read: (text: StoredText) => string): RestoredSchemas {
  const documents = new Map<number, JsonObject>();
  const validators = new WeakMap<JsonObject, StoredSchemas['validators']>();

  function documentAt(index: number): JsonObject {
    const known = documents.get(index) ?? restore(stored[index]);
    documents.set(index, known);
    return known;
  }

  function restore(one: StoredSchemas | undefined): JsonObject {
    if (!one) throw new Error('The artefact has no such schema document.');
    const definitions: JsonObject = JSON.parse(read(one.definitions));
    const document = one.base ? derivedFrom(one.base, one.shared, definitions) : { $defs: definitions };
    validators.set(document, one.validators);
    return document;
  }

  function derivedFrom(
    { index, changed }: NonNullable<StoredSchemas['base']>,
    shared: readonly string[],
    own: JsonObject,
  ): JsonObject {
    const base = documentAt(index);
    const taken = Object.fromEntries(shared.map((name) => [name, definitionOf(base, name) ?? false]));
    return derivedDocument(base, { ...taken, ...own }, changed);
  }

  const compiled = new SchemaDocuments((document) => standaloneCompilerOf(validators.get(document) ?? {}, document));
  return { documentAt, compile: (document) => compiled.schemas(document) };
}
