import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, text } from '../syntax/json.ts';
import { type Check, listed, problemAtNode } from './checked-document.ts';

/** Reports duplicate parameters, and styles that their location does not allow (OpenAPI 3.1.1, 4.8.10 and 4.8.12.3). */
export const parameters: Check = {
  codes: ['parameter-duplicate', 'parameter-style'],
  run: ({ tree, walk }) =>
    walk.visits.flatMap(({ object, node }) => {
      if (object === 'Parameter') return misplacedStyle(node);
      return object === 'PathItem' || object === 'Operation' ? duplicates(tree, node) : [];
    }),
};

/** The styles that each location allows; `cookie` since OpenAPI 3.2. */
const styles: Readonly<Record<string, readonly string[]>> = table({
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
});

function misplacedStyle(node: Node): readonly Problem[] {
  const style = childOf(node, 'style');
  const place = text(node.value, 'in') ?? '';
  const known = styles[place];
  if (!style || !known || typeof style.value !== 'string' || known.includes(style.value)) return [];
  const message = `A parameter in ${place} has no style ${style.value}: there is ${listed(known)}.`;
  return [problemAtNode(style, 'parameter-style', message)];
}

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
      return [
        problemAtNode(written, 'parameter-duplicate', `The parameter ${name} in ${place} is twice in this list.`),
      ];
    }
    seen.add(key);
    return [];
  });
}
