import { createHash } from 'node:crypto';
import { createSchemaCompiler, type SchemaCompiler } from '../compile/validators.ts';
import type { JsonObject } from '../notation/json.ts';
import type { Schemas } from '../triggers/schema-errors.ts';

/** Makes validators, and takes those that were made of the same schemas before. */
export interface KeptValidators {
  readonly compile: SchemaCompiler;
  /** For what takes the place of what these were made for. */
  readonly next: () => KeptValidators;
}

/**
 * Most of the time that a document takes goes into its validators; after a change, nearly all are as they were. What one
 * before had and nobody asked for again goes with it.
 */
export function keptValidators(before: ReadonlyMap<string, Schemas> = new Map()): KeptValidators {
  const compile = createSchemaCompiler();
  const kept = new Map<string, Schemas>();
  const known = new WeakMap<JsonObject, Schemas>();
  return {
    compile: (document) => {
      const own = known.get(document);
      if (own) return own;
      const key = createHash('sha256').update(JSON.stringify(document)).digest('base64');
      const schemas = kept.get(key) ?? before.get(key) ?? compile(document);
      known.set(document, schemas);
      kept.set(key, schemas);
      return schemas;
    },
    next: () => keptValidators(kept),
  };
}
