import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, childOf, type Node, type Tree, textAt } from '../../read/tree.ts';
import { isObject } from '../../syntax/json.ts';
import { isXmlName, xmlNameFor } from '../../syntax/xml.ts';
import { componentName } from './body-format.ts';

/**
 * Reports names in the schema of an XML body that no element or attribute can have (XML 1.0, 2.3; Namespaces in XML 1.0,
 * section 4), with the names that are used instead.
 *
 * @param media the Media Type Object
 */
export function reportXmlNames(tree: Tree, media: Node, report: (problem: Problem) => void): void {
  const seen = new Set<string>();

  function warn(node: Node, name: string, field = 'name'): void {
    if (isXmlName(name)) return;
    const instead =
      field === 'prefix' ? 'names have none.' : `${xmlNameFor(name)} stands in its place. Give it a name by xml.name.`;
    const message = `"${name}" is no name in XML: ${instead}`;
    report(problemAt(node.source, node.pointer, 'xml-name', message));
  }

  function visit(schema: Node): void {
    for (const node of tree.steps(schema)) {
      if (!isObject(node.value) || seen.has(addressOf(node))) continue;
      seen.add(addressOf(node));
      checkNames(node);
    }
  }

  function checkNames(node: Node): void {
    const xml = childOf(node, 'xml');
    for (const field of ['name', 'prefix']) {
      const child = xml && childOf(xml, field);
      if (xml && child) warn(child, textAt(xml, field) ?? '', field);
    }
    for (const [name, property] of childrenOf(node, 'properties')) {
      if (!isNamedByXml(property)) warn(property, name);
      visit(property);
    }
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) for (const [, part] of childrenOf(node, keyword)) visit(part);
    for (const keyword of ['items', 'additionalProperties']) {
      const child = childOf(node, keyword);
      if (child) visit(child);
    }
  }

  /** Whether the XML Object names the schema, or makes it the text of its parent, so that the property's name is unused. */
  function isNamedByXml(schema: Node): boolean {
    return tree.steps(schema).some((node) => {
      const xml = childOf(node, 'xml');
      return xml !== undefined && (textAt(xml, 'name') !== undefined || textAt(xml, 'nodeType') === 'text');
    });
  }

  const schema = childOf(media, 'schema');
  if (!schema) return;
  const component = componentName(media);
  if (component !== null && !isNamedByXml(schema)) warn(schema, component);
  visit(schema);
}

function childrenOf(node: Node, keyword: string): readonly (readonly [string, Node])[] {
  const owner = childOf(node, keyword);
  if (!owner || typeof owner.value !== 'object' || owner.value === null) return [];
  return Object.keys(owner.value).flatMap((key) => {
    const child = childOf(owner, key);
    return child ? [[key, child] as const] : [];
  });
}
