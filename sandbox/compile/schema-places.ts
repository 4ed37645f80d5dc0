import { isObject, type Json, type JsonObject, property } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { partsOf, propertiesOf } from './schema-view.ts';

/** A step of a pointer that a schema does not describe, and the names that it does. */
export interface UnknownStep {
  readonly step: string;
  readonly known: readonly string[];
}

/**
 * Follows the steps of a JSON Pointer, `*` and `**` among them, down a schema. Gives the first step that leads nowhere:
 * to a property that an object's schema does not name. A schema that describes no properties may have any.
 */
export function unknownStep(place: string, tokens: readonly string[], document: JsonObject): UnknownStep | undefined {
  let schemas: readonly Json[] = [valueAt(document, place) ?? true];
  for (const token of tokens) {
    if (token === '**') return undefined;
    const parts = schemas.flatMap((schema) => partsOf(schema, document));
    const next = parts.flatMap((part) => childrenOf(part, token));
    if (next.length === 0) {
      const known = schemas.flatMap((schema) => propertiesOf(schema, document).map(([name]) => name));
      return known.length > 0 ? { step: token, known: [...new Set(known)] } : undefined;
    }
    schemas = next;
  }
  return undefined;
}

function childrenOf(schema: JsonObject, token: string): readonly Json[] {
  const properties = schema['properties'];
  const items = /^(\d+|\*)$/.test(token) ? [schema['items']] : [];
  const named = isObject(properties) ? (token === '*' ? Object.values(properties) : [property(properties, token)]) : [];
  const additional = isObject(schema['additionalProperties']) ? [schema['additionalProperties']] : [];
  return [...items, ...named, ...additional].filter((child) => child !== undefined);
}
