import type { Problem } from '../problem.ts';
import { writtenAt } from '../read/source.ts';
import { isRemote } from '../read/tree.ts';
import { isObject, text } from '../syntax/json.ts';
import { type Check, listed, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import type { ReferenceAt, Walk } from './walk.ts';

/** References with something beside them that is ignored, and those that are easily misread (OpenAPI 3.0.4, 4.7.23). */
export const references: Check = {
  codes: ['reference-siblings', 'reference-form'],
  run: ({ written, version }) => [...written.references.flatMap((one) => siblings(one, version)), ...bare(written)],
};

/** What stands beside a reference where only prose may; a path's own fields count, and those of a schema from 3.1 on. */
function siblings({ node, object }: ReferenceAt, version: OpenApiVersion): readonly Problem[] {
  if (!isObject(node.value) || object === 'PathItem') return [];
  const isOld = version === '2.0' || version === '3.0';
  if (object === 'Schema' && !isOld) return [];
  const ignored = Object.keys(node.value).filter((key) => key !== '$ref' && !key.startsWith('x-') && !prose.has(key));
  if (ignored.length === 0) return [];
  const hint =
    object === 'Schema' ? ' Put the reference into allOf, and them beside it.' : ' Write them where it leads to.';
  const message = `${listed(ignored)} beside $ref ${ignored.length === 1 ? 'is' : 'are'} ignored in OpenAPI ${version}.${hint}`;
  return [problemAtNode(node, 'reference-siblings', message)];
}

/** Ignored by the letter too before 3.1; but it constrains nothing, and most tools show it. */
const prose = new Set(['summary', 'description', 'title', 'example', 'deprecated']);

/** A path to a file that could be taken for a name, in each file once. */
function bare({ references: all, misfits }: Walk): readonly Problem[] {
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
