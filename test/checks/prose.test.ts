import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

checkTable(
  'constraints that only the description states',
  ['constraint-in-prose'],
  [
    {
      name: 'limit of a number: reported with maximum',
      given: limited('Up to 100.', 'type: integer', ' # here'),
      says: 'maximum: 100',
    },
    {
      name: 'length of a string: reported with maxLength',
      given: limited('Max 35 characters', 'type: string', ' # here'),
      says: 'maxLength: 35',
    },
    {
      name: 'number with a thousands separator: read as one number',
      given: limited('No more than 2,500', 'type: integer', ' # here'),
      says: 'maximum: 2500',
    },
    { name: 'limit that the schema has too: no problem', given: limited('Up to 100.', 'type: integer, maximum: 100') },
    { name: 'limit of something else: no problem', given: limited('Up to 100 pets', 'type: string') },
    { name: 'no number: no problem', given: limited('As many as you like', 'type: integer') },
  ],
);

checkTable(
  'required properties that the description calls optional',
  ['constraint-in-prose'],
  [
    {
      name: 'says what happens if the property is missing: reported',
      given: described('If this property is not specified, all are.'),
    },
    { name: 'begins with “Optional.”: reported', given: described('Optional. The name.') },
    { name: '“optional” about something else: no problem', given: described('The name of an optional pet.', '') },
    { name: 'property that is not required: no problem', given: described('Optional. The name.', '', 'other') },
    {
      name: 'required parameter',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - name: page\n          in: query\n          required: true\n          description: If it is omitted, the first. # here\n          schema: { type: integer }\n      responses: { 200: { description: ok } }`,
      says: 'required, and its description says "If it is omitted"',
    },
  ],
);

function described(description: string, mark = ' # here', required = 'name'): string {
  return `${head()}paths: {}\ncomponents:\n  schemas:\n    A:\n      required: [${required}]\n      properties:\n        name:\n          description: ${description}${mark}\n          type: string\n`;
}

function limited(description: string, schema: string, mark = ''): string {
  return `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - name: limit\n          in: query\n          description: '${description}'\n          schema: { ${schema} }${mark}\n      responses: { 200: { description: ok } }`;
}
