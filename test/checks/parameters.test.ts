import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const list = (parameters: string) =>
  `${head()}paths:\n  /a:\n    get:\n      parameters:\n${parameters}\n      responses: { 200: { description: ok } }`;

checkTable(
  'parameter styles',
  ['parameter-style'],
  [
    {
      name: 'style of another location: reported',
      given: list('        - { name: a, in: query, schema: {}, style: matrix } # here'),
      says: 'form, spaceDelimited, pipeDelimited and deepObject',
    },
    {
      name: 'unknown style: reported',
      given: list('        - { name: a, in: header, schema: {}, style: csv } # here'),
    },
    {
      name: 'style of its location: no problem',
      given: list('        - { name: a, in: query, schema: {}, style: deepObject }'),
    },
    {
      name: 'style of a later version: no problem',
      given: list('        - { name: a, in: cookie, schema: {}, style: cookie }'),
    },
  ],
);

checkTable(
  'parameters without a valid location or name',
  ['structure'],
  [
    {
      name: 'in: body, as in 2.0',
      given: list('        - { name: a, in: body, schema: {} } # here'),
      says: 'requestBody',
    },
    { name: 'no `in`', given: list('        - { name: a, schema: {} } # here'), says: /`in`: path, query/ },
    { name: 'no `name`', given: list('        - { in: query, schema: {} } # here'), says: 'needs a name' },
    {
      name: 'header whose name is no field name',
      given: list('        - { name: a b, in: header, schema: {} } # here'),
    },
  ],
);

checkTable(
  'duplicate parameters',
  ['parameter-duplicate'],
  [
    {
      name: 'same name and location: reported',
      given: list('        - { name: a, in: query, schema: {} }\n        - { name: a, in: query, schema: {} } # here'),
    },
    {
      name: 'header names that differ in case: reported',
      given: list(
        '        - { name: X-A, in: header, schema: {} }\n        - { name: x-a, in: header, schema: {} } # here',
      ),
    },
    {
      name: 'same name, different locations: no problem',
      given: list('        - { name: a, in: query, schema: {} }\n        - { name: a, in: header, schema: {} }'),
    },
  ],
);
