import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { isLike } from '../syntax/similar-name.ts';
import { partsOf } from './intended-branch.ts';
import type { SchemaError, Schemas } from './violation.ts';

/** Returns what the document requires: the keyword's value, or a summary of it if the value is a schema. */
export function expectedOf({ keyword, params, schemaPath }: SchemaError, document: JsonObject): Json {
  for (const name of ['limit', 'allowedValues', 'allowedValue', 'pattern', 'format', 'type', 'multipleOf']) {
    const value = property(params, name);
    if (value !== undefined) return value;
  }
  switch (keyword) {
    case 'contains': {
      const { minContains, maxContains } = params;
      const contains = summarise(valueAt(document, schemaPath), document);
      return {
        ...(contains !== undefined && { contains }),
        ...(minContains !== undefined && { minContains }),
        ...(maxContains !== undefined && { maxContains }),
      };
    }
    case 'propertyNames':
    case 'not':
      return summarise(valueAt(document, schemaPath), document) ?? true;
    case 'dependentRequired':
      return text(params, 'property') ?? true;
    case 'oneOf': {
      const passing = property(params, 'passingSchemas');
      if (!isArray(passing)) return true;
      return { onlyOne: passing.map((index) => branchName(`${schemaPath}/${index}`, document)) };
    }
    default:
      return keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties';
  }
}

/** Names a branch of a choice: by the schema that it refers to, else by its required properties or type. */
function branchName(pointer: string, document: JsonObject): string {
  const branch = valueAt(document, pointer);
  const { $ref: reference, required, type } = isObject(branch) ? branch : {};
  if (typeof reference === 'string')
    return (tokensOf(reference.slice(1)).at(-1) ?? reference).split('@')[0] ?? reference;
  if (isArray(required) && required.length > 0) return required.join(' with ');
  return typeof type === 'string' ? type : `number ${Number(tokensOf(pointer).at(-1)) + 1}`;
}

/** Characters and nodes of a summary; longer ones are not readable in a message. */
const maxLength = 600;
const maxNodes = 100;

/** Dereferences a schema and removes its annotations; undefined if the result is too long for a message. */
function summarise(schema: Json | undefined, document: JsonObject): JsonObject | undefined {
  let nodes = 0;
  const dereference = (node: Json | undefined): Json => {
    nodes += 1;
    if (nodes > maxNodes) return true;
    if (isArray(node)) return node.map(dereference);
    if (!isObject(node)) return node ?? true;
    const reference = text(node, '$ref');
    const target = reference === undefined ? {} : dereference(valueAt(document, reference.slice(1)));
    const keywords = Object.entries(node).filter(([key]) => key !== '$ref' && !annotations.has(key));
    return {
      ...(isObject(target) && target),
      ...Object.fromEntries(keywords.map(([key, child]) => [key, dereference(child)])),
    };
  };
  const summary = dereference(schema);
  return nodes <= maxNodes && isObject(summary) && JSON.stringify(summary).length <= maxLength ? summary : undefined;
}

const annotations = new Set(['examples', 'default', 'xml', 'readOnly', 'writeOnly']);

/** Returns the value of `Fault.found`: the number of items that match `contains`, or the indices of two equal items. */
export function foundOf({ keyword, params, schemaPath }: SchemaError, instance: Json | undefined, schemas: Schemas) {
  if (keyword === 'uniqueItems') {
    const indices = [params['j'], params['i']].filter((index) => typeof index === 'number');
    return indices.length === 2 ? indices.sort((one, other) => one - other) : undefined;
  }
  if (keyword !== 'contains' || !isArray(instance)) return undefined;
  const validate = schemas.validatorAt(schemaPath);
  return instance.filter((item) => validate(item).length === 0).length;
}

const maxNameLength = 200;

/**
 * Returns the documented property that an undocumented one is probably a misspelling of; undefined if there is none.
 */
export function intendedName(
  { params, schemaPath }: SchemaError,
  instance: Json | undefined,
  document: JsonObject,
): string | undefined {
  const name = text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  // Comparing longer names would be slow, and they resemble nothing.
  if (name === undefined || name.length > maxNameLength) return undefined;
  const owner = valueAt(document, schemaPath.slice(0, schemaPath.lastIndexOf('/')));
  const known = partsOf([owner ?? true], document).flatMap((part) => Object.keys(asObject(part['properties'])));
  return known.find(
    (other) => property(instance, other) === undefined && isLike(withoutSeparators(other), withoutSeparators(name)),
  );
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Removes separators, so that `first_name` resembles `firstName`. */
function withoutSeparators(name: string): string {
  return name.replace(/[-_\s]/g, '');
}
