import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const unused = (schema: string) => `${head()}components:\n  schemas:\n    A:\n${schema}`;

checkTable(
  'examples and defaults in schemas',
  ['example-invalid'],
  [
    {
      name: 'an example of another type',
      given: unused('      type: string\n      example: 5 # here'),
      says: 'The example of this schema breaks it: it must be of type string',
    },
    { name: 'a default that is none of the values', given: unused('      enum: [a, b]\n      default: c # here') },
    {
      name: 'one of several examples',
      given: unused('      type: string\n      examples:\n        - a\n        - 5 # here'),
    },
    {
      name: 'what only an answer or only a request has',
      given: unused(
        '      type: object\n      required: [id, secret]\n      properties: { id: { readOnly: true }, secret: { writeOnly: true } }\n      examples: [{ secret: a }, { id: 1 }]',
      ),
    },
    {
      name: 'null for no default in 3.0',
      given: `${head('3.0.3')}paths: {}\ncomponents: { schemas: { A: { type: string, default: null } } }`,
    },
  ],
);
