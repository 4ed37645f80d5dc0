import { childOf } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports names of components with characters that OpenAPI does not allow (OpenAPI 3.1.1, 4.8.7.1). */
export const componentNames: Check = {
  codes: ['component-name'],
  run: ({ written }) =>
    written.visits
      .filter(({ object }) => object === 'Components')
      .flatMap(({ node }) =>
        Object.keys(isObject(node.value) ? node.value : {}).flatMap((kind) => {
          const all = kind.startsWith('x-') ? undefined : childOf(node, kind);
          return Object.keys(isObject(all?.value) ? all.value : {}).flatMap((name) => {
            const component = all && childOf(all, name);
            // A reference in place of the whole map is reported by `structure`.
            if (!component || name === '$ref' || /^[\w.-]+$/.test(name)) return [];
            const message = `The name "${name}" under ${kind} has characters that OpenAPI does not allow there.`;
            return [problemAtNode(component, 'component-name', message)];
          });
        }),
      ),
};
