import type { Problem } from '../problem.ts';
import { writtenAt } from '../read/source.ts';
import { isRemote } from '../read/tree.ts';
import { isObject, text } from '../syntax/json.ts';
import { type Check, listed, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import type { ReferenceAt, Walk } from './walk.ts';

/** Reports ignored siblings of references, and paths that could be read as names (OpenAPI 3.0.4, 4.7.23). */
export const references: Check = {
  codes: ['reference-siblings', 'reference-form'],
  run: ({ written, version }) => [
    ...written.references.flatMap((one) => ignoredSiblings(one, version)),
    ...barePaths(written),
  ],
};

/** Reports siblings that are ignored: those of a Path Item Object never are, those of a schema only before 3.1. */
function ignoredSiblings({ node, object }: ReferenceAt, version: OpenApiVersion): readonly Problem[] {
  if (!isObject(node.value) || object === 'PathItem') return [];
  const isBefore31 = version === '2.0' || version === '3.0';
  if (object === 'Schema' && !isBefore31) return [];
  const ignored = Object.keys(node.value).filter(
    (key) => key !== '$ref' && !key.startsWith('x-') && !proseFields.has(key),
  );
  if (ignored.length === 0) return [];
  const hint =
    object === 'Schema' ? ' Put the reference into allOf, and them beside it.' : ' Write them where it leads to.';
  const message = `${listed(ignored)} beside $ref ${ignored.length === 1 ? 'is' : 'are'} ignored in OpenAPI ${version}.${hint}`;
  return [problemAtNode(node, 'reference-siblings', message)];
}

/** Fields that constrain nothing and that most tools show although versions before 3.1 ignore them. */
const proseFields = new Set(['summary', 'description', 'title', 'example', 'deprecated']);

/** Reports the first path of a file that could be taken for the name of a component. */
function barePaths({ references: all, mismatches: misfits }: Walk): readonly Problem[] {
  const reported = new Set<string>();
  return [...all, ...misfits.filter(({ isReference }) => isReference)].flatMap(({ node }): readonly Problem[] => {
    const reference = text(node.value, '$ref') ?? '';
    const { file } = writtenAt(node).source;
    if (!/^[\w-]+\//.test(reference) || isRemote(reference) || reported.has(file)) return [];
    reported.add(file);
    const message = `${reference} is a path seen from this file. ./${reference} says so to every reader; here and elsewhere in this file.`;
    return [problemAtNode(node, 'reference-form', message)];
  });
}
