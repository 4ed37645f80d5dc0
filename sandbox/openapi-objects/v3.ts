import { type ObjectTable, objectTypesOf } from './define.ts';

/** What an Operation Object may be, in a Path Item Object. */
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

/** What Parameter and Header Objects have in common. */
const header = {
  description: 'text',
  required: 'flag',
  deprecated: 'flag',
  allowEmptyValue: 'flag',
  style: 'text',
  explode: 'flag',
  allowReserved: 'flag',
  schema: 'Schema@',
  example: 'any',
  examples: '{Example@}',
  content: '{MediaType}',
};

const flow = { authorizationUrl: 'text', tokenUrl: 'text', refreshUrl: 'text', scopes: '{text}!' };

/** What a Schema Object has in every version. */
const schema = {
  ...Object.fromEntries(
    'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type format default readOnly writeOnly deprecated example'
      .split(' ')
      .map((keyword) => [keyword, 'any']),
  ),
  title: 'text',
  description: 'text',
  allOf: '[Schema@]',
  oneOf: '[Schema@]',
  anyOf: '[Schema@]',
  not: 'Schema@',
  items: 'Schema@',
  properties: '{Schema@}',
  additionalProperties: 'flag|Schema@',
  discriminator: 'Discriminator',
  xml: 'XML',
  externalDocs: 'ExternalDocs',
};

/** The objects of OpenAPI 3.0 (3.0.4, section 4.7). `info` is asked for elsewhere. */
const v30: ObjectTable = {
  OpenAPI: {
    openapi: 'text!',
    info: 'Info',
    servers: '[Server]',
    paths: 'Paths!',
    components: 'Components',
    security: '[SecurityRequirement]',
    tags: '[Tag]',
    externalDocs: 'ExternalDocs',
  },
  Info: {
    title: 'text!',
    description: 'text',
    termsOfService: 'text',
    contact: 'Contact',
    license: 'License',
    version: 'text!',
  },
  Contact: { name: 'text', url: 'text', email: 'text' },
  License: { name: 'text!', url: 'text' },
  Server: { url: 'text!', description: 'text', variables: '{ServerVariable}' },
  ServerVariable: { enum: '[text]', default: 'text!', description: 'text' },
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
    $ref: 'text',
    summary: 'text',
    description: 'text',
    ...methods,
    servers: '[Server]',
    parameters: '[Parameter@]',
  },
  Operation: {
    tags: '[text]',
    summary: 'text',
    description: 'text',
    externalDocs: 'ExternalDocs',
    operationId: 'text',
    parameters: '[Parameter@]',
    requestBody: 'RequestBody@',
    responses: 'Responses!',
    callbacks: '{Callback@}',
    deprecated: 'flag',
    security: '[SecurityRequirement]',
    servers: '[Server]',
  },
  ExternalDocs: { description: 'text', url: 'text!' },
  Parameter: { name: 'text!', in: 'text!', ...header },
  RequestBody: { description: 'text', content: '{MediaType}!', required: 'flag' },
  MediaType: { schema: 'Schema@', example: 'any', examples: '{Example@}', encoding: '{Encoding}' },
  Encoding: {
    contentType: 'text',
    headers: '{Header@}',
    style: 'text',
    explode: 'flag',
    allowReserved: 'flag',
  },
  Responses: { '*': 'Response@' },
  Response: { description: 'text!', headers: '{Header@}', content: '{MediaType}', links: '{Link@}' },
  Callback: { '*': 'PathItem@' },
  Example: { summary: 'text', description: 'text', value: 'any', externalValue: 'text' },
  Link: {
    operationRef: 'text',
    operationId: 'text',
    parameters: '{any}',
    requestBody: 'any',
    description: 'text',
    server: 'Server',
  },
  Header: header,
  Tag: { name: 'text!', description: 'text', externalDocs: 'ExternalDocs' },
  Schema: { ...schema, nullable: 'any' },
  Discriminator: { propertyName: 'text!', mapping: '{text}' },
  XML: { name: 'text', namespace: 'text', prefix: 'text', attribute: 'flag', wrapped: 'flag' },
  SecurityScheme: {
    type: 'text!',
    description: 'text',
    name: 'text',
    in: 'text',
    scheme: 'text',
    bearerFormat: 'text',
    flows: 'OAuthFlows',
    openIdConnectUrl: 'text',
  },
  OAuthFlows: {
    implicit: 'OAuthFlow',
    password: 'OAuthFlow',
    clientCredentials: 'OAuthFlow',
    authorizationCode: 'OAuthFlow',
  },
  OAuthFlow: flow,
  SecurityRequirement: { '*': '[text]' },
};

