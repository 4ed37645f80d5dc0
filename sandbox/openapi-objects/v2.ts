import { type ObjectTable, objectTypesOf } from './define.ts';

/** What limits a value, where it is no Schema Object. */
const limits = {
  type: 'any',
  format: 'any',
  items: 'Items',
  collectionFormat: 'text',
  ...Object.fromEntries(
    'default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf'
      .split(' ')
      .map((keyword) => [keyword, 'any']),
  ),
};

/** The objects of OpenAPI 2.0. `info` is asked for elsewhere. */
const v20: ObjectTable = {
  Swagger: {
    swagger: 'text!',
    info: 'Info',
    host: 'text',
    basePath: 'text',
    schemes: '[text]',
    consumes: '[text]',
    produces: '[text]',
    paths: 'Paths!',
    definitions: '{Schema@}',
    parameters: '{Parameter@}',
    responses: '{Response@}',
    securityDefinitions: '{SecurityScheme}',
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
  Paths: { '*': 'PathItem@' },
  PathItem: {
    $ref: 'text',
    get: 'Operation',
    put: 'Operation',
    post: 'Operation',
    delete: 'Operation',
    options: 'Operation',
    head: 'Operation',
    patch: 'Operation',
    parameters: '[Parameter@]',
  },
  Operation: {
    tags: '[text]',
    summary: 'text',
    description: 'text',
    externalDocs: 'ExternalDocs',
    operationId: 'text',
    consumes: '[text]',
    produces: '[text]',
    parameters: '[Parameter@]',
    responses: 'Responses!',
    schemes: '[text]',
    deprecated: 'flag',
    security: '[SecurityRequirement]',
  },
  ExternalDocs: { description: 'text', url: 'text!' },
  Parameter: {
    name: 'text!',
    in: 'text!',
    description: 'text',
    required: 'flag',
    schema: 'Schema@',
    allowEmptyValue: 'flag',
    ...limits,
  },
  Items: limits,
  Responses: { '*': 'Response@' },
  Response: { description: 'text!', schema: 'Schema@', headers: '{Header}', examples: '{any}' },
  Header: { description: 'text', ...limits },
  Tag: { name: 'text!', description: 'text', externalDocs: 'ExternalDocs' },
  Schema: {
    ...Object.fromEntries(
      'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type format default readOnly example'
        .split(' ')
        .map((keyword) => [keyword, 'any']),
    ),
    title: 'text',
    description: 'text',
    allOf: '[Schema@]',
    items: 'Schema@',
    properties: '{Schema@}',
    additionalProperties: 'flag|Schema@',
    discriminator: 'text',
    xml: 'XML',
    externalDocs: 'ExternalDocs',
  },
  XML: { name: 'text', namespace: 'text', prefix: 'text', attribute: 'flag', wrapped: 'flag' },
  SecurityScheme: {
    type: 'text!',
    description: 'text',
    name: 'text',
    in: 'text',
    flow: 'text',
    authorizationUrl: 'text',
    tokenUrl: 'text',
    scopes: '{text}',
  },
  SecurityRequirement: { '*': '[text]' },
};

export const objectTypes20 = objectTypesOf(v20);
