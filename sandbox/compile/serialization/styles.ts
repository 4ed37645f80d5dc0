import type { ParameterFormat, ParameterPlan, ParameterStructure, ParameterStyle, ShapesPlan } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import { isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { keywordIn, nestedTypesOf, primitivesOf, propertiesOf, typesOf } from '../schemas/view.ts';
import { shapesOf } from './shapes.ts';

/** The styles of each location, the default first; `deepObject` is handled apart (OpenAPI 3.1.1, 4.8.12.3). */
const styles: Readonly<Record<ParameterPlan['in'], readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** Compiles `style` and `explode` of a Parameter or Encoding Object with their defaults (OpenAPI 3.1.1, 4.8.12.2.1). */
export function compileStyle(
  node: Node,
  location: ParameterPlan['in'],
  schema: Json | undefined,
  document: JsonObject,
): ParameterFormat {
  const [fallback = 'form', ...others] = styles[location];
  const written = text(node.value, 'style');
  const explode = property(node.value, 'explode');
  if (location === 'query' && written === 'deepObject') {
    const shapes = shapesOf(schema, document, null);
    if (isDeepObject(shapes, explode !== false)) return { by: 'deep', shapes };
  }
  const shape = structureOf(schema, document);
  const style = others.find((other) => other === written) ?? fallback;
  return {
    by: 'style',
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    shape,
  };
}

/**
 * Whether `deepObject` applies. It is only defined for objects (OpenAPI 3.1.1, 4.8.12.4); for other types clients send the
 * plain name, except for arrays, which many send with brackets: `expand[]=a`.
 */
function isDeepObject({ root, shapes }: ShapesPlan, explode: boolean): boolean {
  const shape = shapes[root];
  return shape !== undefined && (shape.isObject || (shape.isList && explode));
}

/** Returns the structure into which a text is split: a schema that also allows a primitive value is not split. */
function structureOf(schema: Json | undefined, document: JsonObject): ParameterStructure {
  const types = typesOf(schema, document);
  const primitives = primitivesOf(types);
  const onlyPrimitive = types.some((type) => type !== 'array' && type !== 'object' && type !== 'null');
  if (!onlyPrimitive && types.includes('array')) {
    return { kind: 'array', items: nestedTypesOf(typesOf(keywordIn(schema, document, 'items'), document)) };
  }
  if (!onlyPrimitive && types.includes('object')) {
    const others = keywordIn(schema, document, 'additionalProperties');
    const properties = propertiesOf(schema, document);
    return {
      kind: 'object',
      open: others === undefined ? properties.length === 0 : others !== false,
      properties: Object.fromEntries(
        properties.map(([name, child]) => [name, nestedTypesOf(typesOf(child, document))]),
      ),
      others: nestedTypesOf(isObject(others) ? typesOf(others, document) : []),
    };
  }
  return { kind: 'primitive', types: primitives };
}
