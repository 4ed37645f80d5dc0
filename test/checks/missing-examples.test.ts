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
  'answers without an example',
  ['example-missing'],
  [
    {
      name: 'once for an operation',
      given: `${head()}paths:\n  /a:\n    get:\n      operationId: list\n      responses: # here\n        200: { description: ok, content: { application/json: { schema: { type: string } } } }\n        404: { description: no, content: { application/json: { schema: { type: string } } } }\n        500: { description: no }`,
      says: 'list has no example for 200 and 404',
    },
    { name: 'not where the schema has one', given: answers('              schema: { type: string, example: a }') },
    { name: 'not where there is one', given: answers('              example: a') },
  ],
);
