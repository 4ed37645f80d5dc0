import type { BodyFormat, BodyMediaPlan, BodyPlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import type { Node, Tree } from '../../read/tree.ts';
import { type Digits, written } from '../../syntax/digits.ts';
import { isObject, type Json, property } from '../../syntax/json.ts';
import { parseMediaType } from '../../syntax/media-type.ts';
import { versionOf } from '../../syntax/version.ts';
import { valuedBodyExamplesOf } from '../examples/body-examples.ts';
import { type ExampleReading, readExample } from '../examples/example-reading.ts';
import { writtenExample } from '../examples/examples.ts';
import { isMissing, missingIn } from '../missing-references.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { bodyFormatOf, contentSchema } from '../serialization/body-format.ts';
import { reportXmlNames } from '../serialization/xml-names.ts';
import type { OperationSource } from '../source.ts';

/** A documented request body and its node in the document. */
export interface RequestExample {
  readonly name: string;
  readonly mediaType: string;
  readonly schemaPointer: string | null;
  readonly value: Json;
  readonly digits?: Digits;
  readonly node: Node;
}

/** The body of an operation. `plan`: null if the operation reads no body. */
export interface CompiledBody {
  readonly plan: BodyPlan | null;
  readonly examples: readonly RequestExample[];
}

/** Methods whose request bodies have no defined semantics, so clients send none (RFC 9110, 9.3.1, 9.3.2 and 9.3.8). */
const methodsWithoutBody = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * Compiles the Request Body Object of an operation (OpenAPI 3.1.1, 4.8.13). If the method defines no semantics for a
 * body, 3.0 ignores the object (OpenAPI 3.0.4, 4.7.10); 3.1 allows it (OpenAPI 3.1.1, 4.8.10), but it is never required.
 */
export function compileBody(
  tree: Tree,
  { node: operation, index: { method } }: OperationSource,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): CompiledBody {
  const node = tree.get(operation, 'requestBody');
  // The reference leads nowhere: any body is accepted, and the response says that it was not checked.
  if (isMissing(tree, operation, 'requestBody')) return { plan: unresolvedBody, examples: [] };
  if (!node || !isObject(node.value)) return { plan: null, examples: [] };
  const isMeaningless = methodsWithoutBody.has(method);
  if (isMeaningless && /^3\.0(\.|$)/.test(versionOf(tree.root.value, 'openapi') ?? '')) {
    report(ignoredBody(node, method));
    return { plan: null, examples: [] };
  }
  const examples: RequestExample[] = [];
  const content = tree.entries(tree.get(node, 'content')).map(([mediaType, media]): BodyMediaPlan => {
    const schemaPointer = contentSchema(media, mediaType, bundle, `body-${parseMediaType(mediaType).essence}`);
    const format = bodyFormatOf(tree, media, mediaType, schemaPointer, bundle.document);
    if (format.by === 'xml' && format.shapes) reportXmlNames(tree, media, report);
    if (schemaPointer !== null && isUnchecked(format, mediaType)) report(uncheckedMediaType(media, mediaType));
    for (const example of valuedBodyExamplesOf(tree, media, mediaType, report)) {
      const documented = writtenExample(tree, example, mediaType);
      const read: ExampleReading =
        example.value.source.literal === 'octets' ? documented : readExample(format, documented, mediaType);
      if (read.defect !== undefined) report(unreadableExample(example.value, example.name, read.defect));
      examples.push({
        name: example.name,
        mediaType,
        schemaPointer: read.defect === undefined ? schemaPointer : null,
        ...(read.defect === undefined ? written(read.value, read.digits) : documented),
        node: example.value,
      });
    }
    return { mediaType, format, schemaPointer };
  });
  // A media type whose reference leads nowhere is known by name only.
  const unresolved = missingIn(tree, tree.get(node, 'content')).map((mediaType): BodyMediaPlan => {
    return { mediaType, format: { by: 'unread' }, schemaPointer: null };
  });
  const required = !isMeaningless && property(node.value, 'required') === true;
  return { plan: { required, content: [...content, ...unresolved] }, examples };
}

const unresolvedBody: BodyPlan = { required: false, content: [] };

/** Whether bodies escape validation. A range such as `image/*` may still match JSON; unnamed parts belong to no property. */
function isUnchecked(format: BodyFormat, mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  if (format.by === 'unread') return !essence.endsWith('/*');
  return format.by === 'multipart' && essence !== 'multipart/form-data';
}

function ignoredBody({ source, pointer }: Node, method: string): Problem {
  const message = `A body has no meaning in a request with ${method}, so it is ignored: the sandbox does not read it.`;
  return problemAt(source, pointer, 'media-type-unchecked', message);
}

function unreadableExample(node: Node, name: string, defect: string): Problem {
  const message = `The request example ${name} ${defect}.`;
  return problemAt(node.source, node.pointer, 'example-invalid', message);
}

function uncheckedMediaType(node: Node, mediaType: string): Problem {
  const subject = mediaType.startsWith('multipart/') ? `Parts without a name in bodies of type` : 'Bodies of type';
  const message = `${subject} ${mediaType} are taken as they are: the sandbox does not check them against the schema.`;
  return problemAt(node.source, node.pointer, 'media-type-unchecked', message);
}
