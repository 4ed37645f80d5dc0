import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const webhook = (examples: string) =>
  `${head()}webhooks:\n  pet:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: { type: string }\n${examples}\n      responses: { 200: { description: ok } }`;

const header = (given: string) =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            X-Rate: ${given}`;

checkTable(
  'invalid examples that no operation uses',
  ['example-invalid'],
  [
    {
      name: 'named example of a webhook',
      given: webhook(
        '            examples:\n              good: { value: a }\n              odd:\n                value: 5 # here',
      ),
    },
    { name: 'unnamed example of a webhook', given: webhook('            example: 5 # here') },
    {
      name: 'example that is meant to be invalid: no problem',
      given: webhook('            examples: { invalid-pet: { value: 6 } }'),
    },
    { name: 'example of a header', given: header('{ schema: { type: integer }, example: many } # here') },
    {
      name: 'example of a header, as serialized: no problem',
      given: header("{ schema: { type: integer }, example: '5' }"),
    },
    {
      name: 'list of a header, as serialized: no problem',
      given: header('{ schema: { type: array, items: {} }, example: "a,b" }'),
    },
    {
      name: 'example of an unused parameter',
      given: `${head()}paths: {}\ncomponents:\n  parameters:\n    A:\n      { name: a, in: query, schema: { type: boolean }, example: yes and no } # here\n    B: { name: b, in: query, schema: { type: boolean }, example: 'true' }`,
    },
    {
      name: 'example that an operation uses: reported once',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              schema: { type: string }\n              example: 5 # here`,
    },
  ],
);
