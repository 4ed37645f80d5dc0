import type { ShapePlan, ShapesPlan } from '../plan.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { writeXml, type XmlNode } from '../syntax/write-xml.ts';
import { instanceNamespace, isXmlName, xmlNameFor } from '../syntax/xml.ts';
import { shapeAt, shapeOfProperty } from './shapes.ts';

/** Writes a value as XML by the XML Objects of its schema (OpenAPI 3.1.1, 4.8.26): the inverse of `readXml`. */
export function xmlText(shapes: ShapesPlan, value: Json): string {
  return writeXml(elementOf(shapes, shapeAt(shapes, shapes.root), shapes.name, value, new Set()));
}

type Attribute = readonly [string, string];
/** Namespace prefixes in scope. */
type Prefixes = ReadonlySet<string>;

function elementOf(shapes: ShapesPlan, shape: ShapePlan, name: string, value: Json, declaredAround: Prefixes): XmlNode {
  const { written, declared, prefixes } = qualified(shape, name, declaredAround);
  const element = { name: written, attributes: declared };
  if (value === null) return { name: written, attributes: [...declared, ...nil], children: [] };
  if (isArray(value)) return { ...element, children: itemsOf(shapes, shape, name, value, prefixes) };
  if (!isObject(value)) return { ...element, children: [String(value)] };
  const attributes: Attribute[] = [...declared];
  const children: (XmlNode | string)[] = [];
  for (const [key, child] of Object.entries(value)) {
    const childShape = shapeOfProperty(shapes, shape, key);
    const childName = childShape.xml.name ?? key;
    if (childShape.xml.as === 'attribute' && child !== null) {
      const { written: field, declared: more } = qualified(childShape, childName, prefixes);
      attributes.push(...more, [field, plainText(child)]);
    } else if (childShape.xml.as === 'text') children.push(plainText(child));
    else if (childShape.xml.as === 'attribute') continue;
    else if (isArray(child) && !childShape.xml.wrapped)
      children.push(...itemsOf(shapes, childShape, key, child, prefixes));
    else children.push(elementOf(shapes, childShape, childName, child, prefixes));
  }
  return { name: written, attributes, children };
}

const nil: readonly Attribute[] = [
  ['xmlns:xsi', instanceNamespace],
  ['xsi:nil', 'true'],
];

/** Qualifies a name and returns the declarations that it needs. A prefix without a namespace in scope is left out. */
function qualified({ xml: { prefix, namespace, as } }: ShapePlan, given: string, declaredAround: Prefixes) {
  const name = xmlNameFor(given);
  if (prefix === null || !isXmlName(prefix)) {
    const declared: readonly Attribute[] = namespace === null || as === 'attribute' ? [] : [['xmlns', namespace]];
    return { written: name, declared, prefixes: declaredAround };
  }
  const declared: readonly Attribute[] = namespace === null ? [] : [[`xmlns:${prefix}`, namespace]];
  const prefixes: Prefixes = namespace === null ? declaredAround : new Set([...declaredAround, prefix]);
  return { written: prefixes.has(prefix) ? `${prefix}:${name}` : name, declared, prefixes };
}

/** Writes the items of a list as elements, named by the schema of the items, else after the list. */
function itemsOf(
  shapes: ShapesPlan,
  list: ShapePlan,
  name: string,
  value: readonly Json[],
  prefixes: Prefixes,
): readonly XmlNode[] {
  const items = shapeAt(shapes, list.isList ? list.items : null);
  return value.map((item) => elementOf(shapes, items, items.xml.name ?? name, item, prefixes));
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
