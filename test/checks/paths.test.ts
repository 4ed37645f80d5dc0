import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const responses = 'responses: { 200: { description: ok } }';
const withSchemas = (template: string, schemas: Readonly<Record<string, string>>, mark = '') =>
  `  ${template}:\n    parameters: [${Object.entries(schemas)
    .map(([name, schema]) => `{ name: ${name}, in: path, required: true, schema: ${schema} }`)
    .join(', ')}]\n    get:${mark}\n      ${responses}\n`;
const path = (template: string, names: readonly string[], mark = '', method = 'get') =>
  `  ${template}:\n    parameters: [${names.map((name) => `{ name: ${name}, in: path, required: true, schema: {} }`).join(', ')}]\n    ${method}:${mark}\n      ${responses}\n`;

checkTable(
  'paths that can mean the same',
  ['path-ambiguous'],
  [
    {
      name: 'a placeholder each where the other has a word',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], ' # here')}`,
      says: '/pets/{id} and for /{kind}/mine',
    },
    {
      name: 'the same with other methods',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], '', 'put')}`,
    },
    {
      name: 'one that is the more concrete',
      given: `${head()}paths:\n${path('/pets/{id}', ['id'])}${path('/pets/mine', [])}`,
    },
    {
      name: 'at servers with other base paths',
      given: `${head()}servers: [{ url: /v1 }]\npaths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'])}    servers: [{ url: /v2 }]\n`,
    },
    {
      name: 'at servers of which one is the same',
      given: `${head()}servers: [{ url: /v1 }]\npaths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], ' # here')}    servers: [{ url: /v2 }, { url: https://pets.example/v1 }]\n`,
    },
    {
      name: 'who answers what both take: the first segment decides',
      given: `${head()}paths:\n${path('/pets/{id}', ['id'])}${path('/{kind}/mine', ['kind'], ' # here')}`,
      says: /^A request for \/pets\/mine .*; \/pets\/\{id\} answers\.$/,
    },
    {
      name: 'who answers what both take: the one with more text, of two in one segment',
      given: `${head()}paths:\n${path('/a-{x}', ['x'])}${path('/{x}-long', ['x'], ' # here')}`,
      says: /^A request for \/a-+long .*; \/\{x\}-long answers\.$/,
    },
    ...[
      ['an integer, and a word', '{ type: integer }', '{ type: string }'],
      ['an enum without the word', '{ enum: [a, b] }', '{ type: string }'],
      ['a constant that is another word', '{ const: yours }', '{ type: string }'],
      ['a pattern that the word breaks', '{ type: string, pattern: "^[0-9]+$" }', '{ type: string }'],
      ['a format that the word has not', '{ type: string, format: uuid }', '{ type: string }'],
      ['a length that the word has not', '{ type: string, minLength: 9 }', '{ type: string }'],
      ['the kinds are listed', '{ type: string }', '{ enum: [cats, dogs] }'],
    ].map(([name = '', id = '', kind = '']) => ({
      name: `kept apart: ${name}`,
      given: `${head()}paths:\n${withSchemas('/{kind}/mine', { kind })}${withSchemas('/pets/{id}', { id })}`,
    })),
    {
      name: 'kept apart in a third segment: an integer and a pattern',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ type: integer }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ type: string, pattern: "^[a-z]+$" }' })}`,
    },
    {
      name: 'kept apart in a third segment: enums',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ enum: [a, b] }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ enum: [c, d] }' })}`,
    },
    {
      name: 'enums with a value in common',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ enum: [a, b] }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ enum: [c, b] }' }, ' # here')}`,
      says: '/pets/mine/b',
    },
    {
      name: 'narrowed, and not enough',
      given: `${head()}paths:\n${withSchemas('/{kind}/42', { kind: '{}' })}${withSchemas('/pets/{id}', { id: '{ type: integer }' }, ' # here')}`,
      says: '/pets/42',
    },
    {
      name: 'one within the other',
      given: `${head()}paths:\n${path('/{x}.{y}', ['x', 'y'])}${path('/{x}.tar.{y}', ['x', 'y'])}${path('/{x}', ['x'])}`,
    },
    {
      name: 'other words',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}/toys', ['id'])}`,
    },
  ],
);

checkTable(
  'placeholders',
  ['path-parameter'],
  [
    {
      name: 'a brace that is not closed',
      given: `${head()}paths:\n${path('/pets/{id', [], ' # here')}`,
      says: '{name}',
    },
    { name: 'two in one segment', given: `${head()}paths:\n${path('/{a}-{b}', ['a', 'b'])}` },
    { name: 'one without parameter', given: `${head()}paths:\n${path('/pets/{id}', [], ' # here')}`, says: '{id}' },
    {
      name: 'one that is twice',
      given: `${head()}paths:\n${path('/pets/{id}/toys/{id}', ['id'], ' # here')}`,
      says: /twice in .* Give each a name of its own/,
    },
    { name: 'several in a segment', given: `${head()}paths:\n${path('/pets/{id}.{ending}', ['id', 'ending'])}` },
  ],
);

checkTable(
  'parameters of no placeholder',
  ['structure'],
  [
    {
      name: 'are told as errors',
      given: `${head()}paths:\n  /pets:\n    parameters:\n      - { name: id, in: path, required: true, schema: {} } # here\n    get:\n      ${responses}`,
      says: 'no placeholder {id}',
    },
  ],
);
