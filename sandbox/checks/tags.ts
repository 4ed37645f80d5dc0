import type { Problem } from '../problem.ts';
import { childOf, type Node, scalarText, type Tree, textAt } from '../read/tree.ts';
import { type Check, problemAtNode } from './checked-document.ts';
import type { Visit } from './walk.ts';

/** Reports tags that are declared twice, or undeclared in a document that declares others (OpenAPI 3.1.1, 4.8.1). */
export const tags: Check = {
  codes: ['tag-duplicate', 'tag-undeclared'],
  run: ({ tree, walk }) => {
    const declared = tree.items(tree.get(tree.root, 'tags'));
    const names = declared.map((tag) => textAt(tag, 'name'));
    const repeated = declared.filter((_, index) => names.indexOf(names[index]) < index);
    return [
      ...repeated.map((node) =>
        problemAtNode(node, 'tag-duplicate', `The tag ${textAt(node, 'name')} is declared twice.`),
      ),
      ...(names.length > 0 ? walk.visits.flatMap((visit) => undeclared(tree, visit, names)) : []),
    ];
  },
};

function undeclared(tree: Tree, { object, node }: Visit, names: readonly (string | undefined)[]): readonly Problem[] {
  const used: Node | undefined = object === 'Operation' ? childOf(node, 'tags') : undefined;
  return tree
    .items(used)
    .filter((tag) => scalarText(tag) !== undefined && !names.includes(scalarText(tag)))
    .map((tag) => problemAtNode(tag, 'tag-undeclared', `The tag ${scalarText(tag)} is not among the declared ones.`));
}
