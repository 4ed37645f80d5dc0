import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { branchesOf, typesOf } from './view.ts';

/** Whether a schema describes a location, allows anything there, or has no such step. */
export type PlaceLookup =
  | { readonly kind: 'described' | 'open' }
  | {
      readonly kind: 'unknown';
      readonly step: string;
      /** The property names that the schema has instead. */
      readonly known: readonly string[];
      /** Whether the schema refuses a value with this step, as an additional property. */
      readonly isRefused: boolean;
    };

/**
 * Follows the tokens of a JSON Pointer, with `*` and `**`, through all branches of a schema, as a validator does. A token
 * is unknown if the schema names properties and neither these nor its patterns and `additionalProperties` match it. A
 * schema without named properties allows any.
 */
export function findPlace(schemaPointer: string, tokens: readonly string[], document: JsonObject): PlaceLookup {
  let schemas: readonly Json[] = [valueAt(document, schemaPointer) ?? true];
  for (const token of tokens) {
    if (token === '**') return { kind: 'open' };
    const branches = schemas.map((schema) => branchesOf(schema, document));
    const described = branches.flat().flatMap((branch) => childrenOf(branch, token));
    const named = branches.map(namesIn);
    const next = described.length === 0 && named.some((names) => names.has(token)) ? [true] : described;
    if (next.length === 0) {
      const isOpen = schemas.some((schema, index) => named[index]?.size === 0 && allowsChildren(schema, document));
      const isRefused = branches.flat().some(forbidsAdditional);
      if (isOpen && !isRefused) return { kind: 'open' };
      return { kind: 'unknown', step: token, known: [...new Set(named.flatMap((names) => [...names]))], isRefused };
    }
    schemas = next;
  }
  return { kind: 'described' };
}

/** Whether a schema allows objects or arrays. */
function allowsChildren(schema: Json, document: JsonObject): boolean {
  const types = typesOf(schema, document);
  return types.length === 0 || types.includes('object') || types.includes('array');
}

function forbidsAdditional(branch: JsonObject): boolean {
  return branch['additionalProperties'] === false || branch['unevaluatedProperties'] === false;
}

/** Returns the schemas that one branch applies to the child at a token. */
function childrenOf(branch: JsonObject, token: string): readonly Json[] {
  const described = [...itemsOf(branch, token), ...propertiesOf(branch, token)];
  if (described.length > 0) return described;
  const others = [branch['additionalProperties'], branch['unevaluatedProperties']];
  return others.filter((child) => child !== undefined && child !== false);
}

function itemsOf(branch: JsonObject, token: string): readonly Json[] {
  if (!/^(\d+|\*)$/.test(token)) return [];
  const { prefixItems, items, unevaluatedItems, contains } = branch;
  const first = isArray(prefixItems) ? prefixItems : [];
  const positional = token === '*' ? first : first.slice(Number(token), Number(token) + 1);
  const others = token !== '*' && positional.length > 0 ? [] : [items, unevaluatedItems];
  return [...positional, ...others, contains].filter((child) => child !== undefined && child !== false);
}

function propertiesOf(branch: JsonObject, token: string): readonly Json[] {
  const entries = (keyword: string) => (isObject(branch[keyword]) ? Object.entries(branch[keyword]) : []);
  const named = entries('properties').filter(([name]) => token === '*' || name === token);
  const patterned = entries('patternProperties').filter(
    ([pattern]) => token === '*' || new RegExp(pattern, 'u').test(token),
  );
  return [...named, ...patterned].map(([, child]) => child);
}

/** Returns the property names in a schema, whether it describes the properties or only mentions them. */
function namesIn(branches: readonly JsonObject[]): ReadonlySet<string> {
  return new Set(
    branches.flatMap(({ properties, required, dependentRequired, dependentSchemas, propertyNames }) => [
      ...(isObject(properties) ? Object.keys(properties) : []),
      ...stringsIn(required),
      ...(isObject(dependentRequired)
        ? Object.entries(dependentRequired).flatMap(([name, all]) => [name, ...stringsIn(all)])
        : []),
      ...(isObject(dependentSchemas) ? Object.keys(dependentSchemas) : []),
      ...(isObject(propertyNames) ? stringsIn(propertyNames['enum']) : []),
    ]),
  );
}

function stringsIn(list: Json | undefined): readonly string[] {
  return isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
