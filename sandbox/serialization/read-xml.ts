import type { ShapePlan, ShapesPlan, XmlFormat } from '../plan.ts';
import { digitsBetween, written } from '../syntax/digits.ts';
import { type Json, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { instanceNamespace, parseXml, type XmlElement } from '../syntax/xml.ts';
import { coerce, coerceLossless } from './coerce.ts';
import { maxDepth } from './read-json.ts';
import { type ReadFault, type ReadResult, resultOf, unreadable } from './read-result.ts';
import { ownValue, shapeAt, shapeOfProperty } from './shapes.ts';

/** Reads an XML body by the XML Objects of its schema (OpenAPI 3.1.1, 4.8.26). */
export function readXml({ shapes }: XmlFormat, text: string): ReadResult {
  const root = parseXml(text, maxDepth);
  if (!root) return unreadable('xml');
  if (shapes === null) return resultOf(text);
  const shape = shapeAt(shapes, shapes.root);
  if ((shapes.isNamed && root.name !== shapes.name) || !isInNamespace(shape, root)) {
    return unreadable(elementTag(shape, shapes.isNamed ? shapes.name : '*'));
  }
  const faults: ReadFault[] = [];
  const reader = new XmlReader(shapes, faults, coerce);
  const value = reader.value(shape, root, '');
  if (!reader.hasNumber) return { value, faults };
  const texts = new XmlReader(shapes, [], coerceLossless).value(shape, root, '');
  return { ...written(value, digitsBetween(value, texts)), faults };
}

class XmlReader {
  readonly #shapes: ShapesPlan;
  readonly #faults: ReadFault[];
  readonly #coerce: typeof coerce;
  /** Whether any value that was read is a number. */
  hasNumber = false;

  constructor(shapes: ShapesPlan, faults: ReadFault[], coerceText: typeof coerce) {
    this.#shapes = shapes;
    this.#faults = faults;
    this.#coerce = coerceText;
  }

  /** Reads an element. Its content decides if the schema allows several types. */
  value(shape: ShapePlan, element: XmlElement, pointer: string): Json {
    const { children, attributes, text } = element;
    if (isNil(element)) return null;
    // Undocumented attributes with a namespace, such as `xsi:type` and `xml:lang`, are metadata.
    const isLeaf =
      children.length === 0 &&
      !attributes.some(
        ({ name, namespace }) => namespace === null || ownValue(shape.xml.attributes, name) !== undefined,
      );
    if (shape.isObject && !(isLeaf && allowsText(shape))) {
      if (!isLeaf || isBlank(text) || shape.xml.content !== null) return this.#object(shape, element, pointer);
    }
    if (shape.isList && (children.length > 0 || (isBlank(text) && !allowsText(shape)))) {
      const items = shapeAt(this.#shapes, shape.items);
      return children.map((child, index) => this.value(items, child, `${pointer}/${index}`));
    }
    if (children.length > 0) return this.#object(shapeAt(this.#shapes, null), element, pointer);
    return this.#text(shape, text);
  }

  #object(shape: ShapePlan, { attributes, children, text }: XmlElement, pointer: string): Json {
    const object: Record<string, Json> = {};
    for (const attribute of attributes) {
      const name = ownValue(shape.xml.attributes, attribute.name) ?? attribute.name;
      const child = shapeOfProperty(this.#shapes, shape, name);
      if (attribute.namespace === child.xml.namespace) setProperty(object, name, this.#text(child, attribute.value));
    }
    for (const [elementName, group] of groupByName(children)) {
      const elements = isGroup(group) ? group : [group];
      const name = ownValue(shape.xml.elements, elementName) ?? elementName;
      setProperty(object, name, this.#property(shape, name, elements, `${pointer}/${escapeToken(name)}`));
    }
    const { content } = shape.xml;
    if (content !== null) setProperty(object, content, this.#text(shapeOfProperty(this.#shapes, shape, content), text));
    return object;
  }

  #property(owner: ShapePlan, name: string, elements: readonly XmlElement[], pointer: string): Json {
    const shape = shapeOfProperty(this.#shapes, owner, name);
    const [first] = elements;
    if (!first) return null;
    if (!elements.every((element) => isInNamespace(shape, element))) {
      this.#faults.push({ pointer, keyword: 'syntax', expected: elementTag(shape, first.name) });
    }
    const isDocumented = ownValue(owner.properties, name) !== undefined;
    if (isDocumented && shape.isList && !shape.xml.wrapped) {
      const items = shapeAt(this.#shapes, shape.items);
      return elements.map((element, index) => this.value(items, element, `${pointer}/${index}`));
    }
    if (elements.length === 1) return this.value(shape, first, pointer);
    // The schema allows one value, and several cannot be merged into it.
    if (isDocumented) this.#faults.push({ pointer, keyword: 'syntax', expected: 'one value' });
    return elements.map((element, index) => this.value(shape, element, `${pointer}/${index}`));
  }

  /** Coerces a text. White space around numbers and booleans is ignored (XML Schema 1.1, part 2, 4.3.6). */
  #text({ texts }: ShapePlan, text: string): Json {
    const value = this.#coerce(texts.includes('string') ? text : text.trim(), texts);
    this.hasNumber ||= typeof value === 'number';
    return value;
  }
}

/** Returns the start tag that an element is expected to have. */
function elementTag({ xml: { namespace } }: ShapePlan, name: string): string {
  return namespace === null ? `<${name}>` : `<${name} xmlns="${namespace}">`;
}

function allowsText({ texts }: ShapePlan): boolean {
  return texts.some((type) => type !== 'null');
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(
    ({ name, namespace, value }) => namespace === instanceNamespace && name === 'nil' && /^\s*(true|1)\s*$/.test(value),
  );
}

function isInNamespace({ xml }: ShapePlan, { namespace }: XmlElement): boolean {
  return xml.namespace === null || xml.namespace === namespace;
}

/**
 * Groups elements by name. Most names occur once, and an array for each would double the work of the garbage collector.
 */
function groupByName(children: readonly XmlElement[]): ReadonlyMap<string, XmlElement | XmlElement[]> {
  const groups = new Map<string, XmlElement | XmlElement[]>();
  for (const child of children) {
    const group = groups.get(child.name);
    if (!group) groups.set(child.name, child);
    else if (isGroup(group)) group.push(child);
    else groups.set(child.name, [group, child]);
  }
  return groups;
}

function isGroup(group: XmlElement | XmlElement[]): group is XmlElement[] {
  return Array.isArray(group);
}
