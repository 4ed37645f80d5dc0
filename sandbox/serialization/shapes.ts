import type { ShapePlan, ShapesPlan } from '../plan.ts';

/** Of what nothing is documented. */
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

/** An XML document of which nothing is documented. */
export const anyShapes: ShapesPlan = { root: '', name: 'root', isNamed: false, shapes: {} };

/** The shape by its key; null: of anything. */
export function shapeAt({ shapes }: ShapesPlan, key: string | null): ShapePlan {
  return (key === null ? undefined : ownValue(shapes, key)) ?? anything;
}

/** Whether nothing is documented of a value that may as well be a list. */
export function isAnything({ texts, isList, isObject, items, properties, others }: ShapePlan): boolean {
  const isFree = isObject && !isList && texts.join() === 'string';
  return isFree && items === null && others === null && Object.keys(properties).length === 0;
}

/** The shape of a property. */
export function shapeOfProperty(shapes: ShapesPlan, owner: ShapePlan, name: string): ShapePlan {
  return shapeAt(shapes, ownValue(owner.properties, name) ?? owner.others);
}

/** What a record has by a name that comes from a request. */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
