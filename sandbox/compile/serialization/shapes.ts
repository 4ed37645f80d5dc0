import type { ShapePlan, ShapesPlan, XmlPlan } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { xmlNameFor } from '../../syntax/xml.ts';
import { possiblePartsOf, primitivesOf, propertySchemasOf, statedTypesOf, subschemasOf } from '../schemas/view.ts';

/** The maximum number of shapes of a body; a schema beyond it allows anything. */
const maxShapes = 5000;

/**
 * Compiles a schema, and those of the values in it, for serializations without types, such as XML and `deepObject`. One
 * shape combines all schemas that describe a value: those of an `allOf` and of all branches of a choice.
 *
 * @param component name of the schema among the document's components; null if it is none
 */
export function shapesOf(schema: Json | undefined, document: JsonObject, component: string | null): ShapesPlan {
  const shapes = new Map<string, ShapePlan>();
  const ids = new Map<JsonObject, number>();

  function idOf(part: JsonObject): number {
    const id = ids.get(part) ?? ids.size;
    ids.set(part, id);
    return id;
  }

  function schemasKey(schemas: readonly Json[]): string | null {
    const parts = [...new Set(schemas.flatMap((one) => possiblePartsOf(one, document)))];
    const key = parts.map(idOf).join('.');
    if (shapes.has(key)) return key;
    if (parts.length === 0 || shapes.size >= maxShapes) return null;
    const outline = outlineOf(schemas, parts, document);
    shapes.set(key, outline);
    const properties = Object.entries(propertySchemasOf(parts)).flatMap(([name, all]) => {
      const child = schemasKey(all);
      return child === null ? [] : [[name, child] as const];
    });
    shapes.set(key, {
      ...outline,
      items: schemasKey(subschemasOf(parts, 'items')),
      properties: Object.fromEntries(properties),
      others: schemasKey(subschemasOf(parts, 'additionalProperties')),
    });
    return key;
  }

  const root = schemasKey(schema === undefined ? [] : [schema]) ?? '';
  const name = shapes.get(root)?.xml.name ?? component;
  // Schemas may be circular, so XML names are resolved after all shapes are known.
  const withXmlNames = [...shapes].map(
    ([key, shape]) => [key, { ...shape, xml: xmlWithChildren(shape, shapes) }] as const,
  );
  return { root, name: xmlNameFor(name ?? 'root'), isNamed: name !== null, shapes: Object.fromEntries(withXmlNames) };
}

function outlineOf(schemas: readonly Json[], parts: readonly JsonObject[], document: JsonObject): ShapePlan {
  const types = statedTypesOf(parts);
  const isOpen = types.size === 0;
  const primitive = [...types].filter((type) => type !== 'array' && type !== 'object');
  return {
    texts: isOpen || primitive.length > 0 ? primitivesOf(primitive) : [],
    isList: types.has('array'),
    isObject: isOpen || types.has('object'),
    items: null,
    properties: {},
    others: null,
    xml: mergeXml(
      schemas.flatMap((schema) => namingParts(schema, document)).flatMap((part) => property(part, 'xml') ?? []),
    ),
  };
}

/** Returns a schema with its references and the parts of its `allOf`. The branches of a choice do not name all values. */
function namingParts(schema: Json, document: JsonObject, ancestors: readonly Json[] = []): readonly Json[] {
  if (!isObject(schema) || ancestors.includes(schema)) return [];
  const seen = [...ancestors, schema];
  const reference = text(schema, '$ref');
  const followed = reference === undefined ? undefined : valueAt(document, reference.slice(1));
  const all = isArray(schema['allOf']) ? schema['allOf'] : [];
  return [
    schema,
    ...(followed === undefined ? [] : namingParts(followed, document, seen)),
    ...all.flatMap((part) => namingParts(part, document, seen)),
  ];
}

/** Merges the XML Objects of one value, the nearest first (OpenAPI 3.1.1, 4.8.26; `nodeType`: OpenAPI 3.2.0, 4.26). */
function mergeXml(xmlObjects: readonly Json[]): XmlPlan {
  const named = (key: string) => xmlObjects.map((one) => text(one, key)).find((value) => value !== undefined);
  const nodeType = named('nodeType');
  const has = (flag: string) => xmlObjects.some((one) => property(one, flag) === true);
  const isAttribute = nodeType === undefined ? has('attribute') : nodeType === 'attribute';
  return {
    name: named('name') ?? null,
    prefix: named('prefix') ?? null,
    namespace: named('namespace') ?? null,
    as: isAttribute ? 'attribute' : nodeType === 'text' || nodeType === 'cdata' ? 'text' : 'element',
    wrapped: nodeType === undefined ? has('wrapped') : nodeType === 'element',
    elements: {},
    attributes: {},
    content: null,
  };
}

/** Returns the XML plan of an element with the names of the child elements and attributes that hold its properties. */
function xmlWithChildren(shape: ShapePlan, shapes: ReadonlyMap<string, ShapePlan>): XmlPlan {
  const elements = new Map<string, string>();
  const attributes = new Map<string, string>();
  let content: string | null = null;
  for (const [name, key] of Object.entries(shape.properties)) {
    const child = shapes.get(key);
    const { as, wrapped, name: xmlName } = child?.xml ?? shape.xml;
    if (as === 'text') content ??= name;
    else if (as === 'attribute') addOnce(attributes, xmlNameFor(xmlName ?? name), name);
    else if (child?.isList && !wrapped)
      addOnce(elements, xmlNameFor(shapes.get(child.items ?? '')?.xml.name ?? name), name);
    else addOnce(elements, xmlNameFor(xmlName ?? name), name);
  }
  return {
    ...shape.xml,
    elements: Object.fromEntries(elements),
    attributes: Object.fromEntries(attributes),
    content,
  };
}

function addOnce(names: Map<string, string>, name: string, property: string): void {
  if (!names.has(name)) names.set(name, property);
}
