import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const operation = (fields: string, version = '3.1.0') =>
  `${head(version)}paths:\n  /a:\n    get:\n${fields}\n      responses: { 200: { description: ok } }`;

checkTable(
  'unknown fields',
  ['field-unknown'],
  [
    { name: 'valid operation: no problem', given: operation('      summary: ok') },
    {
      name: 'field in another case: suggestion',
      given: operation('      operationID: list # here'),
      says: 'did you mean operationId',
    },
    {
      name: 'misspelt field, letter missing: suggestion',
      given: operation('      sumary: list # here'),
      says: 'did you mean summary',
    },
    {
      name: 'misspelt field, letters exchanged: suggestion',
      given: operation('      depercated: true # here'),
      says: 'did you mean deprecated',
    },
    {
      name: 'field of another object',
      given: operation('      content: {} # here'),
      says: 'An Operation Object has no field content: it belongs',
    },
    {
      name: 'schema keyword in another case',
      given: `${head()}paths: {}\ncomponents:\n  schemas:\n    A:\n      minlength: 3 # here`,
      says: 'did you mean minLength',
    },
    {
      name: 'schema keyword of another tool: no problem',
      given: `${head()}paths: {}\ncomponents: { schemas: { A: { faker: name } } }`,
    },
    { name: 'extension: no problem', given: operation('      x-content: {}') },
    { name: 'field of a later version', given: `${head('3.0.3')}webhooks: {} # here\npaths: {}` },
    { name: 'field that its version has: no problem', given: `${head('3.2.0')}$self: https://example.org/\npaths: {}` },
    {
      name: 'keyword of 3.1 in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents:\n  schemas:\n    A:\n      const: 1 # here`,
    },
    {
      name: 'any keyword in 3.1: no problem',
      given: `${head()}components:\n  schemas:\n    A:\n      const: 1\n      anything: 2`,
    },
    {
      name: 'nullable in 3.1',
      given: `${head()}components:\n  schemas:\n    A:\n      type: string\n      nullable: true # here`,
      says: "type: [string, 'null']",
    },
    {
      name: 'nullable in 3.0: no problem',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { type: string, nullable: true } } }`,
    },
    {
      name: 'properties of any name: no problem',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { properties: { sumary: { type: string } } } } }`,
    },
    {
      name: 'key of responses that is no status',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        ok: { description: ok } # here\n        200: { description: ok }`,
      says: 'ok is no status',
    },
    {
      name: '2XX and default: no problem',
      given: `${head()}paths: { /a: { get: { responses: { 2XX: { description: ok }, default: { description: no } } } } }`,
    },
    {
      name: '2xx in lower case',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        2xx: { description: ok } # here`,
    },
    {
      name: 'field of 3.0 in 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\nservers: [] # here\npaths: {}`,
    },
  ],
);