/** From 3.1 on a schema may have any keyword; these hold schemas (JSON Schema 2020-12), or are OpenAPI's own. */
const jsonSchema = {
  ...schema,
  additionalProperties: 'Schema@',
  ...Object.fromEntries(
    'contains propertyNames unevaluatedItems unevaluatedProperties if then else contentSchema'
      .split(' ')
      .map((keyword) => [keyword, 'Schema@']),
  ),
  prefixItems: '[Schema@]',
  patternProperties: '{Schema@}',
  dependentSchemas: '{Schema@}',
  $defs: '{Schema@}',
  $comment: 'text',
  '*': 'any',
};

/** The objects of OpenAPI 3.1 (3.1.1, section 4.8). */
const v31: ObjectTable = {
  ...v30,
  OpenAPI: { ...v30['OpenAPI'], paths: 'Paths', webhooks: '{PathItem@}', jsonSchemaDialect: 'text' },
  Info: { ...v30['Info'], summary: 'text' },
  License: { ...v30['License'], identifier: 'text' },
  Components: { ...v30['Components'], pathItems: '{PathItem@}' },
  Operation: { ...v30['Operation'], responses: 'Responses' },
  Schema: jsonSchema,
};

/** The objects of OpenAPI 3.2 (3.2.0, section 4). */
const v32: ObjectTable = {
  ...v31,
  OpenAPI: { ...v31['OpenAPI'], $self: 'text' },
  Server: { ...v31['Server'], name: 'text' },
  Components: { ...v31['Components'], mediaTypes: '{MediaType@}' },
  PathItem: { ...v31['PathItem'], query: 'Operation', additionalOperations: '{Operation}' },
  Parameter: { ...v31['Parameter'], content: '{MediaType@}' },
  Header: { ...v31['Header'], content: '{MediaType@}' },
  RequestBody: { ...v31['RequestBody'], content: '{MediaType@}!' },
  Response: { ...v31['Response'], summary: 'text', description: 'text', content: '{MediaType@}' },
  MediaType: { ...v31['MediaType'], itemSchema: 'Schema@', prefixEncoding: '[Encoding]', itemEncoding: 'Encoding' },
  Encoding: { ...v31['Encoding'], encoding: '{Encoding}', prefixEncoding: '[Encoding]', itemEncoding: 'Encoding' },
  Example: { ...v31['Example'], dataValue: 'any', serializedValue: 'text' },
  Tag: { ...v31['Tag'], summary: 'text', parent: 'text', kind: 'text' },
  Discriminator: { ...v31['Discriminator'], defaultMapping: 'text' },
  XML: { ...v31['XML'], nodeType: 'text' },
  SecurityScheme: { ...v31['SecurityScheme'], oauth2MetadataUrl: 'text', deprecated: 'flag' },
  OAuthFlows: { ...v31['OAuthFlows'], deviceAuthorization: 'OAuthFlow' },
  OAuthFlow: { ...flow, deviceAuthorizationUrl: 'text' },
};

export const objectTypes30 = objectTypesOf(v30);

export const objectTypes31 = objectTypesOf(v31);

export const objectTypes32 = objectTypesOf(v32);
