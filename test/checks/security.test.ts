import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const secured = (requirement: string) => `${head()}security:
${requirement}
paths: { /a: { get: { responses: { 200: { description: ok } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { read: Read } } } }`;

checkTable(
  'security requirements',
  ['security-unknown'],
  [
    { name: 'known scheme and scope: no problem', given: secured('  - key: []\n    oauth: [read]') },
    {
      name: 'unknown scheme',
      given: secured('  - bearer: [] # here'),
      says: /^There is no security scheme bearer; there is key, oauth\. Under --auth strict, any Authorization is taken/,
    },
    { name: 'unknown scope', given: secured('  - oauth: [write] # here'), says: 'no scope write' },
    { name: 'empty requirement: no problem', given: secured('  - {}') },
    {
      name: 'requirement of an operation',
      given: `${head()}paths:\n  /a:\n    get:\n      security:\n        - key: [] # here\n      responses: { 200: { description: ok } }`,
      says: 'none under components',
    },
    {
      name: 'requirement of a webhook, which the sandbox does not serve',
      given: `${head()}paths: {}\nwebhooks:\n  a:\n    post:\n      security:\n        - key: [] # here\n      responses: { 200: { description: ok } }`,
      says: /^There is no security scheme key; there are none under components\.securitySchemes\.$/,
    },
    {
      name: 'requirement shared by operations: reported once',
      given: secured('  - bearer: [] # here\n  - key: []\n    nobody: [] # here').replace(
        '{ /a: {',
        '{ /b: { get: { responses: { 200: { description: ok } } } }, /a: {',
      ),
      says: /^There is no security scheme bearer;[^\n]*\nThere is no security scheme nobody;[^\n]*$/,
    },
  ],
);
