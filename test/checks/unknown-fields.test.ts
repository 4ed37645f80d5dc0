import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const operation = (fields: string, version = '3.1.0') =>
  `${head(version)}paths:\n  /a:\n    get:\n${fields}\n      responses: { 200: { description: ok } }`;

checkTable(
  'fields that an object does not have',
  ['field-unknown'],
  [
    { name: 'a sound operation', given: operation('      summary: ok') },
    {
      name: 'one in another case',
      given: operation('      operationID: list # here'),
      says: 'did you mean operationId',
    },
    { name: 'one with a letter too few', given: operation('      sumary: list # here'), says: 'did you mean summary' },
    {
      name: 'one with two letters in the wrong order',
      given: operation('      depercated: true # here'),
      says: 'did you mean deprecated',
    },
    {
      name: 'one of another object',
      given: operation('      content: {} # here'),
      says: 'An Operation Object has no field content.',
    },
    {
      name: 'a keyword of a schema in another case',
      given: `${head()}paths: {}\ncomponents:\n  schemas:\n    A:\n      minlength: 3 # here`,
      says: 'did you mean minLength',
    },
    {
      name: 'a keyword of somebody else',
      given: `${head()}paths: {}\ncomponents: { schemas: { A: { faker: name } } }`,
    },
    { name: 'an extension', given: operation('      x-content: {}') },
    { name: 'one of a later version', given: `${head('3.0.3')}webhooks: {} # here\npaths: {}` },
    { name: 'one that is of this version', given: `${head('3.2.0')}$self: https://example.org/\npaths: {}` },
    {
      name: 'a keyword of 3.1 in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents:\n  schemas:\n    A:\n      const: 1 # here`,
    },
    {
      name: 'any keyword in 3.1',
      given: `${head()}components:\n  schemas:\n    A:\n      const: 1\n      anything: 2`,
    },
    {
      name: 'nullable in 3.1',
      given: `${head()}components:\n  schemas:\n    A:\n      type: string\n      nullable: true # here`,
      says: "type: [string, 'null']",
    },
    {
      name: 'nullable in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { type: string, nullable: true } } }`,
    },
    {
      name: 'properties of any name',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { properties: { sumary: { type: string } } } } }`,
    },
    {
      name: 'a status that is none',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        ok: { description: ok } # here\n        200: { description: ok }`,
      says: 'ok is no status',
    },
    {
      name: 'ranges and the default',
      given: `${head()}paths: { /a: { get: { responses: { 2XX: { description: ok }, default: { description: no } } } } }`,
    },
    {
      name: 'a range in lower case',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        2xx: { description: ok } # here`,
    },
    {
      name: 'OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Test, version: '1' }\nservers: [] # here\npaths: {}`,
    },
  ],
);
