import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const responses = 'responses: { 200: { description: ok } }';

checkTable(
  'fields that an object must have',
  ['field-missing'],
  [
    {
      name: 'a response without description',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200: {} # here`,
      says: 'A Response Object needs description.',
    },
    { name: 'the same in 3.2', given: `${head('3.2.0')}paths: { /a: { get: { responses: { 200: {} } } } }` },
    {
      name: 'two fields, told together',
      given: `openapi: 3.1.0\ninfo: {} # here\npaths: {}`,
      says: 'An Info Object needs title and version.',
    },
    { name: 'no responses in 3.0', given: `${head('3.0.3')}paths:\n  /a:\n    get: {} # here` },
    { name: 'no responses in 3.1', given: `${head()}paths: { /a: { get: {} } }` },
    { name: 'nothing to describe in 3.1', given: `openapi: 3.1.0 # here\ninfo: { title: Test, version: '1' }` },
    { name: 'webhooks only', given: `openapi: 3.1.0\ninfo: { title: Test, version: '1' }\nwebhooks: {}` },
    { name: 'no paths in 3.0', given: `openapi: 3.0.3 # here\ninfo: { title: Test, version: '1' }` },
    {
      name: 'a parameter in the path that is not required',
      given: `${head()}paths:\n  /{id}:\n    get:\n      parameters:\n        - { name: id, in: path, schema: { type: string } } # here\n      ${responses}`,
      says: 'required: true',
    },
    {
      name: 'a parameter without schema',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id, in: query } # here\n      ${responses}`,
      says: 'either schema or content',
    },
    {
      name: 'a parameter with content',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id, in: query, content: { application/json: {} } }\n      ${responses}`,
    },
    {
      name: 'an array without items in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents:\n  schemas:\n    A: { type: array } # here`,
    },
    { name: 'an array without items in 3.1', given: `${head()}components: { schemas: { A: { type: array } } }` },
    {
      name: 'a scheme without what its type needs',
      given: `${head()}components:\n  securitySchemes:\n    key: { type: apiKey, name: X-Key } # here\n    http: { type: http } # here\n    oauth: { type: oauth2 } # here\n    fine: { type: mutualTLS }`,
    },
    {
      name: 'example beside examples',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json: # here\n              example: 1\n              examples: { one: { value: 1 } }`,
    },
    {
      name: 'a parameter without a place is told once, as an error',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id }\n      ${responses}`,
    },
    {
      name: 'OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n    get:\n      responses:\n        200: {} # here`,
    },
  ],
);
