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
  'examples that nobody can tell apart',
  ['example-twice'],
  [
    {
      name: 'equal values',
      given: answers(
        '              examples:\n                one: { value: { a: 1, b: 2 } }\n                two: { value: { b: 2, a: 1 } } # here',
      ),
      says: 'one and two',
    },
    {
      name: 'other values',
      given: answers(
        '              examples:\n                one: { value: { a: 1 } }\n                two: { value: { a: 2 } }',
      ),
    },
    { name: 'equal values that documented requests of their names lead to', given: asked('two', '') },
    { name: 'where only one of them has such a request', given: asked('three', ' # here'), says: 'one and two' },
    {
      name: 'errors about the same fault',
      given: errors('The id must be a number', 'The id is not a number', ' # here'),
      says: 'no-number and other of the answer 400 are about the same fault',
    },
    { name: 'errors about others', given: errors('The id must be a number', 'The id must be at least 1') },
  ],
);

/** Two equal answers, `one` and `two`, and request examples `one` and this. */
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
