import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const list = (parameters: string) =>
  `${head()}paths:\n  /a:\n    get:\n      parameters:\n${parameters}\n      responses: { 200: { description: ok } }`;

checkTable(
  'parameters that are twice in a list',
  ['parameter-duplicate'],
  [
    {
      name: 'by name and place',
      given: list('        - { name: a, in: query, schema: {} }\n        - { name: a, in: query, schema: {} } # here'),
    },
    {
      name: 'headers in any case',
      given: list(
        '        - { name: X-A, in: header, schema: {} }\n        - { name: x-a, in: header, schema: {} } # here',
      ),
    },
    {
      name: 'in two places',
      given: list('        - { name: a, in: query, schema: {} }\n        - { name: a, in: header, schema: {} }'),
    },
  ],
);
