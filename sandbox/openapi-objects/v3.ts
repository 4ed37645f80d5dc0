import { type ObjectTable, objectTypesOf } from './object-types.ts';

/** The methods of a Path Item Object. */
const methods = {
  get: 'Operation',
  put: 'Operation',
  post: 'Operation',
  delete: 'Operation',
  options: 'Operation',
  head: 'Operation',
  patch: 'Operation',
  trace: 'Operation',
};

/** The fields that Parameter and Header Objects share. */
const serializedValue = {
  description: 'string',
  required: 'boolean',
  deprecated: 'boolean',
  allowEmptyValue: 'boolean',
  style: 'string',
  explode: 'boolean',
  allowReserved: 'boolean',
  schema: 'Schema@',
  example: 'any',
  examples: '{Example@}',
  content: '{MediaType}',
};

const flow = { authorizationUrl: 'string', tokenUrl: 'string', refreshUrl: 'string', scopes: '{string}!' };

/** The fields of a Schema Object in every version. */
const schema = {
  ...Object.fromEntries(
    'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type format default readOnly writeOnly deprecated example'
      .split(' ')
      .map((keyword) => [keyword, 'any']),
  ),
  title: 'string',
  description: 'string',
  allOf: '[Schema@]',
  oneOf: '[Schema@]',
  anyOf: '[Schema@]',
  not: 'Schema@',
  items: 'Schema@',
  properties: '{Schema@}',
  additionalProperties: 'boolean|Schema@',
  discriminator: 'Discriminator',
  xml: 'XML',
  externalDocs: 'ExternalDocs',
};

/**
 * The objects of OpenAPI 3.0 (3.0.4, section 4.7). `info` is not marked as required, because a check of its own reports
 * it.
 */
const v30: ObjectTable = {
  OpenAPI: {
    openapi: 'string!',
    info: 'Info',
    servers: '[Server]',
    paths: 'Paths!',
    components: 'Components',
    security: '[SecurityRequirement]',
    tags: '[Tag]',
    externalDocs: 'ExternalDocs',
  },
  Info: {
    title: 'string!',
    description: 'string',
    termsOfService: 'string',
    contact: 'Contact',
    license: 'License',
    version: 'string!',
  },
  Contact: { name: 'string', url: 'string', email: 'string' },
  License: { name: 'string!', url: 'string' },
  Server: { url: 'string!', description: 'string', variables: '{ServerVariable}' },
  ServerVariable: { enum: '[string]', default: 'string!', description: 'string' },
  Components: {
    schemas: '{Schema@}',
    responses: '{Response@}',
    parameters: '{Parameter@}',
    examples: '{Example@}',
    requestBodies: '{RequestBody@}',
    headers: '{Header@}',
    securitySchemes: '{SecurityScheme@}',
    links: '{Link@}',
    callbacks: '{Callback@}',
  },
  Paths: { '*': 'PathItem@' },
  PathItem: {
    $ref: 'string',
    summary: 'string',
    description: 'string',
    ...methods,
    servers: '[Server]',
    parameters: '[Parameter@]',
  },
  Operation: {
    tags: '[string]',
    summary: 'string',
    description: 'string',
    externalDocs: 'ExternalDocs',
    operationId: 'string',
    parameters: '[Parameter@]',
    requestBody: 'RequestBody@',
    responses: 'Responses!',
    callbacks: '{Callback@}',
    deprecated: 'boolean',
    security: '[SecurityRequirement]',
    servers: '[Server]',
  },
  ExternalDocs: { description: 'string', url: 'string!' },
  Parameter: { name: 'string!', in: 'string!', ...serializedValue },
  RequestBody: { description: 'string', content: '{MediaType}!', required: 'boolean' },
  MediaType: { schema: 'Schema@', example: 'any', examples: '{Example@}', encoding: '{Encoding}' },
  Encoding: {
    contentType: 'string',
    headers: '{Header@}',
    style: 'string',
    explode: 'boolean',
    allowReserved: 'boolean',
  },
  Responses: { '*': 'Response@' },
  Response: { description: 'string!', headers: '{Header@}', content: '{MediaType}', links: '{Link@}' },
  Callback: { '*': 'PathItem@' },
  Example: { summary: 'string', description: 'string', value: 'any', externalValue: 'string' },
  Link: {
    operationRef: 'string',
    operationId: 'string',
    parameters: '{any}',
    requestBody: 'any',
    description: 'string',
    server: 'Server',
  },
  Header: serializedValue,
  Tag: { name: 'string!', description: 'string', externalDocs: 'ExternalDocs' },
  Schema: { ...schema, nullable: 'any' },
  Discriminator: { propertyName: 'string!', mapping: '{string}' },
  XML: { name: 'string', namespace: 'string', prefix: 'string', attribute: 'boolean', wrapped: 'boolean' },
  SecurityScheme: {
    type: 'string!',
    description: 'string',
    name: 'string',
    in: 'string',
    scheme: 'string',
    bearerFormat: 'string',
    flows: 'OAuthFlows',
    openIdConnectUrl: 'string',
  },
  OAuthFlows: {
    implicit: 'OAuthFlow',
    password: 'OAuthFlow',
    clientCredentials: 'OAuthFlow',
    authorizationCode: 'OAuthFlow',
  },
  OAuthFlow: flow,
  SecurityRequirement: { '*': '[string]' },
};

