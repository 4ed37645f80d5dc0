import type { Problem } from '../problem.ts';
import { childOf, type Node } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, isObject, type JsonArray } from '../syntax/json.ts';
import { similarName } from '../syntax/similar-name.ts';
import { type Check, type OpenApiVersion, problemAtNode } from './checked-document.ts';

/** Reports invalid keywords of all schemas, also of those that no operation uses (OpenAPI 3.1.1, 4.8.24). */
export const schemas: Check = {
  codes: ['schema-keyword', 'schema-pattern', 'schema-format', 'schema-unusable'],
  run: ({ walk, schemaProblems, version }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) => [
        ...schemaProblems(node),
        ...unregistered(node),
        ...misspeltRequired(node),
        ...laterSyntax(node, version),
      ]),
};

/** Formats of Ajv that are neither in JSON Schema nor in OpenAPI's registry, with those to use instead. */
const unregisteredFormats: Readonly<Record<string, string>> = table({
  url: 'uri',
  'iso-time': 'time',
  'iso-date-time': 'date-time',
  'json-pointer-uri-fragment': 'uri-reference',
});

function unregistered(node: Node): readonly Problem[] {
  const format = childOf(node, 'format');
  const instead = typeof format?.value === 'string' ? unregisteredFormats[format.value] : undefined;
  if (!format || instead === undefined) return [];
  const message = `${format.value} is no format of JSON Schema or of OpenAPI's registry; ${instead} is.`;
  return [problemAtNode(format, 'schema-format', message)];
}

/** Reports names of `required` that the schema does not describe, while it describes a similar one. */
function misspeltRequired(schema: Node): readonly Problem[] {
  const { required, properties, additionalProperties } = isObject(schema.value) ? schema.value : {};
  const list = childOf(schema, 'required');
  if (!list || !isArray(required) || !isObject(properties) || additionalProperties === false) return [];
  return required.flatMap((name, index): readonly Problem[] => {
    if (typeof name !== 'string' || Object.hasOwn(properties, name)) return [];
    const similar = similarName(Object.keys(properties), name);
    if (similar === undefined || required.includes(similar)) return [];
    const message = `required names ${name}, which properties does not have; did you mean ${similar}?`;
    return [problemAtNode(childOf(list, String(index)) ?? list, 'schema-keyword', message)];
  });
}

/** Reports values that keywords have since OpenAPI 3.1, in a schema of 3.0, where the sandbox reads them all the same. */
function laterSyntax(schema: Node, version: OpenApiVersion): readonly Problem[] {
  if (version !== '3.0' || !isObject(schema.value)) return [];
  const { type } = schema.value;
  const found: (readonly [string, string])[] = [];
  if (isArray(type) && type.length > 0) found.push(['type', listOfTypes(type)]);
  if (type === 'null') found.push(['type', 'is never null in OpenAPI 3.0. Write nullable: true beside another type.']);
  for (const limit of ['Minimum', 'Maximum']) {
    const [keyword, value] = [`exclusive${limit}`, schema.value[`exclusive${limit}`]];
    const plain = limit.toLowerCase();
    if (typeof value === 'number')
      found.push([keyword, `is true or false in OpenAPI 3.0. Write ${plain}: ${value} and ${keyword}: true.`]);
  }
  return found.map(([keyword, advice]) =>
    problemAtNode(childOf(schema, keyword) ?? schema, 'schema-keyword', `${keyword} ${advice}`),
  );
}

function listOfTypes(types: JsonArray): string {
  const named = types.filter((one) => one !== 'null' && one !== null);
  const isNullable = named.length < types.length;
  const instead =
    named.length === 1 ? `type: ${named[0]}` : `anyOf: [${named.map((one) => `{ type: ${one} }`).join(', ')}]`;
  return `is one type in OpenAPI 3.0, no list. Write ${instead}${isNullable ? ' and nullable: true' : ''}.`;
}
