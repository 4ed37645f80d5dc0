import { isObject, type Json, property } from '../../syntax/json.ts';

/**
 * Lets the validator see what is said of `__proto__`: Ajv passes over that key of `properties` and `patternProperties`
 * (JSON Schema 2020-12 Core, 10.3.2), but not over other patterns for the same names.
 *
 * @param schema normalised, and changed in place
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
