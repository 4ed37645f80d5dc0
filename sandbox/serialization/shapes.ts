import type { ShapePlan, ShapesPlan } from '../plan.ts';

/*
 * Shapes: the outline of a schema (list, object, types of text) by which untyped formats such as XML and forms are
 * read.
 */

/** The shape of a value without a schema. */
const anything: ShapePlan = {
  texts: ['string'],
  isList: false,
  isObject: true,
  items: null,
  properties: {},
  others: null,
  xml: {
    name: null,
    prefix: null,
    namespace: null,
    as: 'element',
    wrapped: false,
    elements: {},
    attributes: {},
    content: null,
  },
};

/** The shapes of a document without a schema. */
export const anyShapes: ShapesPlan = { root: '', name: 'root', isNamed: false, shapes: {} };

/** Returns the shape with this key; null or an unknown key gives the shape of a value without a schema. */
export function shapeAt({ shapes }: ShapesPlan, key: string | null): ShapePlan {
  return (key === null ? undefined : ownValue(shapes, key)) ?? anything;
}

/** Whether a shape restricts nothing, so that the value may be a list too. */
export function isUndocumented({ texts, isList, isObject, items, properties, others }: ShapePlan): boolean {
  const allowsAnyText = isObject && !isList && texts.join() === 'string';
  return allowsAnyText && items === null && others === null && Object.keys(properties).length === 0;
}

/** Returns the shape of a property. */
export function shapeOfProperty(shapes: ShapesPlan, owner: ShapePlan, name: string): ShapePlan {
  return shapeAt(shapes, ownValue(owner.properties, name) ?? owner.others);
}

/** Looks up a name that comes from a request; undefined for names that only the prototype has. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
