import { childOf, type Node, referenceAsValue } from '../read/tree.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports example values that look like references: OpenAPI never resolves a value (OpenAPI 3.1.1, 4.8.19). */
export const exampleReferences: Check = {
  codes: ['example-reference'],
  run: ({ walk }) =>
    walk.visits
      .flatMap(({ object, node }): readonly (Node | undefined)[] =>
        object === 'Example' ? [childOf(node, 'value')] : owners.has(object) ? [childOf(node, 'example')] : [],
      )
      .flatMap((node) => {
        const reference = node && referenceAsValue(node.value);
        if (!node || reference === undefined) return [];
        const message = `OpenAPI has no references inside a value: other tools show {"$ref": "${reference}"} as it is. Refer to the example as a whole, or use externalValue.`;
        return [problemAtNode(node, 'example-reference', message)];
      }),
};

const owners = new Set(['MediaType', 'Parameter', 'Header']);
