import type { ShapePlan, ShapesPlan, XmlFormat } from '../plan.ts';
import { digitsBetween, written } from '../syntax/digits.ts';
import { type Json, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { instanceNamespace, parseXml, type XmlElement } from '../syntax/xml.ts';
import { coerce, coerceExactly } from './coerce.ts';
import { deepest } from './json.ts';
import { type Reading, type ReadingFault, readValue, unreadable } from './reading.ts';
import { ownValue, shapeAt, shapeOfProperty } from './shapes.ts';

/** Reads an XML body by its schema (OpenAPI 3.1.1, 4.8.26). */
export function readXml({ shapes }: XmlFormat, text: string): Reading {
  const root = parseXml(text, deepest);
  if (!root) return unreadable('xml');
  if (shapes === null) return readValue(text);
  const shape = shapeAt(shapes, shapes.root);
  if ((shapes.isNamed && root.name !== shapes.name) || !isInNamespace(shape, root)) {
    return unreadable(elementNamed(shape, shapes.isNamed ? shapes.name : '*'));
  }
  const faults: ReadingFault[] = [];
  const reader = new Reader(shapes, faults, coerce);
  const value = reader.value(shape, root, '');
  if (!reader.hasNumber) return { value, faults };
  const texts = new Reader(shapes, [], coerceExactly).value(shape, root, '');
  return { ...written(value, digitsBetween(value, texts)), faults };
}

class Reader {
  readonly #shapes: ShapesPlan;
  readonly #faults: ReadingFault[];
  readonly #coerce: typeof coerce;
  /** Whether any value is one. */
  hasNumber = false;

  constructor(shapes: ShapesPlan, faults: ReadingFault[], how: typeof coerce) {
    this.#shapes = shapes;
    this.#faults = faults;
    this.#coerce = how;
  }

  /** What an element says. It is told by what is in it, where its schema leaves a choice. */
  value(shape: ShapePlan, element: XmlElement, pointer: string): Json {
    const { children, attributes, text } = element;
    if (isNil(element)) return null;
    // Others with a namespace, such as `xsi:type` and `xml:lang`, describe the document.
    const isLeaf =
      children.length === 0 &&
      !attributes.some(
        ({ name, namespace }) => namespace === null || ownValue(shape.xml.attributes, name) !== undefined,
      );
    if (shape.isObject && !(isLeaf && hasText(shape))) {
      if (!isLeaf || isBlank(text) || shape.xml.content !== null) return this.#object(shape, element, pointer);
    }
    if (shape.isList && (children.length > 0 || (isBlank(text) && !hasText(shape)))) {
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
    for (const [written, group] of grouped(children)) {
      const elements = isSeveral(group) ? group : [group];
      const name = ownValue(shape.xml.elements, written) ?? written;
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
      this.#faults.push({ pointer, keyword: 'syntax', expected: elementNamed(shape, first.name) });
    }
    const isDocumented = ownValue(owner.properties, name) !== undefined;
    if (isDocumented && shape.isList && !shape.xml.wrapped) {
      const items = shapeAt(this.#shapes, shape.items);
      return elements.map((element, index) => this.value(items, element, `${pointer}/${index}`));
    }
    if (elements.length === 1) return this.value(shape, first, pointer);
    // One value is documented; several cannot be read as one.
    if (isDocumented) this.#faults.push({ pointer, keyword: 'syntax', expected: 'one value' });
    return elements.map((element, index) => this.value(shape, element, `${pointer}/${index}`));
  }

  /** Blanks around a number or truth value say nothing (XML Schema 1.1, part 2, 4.3.6). */
  #text({ texts }: ShapePlan, text: string): Json {
    const value = this.#coerce(texts.includes('string') ? text : text.trim(), texts);
    this.hasNumber ||= typeof value === 'number';
    return value;
  }
}

/** How an element is to be written. */
function elementNamed({ xml: { namespace } }: ShapePlan, name: string): string {
  return namespace === null ? `<${name}>` : `<${name} xmlns="${namespace}">`;
}

function hasText({ texts }: ShapePlan): boolean {
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

/** Elements by their names: of most there is one, and a list for each would double the work of the garbage collector. */
function grouped(children: readonly XmlElement[]): ReadonlyMap<string, XmlElement | XmlElement[]> {
  const groups = new Map<string, XmlElement | XmlElement[]>();
  for (const child of children) {
    const group = groups.get(child.name);
    if (!group) groups.set(child.name, child);
    else if (isSeveral(group)) group.push(child);
    else groups.set(child.name, [group, child]);
  }
  return groups;
}

function isSeveral(group: XmlElement | XmlElement[]): group is XmlElement[] {
  return Array.isArray(group);
}
