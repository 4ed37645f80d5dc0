import type { Problem } from '../problem.ts';
import type { Files } from '../read/files.ts';
import { problemAt, type Source } from '../read/source.ts';
import { childOf, createTree, type Node } from '../read/tree.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import { versionOf } from '../syntax/version.ts';
import { type Conversion, convertEntries, convertInline, schemaAt, stringsIn, withoutFields } from './context.ts';
import { createOrigins } from './origins.ts';
import { convertParameter, isBodyPart } from './parameters.ts';
import { convertPathItem } from './paths.ts';
import { createReferences, originalDocument } from './references.ts';
import { convertResponse } from './responses.ts';
import { convertAnything } from './schema.ts';
import { convertSecurityScheme } from './security.ts';
import { serversOf } from './servers.ts';

/**
 * Converts an OpenAPI 2.0 document to 3.0; returns any other document unchanged. From other files, only referenced path
 * items, parameters and responses are converted, and inlined where they are referenced. Referenced schemas stay in
 * their files; `adapt` rewrites the references in them. Problems are reported at the original locations.
 *
 * @param report receives the defects of the document, none of which throws
 */
export function convertDocument(source: Source, files: Files, report: (problem: Problem) => void): Source {
  if (!isSwagger(source.value)) return source;
  const tree = createTree(source, files, () => {});
  const { record, writtenAt } = createOrigins();
  const references = createReferences(source, files);
  const reportAt: Conversion['report'] = (node, message, condition) =>
    report(problemAt(node.source, node.pointer, 'structure', message, condition));
  const fields = convertRoot({
    tree,
    record,
    refer: (reference, from) => references.refer(reference, from.source.file),
    component: references.component,
    report: reportAt,
    consumes: stringsIn(reportAt, tree.root, 'consumes'),
    produces: stringsIn(reportAt, tree.root, 'produces'),
  });
  const convertFile = ({ value, file }: Source) =>
    convertAnything(value, (reference) => references.refer(reference, file, file));
  const copy = references.needsOriginal() ? { [originalDocument]: convertFile(source) } : {};
  const value = record({ ...fields, ...copy }, tree.root, { [originalDocument]: tree.root });
  return {
    ...source,
    value,
    writtenAt: (pointer) => writtenAt(value, source, pointer),
    adapt: (file) => ({
      ...file,
      value: convertFile(file),
      writtenAt: (pointer) => ({ source: file, pointer }),
    }),
  };
}

function isSwagger(document: Json): boolean {
  return versionOf(document, 'openapi') === undefined && /^2\.0(\.|$)/.test(versionOf(document, 'swagger') ?? '');
}

/** Fields that the converted document replaces by others. */
const replacedFields: ReadonlySet<string> = new Set([
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
]);

/** Converts the root (OpenAPI 2.0, Swagger Object). */
function convertRoot(conversion: Conversion): JsonObject {
  const { root } = conversion.tree;
  const servers = serversOf(conversion);
  const paths = childOf(root, 'paths');
  const components = {
    ...convertSection(conversion, 'definitions', 'schemas', (node) => schemaAt(conversion, node)),
    ...convertSection(conversion, 'parameters', 'parameters', (node) => {
      const followed = conversion.tree.follow(node);
      // Body parameters are inlined into operations, which determine their media types.
      if (followed.resolved && isBodyPart(followed.node)) return undefined;
      return convertInline(conversion, node, (parameter) => convertParameter(conversion, parameter));
    }),
    ...convertSection(conversion, 'responses', 'responses', (node) =>
      convertInline(conversion, node, (response) => convertResponse(conversion, response, conversion.produces)),
    ),
    ...convertSection(conversion, 'securityDefinitions', 'securitySchemes', (node) =>
      convertSecurityScheme(conversion, node),
    ),
  };
  return {
    openapi: '3.0.4',
    ...withoutFields(root.value, replacedFields),
    ...(servers && { servers }),
    ...(paths && { paths: convertInline(conversion, paths, (node) => convertPaths(conversion, node)) }),
    components,
  };
}

/** Converts all paths (OpenAPI 2.0, Paths Object). */
function convertPaths(conversion: Conversion, node: Node): Json {
  const paths = convertEntries(conversion, node, (entry, path) =>
    path.startsWith('/') ? convertPathItem(conversion, entry) : entry.value,
  );
  return paths ?? node.value;
}

/** Converts a section of definitions to a section of components (OpenAPI 2.0, Definitions Object and its siblings). */
function convertSection(
  conversion: Conversion,
  from: string,
  to: string,
  convert: (entry: Node) => Json | undefined,
): JsonObject {
  const node = childOf(conversion.tree.root, from);
  if (!node) return {};
  const converted = convertEntries(conversion, node, convert);
  if (!converted) conversion.report(node, `${from} must be an object.`, 'omitted');
  return converted ? { [to]: converted } : {};
}
