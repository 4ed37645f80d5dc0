import { text } from '../notation/json.ts';
import { childOf } from '../read/tree.ts';
import { type Check, warningAt } from './check.ts';
import { slowGroup } from './slow-group.ts';

/** Patterns for which a text of thirty characters can keep a server busy for minutes. */
export const slowPatterns: Check = {
  codes: ['pattern-slow'],
  run: ({ walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema')
      .flatMap(({ node }) => {
        const pattern = text(node.value, 'pattern');
        const group = pattern === undefined ? undefined : slowGroup(pattern);
        const place = childOf(node, 'pattern');
        if (group === undefined || !place) return [];
        const message = `Whoever sends a text that almost matches can make this pattern take exponential time: ${group} can match the same text in many ways.`;
        return [warningAt(place, 'pattern-slow', message)];
      }),
};
