import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const answer = (status: string, content: string) =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        ${status}:\n          description: ok\n          ${content}`;

checkTable(
  'content of statuses without a body',
  ['content-ignored'],
  [
    {
      name: 'content of 204: reported',
      given: answer('204', 'content: { application/json: { example: 1 } } # here'),
      says: '204',
    },
    { name: 'content of 304: reported', given: answer('304', 'content: { application/json: { schema: {} } } # here') },
    { name: 'empty content of 204: no problem', given: answer('204', 'content: {}') },
    { name: 'content of 202: no problem', given: answer('202', 'content: { application/json: { example: 1 } }') },
    { name: 'content of 2XX: no problem', given: answer('2XX', 'content: { application/json: { example: 1 } }') },
  ],
);
