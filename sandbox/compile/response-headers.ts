import { type Written, withTexts } from '../notation/digits.ts';
import { cookieLines, isCookieHeader, isFramingHeader, isHeaderName } from '../notation/header.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { bodyText } from '../notation/media-type.ts';
import type { HeaderPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import { childOf, type Node, scalarText, type Tree } from '../read/tree.ts';
import { sampleOf } from '../samples/value.ts';
import { valuedExamplesOf, writtenExample } from './examples.ts';
import type { SchemaBundle } from './schema.ts';
import { inSchemaDigits } from './schema-digits.ts';
import { keywordIn } from './schema-view.ts';

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
    : settledBy(tree, described, name, isRequired, bundle);
  if (sent === undefined) return [];
  if (isCookieHeader(name)) return cookieLines(withTexts(sent.value, sent.digits));
  return [
    mediaType === undefined
      ? headerText(withTexts(sent.value, sent.digits), property(header.value, 'explode') === true)
      : bodyText(sent.value, mediaType, sent.digits),
  ];
}

function settledBy(
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
  const isSettled = ['examples', 'default', 'const', 'enum'].some(
    (keyword) => keywordIn(normalised, document, keyword) !== undefined,
  );
  return isSettled || isRequired ? inSchemaDigits(tree, schema, sampleOf(normalised, document, 'response')) : undefined;
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
