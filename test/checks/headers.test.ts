import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const parameter = (name: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: ${name}, in: header, schema: {} }${mark}\n      responses: { 200: { description: ok } }`;
const answer = (name: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            ${name}: { schema: {} }${mark}`;

checkTable(
  'headers that are described in vain',
  ['header-ignored'],
  [
    { name: 'Authorization', given: parameter('Authorization', ' # here'), says: 'security' },
    { name: 'content-type', given: parameter('content-type', ' # here'), says: 'request body' },
    { name: 'Accept', given: parameter('Accept', ' # here'), says: 'responses' },
    { name: 'any other', given: parameter('X-Authorization') },
    { name: 'Content-Type of an answer', given: answer('Content-Type', ' # here') },
    { name: 'a header of the connection', given: answer('Transfer-Encoding', ' # here'), says: 'server' },
    { name: 'any other of an answer', given: answer('Location') },
  ],
);
