import type { ObjectTypes } from '../openapi-objects/object-types.ts';
import { objectTypes30, objectTypes31, objectTypes32 } from '../openapi-objects/v3.ts';
import { table } from '../syntax/dictionary.ts';
import { isObject, type JsonObject } from '../syntax/json.ts';
import type { OpenApiVersion } from './checked-document.ts';

/**
 * Returns where a field belongs that its object does not have, or what to write instead: the end of a sentence; undefined if
 * nothing is known of it.
 */
export function adviceForField(
  object: string,
  key: string,
  owner: JsonObject,
  version: OpenApiVersion,
): string | undefined {
  if (key === '$ref') return 'it is empty, since # begins a comment in YAML. Write the reference in quotes.';
  return version === '2.0'
    ? (adviceIn20[`${object}.${key}`] ?? laterVersion(object, key, version))
    : (placeOf(object, key, owner) ?? adviceIn3(object, key, version) ?? laterVersion(object, key, version));
}

/** Fields of one object that are written in another. */
function placeOf(object: string, key: string, owner: JsonObject): string | undefined {
  if (object === 'OpenAPI' && isFieldOf('Components', key)) return `it belongs under components.`;
  if (object === 'PathItem' && isFieldOf('Operation', key)) {
    const methods = Object.keys(owner).filter((name) => isOperation(name));
    return methods.length === 0
      ? 'it belongs into an operation.'
      : `it belongs under ${methods.join(' or ')}: indent it further.`;
  }
  if (object === 'Operation' && /^([1-5]\d\d|[1-5]XX|default)$/i.test(key))
    return 'it belongs under responses: indent it further.';
  if (object === 'Response' && key === 'responses') return 'it belongs into the operation, beside parameters.';
  if (object === 'Response' || object === 'RequestBody') {
    if (key.includes('/')) return 'it belongs under content.';
    if (isFieldOf('MediaType', key)) return `write content: { application/json: { ${key}: … } }.`;
  }
  const value = owner[key];
  const isLikeProperty =
    object === 'Schema' && isObject(value) && (typeof value['type'] === 'string' || typeof value['$ref'] === 'string');
  return isLikeProperty ? 'a property belongs under properties.' : undefined;
}

function isOperation(name: string): boolean {
  const type = objectTypes32.get('PathItem')?.fields.get(name)?.type;
  return type?.is === 'object' && type.name === 'Operation';
}

function isFieldOf(object: string, key: string): boolean {
  return objectTypes30.get(object)?.fields.has(key) ?? false;
}

const later: Readonly<Record<OpenApiVersion, readonly (readonly [string, ObjectTypes])[]>> = {
  '2.0': [['3.0', objectTypes30]],
  '3.0': [
    ['3.1', objectTypes31],
    ['3.2', objectTypes32],
  ],
  '3.1': [['3.2', objectTypes32]],
  '3.2': [],
};

/** Fields that a later version of OpenAPI has. */
function laterVersion(object: string, key: string, version: OpenApiVersion): string | undefined {
  const name = object === 'Swagger' ? 'OpenAPI' : object;
  const found = later[version].find(([, types]) => types.get(name)?.fields.has(key));
  return found && `OpenAPI ${found[0]} has. Remove it, or begin the document with \`openapi: ${found[0]}.0\`.`;
}

function adviceIn3(object: string, key: string, version: OpenApiVersion): string | undefined {
  return (version === '3.0' ? keywordsOf31[`${object}.${key}`] : undefined) ?? adviceFrom20[`${object}.${key}`];
}

const keywordsOf31: Readonly<Record<string, string>> = table({
  'Schema.const': 'OpenAPI 3.1 has. Write enum, with this one value.',
  'Schema.examples': 'OpenAPI 3.1 has. Write example, with one value.',
  'Schema.$defs': 'OpenAPI 3.1 has. Put its schemas under components.schemas.',
  'Schema.contentEncoding': 'OpenAPI 3.1 has. Write format: byte.',
});

const mediaTypesOf3 = 'its media types are the keys of content.';
const server = 'write servers: [{ url: https://example.org/v1 }].';

/** Fields of 2.0, in a document of 3.0 or later. */
const adviceFrom20: Readonly<Record<string, string>> = table({
  'OpenAPI.swagger': 'the document has openapi. Remove it.',
  'OpenAPI.definitions': 'put its schemas under components.schemas.',
  'OpenAPI.securityDefinitions': 'put its schemes under components.securitySchemes.',
  'OpenAPI.host': server,
  'OpenAPI.basePath': server,
  'OpenAPI.schemes': server,
  'OpenAPI.consumes': mediaTypesOf3,
  'OpenAPI.produces': mediaTypesOf3,
  'Operation.consumes': mediaTypesOf3,
  'Operation.produces': mediaTypesOf3,
  'Operation.body': 'write requestBody: { content: { application/json: { schema: … } } }.',
  'Operation.content': 'it belongs under requestBody, or under a response.',
  'Operation.schema': 'it belongs under requestBody or a response, in content.',
  'Parameter.collectionFormat': 'write style and explode.',
  'Schema.nullable': "write type: [string, 'null'].",
  'SecurityScheme.flow': 'write flows.',
  'SecurityScheme.scopes': 'it belongs under flows.',
  'SecurityScheme.authorizationUrl': 'it belongs under flows.',
  'SecurityScheme.tokenUrl': 'it belongs under flows.',
});

/** Fields of 3.0 and later, in a document of 2.0. */
const adviceIn20: Readonly<Record<string, string>> = table({
  'Swagger.servers': 'write host, basePath and schemes.',
  'Swagger.components': 'write definitions, parameters, responses and securityDefinitions.',
  'Operation.requestBody': 'write a parameter with in: body.',
  'Response.content': 'write schema, and the media types under produces.',
  'Schema.nullable': 'OpenAPI 3.0 has. Write x-nullable: true.',
});
