/** An element to write. Prefixes in names need attributes that declare them. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly (XmlNode | string)[];
}

/** Writes an XML document (XML 1.0, fifth edition). Characters that XML cannot hold are replaced by U+FFFD. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeNode(root)}\n`;
}

function writeNode(node: XmlNode | string): string {
  if (typeof node === 'string') return escaped(node, /[&<>\r]/g);
  const { name, attributes, children } = node;
  // Parsers normalize line breaks in attributes to spaces unless they are escaped.
  const fields = attributes.map(([key, value]) => ` ${key}="${escaped(value, /[&<>"\r\n\t]/g)}"`).join('');
  if (children.length === 0) return `<${name}${fields}/>`;
  return `<${name}${fields}>${children.map(writeNode).join('')}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, special: RegExp): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(special, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
}
