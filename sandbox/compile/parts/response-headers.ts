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
import type { SchemaBundle } from '../schemas/normalise.ts';
import { keywordIn } from '../schemas/view.ts';

/**
 * The documented headers and what is sent in them: an example of theirs, or what their schema settles. `Content-Type` is
 * the body's matter (OpenAPI 3.1.1, 4.8.17).
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
      report(
        problemAt(header.source, header.pointer, 'structure', 'warning', `No header can have the name "${name}".`),
      );
      return [];
    }
    return sentIn(tree, header, name, bundle).map((value) => ({ name, value }));
  });
}

/** The texts of a header, of which only `Set-Cookie` has several: that of its one `content`, or by its schema in the style `simple` (OpenAPI 3.1.1, 4.8.21.1). */
function sentIn(tree: Tree, header: Node, name: string, bundle: SchemaBundle): readonly string[] {
  const [content] = tree.entries(tree.get(header, 'content'));
  const [mediaType, described] = content ?? [undefined, header];
  const [example] = valuedExamplesOf(tree, described);
  const isRequired = property(header.value, 'required') === true;
  const schema = tree.get(described, 'schema');
  const isText = example && schema && text(schema.value, 'type') === 'string';
  const written = isText && !example.isSerialized ? scalarText(example.value) : undefined;
  if (mediaType === undefined && written !== undefined) return isCookieHeader(name) ? cookieLines(written) : [written];
  const sent = example
    ? writtenExample(tree, example, mediaType)
    : determinedBy(tree, described, name, isRequired, bundle);
  if (sent === undefined) return [];
  if (isCookieHeader(name)) return cookieLines(withTexts(sent.value, sent.digits));
  return [
    mediaType === undefined
      ? headerText(withTexts(sent.value, sent.digits), property(header.value, 'explode') === true)
      : bodyText(sent.value, mediaType, sent.digits),
  ];
}

function determinedBy(
  tree: Tree,
  described: Node,
  name: string,
  isRequired: boolean,
  bundle: SchemaBundle,
): Written | undefined {
  const schema = childOf(described, 'schema');
  if (!schema) return undefined;
  const place = bundle.add(schema, `header-${name}`);
  const document: JsonObject = bundle.document;
  const normalised = valueAt(document, place);
  const isDetermined = ['examples', 'default', 'const', 'enum'].some(
    (keyword) => keywordIn(normalised, document, keyword) !== undefined,
  );
  return isDetermined || isRequired
    ? inSchemaDigits(tree, schema, sampleOf(normalised, document, 'response'))
    : undefined;
}

/** The `simple` style (OpenAPI 3.1.1, 4.8.12.3): lists by commas, objects as names and values in turn or, exploded, pairs. */
export function headerText(value: Json, explode = false): string {
  if (isArray(value)) return value.map((item) => headerText(item)).join(',');
  if (isObject(value)) {
    const between = explode ? '=' : ',';
    return Object.entries(value)
      .map(([name, item]) => `${name}${between}${headerText(item)}`)
      .join(',');
  }
  return String(value);
}
