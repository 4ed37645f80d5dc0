import type { Problem } from '../problem.ts';
import type { Files } from '../read/files.ts';
import { problemAt, type Source } from '../read/source.ts';
import { childOf, createTree, type Node } from '../read/tree.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import { versionOf } from '../syntax/version.ts';
import { type Conversion, convertEach, inlined, schemaAt, textsIn, withoutFields } from './conversion.ts';
import { createOrigins } from './origins.ts';
import { convertParameter, isInBody } from './parameters.ts';
import { convertPathItem } from './paths.ts';
import { asWritten, createReferences } from './references.ts';
import { convertResponse } from './responses.ts';
import { convertAnything } from './schema.ts';
import { convertSecurityScheme } from './security.ts';
import { serversOf } from './servers.ts';

/**
 * Makes a document of OpenAPI 2.0 one of 3.0; any other is given back as it is. Of other files, only the path items,
 * parameters and responses that the document refers to are converted, and put where they are referred to: a schema is
 * the same in both versions, and stays where it is. Problems with what was converted are told where that was written.
 *
 * @param report is told what is wrong with the document; nothing is thrown for it
 */
export function convertDocument(source: Source, files: Files, report: (problem: Problem) => void): Source {
  if (!isSwagger(source.value)) return source;
  const tree = createTree(source, files, () => {});
  const { made, writtenAt } = createOrigins();
  const references = createReferences(source, files);
  const reportAt: Conversion['report'] = (node, message, condition) =>
    report(problemAt(node.source, node.pointer, 'structure', message, condition));
  const fields = convertRoot({
    tree,
    made,
    refer: (reference, from) => references.refer(reference, from.source.file),
    component: references.component,
    report: reportAt,
    consumes: textsIn(reportAt, tree.root, 'consumes'),
    produces: textsIn(reportAt, tree.root, 'produces'),
  });
  const adapted = ({ value, file }: Source) =>
    convertAnything(value, (reference) => references.refer(reference, file, file));
  const copy = references.needAsWritten() ? { [asWritten]: adapted(source) } : {};
  const value = made({ ...fields, ...copy }, tree.root, { [asWritten]: tree.root });
  return {
    ...source,
    value,
    writtenAt: (pointer) => writtenAt(value, source, pointer),
    adapt: (other) => ({
      ...other,
      value: adapted(other),
      writtenAt: (pointer) => ({ source: other, pointer }),
    }),
  };
}

function isSwagger(document: Json): boolean {
  return versionOf(document, 'openapi') === undefined && /^2\.0(\.|$)/.test(versionOf(document, 'swagger') ?? '');
}

/** Fields in whose places the converted document has others. */
const replaced: ReadonlySet<string> = new Set([
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
]);

/** The root of a document (OpenAPI 2.0, Swagger Object). */
function convertRoot(conversion: Conversion): JsonObject {
  const { root } = conversion.tree;
  const servers = serversOf(conversion);
  const paths = childOf(root, 'paths');
  const components = {
    ...section(conversion, 'definitions', 'schemas', (node) => schemaAt(conversion, node)),
    ...section(conversion, 'parameters', 'parameters', (node) => {
      const followed = conversion.tree.follow(node);
      // What is in the body is put into the operations, whose media types it has.
      if (followed.resolved && isInBody(followed.node)) return undefined;
      return inlined(conversion, node, (parameter) => convertParameter(conversion, parameter));
    }),
    ...section(conversion, 'responses', 'responses', (node) =>
      inlined(conversion, node, (response) => convertResponse(conversion, response, conversion.produces)),
    ),
    ...section(conversion, 'securityDefinitions', 'securitySchemes', (node) => convertSecurityScheme(conversion, node)),
  };
  return {
    openapi: '3.0.4',
    ...withoutFields(root.value, replaced),
    ...(servers && { servers }),
    ...(paths && { paths: inlined(conversion, paths, (node) => convertPaths(conversion, node)) }),
    components,
  };
}

/** All paths (OpenAPI 2.0, Paths Object). */
function convertPaths(conversion: Conversion, node: Node): Json {
  const paths = convertEach(conversion, node, (entry, path) =>
    path.startsWith('/') ? convertPathItem(conversion, entry) : entry.value,
  );
  return paths ?? node.value;
}

/** A section of definitions, as one of components (OpenAPI 2.0, Definitions Object and those beside it). */
function section(
  conversion: Conversion,
  from: string,
  to: string,
  convert: (entry: Node) => Json | undefined,
): JsonObject {
  const node = childOf(conversion.tree.root, from);
  if (!node) return {};
  const converted = convertEach(conversion, node, convert);
  if (!converted) conversion.report(node, `${from} must be an object.`, 'omitted');
  return converted ? { [to]: converted } : {};
}
