import { isObject, type Json, property } from '../../syntax/json.ts';

/**
 * Moves the subschemas of `__proto__` to equivalent patterns: Ajv ignores that key of `properties` and
 * `patternProperties` (JSON Schema 2020-12 Core, 10.3.2), but not other patterns that match it.
 *
 * @param schema normalised schema, changed in place
 */
export function showInherited(schema: Record<string, Json>): void {
  const { properties, patternProperties } = schema;
  const patterns = [...protoPattern('^__proto__$', properties), ...protoPattern('(?:__proto__)', patternProperties)];
  if (patterns.length === 0) return;
  schema['patternProperties'] = {
    ...(isObject(patternProperties) && patternProperties),
    ...Object.fromEntries(patterns),
  };
}

function protoPattern(pattern: string, schemas: Json | undefined): readonly (readonly [string, Json])[] {
  const found = property(schemas, '__proto__');
  return found === undefined ? [] : [[pattern, found]];
}
