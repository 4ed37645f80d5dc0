import { table } from './dictionary.ts';
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
  /** The prefixes that its attributes declare. */
  readonly declared: readonly string[];
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
}

/** One for all elements without, of which there may be hundreds of thousands. */
const none: readonly never[] = [];

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
    const found = this.#attributes();
    const end = this.#take(endOfStart)?.[0];
    if (end === undefined) throw new Malformed();
    const declared = found.length === 0 ? none : this.#declare(found);
    const own = declared.length === 0 ? found : found.filter(({ name }) => declaredBy(name) === undefined);
    const element = {
      name: localName(written),
      namespace: this.#namespaceOf(written, true),
      attributes: own.length === 0 ? none : own.map((one) => this.#resolved(one)),
      children: [],
      text: '',
    };
    this.#open.push({ written, declared, element });
    if (end.endsWith('/>')) this.#close();
  }

  /** The attributes of a start tag, by their names as they are written. */
  #attributes(): readonly XmlAttribute[] {
    const first = this.#take(attributePattern);
    if (!first) return none;
    const attributes: XmlAttribute[] = [];
    for (let found: RegExpExecArray | undefined = first; found; found = this.#take(attributePattern)) {
      const [, name = '', quoted = ''] = found;
      // Blanks are spaces here, unless a reference says otherwise (XML 1.0, 3.3.3).
      const value = withReferences(quoted.slice(1, -1).replace(/[\t\n]/g, ' '), false);
      attributes.push({ name, namespace: null, value });
    }
    if (attributes.length > 1 && new Set(attributes.map(({ name }) => name)).size < attributes.length)
      throw new Malformed();
    return attributes;
  }

  /** Gives the prefixes that are declared. */
  #declare(attributes: readonly XmlAttribute[]): readonly string[] {
    const declared: string[] = [];
    for (const { name, value } of attributes) {
      const prefix = declaredBy(name);
      if (prefix === undefined) continue;
      declared.push(prefix);
      const outer = this.#namespaces.get(prefix);
      if (outer) outer.push(value);
      else this.#namespaces.set(prefix, [value]);
    }
    return declared;
  }

  #endTag(): void {
    const name = this.#take(endPattern)?.[1];
    if (name === undefined || name !== this.#open.at(-1)?.written) throw new Malformed();
    this.#close();
  }

  #close(): void {
    const closed = this.#open.pop();
    if (!closed) throw new Malformed();
    for (const prefix of closed.declared) this.#namespaces.get(prefix)?.pop();
    const parent = this.#open.at(-1);
    if (parent) parent.element.children.push(closed.element);
    else this.#root = closed.element;
  }

  #resolved(attribute: XmlAttribute): XmlAttribute {
    const { name, value } = attribute;
    if (!name.includes(':')) return attribute;
    return { name: localName(name), namespace: this.#namespaceOf(name, false), value };
  }

  /** The default namespace is for elements only (Namespaces in XML, 6.2). */
  #namespaceOf(written: string, isElement: boolean): string | null {
    const colon = written.indexOf(':');
    if (colon === -1) return (isElement && this.#namespaces.get('')?.at(-1)) || null;
    const namespace = this.#namespaces.get(written.slice(0, colon))?.at(-1);
    if (!namespace) throw new Malformed();
    return namespace;
  }

  /** Outside the root there may be blanks only. */
  #addText(text: string, isMarked = false): void {
    const inside = this.#open.at(-1);
    if (inside) inside.element.text += text;
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
const endOfStart = /\s*\/?>/y;
const endPattern = new RegExp(`</(${qualifiedName})\\s*>`, 'uy');
const attributePattern = new RegExp(`\\s+(${qualifiedName})\\s*=\\s*("[^<"]*"|'[^<']*')`, 'uy');

const predefined: Readonly<Record<string, string>> = table({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });
const characterReference = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/;

/** The text that references stand for; any other `&` is an error, and so is the end of a section in plain text. */
function withReferences(text: string, isContent: boolean): string {
  if (isContent && text.includes(']]>')) throw new Malformed();
  let found = text.indexOf('&');
  if (found === -1) return text;
  // To look for `&` and `;` takes a third of the time of a pattern with groups.
  let read = '';
  let at = 0;
  for (; found !== -1; found = text.indexOf('&', at)) {
    const end = text.indexOf(';', found);
    if (end === -1) throw new Malformed();
    const name = text.slice(found + 1, end);
    read += text.slice(at, found) + (predefined[name] ?? characterOf(name));
    at = end + 1;
  }
  return read + text.slice(at);
}

function characterOf(reference: string): string {
  const [isOne, decimal, hex = ''] = characterReference.exec(reference) ?? [];
  const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
  const character = isOne === undefined || code > 0x10ffff ? '' : String.fromCodePoint(code);
  if (character === '' || excluded.test(character)) throw new Malformed();
  return character;
}

/** The prefix that an attribute declares, none for the default namespace; undefined where it is a plain one. */
function declaredBy(name: string): string | undefined {
  if (!name.startsWith('xmlns')) return undefined;
  if (name.length === 5) return '';
  return name[5] === ':' ? name.slice(6) : undefined;
}

function localName(written: string): string {
  return written.slice(written.indexOf(':') + 1);
}