/** Since 3.1 a schema may have any keyword; these contain schemas (JSON Schema 2020-12) or are OpenAPI's own. */
const jsonSchema = {
  ...schema,
  additionalProperties: 'Schema@',
  ...Object.fromEntries(
    'contains propertyNames unevaluatedItems unevaluatedProperties if then else contentSchema'
      .split(' ')
      .map((keyword) => [keyword, 'Schema@']),
  ),
  ...Object.fromEntries(
    '$anchor $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary const contentEncoding contentMediaType dependentRequired examples maxContains minContains'
      .split(' ')
      .map((keyword) => [keyword, 'any']),
  ),
  prefixItems: '[Schema@]',
  patternProperties: '{Schema@}',
  dependentSchemas: '{Schema@}',
  $defs: '{Schema@}',
  $comment: 'string',
  '*': 'any',
};

/** The objects of OpenAPI 3.1 (3.1.1, section 4.8). */
const v31: ObjectTable = {
  ...v30,
  OpenAPI: { ...v30['OpenAPI'], paths: 'Paths', webhooks: '{PathItem@}', jsonSchemaDialect: 'string' },
  Info: { ...v30['Info'], summary: 'string' },
  License: { ...v30['License'], identifier: 'string' },
  Components: { ...v30['Components'], pathItems: '{PathItem@}' },
  Operation: { ...v30['Operation'], responses: 'Responses' },
  Schema: jsonSchema,
};

/** The objects of OpenAPI 3.2 (3.2.0, section 4). */
const v32: ObjectTable = {
  ...v31,
  OpenAPI: { ...v31['OpenAPI'], $self: 'string' },
  Server: { ...v31['Server'], name: 'string' },
  Components: { ...v31['Components'], mediaTypes: '{MediaType@}' },
  PathItem: { ...v31['PathItem'], query: 'Operation', additionalOperations: '{Operation}' },
  Parameter: { ...v31['Parameter'], content: '{MediaType@}' },
  Header: { ...v31['Header'], content: '{MediaType@}' },
  RequestBody: { ...v31['RequestBody'], content: '{MediaType@}!' },
  Response: { ...v31['Response'], summary: 'string', description: 'string', content: '{MediaType@}' },
  MediaType: { ...v31['MediaType'], itemSchema: 'Schema@', prefixEncoding: '[Encoding]', itemEncoding: 'Encoding' },
  Encoding: { ...v31['Encoding'], encoding: '{Encoding}', prefixEncoding: '[Encoding]', itemEncoding: 'Encoding' },
  Example: { ...v31['Example'], dataValue: 'any', serializedValue: 'string' },
  Tag: { ...v31['Tag'], summary: 'string', parent: 'string', kind: 'string' },
  Discriminator: { ...v31['Discriminator'], defaultMapping: 'string' },
  XML: { ...v31['XML'], nodeType: 'string' },
  SecurityScheme: { ...v31['SecurityScheme'], oauth2MetadataUrl: 'string', deprecated: 'boolean' },
  OAuthFlows: { ...v31['OAuthFlows'], deviceAuthorization: 'OAuthFlow' },
  OAuthFlow: { ...flow, deviceAuthorizationUrl: 'string' },
};

export const objectTypes30 = objectTypesOf(v30);

export const objectTypes31 = objectTypesOf(v31);

export const objectTypes32 = objectTypesOf(v32);
