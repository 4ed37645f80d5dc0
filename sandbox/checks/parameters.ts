import { isArray, text } from '../notation/json.ts';
import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { type Check, warningAt } from './check.ts';

/** Parameters that are twice in one list: the last one counts (OpenAPI 3.1.1, 4.8.10). */
export const parameters: Check = {
  codes: ['parameter-duplicate'],
  run: ({ tree, walk }) =>
    walk.visits
      .filter(({ object }) => object === 'PathItem' || object === 'Operation')
      .flatMap(({ node }) => duplicates(tree, node)),
};

function duplicates(tree: Tree, owner: Node): readonly Problem[] {
  const list = tree.get(owner, 'parameters');
  if (!list || !isArray(list.value)) return [];
  const seen = new Set<string>();
  return list.value.flatMap((_, index): readonly Problem[] => {
    const written = childOf(list, String(index));
    const parameter = tree.get(list, String(index));
    const [name, place] = [text(parameter?.value, 'name'), text(parameter?.value, 'in')];
    if (!written || name === undefined || place === undefined) return [];
    const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
    if (seen.has(key)) {
      return [warningAt(written, 'parameter-duplicate', `The parameter ${name} in ${place} is twice in this list.`)];
    }
    seen.add(key);
    return [];
  });
}
