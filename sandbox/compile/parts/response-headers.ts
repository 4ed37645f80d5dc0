import type { HeaderPlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, scalarText, type Tree } from '../../read/tree.ts';
import { type Written, withTexts } from '../../syntax/digits.ts';
import { cookieLines, isCookieHeader, isFramingHeader, isHeaderName } from '../../syntax/header.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { bodyText } from '../../syntax/media-type.ts';
import { sampleOf } from '../../values/sample.ts';
import { valuedExamplesOf, writtenExample } from '../examples/examples.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { keywordIn } from '../schemas/view.ts';

/**
 * Returns the documented header fields of a response with their values: an example, or the value that the schema
 * determines. `Content-Type` is left to the body (OpenAPI 3.1.1, 4.8.17).
 */
export function headersOf(
  tree: Tree,
  response: Node,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): readonly HeaderPlan[] {
  return tree.entries(tree.get(response, 'headers')).flatMap(([name, header]): readonly HeaderPlan[] => {
    if (name.toLowerCase() === 'content-type' || isFramingHeader(name)) return [];
    if (!isHeaderName(name)) {
      report(problemAt(header.source, header.pointer, 'structure', `No header can have the name "${name}".`));
      return [];
    }
    return fieldLines(tree, header, name, bundle).map((value) => ({ name, value }));
  });
}

/**
 * Returns the field lines of a header, serialized by its one `content` or in the style `simple` (OpenAPI 3.1.1,
 * 4.8.21.1). Only `Set-Cookie` has more than one; empty if the header has no value to send.
 */
function fieldLines(tree: Tree, header: Node, name: string, bundle: SchemaBundle): readonly string[] {
  const [content] = tree.entries(tree.get(header, 'content'));
  const [mediaType, schemaOwner] = content ?? [undefined, header];
  const [example] = valuedExamplesOf(tree, schemaOwner);
  const isRequired = property(header.value, 'required') === true;
  const schema = tree.get(schemaOwner, 'schema');
  const isText = example && schema && text(schema.value, 'type') === 'string';
  const scalar = isText && !example.isSerialized ? scalarText(example.value) : undefined;
  if (mediaType === undefined && scalar !== undefined) return isCookieHeader(name) ? cookieLines(scalar) : [scalar];
  const sent = example
    ? writtenExample(tree, example, mediaType)
    : determinedValue(tree, schemaOwner, name, isRequired, bundle);
  if (sent === undefined) return [];
  if (isCookieHeader(name)) return cookieLines(withTexts(sent.value, sent.digits));
  return [
    mediaType === undefined
      ? headerText(withTexts(sent.value, sent.digits), property(header.value, 'explode') === true)
      : bodyText(sent.value, mediaType, sent.digits),
  ];
}

/**
 * Returns a header's value by its schema. Undefined if the header is optional and its schema has neither examples, a
 * default, a constant nor an enumeration.
 */
function determinedValue(
  tree: Tree,
  schemaOwner: Node,
  name: string,
  isRequired: boolean,
  bundle: SchemaBundle,
): Written | undefined {
  const schema = childOf(schemaOwner, 'schema');
  if (!schema) return undefined;
  const schemaPointer = bundle.add(schema, `header-${name}`);
  const document: JsonObject = bundle.document;
  const normalised = valueAt(document, schemaPointer);
  const isDetermined = ['examples', 'default', 'const', 'enum'].some(
    (keyword) => keywordIn(normalised, document, keyword) !== undefined,
  );
  return isDetermined || isRequired
    ? inSchemaDigits(tree, schema, sampleOf(normalised, document, 'response'))
    : undefined;
}

/** Serializes a value in the style `simple` (OpenAPI 3.1.1, 4.8.12.3); `explode` writes the members of objects as `a=1`. */
export function headerText(value: Json, explode = false): string {
  if (isArray(value)) return value.map((item) => headerText(item)).join(',');
  if (isObject(value)) {
    const separator = explode ? '=' : ',';
    return Object.entries(value)
      .map(([name, item]) => `${name}${separator}${headerText(item)}`)
      .join(',');
  }
  return String(value);
}
