import { isObject, type Json, property } from '../../syntax/json.ts';

/**
 * Moves the subschemas of `__proto__` to equivalent patterns: Ajv ignores that key of `properties` and
 * `patternProperties` (JSON Schema 2020-12 Core, 10.3.2), but not other patterns that match it.
 *
 * @param schema normalised schema, changed in place
 */
export function showInherited(schema: Record<string, Json>): void {
  const { properties, patternProperties } = schema;
  const shown = [...ofInherited('^__proto__$', properties), ...ofInherited('(?:__proto__)', patternProperties)];
  if (shown.length === 0) return;
  schema['patternProperties'] = { ...(isObject(patternProperties) && patternProperties), ...Object.fromEntries(shown) };
}

function ofInherited(pattern: string, schemas: Json | undefined): readonly (readonly [string, Json])[] {
  const found = property(schemas, '__proto__');
  return found === undefined ? [] : [[pattern, found]];
}
