import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

checkTable(
  'limits that only prose states',
  ['constraint-in-prose'],
  [
    { name: 'of a number', given: limited('Up to 100.', 'type: integer', ' # here'), says: 'maximum: 100' },
    { name: 'of a text', given: limited('Max 35 characters', 'type: string', ' # here'), says: 'maxLength: 35' },
    { name: 'with a comma', given: limited('No more than 2,500', 'type: integer', ' # here'), says: 'maximum: 2500' },
    { name: 'that the schema has', given: limited('Up to 100.', 'type: integer, maximum: 100') },
    { name: 'of something else', given: limited('Up to 100 pets', 'type: string') },
    { name: 'without a number', given: limited('As many as you like', 'type: integer') },
  ],
);

checkTable(
  'what is required, and optional by its description',
  ['constraint-in-prose'],
  [
    { name: 'what happens without it', given: described('If this property is not specified, all are.') },
    { name: 'the word', given: described('Optional. The name.') },
    { name: 'another word', given: described('The name of an optional pet.', '') },
    { name: 'what is not required', given: described('Optional. The name.', '', 'other') },
    {
      name: 'a parameter',
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
