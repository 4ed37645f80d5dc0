import type { Problem } from '../problem.ts';
import { childOf, type Node } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports invalid keywords of all schemas, also of those that no operation uses (OpenAPI 3.1.1, 4.8.24). */
export const schemas: Check = {
  codes: ['schema-keyword', 'schema-pattern', 'schema-format', 'schema-unusable'],
  run: ({ walk, schemaProblems }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) => [...schemaProblems(node), ...unregistered(node)]),
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
