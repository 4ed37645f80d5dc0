import { describe, expect } from 'vitest';
import { documentOf, empty, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* The headers of a response, including those about the decision. */

const canned = { schema: { type: 'string' }, example: 'canned' };
const pattern = { properties: { a: { pattern: '^Letters only$' } } };

const sandbox = ruledSandbox(
  documentOf({
    '/things': {
      get: {
        operationId: 'list',
        parameters: [
          parameter('query', 'limit', { type: 'integer' }),
          parameter('header', 'X-Seen', { type: 'string' }),
          parameter('header', 'X-Version', { type: 'string', default: '1' }),
        ],
        responses: {
          200: {
            ...response({ ok: {} }),
            headers: { 'X-Total': { example: 5 }, 'X-Seen': canned, 'X-Version': canned },
          },
          429: response({ spike: {} }),
        },
      },
      post: {
        operationId: 'add',
        requestBody: { content: { 'application/json': { schema: pattern, examples: named({ one: { a: 'x' } }) } } },
        responses: { 201: response({ one: {} }) },
      },
    },
    '/none': { get: { operationId: 'none', responses: { 204: empty } } },
  }),
  {
    rules: [
      {
        operation: 'list',
        when: { 'header.X-Seen': 'rule' },
        answer: { scenario: '200/ok', headers: { 'X-Seen': 'by rule' } },
      },
    ],
  },
);

const without = (name: string) => expect.not.objectContaining({ [name]: expect.anything() });
const seen = (value: string, rest = {}) => ({ headers: { 'X-Seen': value, ...rest } });
const accept = (value: string) => ({ headers: { Accept: value } });

describe('the headers of a response:', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, Headers', [
      ['documented headers: their examples', 'GET /things', {}, { headers: { 'x-total': '5' } }],
      ['header named like a parameter: echoes it', 'GET /things', seen('me'), { headers: { 'x-seen': 'me' } }],
      [
        'header named like a parameter: echoes it on every response of the operation',
        'GET /things',
        seen('me', { Prefer: 'code=429' }),
        { status: 429, headers: { 'x-seen': 'me' } },
      ],
      ['header named like a parameter, not sent: omitted', 'GET /things', {}, { headers: without('x-seen') }],
      [
        'header named like a parameter, not sent, with a default: the default',
        'GET /things',
        {},
        { headers: { 'x-version': '1' } },
      ],
      ['header set by a rule: not overridden', 'GET /things', seen('rule'), { headers: { 'x-seen': 'by rule' } }],
      [
        'any response: no-store and nosniff',
        'GET /things',
        {},
        { headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } },
      ],
      [
        'response without an operation: no-store and nosniff',
        'GET /nowhere',
        {},
        { headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } },
      ],
    ]),
  );
});

describe('a response names', () => {
  const trigger = (value: string, given: string, asking = {}) =>
    [`trigger: ${value}`, given, asking, { trigger: value }] as const;
  holdsFor(
    sandbox,
    rulingsOf('design, Explains itself', [
      ['its scenario', 'GET /things', {}, { headers: { 'sandbox-scenario': 'list/200/ok' } }],
      [
        'that its body is built',
        'GET /things',
        accept('image/png'),
        { headers: { 'sandbox-scenario': 'list/406/built' } },
      ],
      trigger('prefer', 'GET /things', { headers: { Prefer: 'code=429' } }),
      trigger('token', 'GET /things', { headers: { Authorization: 'Bearer 429' } }),
      trigger('rule', 'GET /things', seen('rule')),
      trigger('fault', 'GET /things?limit=x'),
      trigger('example', 'POST /things', { body: { a: 'x' } }),
      trigger('default', 'GET /things'),
      trigger('route', 'GET /nowhere'),
      trigger('accept', 'GET /things', accept('image/png')),
      trigger('limit', 'POST /things', { body: 'x'.repeat(1_048_577) }),
      ['its faults', 'GET /things?limit=x', {}, { faults: ['query limit type'] }],
      [
        'its faults, without values from the request',
        'GET /things?limit=secret',
        {},
        { headers: { 'sandbox-faults': expect.not.stringContaining('secret') } },
      ],
      ['no faults for a valid request', 'GET /things', {}, { headers: without('sandbox-faults') }],
      [
        'the constraints set aside that the request contradicts',
        'POST /things',
        { body: { a: 'y' } },
        { status: 201, headers: { 'sandbox-set-aside': expect.stringContaining('pattern') } },
      ],
      [
        'these headers as readable by scripts',
        'GET /things',
        {},
        {
          headers: {
            'access-control-expose-headers': expect.stringMatching(/Sandbox-Scenario.*Sandbox-Trigger.*Sandbox-Faults/),
          },
        },
      ],
    ]),
  );
});
