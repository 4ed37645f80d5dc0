import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const parameter = (name: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { name: ${name}, in: header, schema: {} }${mark}\n      responses: { 200: { description: ok } }`;
const answer = (name: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          headers:\n            ${name}: { schema: {} }${mark}`;

checkTable(
  'header parameters and response headers that OpenAPI ignores',
  ['header-ignored'],
  [
    { name: 'parameter Authorization', given: parameter('Authorization', ' # here'), says: 'security' },
    { name: 'parameter content-type', given: parameter('content-type', ' # here'), says: 'request body' },
    { name: 'parameter Accept', given: parameter('Accept', ' # here'), says: 'responses' },
    { name: 'another parameter: no problem', given: parameter('X-Authorization') },
    { name: 'response header Content-Type', given: answer('Content-Type', ' # here') },
    { name: 'response header Transfer-Encoding', given: answer('Transfer-Encoding', ' # here'), says: 'server' },
    { name: 'another response header: no problem', given: answer('Location') },
  ],
);
