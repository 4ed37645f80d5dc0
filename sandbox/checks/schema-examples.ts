import { childOf, type Node } from '../read/tree.ts';
import { isArray } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports examples and defaults that violate the schema they belong to (OpenAPI 3.1.1, 4.8.24). */
export const schemaExamples: Check = {
  codes: ['example-invalid'],
  run: (document) =>
    document.walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) =>
        valuesIn(node).flatMap(({ name, value }) => {
          const violation = document.violation(value.value, node);
          const message = `The ${name} of this schema breaks it: ${violation}.`;
          return violation === undefined ? [] : [problemAtNode(value, 'example-invalid', message)];
        }),
      ),
};

function valuesIn(schema: Node): readonly { readonly name: string; readonly value: Node }[] {
  const named = ['example', 'default'].flatMap((name) => {
    const value = childOf(schema, name);
    // Authors write null for "no default".
    return value && value.value !== null ? [{ name, value }] : [];
  });
  const examples = childOf(schema, 'examples');
  const items = isArray(examples?.value) ? examples.value.map((_, index) => childOf(examples, String(index))) : [];
  return [...named, ...items.flatMap((value) => (value ? [{ name: 'example', value }] : []))];
}
