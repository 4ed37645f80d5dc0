import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const letter = { type: 'letter', to: { name: 'Ann', town: 'Leeds' }, pages: [1, 2] };
const email = { type: 'email', address: 'ann@example.com', subject: 'Hello', html: true };
const sms = { type: 'sms', phone: '07700 900000' };
const schema = { type: 'object', required: ['type'], properties: { type: { type: 'string' } } };
const post = {
  operationId: 'send',
  parameters: [parameter('header', 'X-Key', { type: 'string' }), parameter('query', 'limit', { type: 'integer' })],
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
    400: response({ unreadable: { message: 'what?' }, invalid: { message: 'what is it?' } }),
    409: response({ twice: { message: 'again' } }),
  },
};
const rules = [{ operation: 'send', when: { 'header.X-Rule': 'yes' }, answer: '201/created' }];
const sandbox = ruledSandbox(documentOf({ '/messages': { post } }), { rules });

interface Row {
  readonly name: string;
  readonly given: Json;
  readonly headers?: Asking['headers'];
  readonly query?: string;
  readonly want: string;
  readonly trigger: string;
}

async function answered({ given, headers = {}, query = '', want, trigger }: Row) {
  const answer = await ask(sandbox, `POST /messages${query}`, { headers, body: given });
  expect(answer).toMatchObject({ scenario: want, trigger });
}

describe('a request equal to a request example gets the response paired with it (design, step 9):', () => {
  const rows: readonly Row[] = [
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
    { name: 'a wrong one', given: { to: 'nobody' }, want: 'send/400/invalid', trigger: 'example' },
    { name: 'one without an answer of its own', given: sms, want: 'send/201/created', trigger: 'default' },
    {
      name: 'no example, when a rule applies',
      given: letter,
      headers: { 'X-Rule': 'yes' },
      want: 'send/201/created',
      trigger: 'rule',
    },
    {
      name: 'no wrong one, when something else in the request is wrong as well',
      given: { to: 'nobody' },
      query: '?limit=many',
      want: 'send/400/unreadable',
      trigger: 'fault',
    },
    {
      name: 'a right one, when something else in the request is wrong',
      given: letter,
      query: '?limit=many',
      want: 'send/400/unreadable',
      trigger: 'fault',
    },
  ];
  it.each(byName(rows))('%s', (_, row) => answered(row));
});

describe('a request equal to no request example gets the response of the most similar one paired with a success (design, step 9):', () => {
  const nearLetter = { want: 'send/201/letter', trigger: 'example' };
  const nearEmail = { want: 'send/201/email', trigger: 'example' };
  const nearSms = { want: 'send/201/created', trigger: 'default' };
  const rows: readonly Row[] = [
    { name: 'another subject: the e-mail', given: { ...email, subject: 'Bye' }, ...nearEmail },
    {
      name: 'another address and subject: the e-mail',
      given: { type: 'email', address: 'bo@example.org', subject: 'Hi', html: false },
      ...nearEmail,
    },
    { name: 'a missing property: the e-mail', given: { type: 'email', address: 'bo@example.org' }, ...nearEmail },
    {
      name: 'an additional property: the e-mail',
      given: { ...email, subject: 'Hi', cc: ['bo@example.org'] },
      ...nearEmail,
    },
    {
      name: 'without pages: the letter',
      given: { type: 'letter', to: { name: 'Bo', town: 'York' } },
      ...nearLetter,
    },
    { name: 'without the town: the letter', given: { type: 'letter', to: { name: 'Bo' }, pages: [1] }, ...nearLetter },
    { name: 'without the recipient: the letter', given: { type: 'letter', pages: [] }, ...nearLetter },
    { name: 'only the type: the letter', given: { type: 'letter' }, ...nearLetter },
    {
      name: 'null for a property of others: the letter',
      given: { type: 'letter', to: { name: 'Bo', town: 'York' }, pages: [1], address: null, subject: null, html: null },
      ...nearLetter,
    },
    { name: 'another phone number: the SMS', given: { ...sms, phone: '07700 900001' }, ...nearSms },
    {
      name: 'most similar to an example paired with an error: the letter',
      given: { type: 'letter', id: 'b' },
      ...nearLetter,
    },
    { name: 'most similar to an invalid example: the letter', given: { type: 'x', to: 'nobody' }, ...nearLetter },
  ];
  it.each(byName(rows))('%s', (_, row) => answered(row));

  it('needs a body', async () =>
    expect(await ask(sandbox, 'POST /messages')).toMatchObject({ scenario: 'send/201/created', trigger: 'default' }));

  it('needs a body that can be parsed', async () =>
    expect(
      await ask(sandbox, 'POST /messages', { headers: { 'Content-Type': 'application/json' }, body: bytes('{') }),
    ).toMatchObject({ scenario: 'send/400/unreadable', trigger: 'fault' }));
});

describe('one body in two request examples (design, step 9)', () => {
  const twice = (examples: JsonObject) =>
    sendSandbox({
      schema: {},
      examples,
      responses: { 201: response({ a: {}, b: {} }), 409: response({ conflict: {} }) },
    });
  const body = { name: 'Ann' };

  it.each<readonly [string, JsonObject, string]>([
    ['paired with a success and an error: the success', { b: body, conflict: body }, 'send/201/b'],
    ['paired with an error and a success: the success', { conflict: body, b: body }, 'send/201/b'],
    ['paired with an error and with nothing: the default', { conflict: body, valid: body }, 'send/200/empty'],
    ['paired with two successes: the first', { b: body, a: body }, 'send/201/b'],
    ['paired with nothing and a success: the success', { valid: body, a: body }, 'send/201/a'],
  ])('%s', async (_, examples, scenario) =>
    expect(await ask(twice(examples), 'POST /things', { body })).toMatchObject({ scenario }),
  );
});

describe('bodies that are not JSON (design, step 9)', () => {
  const examples = named({ hello: 'Hello', bye: 'Bye' });
  const media = (mediaType: string) => ({ [mediaType]: { schema: { type: 'string' }, examples } });
  const post = {
    operationId: 'send',
    requestBody: { content: { ...media('text/plain'), ...media('image/png') } },
    responses: { 200: response({ any: {}, hello: {}, bye: {} }) },
  };
  const texts = sandboxOf(documentOf({ '/texts': { post } }));
  it.each<readonly [string, string, string, string]>([
    ['text equal to the example: its response', 'text/plain', 'Bye', 'send/200/bye'],
    ['other text: the default', 'text/plain', 'Good day', 'send/200/any'],
    ['empty text: the default', 'text/plain', '', 'send/200/any'],
    ['bytes equal to the example: its response', 'image/png', 'Bye', 'send/200/bye'],
    ['other bytes: the default', 'image/png', 'Good day', 'send/200/any'],
  ])('%s', async (_, type, text, scenario) =>
    expect(await ask(texts, 'POST /texts', { headers: { 'Content-Type': type }, body: bytes(text) })).toMatchObject({
      scenario,
    }),
  );
});
