import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const responses = 'responses: { 200: { description: ok } }';
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
      says: 'twice',
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
