import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { appliedInPlace } from './applied-schemas.ts';
import { nameAt, referencesIn } from './document.ts';

/** Whether a schema or a subschema has an `unevaluated*` keyword (JSON Schema 2020-12 Core, 11.2 and 11.3). */
export function needsUnevaluated(schema: Json | undefined): boolean {
  if (isArray(schema)) return schema.some(needsUnevaluated);
  return isObject(schema) && (hasUnevaluated(schema) || Object.values(schema).some(needsUnevaluated));
}

function hasUnevaluated(schema: JsonObject): boolean {
  return 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema;
}

/**
 * Returns the names of the definitions that a schema, or a subschema with an `unevaluated*` keyword, applies to its own
 * value (JSON Schema 2020-12 Core, 10.2).
 */
export function referencesInPlace(schema: Json | undefined): readonly string[] {
  if (referencesIn(schema).length === 0) return [];
  const names = new Set<string>();
  const visit = (part: Json | undefined, isInPlace: boolean): void => {
    if (isArray(part)) for (const item of part) visit(item, false);
    if (!isObject(part)) return;
    const isSearched = isInPlace || hasUnevaluated(part);
    const applied = isSearched ? appliedInPlace(part) : [];
    if (isSearched && typeof part['$ref'] === 'string') names.add(nameAt(part['$ref'].slice(1)));
    for (const one of applied) visit(one, true);
    for (const child of Object.values(part)) if (!applied.includes(child)) visit(child, false);
  };
  visit(schema, true);
  return [...names];
}
