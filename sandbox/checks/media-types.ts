import { childOf } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports keys of `content` that are neither media types nor media ranges (RFC 9110, section 8.3.1). */
export const mediaTypes: Check = {
  codes: ['media-type-odd'],
  run: ({ tree, walk }) =>
    walk.visits
      .filter(({ object }) => owners.has(object))
      .flatMap(({ node }) => {
        const content = tree.get(node, 'content');
        return Object.keys(isObject(content?.value) ? content.value : {}).flatMap((key) => {
          const media = content && childOf(content, key);
          if (!media || mediaType.test(key) || key.startsWith('x-')) return [];
          const message = `"${key}" is no media type: it is written like application/json.${mediaTypeAdvice(key)}`;
          return [problemAtNode(media, 'media-type-odd', message)];
        });
      }),
};

/** Returns the media type that a word stands for. */
function mediaTypeAdvice(key: string): string {
  if (key === 'schema' || key === 'example' || key === 'examples') return ' Write application/json: before it.';
  return /json/i.test(key) ? ' Write application/json.' : '';
}

const owners = new Set(['RequestBody', 'Response', 'Parameter', 'Header']);
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const mediaType = new RegExp(`^${token}/${token}(\\s*;\\s*${token}=(${token}|"[^"]*"))*\\s*$`);
