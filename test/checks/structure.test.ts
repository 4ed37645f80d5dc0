import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const ping = '    get: { responses: { 200: { description: ok } } }';

checkTable(
  'fields that hold what they may not',
  ['structure'],
  [
    { name: 'a sound document', given: `${head()}paths:\n  /a:\n${ping}` },
    {
      name: 'a text that is a number',
      given: `openapi: 3.1.0\ninfo:\n  title: Test\n  version: 1 # here\npaths: {}`,
      says: 'version must be a text, not 1',
    },
    {
      name: 'a kind of security scheme in another case',
      given: `${head()}paths: {}\ncomponents:\n  securitySchemes:\n    A:\n      type: apikey # here\n      name: a\n      in: header`,
      says: 'one of apiKey, http',
    },
    {
      name: 'a kind of security scheme of 2.0',
      given: `${head()}paths: {}\ncomponents:\n  securitySchemes:\n    A:\n      type: basic # here`,
      says: 'scheme: basic',
    },
    {
      name: 'the same in 2.0',
      given: "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: {}\nsecurityDefinitions: { A: { type: basic } }",
    },
    {
      name: 'a text that is empty',
      given: `${head()}paths:\n  /a:\n    summary: # here\n${ping}`,
      says: 'not nothing',
    },
    {
      name: 'a flag that is a text',
      given: `${head()}paths:\n  /a:\n    get:\n      deprecated: 'yes' # here\n      responses: { 200: { description: ok } }`,
      says: 'true or false',
    },
    {
      name: 'a list that is an object',
      given: `${head()}servers: { url: / } # here\npaths:\n  /a:\n${ping}`,
      says: 'servers must be a list',
    },
    {
      name: 'an object that is a text',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200: fine # here`,
      says: 'a Response Object',
    },
    {
      name: 'an item that is no object',
      given: `${head()}tags:\n  - pets # here\npaths:\n  /a:\n${ping}`,
      says: 'Tag Object',
    },
    {
      name: 'a description that is a reference',
      given: `openapi: 3.0.3\ninfo:\n  title: Test\n  version: '1'\n  description: # here\n    $ref: text.md\npaths:\n  /a:\n${ping}`,
      says: 'A reference may not stand here: OpenAPI wants a text for description',
    },
    {
      name: 'an operation that is a reference',
      given: `${head()}paths:\n  /a:\n    get: # here\n      $ref: '#/x-get'\nx-get: { responses: { 200: { description: ok } } }`,
      says: 'The sandbox follows it',
    },
    { name: 'a path that is a reference', given: `${head()}paths:\n  /a: { $ref: '#/x-a' }\nx-a:\n${ping}` },
    {
      name: 'an item of a list that is a reference',
      given: `${head()}security:\n  - $ref: '#/x-security' # here\nx-security: {}`,
      says: 'for security',
    },
    {
      name: 'a response where a schema belongs',
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
      name: 'the same in 3.1, where a schema may have any keyword',
      given: `${head()}components:\n  schemas:\n    Error: # here\n      description: An error\n      content: { application/json: {} }`,
    },
    {
      name: 'a schema where a header belongs',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            X-Id: # here\n              type: string`,
      says: 'a Schema Object, where a Header Object belongs',
    },
    {
      name: 'an example without a value, once',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              examples:\n                one: # here\n                  name: Rex`,
    },
    {
      name: 'a schema named like a field',
      given: `${head()}components:\n  schemas:\n    A: { type: object, properties: { description: { type: object }, content: { type: object } } }`,
    },
    {
      name: 'an extension of any form',
      given: `${head()}x-any: [1]\npaths:\n  x-more: 1\n  /a:\n    x-flag: { y: 1 }\n${ping}`,
    },
    {
      name: 'a webhook',
      given: `${head()}webhooks:\n  pet:\n    post:\n      tags: pets # here\n      responses: { 200: { description: ok } }`,
    },
    {
      name: 'a callback',
      given: `${head()}paths:\n  /a:\n    get:\n      responses: { 200: { description: ok } }\n      callbacks:\n        done:\n          '{$request.query.to}':\n            post:\n              summary: [1] # here\n              responses: { 200: { description: ok } }`,
    },
    {
      name: 'OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n    get:\n      summary: { a: 1 } # here\n      responses: { 200: { description: ok } }`,
    },
    {
      name: 'OpenAPI 3.2',
      given: `${head('3.2.0')}paths:\n  /a:\n    query:\n      summary: { a: 1 } # here\n      responses: { 200: { description: ok } }`,
    },
  ],
);
