import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/notation/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const letter = { type: 'letter', to: { name: 'Ann', town: 'Leeds' }, pages: [1, 2] };
const email = { type: 'email', address: 'ann@example.com', subject: 'Hello', html: true };
const sms = { type: 'sms', phone: '07700 900000' };
const schema = { type: 'object', required: ['type'], properties: { type: { type: 'string' } } };
const post = {
  operationId: 'send',
  requestBody: {
    content: {
      'application/json': {
        schema,
        examples: {
          letter: { value: letter },
          email: { value: email },
          twice: { value: { type: 'letter', id: 'again' } },
          invalid: { value: { to: 'nobody' } },
          unpaired: { value: sms },
        },
      },
    },
  },
  responses: {
    201: response({ created: { id: 0 }, letter: { id: 1 }, email: { id: 2 } }),
    400: response({ invalid: { message: 'what is it?' } }),
    409: response({ twice: { message: 'again' } }),
  },
};
const rules = [{ operation: 'send', when: { 'header.X-Rule': 'yes' }, answer: '201/created' }];
const sandbox = ruledSandbox(documentOf({ '/messages': { post } }), { rules });

const rows: readonly { name: string; given: Json; headers?: Asking['headers']; want: string; trigger: string }[] = [
  { name: 'the first', given: letter, want: 'send/201/letter', trigger: 'example' },
  { name: 'another', given: email, want: 'send/201/email', trigger: 'example' },
  {
    name: 'it, whatever the order of its properties',
    given: { pages: [1, 2], to: { town: 'Leeds', name: 'Ann' }, type: 'letter' },
    want: 'send/201/letter',
    trigger: 'example',
  },
  {
    name: 'one that leads to an error',
    given: { type: 'letter', id: 'again' },
    want: 'send/409/twice',
    trigger: 'example',
  },
  {
    name: 'no example, when a rule applies',
    given: letter,
    headers: { 'X-Rule': 'yes' },
    want: 'send/201/created',
    trigger: 'rule',
  },
];

describe('the answer belongs to the documented request that this one equals:', () => {
  it.each(byName(rows))('%s', async (_, { given, headers = {}, want, trigger }) =>
    expect(await ask(sandbox, 'POST /messages', { headers, body: given })).toMatchObject({ scenario: want, trigger }),
  );
});

it('a documented request that has no answer of its name gets the default', async () =>
  expect(await ask(sandbox, 'POST /messages', { body: sms })).toMatchObject({ scenario: 'send/201/created' }));

it('a request without a body gets the default', async () =>
  expect(await ask(sandbox, 'POST /messages')).toMatchObject({ scenario: 'send/201/created', trigger: 'default' }));

it('a documented wrong request gets the answer of its name', async () =>
  expect(await ask(sandbox, 'POST /messages', { body: { to: 'nobody' } })).toMatchObject({
    scenario: 'send/400/invalid',
  }));
