import type { ShapePlan, ShapesPlan, XmlPlan } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { xmlNameFor } from '../../syntax/xml.ts';
import { primitivesOf } from '../schemas/view.ts';

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
    const parts = [...new Set(schemas.flatMap((one) => allParts(one, document)))];
    const key = parts.map(idOf).join('.');
    if (shapes.has(key)) return key;
    if (parts.length === 0 || shapes.size >= maxShapes) return null;
    const outline = outlineOf(schemas, parts, document);
    shapes.set(key, outline);
    const properties = Object.entries(propertiesIn(parts)).flatMap(([name, all]) => {
      const child = schemasKey(all);
      return child === null ? [] : [[name, child] as const];
    });
    shapes.set(key, {
      ...outline,
      items: schemasKey(parts.flatMap((part) => schemasIn(part, 'items'))),
      properties: Object.fromEntries(properties),
      others: schemasKey(parts.flatMap((part) => schemasIn(part, 'additionalProperties'))),
    });
    return key;
  }

  const root = schemasKey(schema === undefined ? [] : [schema]) ?? '';
  const name = shapes.get(root)?.xml.name ?? component;
  // Schemas may be circular, so XML names are resolved after all shapes are known.
  const placed = [...shapes].map(([key, shape]) => [key, { ...shape, xml: withPlaces(shape, shapes) }] as const);
  return { root, name: xmlNameFor(name ?? 'root'), isNamed: name !== null, shapes: Object.fromEntries(placed) };
}

/** A schema and those of the same value: its references, parts and choices, those by a discriminator among them. */
export function allParts(schema: Json, document: JsonObject): readonly JsonObject[] {
  const parts = new Set<JsonObject>();
  const collect = (part: Json | undefined): void => {
    if (!isObject(part) || parts.has(part)) return;
    parts.add(part);
    const reference = text(part, '$ref');
    if (reference !== undefined) collect(valueAt(document, reference.slice(1)));
    for (const list of [part['allOf'], part['anyOf'], part['oneOf']]) if (isArray(list)) list.forEach(collect);
    collect(part['then']);
    collect(part['else']);
  };
  collect(schema);
  return [...parts];
}

/** The types of a value, by all that describes it. */
export function typesIn(parts: readonly JsonObject[]): ReadonlySet<string> {
  const named = parts.flatMap(({ type }) =>
    isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : [],
  );
  if (named.length > 0) return new Set(named);
  const constants = parts.flatMap((part) => [
    ...(isArray(part['enum']) ? part['enum'] : []),
    ...(part['const'] === undefined ? [] : [part['const']]),
  ]);
  if (constants.length > 0) return new Set(constants.map((value) => (value === null ? 'null' : typeof value)));
  const implied = [
    ...(parts.some((part) => 'properties' in part || 'additionalProperties' in part) ? ['object'] : []),
    ...(parts.some((part) => 'items' in part || 'prefixItems' in part) ? ['array'] : []),
  ];
  return new Set(implied);
}

function outlineOf(schemas: readonly Json[], parts: readonly JsonObject[], document: JsonObject): ShapePlan {
  const types = typesIn(parts);
  const isOpen = types.size === 0;
  const primitive = [...types].filter((type) => type !== 'array' && type !== 'object');
  return {
    texts: isOpen || primitive.length > 0 ? primitivesOf(primitive) : [],
    isList: types.has('array'),
    isObject: isOpen || types.has('object'),
    items: null,
    properties: {},
    others: null,
    xml: xmlOf(schemas.flatMap((schema) => ownParts(schema, document)).flatMap((part) => property(part, 'xml') ?? [])),
  };
}

/** Returns a schema with its references and the parts of its `allOf`. The branches of a choice do not name all values. */
function ownParts(schema: Json, document: JsonObject, above: readonly Json[] = []): readonly Json[] {
  if (!isObject(schema) || above.includes(schema)) return [];
  const seen = [...above, schema];
  const reference = text(schema, '$ref');
  const followed = reference === undefined ? undefined : valueAt(document, reference.slice(1));
  const all = isArray(schema['allOf']) ? schema['allOf'] : [];
  return [
    schema,
    ...(followed === undefined ? [] : ownParts(followed, document, seen)),
    ...all.flatMap((part) => ownParts(part, document, seen)),
  ];
}

/** Merges the XML Objects of one value, the nearest first (OpenAPI 3.1.1, 4.8.26; `nodeType`: OpenAPI 3.2.0, 4.26). */
function xmlOf(written: readonly Json[]): XmlPlan {
  const named = (key: string) => written.map((one) => text(one, key)).find((value) => value !== undefined);
  const nodeType = named('nodeType');
  const has = (flag: string) => written.some((one) => property(one, flag) === true);
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
function withPlaces(shape: ShapePlan, shapes: ReadonlyMap<string, ShapePlan>): XmlPlan {
  const elements = new Map<string, string>();
  const attributes = new Map<string, string>();
  let content: string | null = null;
  for (const [name, key] of Object.entries(shape.properties)) {
    const child = shapes.get(key);
    const { as, wrapped, name: own } = child?.xml ?? shape.xml;
    if (as === 'text') content ??= name;
    else if (as === 'attribute') addOnce(attributes, xmlNameFor(own ?? name), name);
    else if (child?.isList && !wrapped)
      addOnce(elements, xmlNameFor(shapes.get(child.items ?? '')?.xml.name ?? name), name);
    else addOnce(elements, xmlNameFor(own ?? name), name);
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

/** The schemas of each property. */
export function propertiesIn(parts: readonly JsonObject[]): Readonly<Record<string, readonly Json[]>> {
  const properties = new Map<string, Json[]>();
  for (const part of parts) {
    const named = part['properties'];
    for (const [name, schema] of Object.entries(isObject(named) ? named : {})) {
      const all = properties.get(name);
      if (all) all.push(schema);
      else properties.set(name, [schema]);
    }
  }
  return Object.fromEntries(properties);
}

/** The subschema of a keyword, if it says anything. */
export function schemasIn(part: JsonObject, keyword: string): readonly Json[] {
  const schema = part[keyword];
  return isObject(schema) ? [schema] : [];
}
