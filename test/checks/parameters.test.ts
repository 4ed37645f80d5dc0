import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const list = (parameters: string) =>
  `${head()}paths:\n  /a:\n    get:\n      parameters:\n${parameters}\n      responses: { 200: { description: ok } }`;

checkTable(
  'styles of parameters',
  ['parameter-style'],
  [
    {
      name: 'one of another place',
      given: list('        - { name: a, in: query, schema: {}, style: matrix } # here'),
      says: 'form, spaceDelimited, pipeDelimited and deepObject',
    },
    { name: 'one that nothing has', given: list('        - { name: a, in: header, schema: {}, style: csv } # here') },
    { name: 'one of its place', given: list('        - { name: a, in: query, schema: {}, style: deepObject }') },
    { name: 'one of a later version', given: list('        - { name: a, in: cookie, schema: {}, style: cookie }') },
  ],
);

checkTable(
  'parameters that are nowhere',
  ['structure'],
  [
    {
      name: 'in the body, as in 2.0',
      given: list('        - { name: a, in: body, schema: {} } # here'),
      says: 'requestBody',
    },
    { name: 'without place', given: list('        - { name: a, schema: {} } # here'), says: /`in`: path, query/ },
    { name: 'without name', given: list('        - { in: query, schema: {} } # here'), says: 'needs a name' },
    { name: 'a header by no name for one', given: list('        - { name: a b, in: header, schema: {} } # here') },
  ],
);

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
