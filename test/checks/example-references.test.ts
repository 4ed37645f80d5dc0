import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const answers = (content: string) => `${head()}paths:
  /a:
    get:
      operationId: list
      responses:
        200:
          description: ok
          content:
            application/json:
${content}`;

checkTable(
  'values that are references',
  ['example-reference'],
  [
    {
      name: 'of a named example',
      given: answers(
        "              examples:\n                one:\n                  value: { $ref: '#/x-one' } # here\nx-one: {}",
      ),
    },
    { name: 'of a single example', given: answers("              example: { $ref: '#/x-one' } # here\nx-one: {}") },
    {
      name: 'an example that is one as a whole',
      given: answers("              examples:\n                one: { $ref: '#/x-one' }\nx-one: { value: 1 }"),
    },
    {
      name: 'an example about references',
      given: answers('              example: { $ref: https://example.org/pets, title: Pets }'),
    },
  ],
);
