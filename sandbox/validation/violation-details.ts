import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { isLike } from '../syntax/similar-name.ts';
import { partsOf } from './intended-branch.ts';
import type { SchemaError, Schemas } from './violation.ts';

/** What the document asks for: the keyword's value; of a keyword that holds a schema, that schema in brief. */
export function expectedOf({ keyword, params, schemaPath }: SchemaError, document: JsonObject): Json {
  for (const name of ['limit', 'allowedValues', 'allowedValue', 'pattern', 'format', 'type', 'multipleOf']) {
    const value = property(params, name);
    if (value !== undefined) return value;
  }
  switch (keyword) {
    case 'contains': {
      const { minContains, maxContains } = params;
      const contains = brief(valueAt(document, schemaPath), document);
      return {
        ...(contains !== undefined && { contains }),
        ...(minContains !== undefined && { minContains }),
        ...(maxContains !== undefined && { maxContains }),
      };
    }
    case 'propertyNames':
    case 'not':
      return brief(valueAt(document, schemaPath), document) ?? true;
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

/** What a branch of a choice is called: by the schema that it refers to, else by what it asks for. */
function branchName(place: string, document: JsonObject): string {
  const branch = valueAt(document, place);
  const { $ref: reference, required, type } = isObject(branch) ? branch : {};
  if (typeof reference === 'string')
    return (tokensOf(reference.slice(1)).at(-1) ?? reference).split('@')[0] ?? reference;
  if (isArray(required) && required.length > 0) return required.join(' with ');
  return typeof type === 'string' ? type : `number ${Number(tokensOf(place).at(-1)) + 1}`;
}

/** Longer schemas say nothing at a glance. */
const maxLength = 600;
const maxNodes = 100;

/** A schema with its references followed, without annotations; undefined where that is too long to tell. */
function brief(schema: Json | undefined, document: JsonObject): JsonObject | undefined {
  let nodes = 0;
  const followed = (node: Json | undefined): Json => {
    nodes += 1;
    if (nodes > maxNodes) return true;
    if (isArray(node)) return node.map(followed);
    if (!isObject(node)) return node ?? true;
    const reference = text(node, '$ref');
    const target = reference === undefined ? {} : followed(valueAt(document, reference.slice(1)));
    const own = Object.entries(node).filter(([key]) => key !== '$ref' && !annotations.has(key));
    return {
      ...(isObject(target) && target),
      ...Object.fromEntries(own.map(([key, child]) => [key, followed(child)])),
    };
  };
  const plain = followed(schema);
  return nodes <= maxNodes && isObject(plain) && JSON.stringify(plain).length <= maxLength ? plain : undefined;
}

const annotations = new Set(['examples', 'default', 'xml', 'readOnly', 'writeOnly']);

/** What there is instead, in numbers: how many items are as `contains` says, which two of a list are equal. */
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

/** The documented property that one which is not documented was probably meant to be. */
export function intendedName(
  { params, schemaPath }: SchemaError,
  instance: Json | undefined,
  document: JsonObject,
): string | undefined {
  const name = text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  // The first characters of a longer one say nothing of what it was meant to be.
  if (name === undefined || name.length > maxNameLength) return undefined;
  const owner = valueAt(document, schemaPath.slice(0, schemaPath.lastIndexOf('/')));
  const known = partsOf([owner ?? true], document).flatMap((part) => Object.keys(asObject(part['properties'])));
  return known.find((other) => property(instance, other) === undefined && isLike(joined(other), joined(name)));
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** `first_name` is `firstName`. */
function joined(name: string): string {
  return name.replace(/[-_\s]/g, '');
}
