import type { Problem } from '../problem.ts';
import { childOf, type Node, scalarText } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { type Check, listed, problemAtNode } from './checked-document.ts';

/** Reports keywords of one schema that no value can satisfy together (JSON Schema 2020-12 Validation, 6). */
export const contradictoryKeywords: Check = {
  codes: ['schema-impossible'],
  run: ({ walk }) =>
    walk.visits
      .filter(({ object, node }) => object === 'Schema' && property(node.value, '$ref') === undefined)
      .flatMap(({ node }) => contradictions(node)),
};

/** Lower bound, upper bound, and whether they may be equal. */
const bounds: readonly (readonly [string, string, 'may meet' | 'apart'])[] = [
  ['minimum', 'maximum', 'may meet'],
  ['exclusiveMinimum', 'maximum', 'apart'],
  ['minimum', 'exclusiveMaximum', 'apart'],
  ['exclusiveMinimum', 'exclusiveMaximum', 'apart'],
  ['minLength', 'maxLength', 'may meet'],
  ['minItems', 'maxItems', 'may meet'],
  ['minProperties', 'maxProperties', 'may meet'],
  ['minContains', 'maxContains', 'may meet'],
];

function contradictions(schema: Node): readonly Problem[] {
  const { value } = schema;
  if (!isObject(value)) return [];
  const crossed = bounds.flatMap(([lower, upper, meeting]) => {
    const [min, max] = [value[lower], value[upper]];
    if (typeof min !== 'number' || typeof max !== 'number') return [];
    return min > max || (min === max && meeting === 'apart') ? [crossedBounds(schema, lower, upper, min, max)] : [];
  });
  return [...crossed, ...forbiddenRequired(schema, value), ...mistypedValues(schema, value)];
}

function crossedBounds(schema: Node, lower: string, upper: string, min: number, max: number): Problem {
  const message = `Nothing satisfies ${lower}: ${min} and ${upper}: ${max} at once.`;
  return problemAtNode(childOf(schema, lower) ?? schema, 'schema-impossible', message);
}

/** Reports properties that are both required and forbidden. */
function forbiddenRequired(schema: Node, value: JsonObject): readonly Problem[] {
  const { required, properties, additionalProperties, patternProperties } = value;
  if (additionalProperties !== false || patternProperties !== undefined || !isArray(required)) return [];
  const allowed = isObject(properties) ? properties : {};
  const names = required.filter((name) => typeof name === 'string' && !Object.hasOwn(allowed, name)).map(String);
  if (names.length === 0) return [];
  const message = `${listed(names)} must be there by required, and may not be by additionalProperties: false.`;
  return [problemAtNode(childOf(schema, 'required') ?? schema, 'schema-impossible', message)];
}

/** Reports values of `enum` and `const` that are not of the schema's type. */
function mistypedValues(schema: Node, value: JsonObject): readonly Problem[] {
  const { type = null, nullable } = value;
  if (type === null) return [];
  const types = isArray(type) ? type : [type, ...(nullable === true ? ['null'] : [])];
  return ['enum', 'const'].flatMap((keyword): readonly Problem[] => {
    const written = value[keyword];
    if (written === undefined || (keyword === 'enum' && !isArray(written))) return [];
    const values = keyword === 'enum' && isArray(written) ? written : [written];
    const child = childOf(schema, keyword);
    const wrong = values.flatMap((one, index) => {
      if (types.some((type) => isOfType(type, one))) return [];
      const node = child && (keyword === 'enum' ? childOf(child, String(index)) : child);
      return [typeof one === 'string' ? JSON.stringify(one) : ((node && scalarText(node)) ?? JSON.stringify(one))];
    });
    if (wrong.length === 0) return [];
    const isString = types.every((type) => type === 'string' || type === 'null');
    const isReadAsString = isString && values.some((one) => typeof one === 'number' || typeof one === 'boolean');
    const hint = isReadAsString
      ? ' What is a number or a truth value is read as the text that is written; put it in quotes.'
      : '';
    const message = `${keyword} has ${listed(wrong)}, and the type is ${listed(types.map(String))}.${hint}`;
    return [problemAtNode(childOf(schema, keyword) ?? schema, 'schema-impossible', message)];
  });
}

/** Returns whether a value has a JSON Schema type; true if the type is unknown, which the schema compiler reports. */
function isOfType(type: Json, value: Json): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return isArray(value);
    case 'object':
      return isObject(value);
    default:
      return true;
  }
}
