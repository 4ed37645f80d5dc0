import type { Files } from '../read/files.ts';
import type { Source } from '../read/source.ts';
import { isRemote, type Node } from '../read/tree.ts';
import { text } from '../syntax/json.ts';
import { pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import { percentDecode } from '../syntax/percent.ts';

/** The extension that keeps the original document, if a reference may lead to a location without a counterpart. */
export const originalDocument = 'x-as-written';

/** Rewrites references for the converted document (OpenAPI 2.0, Reference Object). */
export interface References {
  /**
   * Returns the equivalent reference in the converted document: `#/components/schemas/Pet` for `#/definitions/Pet`.
   *
   * @param from the file that contains the reference
   * @param into the file that will contain it; by default the root document
   */
  refer(reference: string, from: string, into?: string): string;
  /**
   * Returns the component that replaces a referenced entry of this section of the root; undefined for other references.
   */
  component(node: Node, section: 'parameters' | 'responses'): string | undefined;
  /** Whether a reference rewritten so far needs the original document, or one in another file may need it. */
  needsOriginal(): boolean;
}

/** Creates the rewriter for a root document. */
export function createReferences(root: Source, files: Files): References {
  let needsOriginal = false;

  function targetOf(reference: string, from: string) {
    const [path = '', fragment = ''] = reference.split('#', 2);
    return { path, file: path === '' ? from : files.resolve(from, percentDecode(path)), fragment };
  }

  /** Returns the fragment for the new location of a node of the root document. */
  function convertedFragment(fragment: string): string {
    const [section, ...rest] = tokensIn(fragment);
    if (section === undefined) return fragment;
    if (section === 'definitions') return fragmentOf(['components', 'schemas', ...rest]);
    needsOriginal = true;
    return fragmentOf([originalDocument, section, ...rest]);
  }

  return {
    refer: (reference, from, into = root.file) => {
      if (isRemote(reference)) return reference;
      const { path, file, fragment } = targetOf(reference, from);
      if (file !== root.file) needsOriginal = true;
      const place = file === root.file ? convertedFragment(fragment) : fragment;
      const address = file === into ? '' : from === into ? path : encodeAmbiguous(file, /[%#:]/g);
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
    needsOriginal: () => needsOriginal,
  };
}

/** Returns the tokens of a fragment that is a JSON Pointer. Empty if it is not one. */
function tokensIn(fragment: string): readonly string[] {
  const pointer = percentDecode(fragment);
  return pointer.startsWith('/') ? tokensOf(pointer) : [];
}

function fragmentOf(tokens: readonly string[]): string {
  return encodeAmbiguous(pointerOf(tokens), /[%#]/g);
}

/**
 * Percent-encodes characters that a reference would misread: `%`, `#`, and the colon of a Windows drive, which looks
 * like a scheme.
 */
function encodeAmbiguous(text: string, ambiguous: RegExp): string {
  return text.replace(ambiguous, (character) => encodeURIComponent(character));
}
