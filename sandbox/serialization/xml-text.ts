import type { ShapePlan, ShapesPlan } from '../plan.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { instanceNamespace, isXmlName, xmlNameFor } from '../syntax/xml.ts';
import { writeXml, type XmlNode } from '../syntax/xml-text.ts';
import { shapeAt, shapeOfProperty } from './shapes.ts';

/** Writes a value as XML by its schema (OpenAPI 3.1.1, 4.8.26): the opposite of `readXml`. */
export function xmlText(shapes: ShapesPlan, value: Json): string {
  return writeXml(elementOf(shapes, shapeAt(shapes, shapes.root), shapes.name, value, new Set()));
}

type Attribute = readonly [string, string];
/** The prefixes that are declared around an element. */
type Prefixes = ReadonlySet<string>;

function elementOf(shapes: ShapesPlan, shape: ShapePlan, name: string, value: Json, outer: Prefixes): XmlNode {
  const { written, declared, prefixes } = qualified(shape, name, outer);
  const plain = { name: written, attributes: declared };
  if (value === null) return { name: written, attributes: [...declared, ...nil], children: [] };
  if (isArray(value)) return { ...plain, children: itemsOf(shapes, shape, name, value, prefixes) };
  if (!isObject(value)) return { ...plain, children: [String(value)] };
  const attributes: Attribute[] = [...declared];
  const children: (XmlNode | string)[] = [];
  for (const [key, child] of Object.entries(value)) {
    const own = shapeOfProperty(shapes, shape, key);
    const childName = own.xml.name ?? key;
    if (own.xml.as === 'attribute' && child !== null) {
      const { written: field, declared: more } = qualified(own, childName, prefixes);
      attributes.push(...more, [field, plainText(child)]);
    } else if (own.xml.as === 'text') children.push(plainText(child));
    else if (own.xml.as === 'attribute') continue;
    else if (isArray(child) && !own.xml.wrapped) children.push(...itemsOf(shapes, own, key, child, prefixes));
    else children.push(elementOf(shapes, own, childName, child, prefixes));
  }
  return { name: written, attributes, children };
}

const nil: readonly Attribute[] = [
  ['xmlns:xsi', instanceNamespace],
  ['xsi:nil', 'true'],
];

/** A name with its prefix, and what has to be declared for it. A prefix that nobody declares is left out. */
function qualified({ xml: { prefix, namespace, as } }: ShapePlan, given: string, outer: Prefixes) {
  const name = xmlNameFor(given);
  if (prefix === null || !isXmlName(prefix)) {
    const declared: readonly Attribute[] = namespace === null || as === 'attribute' ? [] : [['xmlns', namespace]];
    return { written: name, declared, prefixes: outer };
  }
  const declared: readonly Attribute[] = namespace === null ? [] : [[`xmlns:${prefix}`, namespace]];
  const prefixes: Prefixes = namespace === null ? outer : new Set([...outer, prefix]);
  return { written: prefixes.has(prefix) ? `${prefix}:${name}` : name, declared, prefixes };
}

/** The items of a list are named as their schema says, else as the list is. */
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
