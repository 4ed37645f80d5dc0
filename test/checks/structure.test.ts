import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const ping = '    get: { responses: { 200: { description: ok } } }';

checkTable(
  'fields with a value of the wrong type',
  ['structure'],
  [
    { name: 'valid document: no problem', given: `${head()}paths:\n  /a:\n${ping}` },
    {
      name: 'number instead of a string',
      given: `openapi: 3.1.0\ninfo:\n  title: Test\n  version: 1 # here\npaths: {}`,
      says: 'version must be a text, not 1',
    },
    {
      name: 'type of a security scheme in another case',
      given: `${head()}paths: {}\ncomponents:\n  securitySchemes:\n    A:\n      type: apikey # here\n      name: a\n      in: header`,
      says: 'one of apiKey, http',
    },
    {
      name: 'type of a security scheme as in 2.0',
      given: `${head()}paths: {}\ncomponents:\n  securitySchemes:\n    A:\n      type: basic # here`,
      says: 'scheme: basic',
    },
    {
      name: 'type of a security scheme as in 2.0, in 2.0: no problem',
      given: "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: {}\nsecurityDefinitions: { A: { type: basic } }",
    },
    {
      name: 'null instead of a string',
      given: `${head()}paths:\n  /a:\n    summary: # here\n${ping}`,
      says: 'not nothing',
    },
    {
      name: 'string instead of a boolean',
      given: `${head()}paths:\n  /a:\n    get:\n      deprecated: 'yes' # here\n      responses: { 200: { description: ok } }`,
      says: 'true or false',
    },
    {
      name: 'object instead of a list',
      given: `${head()}servers: { url: / } # here\npaths:\n  /a:\n${ping}`,
      says: 'servers must be a list',
    },
    {
      name: 'string instead of an object',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200: fine # here`,
      says: 'a Response Object',
    },
    {
      name: 'string instead of an object in a list',
      given: `${head()}tags:\n  - pets # here\npaths:\n  /a:\n${ping}`,
      says: 'Tag Object',
    },
    {
      name: 'reference instead of a string',
      given: `openapi: 3.0.3\ninfo:\n  title: Test\n  version: '1'\n  description: # here\n    $ref: text.md\npaths:\n  /a:\n${ping}`,
      says: 'A reference may not stand here: OpenAPI wants a text for description',
    },
    {
      name: 'reference instead of an operation',
      given: `${head()}paths:\n  /a:\n    get: # here\n      $ref: '#/x-get'\nx-get: { responses: { 200: { description: ok } } }`,
      says: 'The sandbox follows it',
    },
    {
      name: 'reference instead of a path item: no problem',
      given: `${head()}paths:\n  /a: { $ref: '#/x-a' }\nx-a:\n${ping}`,
    },
    {
      name: 'reference instead of an item of security',
      given: `${head()}security:\n  - $ref: '#/x-security' # here\nx-security: {}`,
      says: 'for security',
    },
    {
      name: 'Response Object instead of a schema, in 3.0',
      given: `${head('3.0.3')}paths:
  /a:
    get:
      responses:
        200:
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
components:
  schemas:
    Error: # here
      description: An error
      content: { application/json: { schema: { type: object } } }`,
      says: 'This is a Response Object, where a Schema Object belongs',
    },
    {
      name: 'Response Object instead of a schema, in 3.1, where a schema may have any keyword',
      given: `${head()}components:\n  schemas:\n    Error: # here\n      description: An error\n      content: { application/json: {} }`,
    },
    {
      name: 'schema instead of a Header Object',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            X-Id: # here\n              type: string`,
      says: 'a Schema Object, where a Header Object belongs',
    },
    {
      name: 'example that is no Example Object: reported once',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              examples:\n                one: # here\n                  name: Rex`,
    },
    {
      name: 'properties named like fields: no problem',
      given: `${head()}components:\n  schemas:\n    A: { type: object, properties: { description: { type: object }, content: { type: object } } }`,
    },
    {
      name: 'extensions of any type: no problem',
      given: `${head()}x-any: [1]\npaths:\n  x-more: 1\n  /a:\n    x-flag: { y: 1 }\n${ping}`,
    },
    {
      name: 'within a webhook',
      given: `${head()}webhooks:\n  pet:\n    post:\n      tags: pets # here\n      responses: { 200: { description: ok } }`,
    },
    {
      name: 'within a callback',
      given: `${head()}paths:\n  /a:\n    get:\n      responses: { 200: { description: ok } }\n      callbacks:\n        done:\n          '{$request.query.to}':\n            post:\n              summary: [1] # here\n              responses: { 200: { description: ok } }`,
    },
    {
      name: 'in OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n    get:\n      summary: { a: 1 } # here\n      responses: { 200: { description: ok } }`,
    },
    {
      name: 'in OpenAPI 3.2',
      given: `${head('3.2.0')}paths:\n  /a:\n    query:\n      summary: { a: 1 } # here\n      responses: { 200: { description: ok } }`,
    },
  ],
);
