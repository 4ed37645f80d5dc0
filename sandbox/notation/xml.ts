import { table } from './table.ts';
/** An element of an XML document (Namespaces in XML 1.0). Comments and processing instructions say nothing of it. */
export interface XmlElement {
  /** Without the prefix. */
  readonly name: string;
  /** Null: none. */
  readonly namespace: string | null;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All text that stands directly in it. */
  readonly text: string;
}

/** Declarations of namespaces are none. */
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string | null;
  readonly value: string;
}

/** The namespace of `nil`, by which an element says that it is null (XML Schema, 2.6.2). */
export const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

interface Open {
  readonly written: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  readonly declared: readonly string[];
  text: string;
}

const nameStart = '\\p{L}_';
const plainName = `[${nameStart}][${nameStart}\\p{N}\\p{M}\\-.\\u00b7]*`;
const isPlainName = new RegExp(`^${plainName}$`, 'u');

/** What no document can have in it (XML 1.0, 2.2). */
const excluded = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * The name of an element or attribute for a text that may be none: what follows a prefix, else with `_` in the place of
 * each character that no name may have (Namespaces in XML 1.0, section 4).
 */
export function xmlNameFor(text: string): string {
  if (isXmlName(text)) return text;
  const [prefix = '', local = '', ...others] = text.split(':');
  if (others.length === 0 && isXmlName(prefix) && isXmlName(local)) return local;
  const possible = [...text].map((character) => (isXmlName(`x${character}`) ? character : '_')).join('');
  return isXmlName(possible) ? possible : `_${possible}`;
}

/** Whether a text can be the name of an element, without a prefix. */
export function isXmlName(name: string): boolean {
  return isPlainName.test(name);
}

/**
 * Parses an XML document (XML 1.0, fifth edition). Undefined where it is malformed, or nested deeper than the limit.
 * There are no entities but the five that are predefined, and no document type: neither can make a small body large, or
 * lead anywhere.
 */
