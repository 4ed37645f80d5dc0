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
  'responses without an example',
  ['example-missing'],
  [
    {
      name: 'several in one operation: reported once',
      given: `${head()}paths:\n  /a:\n    get:\n      operationId: list\n      responses: # here\n        200: { description: ok, content: { application/json: { schema: { type: string } } } }\n        404: { description: no, content: { application/json: { schema: { type: string } } } }\n        500: { description: no }`,
      says: 'list has no example for 200 and 404',
    },
    {
      name: 'example within the schema: no problem',
      given: answers('              schema: { type: string, example: a }'),
    },
    { name: 'example: no problem', given: answers('              example: a') },
  ],
);
