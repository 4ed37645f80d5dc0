import { UnusableDocumentError } from '../../problem.ts';
import { problemAt, type Source } from '../../read/source.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { similarName } from '../../syntax/similar-name.ts';
import { versionOf } from '../../syntax/version.ts';
import type { SchemaDialect } from '../schemas/dialect.ts';

/**
 * Returns the dialect of the schemas of a document.
 *
 * @throws UnusableDocumentError if it has no version, or an unsupported one
 */
export function dialectOf(source: Source): SchemaDialect {
  const version = versionOf(source.value, 'openapi');
  if (version !== undefined && /^3\.0(\.|$)/.test(version)) return '3.0';
  if (version !== undefined && /^3\.[12](\.|$)/.test(version)) return '3.1';
  const field = ['openapi', 'swagger'].find((name) => versionOf(source.value, name) !== undefined);
  const message =
    field === undefined
      ? `This is no OpenAPI document: ${describeValue(source)}`
      : `${field}: ${versionOf(source.value, field)} is not read; 2.0 (\`swagger: "2.0"\`), 3.0, 3.1 and 3.2 (\`openapi: 3.1.0\`) are.${correction(field, versionOf(source.value, field) ?? '')}`;
  const pointer = field === undefined ? '' : `/${field}`;
  throw new UnusableDocumentError([problemAt(source, pointer, 'version', message)]);
}

/** Returns how a version is written that was written otherwise. */
function correction(field: string, version: string): string {
  const [, minor] = /^v?(3\.[0-2])(?:\.|$)/i.exec(version) ?? [];
  if (minor !== undefined) return ` Write openapi: ${minor}.0.`;
  return field === 'openapi' && /^v?2(\.0)*$/i.test(version) ? " Write swagger: '2.0'." : '';
}

const beginning = 'It should begin with `openapi: 3.1.0`, or `swagger: "2.0"`.';

/** Describes a value that is not an OpenAPI document, with what to do. */
function describeValue({ value, text: written }: Source): string {
  if (isObject(value)) return `it has no \`openapi\` field. ${adviceFor(value)}`;
  if (isArray(value)) {
    const [first] = value;
    const isItem = isObject(first) && isVersioned(first);
    return isItem
      ? 'it is a list, with a document in it. Remove the dash before `openapi`.'
      : `it is a list. ${beginning}`;
  }
  if (value === null) return `it is empty. ${beginning}`;
  return /^\s*</.test(written)
    ? 'it is a web page, or XML. Save the document that the page shows, often openapi.json or swagger.json.'
    : `it is a single value. ${beginning}`;
}

function adviceFor(value: JsonObject): string {
  const nested = Object.keys(value).find((key) => isVersioned(value[key] ?? null));
  if (nested !== undefined)
    return `The document stands under ${nested}: remove that line, and the indentation below it.`;
  for (const field of ['openapi', 'swagger']) {
    if (Object.hasOwn(value, field)) return `There is \`${field}\`, but without a version. ${beginning}`;
    const key = Object.keys(value).find((name) => similarName([field], name) !== undefined);
    if (key !== undefined) return `Write ${field} for ${key}.`;
  }
  if (Object.keys(value).some((key) => key.startsWith('//')))
    return 'It has a comment that begins with //: in YAML, comments begin with #.';
  return others.find(({ is }) => is(value))?.advice ?? beginning;
}

function isVersioned(value: Json): boolean {
  return versionOf(value, 'openapi') !== undefined || versionOf(value, 'swagger') !== undefined;
}

/** Documents of other kinds, by which OpenAPI documents are often confused. */
const others: readonly { readonly is: (value: JsonObject) => boolean; readonly advice: string }[] = [
  {
    is: (value) => isArray(value['item']) || /getpostman/.test(text(property(value, 'info') ?? null, 'schema') ?? ''),
    advice: 'It is a Postman collection: export the API as OpenAPI, or convert the collection.',
  },
  {
    is: (value) => text(value, 'asyncapi') !== undefined,
    advice: 'It is an AsyncAPI document, which describes messages: only OpenAPI is read.',
  },
  {
    is: (value) => text(value, 'arazzo') !== undefined,
    advice: 'It is an Arazzo description: check the OpenAPI documents that its sourceDescriptions name.',
  },
  {
    is: (value) => isArray(value['rules']),
    advice: 'It is a scenario file: check the document of its API, with --scenarios FOLDER.',
  },
  {
    is: (value) => Object.hasOwn(value, '$schema') || isObject(value['properties']),
    advice: 'It is a JSON Schema: put it under components.schemas of a document, or refer to it from there.',
  },
];
