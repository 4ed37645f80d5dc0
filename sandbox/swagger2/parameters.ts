import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { carriedBy, carriedFields, type Family } from './carried.ts';
import { type Conversion, withoutFields } from './conversion.ts';
import { exampleFields, parameterExamples } from './examples.ts';

const converted: ReadonlySet<string> = new Set([...carriedFields, ...exampleFields]);

/** Whether a parameter is the body, or a field of a form: in 3.0 that is no parameter. */
export function isInBody({ value }: Node): boolean {
  const place = text(value, 'in');
  return place === 'body' || place === 'formData';
}

/** A parameter that is not in the body (OpenAPI 2.0, Parameter Object). */
export function convertParameter(conversion: Conversion, node: Node): Json {
  return convertText(conversion, node, text(node.value, 'in') === 'query' ? 'form' : 'simple');
}

/** A header of a response (OpenAPI 2.0, Header Object). */
export function convertHeader(conversion: Conversion, node: Node): Json {
  return convertText(conversion, node, 'simple');
}

function convertText(conversion: Conversion, node: Node, family: Family): Json {
  if (!isObject(node.value)) return node.value;
  const { schema, style, read } = carriedBy(conversion, node, family);
  const { fields, parts } = parameterExamples(conversion, node, read);
  const value = { ...withoutFields(node.value, converted), schema, ...style, ...fields };
  return conversion.made(value, node, { schema: childOf(node, 'schema'), ...parts });
}
