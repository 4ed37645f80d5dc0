import { type ObjectTable, objectTypesOf } from './object-types.ts';

/** The constraints on a value that is not described by a Schema Object. */
const valueConstraints = {
  type: 'any',
  format: 'any',
  items: 'Items',
  collectionFormat: 'string',
  ...Object.fromEntries(
    'default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf'
      .split(' ')
      .map((keyword) => [keyword, 'any']),
  ),
};

/** The objects of OpenAPI 2.0. `info` is not marked as required, because compiling the document reports its absence. */
const v20: ObjectTable = {
  Swagger: {
    swagger: 'string!',
    info: 'Info',
    host: 'string',
    basePath: 'string',
    schemes: '[string]',
    consumes: '[string]',
    produces: '[string]',
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
    title: 'string!',
    description: 'string',
    termsOfService: 'string',
    contact: 'Contact',
    license: 'License',
    version: 'string!',
  },
  Contact: { name: 'string', url: 'string', email: 'string' },
  License: { name: 'string!', url: 'string' },
  Paths: { '*': 'PathItem@' },
  PathItem: {
    $ref: 'string',
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
    tags: '[string]',
    summary: 'string',
    description: 'string',
    externalDocs: 'ExternalDocs',
    operationId: 'string',
    consumes: '[string]',
    produces: '[string]',
    parameters: '[Parameter@]',
    responses: 'Responses!',
    schemes: '[string]',
    deprecated: 'boolean',
    security: '[SecurityRequirement]',
  },
  ExternalDocs: { description: 'string', url: 'string!' },
  Parameter: {
    name: 'string!',
    in: 'string!',
    description: 'string',
    required: 'boolean',
    schema: 'Schema@',
    allowEmptyValue: 'boolean',
    ...valueConstraints,
  },
  Items: valueConstraints,
  Responses: { '*': 'Response@' },
  Response: { description: 'string!', schema: 'Schema@', headers: '{Header}', examples: '{any}' },
  Header: { description: 'string', ...valueConstraints },
  Tag: { name: 'string!', description: 'string', externalDocs: 'ExternalDocs' },
  Schema: {
    ...Object.fromEntries(
      'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required enum type format default readOnly example'
        .split(' ')
        .map((keyword) => [keyword, 'any']),
    ),
    title: 'string',
    description: 'string',
    allOf: '[Schema@]',
    items: 'Schema@',
    properties: '{Schema@}',
    additionalProperties: 'boolean|Schema@',
    discriminator: 'string',
    xml: 'XML',
    externalDocs: 'ExternalDocs',
  },
  XML: { name: 'string', namespace: 'string', prefix: 'string', attribute: 'boolean', wrapped: 'boolean' },
  SecurityScheme: {
    type: 'string!',
    description: 'string',
    name: 'string',
    in: 'string',
    flow: 'string',
    authorizationUrl: 'string',
    tokenUrl: 'string',
    scopes: '{string}',
  },
  SecurityRequirement: { '*': '[string]' },
};

export const objectTypes20 = objectTypesOf(v20);
