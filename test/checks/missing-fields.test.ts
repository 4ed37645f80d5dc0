import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const responses = 'responses: { 200: { description: ok } }';

checkTable(
  'missing required fields',
  ['field-missing'],
  [
    {
      name: 'response without description in 3.1',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200: {} # here`,
      says: 'A Response Object needs description.',
    },
    {
      name: 'response without description in 3.2: no problem',
      given: `${head('3.2.0')}paths: { /a: { get: { responses: { 200: {} } } } }`,
    },
    {
      name: 'two missing fields: reported together',
      given: `openapi: 3.1.0\ninfo: {} # here\npaths: {}`,
      says: 'An Info Object needs title and version.',
    },
    { name: 'operation without responses in 3.0', given: `${head('3.0.3')}paths:\n  /a:\n    get: {} # here` },
    { name: 'operation without responses in 3.1: no problem', given: `${head()}paths: { /a: { get: {} } }` },
    {
      name: 'neither paths, components nor webhooks in 3.1',
      given: `openapi: 3.1.0 # here\ninfo: { title: Test, version: '1' }`,
    },
    {
      name: 'only webhooks in 3.1: no problem',
      given: `openapi: 3.1.0\ninfo: { title: Test, version: '1' }\nwebhooks: {}`,
    },
    { name: 'no paths in 3.0', given: `openapi: 3.0.3 # here\ninfo: { title: Test, version: '1' }` },
    {
      name: 'path parameter without required: true',
      given: `${head()}paths:\n  /{id}:\n    get:\n      parameters:\n        - { name: id, in: path, schema: { type: string } } # here\n      ${responses}`,
      says: 'required: true',
    },
    {
      name: 'parameter without schema or content',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id, in: query } # here\n      ${responses}`,
      says: 'either schema or content',
    },
    {
      name: 'parameter with content: no problem',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id, in: query, content: { application/json: {} } }\n      ${responses}`,
    },
    {
      name: 'array without items in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents:\n  schemas:\n    A: { type: array } # here`,
    },
    {
      name: 'array without items in 3.1: no problem',
      given: `${head()}components: { schemas: { A: { type: array } } }`,
    },
    {
      name: 'security scheme without a field that its type requires',
      given: `${head()}components:\n  securitySchemes:\n    key: { type: apiKey, name: X-Key } # here\n    http: { type: http } # here\n    oauth: { type: oauth2 } # here\n    fine: { type: mutualTLS }`,
    },
    {
      name: 'both example and examples',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json: # here\n              example: 1\n              examples: { one: { value: 1 } }`,
    },
    {
      name: 'parameter without `in`: reported once, as an error',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id }\n      ${responses}`,
    },
    {
      name: 'in OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n    get:\n      responses:\n        200: {} # here`,
    },
  ],
);
