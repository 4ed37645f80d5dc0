import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const unreached = (message: string, mark: string) => `${head()}paths:
  /pets:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses:
        200: { description: ok }
        400:
          description: wrong
          content:
            application/json:
              examples:
                clear: { value: { message: The limit is of another type } }
                wrong: { value: { message: ${message} } }${mark}
`;

checkTable(
  'documented errors that no fault leads to',
  ['error-unreached'],
  [
    {
      name: 'error about a constraint that the schema lacks: reported',
      given: unreached('The limit must be at most 100', ' # here'),
      says: /maximum.*query\.limit/,
    },
    {
      name: 'error about a constraint that the schema has: no problem',
      given: unreached('The limit is not a whole number', ''),
    },
    { name: 'error about no constraint: no problem', given: unreached('Sorry', '') },
    { name: 'error shared by operations, reached in one: no problem', given: shared('boolean', 'integer', '') },
    {
      name: 'error shared by operations, reached in none: reported once',
      given: shared('boolean', 'boolean', ' # here'),
    },
  ],
);

checkTable(
  'error examples that do not say what is wrong',
  ['error-vague'],
  [
    { name: 'vague message: reported', given: unreached('Sorry', ' # here') },
    { name: 'specific message: no problem', given: unreached('The limit is not a whole number', '') },
  ],
);

function shared(one: string, other: string, mark: string): string {
  const operation = (type: string) =>
    `{ get: { parameters: [{ name: limit, in: query, schema: { type: ${type}${type === 'integer' ? ', maximum: 5' : ''} } }], responses: { 200: { description: ok }, 400: { $ref: '#/components/responses/Wrong' } } } }`;
  return `${head()}paths:
  /a: ${operation(one)}
  /b: ${operation(other)}
components:
  responses:
    Wrong:
      description: wrong
      content:
        application/json:
          examples:
            clear: { value: { message: The limit is of another type } }
            too-high: { value: { message: The limit must be at most 5 } }${mark}
`;
}