export function parseXml(source: string, deepest: number): XmlElement | undefined {
  if (excluded.test(source)) return undefined;
  try {
    return new Parser(source.replace(/\r\n?/g, '\n'), deepest).document();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Malformed extends Error {}

class Parser {
  readonly #text: string;
  readonly #deepest: number;
  readonly #open: Open[] = [];
  /** Prefix → the namespaces that it stands for, the innermost last. */
  readonly #namespaces = new Map<string, string[]>([['xml', ['http://www.w3.org/XML/1998/namespace']]]);
  #root: XmlElement | undefined;
  #at = 0;

  constructor(text: string, deepest: number) {
    this.#text = text;
    this.#deepest = deepest;
  }

  document(): XmlElement {
    const declaration = this.#take(/<\?xml\s[^?]*\?>/y);
    // What came here was read as UTF-8.
    if (declaration && /\sencoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])/i.test(declaration[0])) throw new Malformed();
    while (this.#at < this.#text.length) this.#next();
    if (!this.#root || this.#open.length > 0) throw new Malformed();
    return this.#root;
  }

  #next(): void {
    const markup = this.#text.indexOf('<', this.#at);
    const end = markup === -1 ? this.#text.length : markup;
    if (end > this.#at) this.#addText(withReferences(this.#text.slice(this.#at, end), true));
    this.#at = end;
    if (markup === -1) return;
    if (this.#text.startsWith('<!--', markup)) this.#skip('<!--', '-->');
    else if (this.#text.startsWith('<?', markup)) this.#skip('<?', '?>');
    else if (this.#text.startsWith('<![CDATA[', markup)) this.#addText(this.#skip('<![CDATA[', ']]>'), true);
    else if (this.#text.startsWith('</', markup)) this.#endTag();
    else this.#startTag();
  }

  #startTag(): void {
    const written = this.#take(startPattern)?.[1];
    if (written === undefined || this.#root || this.#open.length >= this.#deepest) throw new Malformed();
    const attributes = new Map<string, string>();
    const declared: string[] = [];
    for (let found = this.#take(attributePattern); found; found = this.#take(attributePattern)) {
      const [, name = '', quoted = ''] = found;
      if (attributes.has(name)) throw new Malformed();
      // Blanks are spaces here, unless a reference says otherwise (XML 1.0, 3.3.3).
      attributes.set(name, withReferences(quoted.slice(1, -1).replace(/[\t\n]/g, ' '), false));
    }
    const end = this.#take(/\s*\/?>/y)?.[0];
    if (end === undefined) throw new Malformed();
    for (const [name, value] of attributes) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
      if (prefix === undefined) continue;
      declared.push(prefix);
      const outer = this.#namespaces.get(prefix);
      if (outer) outer.push(value);
      else this.#namespaces.set(prefix, [value]);
    }
    const own = [...attributes].filter(([name]) => !/^xmlns(:|$)/.test(name));
    this.#open.push({
      written,
      ...this.#resolve(written, true),
      attributes: own.map(([name, value]) => ({ ...this.#resolve(name, false), value })),
      children: [],
      declared,
      text: '',
    });
    if (end.endsWith('/>')) this.#close();
  }

  #endTag(): void {
    const name = this.#take(endPattern)?.[1];
    if (name === undefined || name !== this.#open.at(-1)?.written) throw new Malformed();
    this.#close();
  }

  #close(): void {
    const closed = this.#open.pop();
    if (!closed) throw new Malformed();
    const { name, namespace, attributes, children, text, declared } = closed;
    for (const prefix of declared) this.#namespaces.get(prefix)?.pop();
    const element: XmlElement = { name, namespace, attributes, children, text };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  /** The default namespace is for elements only (Namespaces in XML, 6.2). */
  #resolve(written: string, isElement: boolean): Pick<XmlElement, 'name' | 'namespace'> {
    const colon = written.indexOf(':');
    if (colon === -1) return { name: written, namespace: (isElement && this.#namespaces.get('')?.at(-1)) || null };
    const namespace = this.#namespaces.get(written.slice(0, colon))?.at(-1);
    if (!namespace) throw new Malformed();
    return { name: written.slice(colon + 1), namespace };
  }

  /** Outside the root there may be blanks only. */
  #addText(text: string, isMarked = false): void {
    const inside = this.#open.at(-1);
    if (inside) inside.text += text;
    else if (isMarked || /[^ \t\n\ufeff]/.test(text)) throw new Malformed();
  }

  #skip(from: string, to: string): string {
    const start = this.#at + from.length;
    const end = this.#text.indexOf(to, start);
    if (end === -1) throw new Malformed();
    this.#at = end + to.length;
    return this.#text.slice(start, end);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}

const qualifiedName = `${plainName}(?::${plainName})?`;
const startPattern = new RegExp(`<(${qualifiedName})`, 'uy');
const endPattern = new RegExp(`</(${qualifiedName})\\s*>`, 'uy');
const attributePattern = new RegExp(`\\s+(${qualifiedName})\\s*=\\s*("[^<"]*"|'[^<']*')`, 'uy');

const predefined: Readonly<Record<string, string>> = table({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });
const reference = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&|\]\]>/g;

/** The text that references stand for; any other `&` is an error, and so is the end of a section in plain text. */
function withReferences(text: string, isContent: boolean): string {
  if (!text.includes('&') && !text.includes(']]>')) return text;
  return text.replace(reference, (whole, decimal?: string, hex?: string, name?: string) => {
    if (whole === ']]>' && !isContent) return whole;
    if (name !== undefined) return predefined[name] ?? fail();
    if (decimal === undefined && hex === undefined) return fail();
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const character = code > 0x10ffff ? '' : String.fromCodePoint(code);
    return excluded.test(character) || character === '' ? fail() : character;
  });
}

function fail(): never {
  throw new Malformed();
}
