import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const unused = (schema: string) => `${head()}components:\n  schemas:\n    A:\n${schema}`;

checkTable(
  'examples and defaults within schemas',
  ['example-invalid'],
  [
    {
      name: 'example of another type',
      given: unused('      type: string\n      example: 5 # here'),
      says: 'The example of this schema breaks it: it must be of type string',
    },
    { name: 'default that is not in enum', given: unused('      enum: [a, b]\n      default: c # here') },
    {
      name: 'one invalid value in examples',
      given: unused('      type: string\n      examples:\n        - a\n        - 5 # here'),
    },
    {
      name: 'example without readOnly or writeOnly properties: no problem',
      given: unused(
        '      type: object\n      required: [id, secret]\n      properties: { id: { readOnly: true }, secret: { writeOnly: true } }\n      examples: [{ secret: a }, { id: 1 }]',
      ),
    },
    {
      name: 'default: null in 3.0: no problem',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { type: string, default: null } } }`,
    },
  ],
);
