import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const answer = (status: string, content: string) =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        ${status}:\n          description: ok\n          ${content}`;

checkTable(
  'bodies that are never sent',
  ['content-ignored'],
  [
    { name: 'of 204', given: answer('204', 'content: { application/json: { example: 1 } } # here'), says: '204' },
    { name: 'of 304', given: answer('304', 'content: { application/json: { schema: {} } } # here') },
    { name: 'none of 204', given: answer('204', 'content: {}') },
    { name: 'of 202', given: answer('202', 'content: { application/json: { example: 1 } }') },
    { name: 'of a range', given: answer('2XX', 'content: { application/json: { example: 1 } }') },
  ],
);
