import { childOf } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { isBodyless } from '../syntax/status.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports `content` of responses that never have a body, such as 204 and 304 (RFC 9110, section 6.4.1). */
export const bodylessResponses: Check = {
  codes: ['content-ignored'],
  run: ({ tree, walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Responses')
      .flatMap(({ node }) =>
        Object.keys(isObject(node.value) ? node.value : {}).flatMap((status) => {
          const response = /^\d{3}$/.test(status) && isBodyless(Number(status)) ? tree.get(node, status) : undefined;
          const content = response && childOf(response, 'content');
          if (!content || !isObject(content.value) || Object.keys(content.value).length === 0) return [];
          const message = `An answer ${status} has no body, so what content says is never sent.`;
          return [problemAtNode(content, 'content-ignored', message)];
        }),
      ),
};
