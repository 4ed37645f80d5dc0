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
  'example values that are references',
  ['example-reference'],
  [
    {
      name: 'value of a named example: reported',
      given: answers(
        "              examples:\n                one:\n                  value: { $ref: '#/x-one' } # here\nx-one: {}",
      ),
    },
    {
      name: 'unnamed example: reported',
      given: answers("              example: { $ref: '#/x-one' } # here\nx-one: {}"),
    },
    {
      name: 'reference to an Example Object: no problem',
      given: answers("              examples:\n                one: { $ref: '#/x-one' }\nx-one: { value: 1 }"),
    },
    {
      name: 'value that has other members beside $ref: no problem',
      given: answers('              example: { $ref: https://example.org/pets, title: Pets }'),
    },
  ],
);
