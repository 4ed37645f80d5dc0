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
  'ambiguous paths',
  ['path-ambiguous'],
  [
    {
      name: 'two templates, each with a parameter where the other has text: reported',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], ' # here')}`,
      says: '/pets/{id} and for /{kind}/mine',
    },
    {
      name: 'two such templates with different methods: no problem',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], '', 'put')}`,
    },
    {
      name: 'one template is more concrete: no problem',
      given: `${head()}paths:\n${path('/pets/{id}', ['id'])}${path('/pets/mine', [])}`,
    },
    {
      name: 'servers with different base paths: no problem',
      given: `${head()}servers: [{ url: /v1 }]\npaths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'])}    servers: [{ url: /v2 }]\n`,
    },
    {
      name: 'servers with a common base path: reported',
      given: `${head()}servers: [{ url: /v1 }]\npaths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}', ['id'], ' # here')}    servers: [{ url: /v2 }, { url: https://pets.example/v1 }]\n`,
    },
    {
      name: 'message: the earlier concrete segment decides',
      given: `${head()}paths:\n${path('/pets/{id}', ['id'])}${path('/{kind}/mine', ['kind'], ' # here')}`,
      says: /^A request for \/pets\/mine .*; \/pets\/\{id\} answers\.$/,
    },
    {
      name: 'message: in one segment, more text decides',
      given: `${head()}paths:\n${path('/a-{x}', ['x'])}${path('/{x}-long', ['x'], ' # here')}`,
      says: /^A request for \/a-+long .*; \/\{x\}-long answers\.$/,
    },
    ...[
      ['integer and a word: no problem', '{ type: integer }', '{ type: string }'],
      ['enum without the word: no problem', '{ enum: [a, b] }', '{ type: string }'],
      ['const that is another word: no problem', '{ const: yours }', '{ type: string }'],
      ['pattern that the word does not match: no problem', '{ type: string, pattern: "^[0-9]+$" }', '{ type: string }'],
      ['format that the word is not in: no problem', '{ type: string, format: uuid }', '{ type: string }'],
      ['minLength above the length of the word: no problem', '{ type: string, minLength: 9 }', '{ type: string }'],
      ['enum on the other template: no problem', '{ type: string }', '{ enum: [cats, dogs] }'],
    ].map(([name = '', id = '', kind = '']) => ({
      name: `kept apart: ${name}`,
      given: `${head()}paths:\n${withSchemas('/{kind}/mine', { kind })}${withSchemas('/pets/{id}', { id })}`,
    })),
    {
      name: 'third segment excludes it, integer and pattern: no problem',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ type: integer }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ type: string, pattern: "^[a-z]+$" }' })}`,
    },
    {
      name: 'third segment excludes it, disjoint enums: no problem',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ enum: [a, b] }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ enum: [c, d] }' })}`,
    },
    {
      name: 'third segment has overlapping enums: reported',
      given: `${head()}paths:\n${withSchemas('/{kind}/mine/{n}', { kind: '{}', n: '{ enum: [a, b] }' })}${withSchemas('/pets/{id}/{n}', { id: '{}', n: '{ enum: [c, b] }' }, ' # here')}`,
      says: '/pets/mine/b',
    },
    {
      name: 'schemas that exclude some values only: reported',
      given: `${head()}paths:\n${withSchemas('/{kind}/42', { kind: '{}' })}${withSchemas('/pets/{id}', { id: '{ type: integer }' }, ' # here')}`,
      says: '/pets/42',
    },
    {
      name: 'several parameters in one segment, one template more concrete: no problem',
      given: `${head()}paths:\n${path('/{x}.{y}', ['x', 'y'])}${path('/{x}.tar.{y}', ['x', 'y'])}${path('/{x}', ['x'])}`,
    },
    {
      name: 'other text segments: no problem',
      given: `${head()}paths:\n${path('/{kind}/mine', ['kind'])}${path('/pets/{id}/toys', ['id'])}`,
    },
  ],
);

checkTable(
  'path templates',
  ['path-parameter'],
  [
    {
      name: 'unclosed brace',
      given: `${head()}paths:\n${path('/pets/{id', [], ' # here')}`,
      says: '{name}',
    },
    { name: 'two parameters in one segment: no problem', given: `${head()}paths:\n${path('/{a}-{b}', ['a', 'b'])}` },
    {
      name: 'template expression without a parameter',
      given: `${head()}paths:\n${path('/pets/{id}', [], ' # here')}`,
      says: '{id}',
    },
    {
      name: 'template expression used twice',
      given: `${head()}paths:\n${path('/pets/{id}/toys/{id}', ['id'], ' # here')}`,
      says: /twice in .* Give each a name of its own/,
    },
    {
      name: 'parameters separated by a dot: no problem',
      given: `${head()}paths:\n${path('/pets/{id}.{ending}', ['id', 'ending'])}`,
    },
  ],
);

checkTable(
  'path parameters without a template expression',
  ['structure'],
  [
    {
      name: 'reported as errors',
      given: `${head()}paths:\n  /pets:\n    parameters:\n      - { name: id, in: path, required: true, schema: {} } # here\n    get:\n      ${responses}`,
      says: 'no placeholder {id}',
    },
  ],
);
