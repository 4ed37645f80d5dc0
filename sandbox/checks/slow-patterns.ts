import { childOf, type Node } from '../read/tree.ts';
import { property, text } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';
import { slowGroup } from './slow-group.ts';
import { slowNeighbours } from './slow-neighbours.ts';
import { slowSearch } from './slow-search.ts';

/** Patterns for which a text of thirty characters can keep a server busy for minutes, or a long one for seconds. */
export const slowPatterns: Check = {
  codes: ['pattern-slow'],
  run: ({ walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) => {
        const pattern = text(node.value, 'pattern');
        const place = childOf(node, 'pattern');
        const message = pattern === undefined ? undefined : slowness(pattern, node);
        return message === undefined || !place ? [] : [problemAtNode(place, 'pattern-slow', message)];
      }),
};

const square =
  'Whoever sends a long text that almost matches can make this pattern take time by the square of its length:';

function slowness(pattern: string, schema: Node): string | undefined {
  const group = slowGroup(pattern);
  if (group !== undefined)
    return `Whoever sends a text that almost matches can make this pattern take exponential time: ${group} can match the same text in many ways.`;
  if (isShort(schema)) return undefined;
  const neighbours = slowNeighbours(pattern);
  if (neighbours)
    return `${square} ${neighbours.first} and ${neighbours.second} match the same characters, one after the other.`;
  const search = slowSearch(pattern);
  if (search === undefined) return undefined;
  return `${square} it may begin anywhere, and ${search} goes on from each character of the text. Begin it with ^, if it is about the whole text.`;
}

/** The square of so few characters takes no time that anybody notices. */
const fewCharacters = 1000;

function isShort({ value }: Node): boolean {
  const max = property(value, 'maxLength');
  return typeof max === 'number' && max <= fewCharacters;
}
