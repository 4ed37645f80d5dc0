import { childOf, type Node } from '../read/tree.ts';
import { property, text } from '../syntax/json.ts';
import { adjacentRepetitions } from './adjacent-repetitions.ts';
import { ambiguousGroup } from './ambiguous-group.ts';
import { type Check, problemAtNode } from './checked-document.ts';
import { unanchoredRepetition } from './unanchored-repetition.ts';

/** Reports patterns that take exponential time, minutes for thirty characters, or quadratic time, seconds for a long string. */
export const slowPatterns: Check = {
  codes: ['pattern-slow'],
  run: ({ walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) => {
        const pattern = text(node.value, 'pattern');
        const place = childOf(node, 'pattern');
        const message = pattern === undefined ? undefined : slownessOf(pattern, node);
        return message === undefined || !place ? [] : [problemAtNode(place, 'pattern-slow', message)];
      }),
};

const quadratic =
  'Whoever sends a long text that almost matches can make this pattern take time by the square of its length:';

function slownessOf(pattern: string, schema: Node): string | undefined {
  const group = ambiguousGroup(pattern);
  if (group !== undefined)
    return `Whoever sends a text that almost matches can make this pattern take exponential time: ${group} can match the same text in many ways.`;
  if (isShort(schema)) return undefined;
  const repetitions = adjacentRepetitions(pattern);
  if (repetitions)
    return `${quadratic} ${repetitions.first} and ${repetitions.second} match the same characters, one after the other.`;
  const repetition = unanchoredRepetition(pattern);
  if (repetition === undefined) return undefined;
  return `${quadratic} it may begin anywhere, and ${repetition} goes on from each character of the text. Begin it with ^, if it is about the whole text.`;
}

/** Quadratic time is negligible up to this length. */
const maxFastLength = 1000;

function isShort({ value }: Node): boolean {
  const max = property(value, 'maxLength');
  return typeof max === 'number' && max <= maxFastLength;
}
