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
  'errors that no fault leads to',
  ['error-unreached'],
  [
    {
      name: 'what the document does not constrain',
      given: unreached('The limit must be at most 100', ' # here'),
      says: /maximum.*query\.limit/,
    },
    { name: 'what it does', given: unreached('The limit is not a whole number', '') },
    { name: 'what is about nothing', given: unreached('Sorry', '') },
    { name: 'shared by operations of which one reaches it', given: shared('boolean', 'integer', '') },
    { name: 'shared by operations of which none does, once', given: shared('boolean', 'boolean', ' # here') },
  ],
);

checkTable(
  'errors that say nothing',
  ['error-vague'],
  [
    { name: 'a vague one', given: unreached('Sorry', ' # here') },
    { name: 'a clear one', given: unreached('The limit is not a whole number', '') },
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
