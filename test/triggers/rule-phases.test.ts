import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const sandbox = ruledSandbox(
  documentOf({
    '/pets': {
      get: {
        operationId: 'list',
        parameters: [
          parameter('query', 'limit', { type: 'integer', maximum: 100 }),
          parameter('header', 'X-Tenant', { type: 'string' }),
        ],
        responses: {
          200: response({ some: [1], none: [], many: [1, 2, 3] }),
          400: response({ wrong: {}, 'too-many': {} }),
          401: response({ stranger: {} }),
          403: response({ forbidden: {} }),
          404: response({ missing: {} }),
          408: response({ slow: {} }),
          425: response({ early: {} }),
          429: response({ spike: {} }),
          500: response({ broken: {} }),
          503: response({ down: {} }),
          '5XX': response({ other: {} }),
        },
      },
    },
    '/cats': { get: { operationId: 'cats', responses: { 200: response({ some: [1], none: [] }) } } },
    '/dogs': { get: { responses: { 200: response({ some: [1], none: [] }) } } },
  }),
  {
    rules: [
      ...[
        '401/stranger',
        '403/forbidden',
        '408/slow',
        '425/early',
        '429/spike',
        '500/broken',
        '503/down',
        '5XX/other',
      ].map((answer) => ({ operation: 'list', when: { 'header.X-Tenant': answer.slice(0, 3) }, answer })),
      { operation: 'list', when: { 'header.X-Tenant': 'ghost' }, answer: '404/missing' },
      { operation: 'list', faults: ['query.limit'], answer: '400/too-many' },
      { operation: 'list', when: { 'query.limit': 0 }, answer: '200/none' },
      { operation: 'list', when: { 'query.limit': { maximum: 1 } }, answer: '200/some' },
      { operation: 'list', when: { 'query.limit': 1 }, answer: '200/many' },
      { operation: 'list', answer: '200/many' },
      { operation: ['cats', 'GET /dogs'], answer: '200/none' },
    ],
  },
);

const before = [
  { tenant: '401', want: 'list/401/stranger' },
  { tenant: '403', want: 'list/403/forbidden' },
  { tenant: '408', want: 'list/408/slow' },
  { tenant: '425', want: 'list/425/early' },
  { tenant: '429', want: 'list/429/spike' },
  { tenant: '500', want: 'list/500/broken' },
  { tenant: '503', want: 'list/503/down' },
  { tenant: '5XX', want: 'list/5XX/other' },
];

describe('a gateway rule applies before validation (design, step 5)', () => {
  it.each(before)('$want', async ({ tenant, want }) => {
    const headers = { 'X-Tenant': tenant };
    for (const target of ['/pets', '/pets?limit=101', '/pets?limit=many'])
      expect(await ask(sandbox, `GET ${target}`, { headers })).toMatchObject({
        scenario: want,
        trigger: 'rule',
        faults: [],
      });
  });
});

it('a success chosen by Prefer comes before the gateway rules (design, step 5)', async () => {
  const headers = { 'X-Tenant': '429', Prefer: 'code=200' };
  expect(await ask(sandbox, 'GET /pets', { headers })).toMatchObject({ scenario: 'list/200/some', trigger: 'prefer' });
});

const rows = [
  {
    name: 'an error of the backend, valid request: the error',
    given: '/pets',
    tenant: 'ghost',
    want: 'list/404/missing',
  },
  {
    name: 'an error of the backend, invalid request: the fault',
    given: '/pets?limit=101',
    tenant: 'ghost',
    want: 'list/400/too-many',
  },
  { name: 'a rule for faults', given: '/pets?limit=101', want: 'list/400/too-many' },
  { name: 'several conditions met: the first rule', given: '/pets?limit=0', want: 'list/200/none' },
  { name: 'two rules with one condition: the first rule', given: '/pets?limit=1', want: 'list/200/some' },
  { name: 'no condition met: the rule without conditions', given: '/pets?limit=50', want: 'list/200/many' },
  { name: 'nothing sent: the rule without conditions', given: '/pets', want: 'list/200/many' },
  { name: 'a rule for several operations', given: '/cats', want: 'cats/200/none' },
  { name: 'a rule for an operation without an operationId', given: '/dogs', want: 'GET%20%2Fdogs/200/none' },
];

describe('which rule answers (design, step 5)', () => {
  it.each(byName(rows))('%s', async (_, { given, tenant, want }) => {
    const headers = { ...(tenant !== undefined && { 'X-Tenant': tenant }) };
    expect(await ask(sandbox, `GET ${given}`, { headers })).toMatchObject({ scenario: want, trigger: 'rule' });
  });
});
