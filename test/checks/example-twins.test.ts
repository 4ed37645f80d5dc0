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
  'response examples that no request distinguishes',
  ['example-twice'],
  [
    {
      name: 'equal values, properties in another order: reported',
      given: answers(
        '              examples:\n                one: { value: { a: 1, b: 2 } }\n                two: { value: { b: 2, a: 1 } } # here',
      ),
      says: 'one and two',
    },
    {
      name: 'different values: no problem',
      given: answers(
        '              examples:\n                one: { value: { a: 1 } }\n                two: { value: { a: 2 } }',
      ),
    },
    { name: 'equal values, each paired with a request example: no problem', given: asked('two', '') },
    {
      name: 'equal values, one paired with a request example: reported',
      given: asked('three', ' # here'),
      says: 'one and two',
    },
    {
      name: 'errors about the same fault: reported',
      given: errors('The id must be a number', 'The id is not a number', ' # here'),
      says: 'no-number and other of the answer 400 are about the same fault',
    },
    {
      name: 'errors about different faults: no problem',
      given: errors('The id must be a number', 'The id must be at least 1'),
    },
  ],
);

/** Two equal response examples, `one` and `two`, and the request examples `one` and this. */
function asked(name: string, mark: string): string {
  return `${head()}paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            examples:
              one: { value: { a: 1 } }
              ${name}: { value: { a: 2 } }
      responses:
        200:
          description: ok
          content:
            application/json:
              examples:
                one: { value: { done: true } }
                two: { value: { done: true } }${mark}
`;
}

function errors(one: string, other: string, mark = ''): string {
  return `${head()}paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        200: { description: ok }
        400:
          description: wrong
          content:
            application/json:
              examples:
                no-number: { value: { message: ${one} } }
                other: { value: { message: ${other} } }${mark}
`;
}
