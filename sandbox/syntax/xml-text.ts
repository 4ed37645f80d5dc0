/** An element to be written; names may have prefixes, which are attributes to declare. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly (XmlNode | string)[];
}

/** Writes an XML document (XML 1.0, fifth edition). What it cannot hold is replaced. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeNode(root)}\n`;
}

function writeNode(node: XmlNode | string): string {
  if (typeof node === 'string') return escaped(node, /[&<>\r]/g);
  const { name, attributes, children } = node;
  // A parser makes spaces of line breaks in attributes.
  const fields = attributes.map(([key, value]) => ` ${key}="${escaped(value, /[&<>"\r\n\t]/g)}"`).join('');
  if (children.length === 0) return `<${name}${fields}/>`;
  return `<${name}${fields}>${children.map(writeNode).join('')}</${name}>`;
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, special: RegExp): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(special, (character) => names[character] ?? `&#${character.charCodeAt(0)};`);
}
