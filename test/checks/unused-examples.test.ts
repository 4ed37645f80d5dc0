import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const webhook = (examples: string) =>
  `${head()}webhooks:\n  pet:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: { type: string }\n${examples}\n      responses: { 200: { description: ok } }`;

const header = (given: string) =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            X-Rate: ${given}`;

checkTable(
  'examples that no operation of the sandbox uses',
  ['example-invalid'],
  [
    {
      name: 'of a webhook',
      given: webhook(
        '            examples:\n              good: { value: a }\n              odd:\n                value: 5 # here',
      ),
    },
    { name: 'the only one of a webhook', given: webhook('            example: 5 # here') },
    { name: 'one that is meant to be wrong', given: webhook('            examples: { invalid-pet: { value: 6 } }') },
    { name: 'of a header', given: header('{ schema: { type: integer }, example: many } # here') },
    { name: 'of a header, as it is sent', given: header("{ schema: { type: integer }, example: '5' }") },
    {
      name: 'a list in a header, as it is sent',
      given: header('{ schema: { type: array, items: {} }, example: "a,b" }'),
    },
    {
      name: 'of a parameter that nobody uses',
      given: `${head()}paths: {}\ncomponents:\n  parameters:\n    A:\n      { name: a, in: query, schema: { type: boolean }, example: yes and no } # here\n    B: { name: b, in: query, schema: { type: boolean }, example: 'true' }`,
    },
    {
      name: 'one of an operation is told once',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              schema: { type: string }\n              example: 5 # here`,
    },
  ],
);
