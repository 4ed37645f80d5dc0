import type { RepresentationPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import type { Node, Tree } from '../../read/tree.ts';
import { written } from '../../syntax/digits.ts';
import type { JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isRange, sentType } from '../../syntax/media-range.ts';
import { errorBodyOf } from '../error-bodies/error-bodies.ts';
import { bodyExamplesOf } from '../examples/body-examples.ts';
import {
  contentOf,
  responsesOf,
  type ValuedExample,
  type WordsOnlyExample,
  writtenExample,
} from '../examples/examples.ts';
import type { MediaExample, ResponseMedia } from '../examples/response-media.ts';
import { danglingIn, missingOfResponse } from '../missing-references.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { isUnknown } from '../schemas/view.ts';
import { bodyFormatOf, contentSchema } from '../serialization/body-format.ts';
import { reportXmlNames } from '../serialization/xml-names.ts';
import type { OperationSource } from '../source.ts';
import { generateRepresentation, octets, serializerOf } from './generated-bodies.ts';
import { headersOf } from './response-headers.ts';

/** The responses of an operation. */
export interface CompiledResponses {
  readonly plans: readonly ResponsePlan[];
  /** Every media type of every response, with the response's key. */
  readonly media: readonly (ResponseMedia & { readonly response: string })[];
}

/** Compiles the responses of an operation (OpenAPI 3.1.1, 4.8.16 and 4.8.17) with the scenarios that the index lists. */
export function compileResponses(
  tree: Tree,
  operation: OperationSource,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): CompiledResponses {
  const sources = new Map(responsesOf(tree, operation.node).map(({ key, node }) => [key, node]));
  const byResponse = new Map<string, (typeof operation.index.scenarios)[number][]>();
  for (const scenario of operation.index.scenarios) {
    byResponse.set(scenario.response, [...(byResponse.get(scenario.response) ?? []), scenario]);
  }
  const allMedia: (ResponseMedia & { readonly response: string })[] = [];
  const plans = [...byResponse].map(([key, scenarios]): ResponsePlan => {
    const node = sources.get(key);
    const media = node ? contentOf(tree, key, node).map((entry) => readMedia(tree, entry, bundle, report)) : [];
    allMedia.push(...media.map((one) => ({ ...one, response: key })));
    return {
      key,
      status: scenarios[0]?.status ?? 200,
      headers: node ? headersOf(tree, node, bundle, report) : [],
      missing: missingOfResponse(tree, operation.node, key),
      scenarios: scenarios.map(({ id, name, summary }): ScenarioPlan => {
        const representations = representationsOf(tree, name, media, bundle);
        const source = representations.length === 0 ? 'empty' : isDocumented(name, media) ? 'example' : 'generated';
        return { id, name, summary, source, representations, missing: missingIn(name, media), claims: [] };
      }),
      builds: errorBodyOf(key, media, bundle),
    };
  });
  return { plans, media: allMedia };
}

function readMedia(
  tree: Tree,
  [mediaType, node]: readonly [string, Node],
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): ResponseMedia {
  const schemaPointer = contentSchema(node, mediaType, bundle, `response-${mediaType}`);
  const examples: MediaExample[] = [];
  const unvalued: WordsOnlyExample[] = [];
  for (const example of bodyExamplesOf(tree, node, mediaType, report)) {
    if (example.value === undefined) {
      if (!example.isMissing) report(unvaluedExample(example.node, example.name));
      unvalued.push(example);
    } else {
      if (example.isBare) report(bareExample(example.value, example.name));
      examples.push(readExample(tree, example, mediaType));
    }
  }
  const format = bodyFormatOf(tree, node, mediaType, schemaPointer, bundle.document);
  if (format.by === 'xml' && format.shapes) reportXmlNames(tree, node, report);
  return { documented: mediaType, mediaType: sentType(mediaType), schemaPointer, format, examples, unvalued };
}

function readExample(tree: Tree, example: ValuedExample, mediaType: string): MediaExample {
  const { name, value, isSerialized } = example;
  const verbatim = isSerialized && typeof value.value === 'string' ? { text: value.value } : {};
  const binary = value.source.literal === 'octets' ? { format: octets } : {};
  return { name, ...writtenExample(tree, example, mediaType), node: value, ...verbatim, ...binary };
}

function bareExample(node: Node, name: string): Problem {
  const message = `The example ${name} has no \`value\`; what stands in its place is taken for the value.`;
  return problemAt(node.source, node.pointer, 'structure', message);
}

function unvaluedExample(node: Node, name: string): Problem {
  const message = `The example ${name} has no \`value\`; its body is made from the schema.`;
  return problemAt(node.source, node.pointer, 'structure', message);
}

function isDocumented(name: string, media: readonly ResponseMedia[]): boolean {
  return media.some(({ examples }) => examples.some((example) => example.name === name));
}

/** Returns the places in a documented body whose references lead nowhere: `response.body#` if the whole body is missing. */
function missingIn(name: string, media: readonly ResponseMedia[]): readonly string[] {
  const places = media.flatMap(({ examples, unvalued }) => [
    ...examples.filter((one) => one.name === name && one.text === undefined).flatMap(({ value }) => danglingIn(value)),
    ...unvalued.filter((one) => one.name === name && one.isMissing).map(() => ''),
  ]);
  return [...new Set(places)].map((pointer) => `response.body#${pointer}`);
}

/**
 * Returns a scenario's representations: its example in each media type that has one, and a body generated from the schema
 * where a media type names the example without a value or has no examples. No body is generated for an unresolved
 * example without a schema.
 */
function representationsOf(
  tree: Tree,
  name: string,
  media: readonly ResponseMedia[],
  bundle: SchemaBundle,
): readonly RepresentationPlan[] {
  const documented = media.flatMap(({ documented, mediaType, schemaPointer, format, examples }) => {
    const example = examples.find((one) => one.name === name);
    if (!example) return [];
    const { value, digits, text, format: serializer = serializerOf(format) } = example;
    const range = isRange(documented) ? { range: documented } : {};
    return [
      {
        mediaType,
        ...range,
        schemaPointer,
        format: serializer,
        ...written(value, digits),
        ...(text !== undefined && { text }),
      },
    ];
  });
  const document = bundle.document;
  const wordsOnly = media.filter(({ unvalued }) => unvalued.some((one) => one.name === name));
  const hasExample = documented.length + wordsOnly.length > 0;
  const generated = hasExample
    ? wordsOnly.filter((one) => !isUnresolved(name, one, document))
    : media.filter((one) => one.examples.length + one.unvalued.length === 0);
  return [
    ...documented,
    ...generated.map((one) => writtenAsInSchema(tree, bundle, generateRepresentation(one, document))),
  ];
}

/** Writes the numbers of a generated body as the schema writes them. */
function writtenAsInSchema(tree: Tree, bundle: SchemaBundle, representation: RepresentationPlan): RepresentationPlan {
  const origin = representation.schemaPointer === null ? undefined : bundle.origin(representation.schemaPointer);
  return { ...representation, ...inSchemaDigits(tree, origin, representation.value) };
}

/** Whether an example's value is unresolved and its schema says nothing about it. */
function isUnresolved(name: string, { unvalued, schemaPointer }: ResponseMedia, document: JsonObject): boolean {
  const schema = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  return unvalued.some((one) => one.name === name && one.isMissing) && isUnknown(schema, document);
}
