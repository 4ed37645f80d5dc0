import { type Check, type CheckedRule, problemAtNode } from './checked-document.ts';

/** Reports rules of a scenario file that no request was found for. */
export const unmatchedRules: Check = {
  codes: ['rule-unmatched'],
  run: ({ operations }) =>
    operations.flatMap(({ plan, unmatchedRules: rules }) =>
      rules.map(({ node, obstacle }) => {
        const message = `No request of ${plan.key} was found to which this rule applies: ${describe(obstacle)}`;
        const isProven = obstacle.kind === 'rule' || (obstacle.kind === 'faults' && obstacle.isProven);
        return problemAtNode(node, 'rule-unmatched', message, isProven ? undefined : 'unproven');
      }),
    ),
};

function describe(obstacle: CheckedRule['obstacle']): string {
  switch (obstacle.kind) {
    case 'faults':
      return obstacle.isProven
        ? `one that meets its conditions is invalid (${obstacle.words}), and gets the answer to its fault. Correct the condition.`
        : `those that were tried are invalid (${obstacle.words}).`;
    case 'rule':
      return `rule ${obstacle.index + 1} of the file comes first, and applies to those that meet its conditions. Change their order or a condition.`;
    case 'conditions':
      return 'none that was tried meets its conditions.';
  }
}
