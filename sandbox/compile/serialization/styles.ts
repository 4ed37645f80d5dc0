import type { ParameterFormat, ParameterPlan, ParameterStructure, ParameterStyle, ShapesPlan } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import { isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { keywordIn, nestedTypesOf, primitivesOf, propertiesOf, typesOf } from '../schemas/view.ts';
import { shapesOf } from './shapes.ts';

const styles: Readonly<Record<ParameterPlan['in'], readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** `style` and `explode` with their defaults (OpenAPI 3.1.1, 4.8.12.2.1): of a parameter, or of an Encoding Object. */
export function compileStyle(
  node: Node,
  place: ParameterPlan['in'],
  schema: Json | undefined,
  document: JsonObject,
): ParameterFormat {
  const [fallback = 'form', ...others] = styles[place];
  const written = text(node.value, 'style');
  const explode = property(node.value, 'explode');
  if (place === 'query' && written === 'deepObject') {
    const shapes = shapesOf(schema, document, null);
    if (isDeep(shapes, explode !== false)) return { by: 'deep', shapes };
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
 * Of what is no object `deepObject` says nothing (OpenAPI 3.1.1, 4.8.12.4). Clients then send the name alone, but for
 * lists, which many send with brackets: `expand[]=a`.
 */
function isDeep({ root, shapes }: ShapesPlan, explode: boolean): boolean {
  const shape = shapes[root];
  return shape !== undefined && (shape.isObject || (shape.isList && explode));
}

/** Into what a text is taken apart: what else than an array or object could be one value stays one. */
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
