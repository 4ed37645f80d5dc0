import { childOf, type Node } from '../read/tree.ts';
import { isObject, type Json, text } from '../syntax/json.ts';
import { type Conversion, withoutFields } from './context.ts';
import { exampleFields, parameterExamples } from './examples.ts';
import { type StyleFamily, schemaBearingFields, valueSchemaOf } from './value-schema.ts';

const convertedFields: ReadonlySet<string> = new Set([...schemaBearingFields, ...exampleFields]);

/** Whether a parameter is a body or form parameter, which 3.0 expresses as a request body. */
export function isBodyPart({ value }: Node): boolean {
  const place = text(value, 'in');
  return place === 'body' || place === 'formData';
}

/** Converts a parameter outside of the body (OpenAPI 2.0, Parameter Object). */
export function convertParameter(conversion: Conversion, node: Node): Json {
  return convertTextValue(conversion, node, text(node.value, 'in') === 'query' ? 'form' : 'simple');
}

/** Converts a response header (OpenAPI 2.0, Header Object). */
export function convertHeader(conversion: Conversion, node: Node): Json {
  return convertTextValue(conversion, node, 'simple');
}

function convertTextValue(conversion: Conversion, node: Node, family: StyleFamily): Json {
  if (!isObject(node.value)) return node.value;
  const { schema, style, readExample } = valueSchemaOf(conversion, node, family);
  const { fields, locations } = parameterExamples(conversion, node, readExample);
  const value = { ...withoutFields(node.value, convertedFields), schema, ...style, ...fields };
  return conversion.record(value, node, { schema: childOf(node, 'schema'), ...locations });
}
