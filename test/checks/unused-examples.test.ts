import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const webhook = (examples: string) =>
  `${head()}webhooks:\n  pet:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: { type: string }\n${examples}\n      responses: { 200: { description: ok } }`;

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
    {
      name: 'one of an operation is told once',
      given: `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json:\n              schema: { type: string }\n              example: 5 # here`,
    },
  ],
);
