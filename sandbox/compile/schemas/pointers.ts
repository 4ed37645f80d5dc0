import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { branchesOf, typesOf } from './view.ts';

/** What a schema says of a place: it describes it, it takes anything there, or it has no such step. */
export type PlaceFound =
  | { readonly kind: 'described' | 'open' }
  | {
      readonly kind: 'unknown';
      readonly step: string;
      /** The names that there are instead. */
      readonly known: readonly string[];
      /** A value with this step is refused for it: it is one property too many. */
      readonly isRefused: boolean;
    };

/**
 * Follows the steps of a JSON Pointer, `*` and `**` among them, down a schema, in whichever of its branches they lead
 * on: a validator looks into each of them. A step is unknown where objects have named properties, and it is none of them
 * and comes under no pattern and no `additionalProperties`. A schema that names none takes any.
 */
export function findPlace(place: string, tokens: readonly string[], document: JsonObject): PlaceFound {
  let schemas: readonly Json[] = [valueAt(document, place) ?? true];
  for (const token of tokens) {
    if (token === '**') return { kind: 'open' };
    const branches = schemas.map((schema) => branchesOf(schema, document));
    const described = branches.flat().flatMap((branch) => childrenOf(branch, token));
    const named = branches.map(namesIn);
    const next = described.length === 0 && named.some((names) => names.has(token)) ? [true] : described;
    if (next.length === 0) {
      const isOpen = schemas.some((schema, index) => named[index]?.size === 0 && isOfMany(schema, document));
      const isRefused = branches.flat().some(refusesOthers);
      if (isOpen && !isRefused) return { kind: 'open' };
      return { kind: 'unknown', step: token, known: [...new Set(named.flatMap((names) => [...names]))], isRefused };
    }
    schemas = next;
  }
  return { kind: 'described' };
}

/** Whether a value of the schema may have parts. */
function isOfMany(schema: Json, document: JsonObject): boolean {
  const types = typesOf(schema, document);
  return types.length === 0 || types.includes('object') || types.includes('array');
}

function refusesOthers(branch: JsonObject): boolean {
  return branch['additionalProperties'] === false || branch['unevaluatedProperties'] === false;
}

/** The schemas that one branch applies to what a step leads to. */
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
  const own = token === '*' ? first : first.slice(Number(token), Number(token) + 1);
  const others = token !== '*' && own.length > 0 ? [] : [items, unevaluatedItems];
  return [...own, ...others, contains].filter((child) => child !== undefined && child !== false);
}

function propertiesOf(branch: JsonObject, token: string): readonly Json[] {
  const entries = (keyword: string) => (isObject(branch[keyword]) ? Object.entries(branch[keyword]) : []);
  const named = entries('properties').filter(([name]) => token === '*' || name === token);
  const patterned = entries('patternProperties').filter(
    ([pattern]) => token === '*' || new RegExp(pattern, 'u').test(token),
  );
  return [...named, ...patterned].map(([, child]) => child);
}

/** The properties that a schema names, described or not. */
function namesIn(branches: readonly JsonObject[]): ReadonlySet<string> {
  return new Set(
    branches.flatMap(({ properties, required, dependentRequired, dependentSchemas, propertyNames }) => [
      ...(isObject(properties) ? Object.keys(properties) : []),
      ...textsIn(required),
      ...(isObject(dependentRequired)
        ? Object.entries(dependentRequired).flatMap(([name, all]) => [name, ...textsIn(all)])
        : []),
      ...(isObject(dependentSchemas) ? Object.keys(dependentSchemas) : []),
      ...(isObject(propertyNames) ? textsIn(propertyNames['enum']) : []),
    ]),
  );
}

function textsIn(list: Json | undefined): readonly string[] {
  return isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
