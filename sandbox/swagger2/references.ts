import type { Files } from '../read/files.ts';
import type { Source } from '../read/source.ts';
import { isRemote, type Node } from '../read/tree.ts';
import { text } from '../syntax/json.ts';
import { pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import { percentDecode } from '../syntax/percent.ts';

/** Where a converted document keeps what was written, if anything may refer to a place that has no counterpart. */
export const asWritten = 'x-as-written';

/** What references lead to after the conversion (OpenAPI 2.0, Reference Object). */
export interface References {
  /**
   * The reference that leads to the same place when the root document is converted: for `#/definitions/Pet`, it is
   * `#/components/schemas/Pet`.
   *
   * @param from the file that it was written in
   * @param into the file that it will stand in; left out, the root document
   */
  refer(reference: string, from: string, into?: string): string;
  /** For a reference to an entry of that section of the root document: the one to the component that was made of it. */
  component(node: Node, section: 'parameters' | 'responses'): string | undefined;
  /** Whether a reference so far needs what was written, or one in another file may. */
  needAsWritten(): boolean;
}

/** Makes the references of a document, which is the root of its tree. */
export function createReferences(root: Source, files: Files): References {
  let needed = false;

  function targetOf(reference: string, from: string) {
    const [path = '', fragment = ''] = reference.split('#', 2);
    return { path, file: path === '' ? from : files.resolve(from, percentDecode(path)), fragment };
  }

  /** Where a fragment of the root document leads now. */
  function moved(fragment: string): string {
    const [section, ...rest] = tokensIn(fragment);
    if (section === undefined) return fragment;
    if (section === 'definitions') return fragmentOf(['components', 'schemas', ...rest]);
    needed = true;
    return fragmentOf([asWritten, section, ...rest]);
  }

  return {
    refer: (reference, from, into = root.file) => {
      if (isRemote(reference)) return reference;
      const { path, file, fragment } = targetOf(reference, from);
      if (file !== root.file) needed = true;
      const place = file === root.file ? moved(fragment) : fragment;
      const address = file === into ? '' : from === into ? path : encoded(file, /[%#:]/g);
      return place === '' && address !== '' ? address : `${address}#${place}`;
    },
    component: (node, section) => {
      const reference = text(node.value, '$ref');
      if (reference === undefined || isRemote(reference)) return undefined;
      const { file, fragment } = targetOf(reference, node.source.file);
      const [first, name, ...rest] = tokensIn(fragment);
      const isEntry = file === root.file && first === section && name !== undefined && rest.length === 0;
      return isEntry ? `#${fragmentOf(['components', section, name])}` : undefined;
    },
    needAsWritten: () => needed,
  };
}

/** The tokens of the JSON Pointer that a fragment is; none where it is something else. */
function tokensIn(fragment: string): readonly string[] {
  const pointer = percentDecode(fragment);
  return pointer.startsWith('/') ? tokensOf(pointer) : [];
}

function fragmentOf(tokens: readonly string[]): string {
  return encoded(pointerOf(tokens), /[%#]/g);
}

/** Without what would be taken for something else: an escape, a fragment, and the drive of a Windows path for a scheme. */
function encoded(text: string, ambiguous: RegExp): string {
  return text.replace(ambiguous, (character) => encodeURIComponent(character));
}
