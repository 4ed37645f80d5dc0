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

describe('the answer belongs to the documented request that this one equals (design, step 9):', () => {
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

describe('a request that equals none gets the answer of the nearest that leads to a success (design, step 9):', () => {
  const nearLetter = { want: 'send/201/letter', trigger: 'example' };
  const nearEmail = { want: 'send/201/email', trigger: 'example' };
  const nearSms = { want: 'send/201/created', trigger: 'default' };
  const rows: readonly Row[] = [
    { name: 'an email with another subject', given: { ...email, subject: 'Bye' }, ...nearEmail },
    {
      name: 'an email of somebody’s own',
      given: { type: 'email', address: 'bo@example.org', subject: 'Hi', html: false },
      ...nearEmail,
    },
    { name: 'an email that lacks something', given: { type: 'email', address: 'bo@example.org' }, ...nearEmail },
    { name: 'an email with more in it', given: { ...email, subject: 'Hi', cc: ['bo@example.org'] }, ...nearEmail },
    {
      name: 'a letter that lacks its pages',
      given: { type: 'letter', to: { name: 'Bo', town: 'York' } },
      ...nearLetter,
    },
    { name: 'a letter that lacks the town', given: { type: 'letter', to: { name: 'Bo' }, pages: [1] }, ...nearLetter },
    { name: 'a letter that lacks the recipient', given: { type: 'letter', pages: [] }, ...nearLetter },
    { name: 'a letter that lacks all but its type', given: { type: 'letter' }, ...nearLetter },
    {
      name: 'a letter that says null for what only others have',
      given: { type: 'letter', to: { name: 'Bo', town: 'York' }, pages: [1], address: null, subject: null, html: null },
      ...nearLetter,
    },
    { name: 'an sms to another number', given: { ...sms, phone: '07700 900001' }, ...nearSms },
    {
      name: 'a letter, though the one that leads to an error is nearer',
      given: { type: 'letter', id: 'b' },
      ...nearLetter,
    },
    { name: 'no error, though a wrong one is nearest', given: { type: 'x', to: 'nobody' }, ...nearLetter },
  ];
  it.each(byName(rows))('%s', (_, row) => answered(row));

  it('is not looked for without a body', async () =>
    expect(await ask(sandbox, 'POST /messages')).toMatchObject({ scenario: 'send/201/created', trigger: 'default' }));

  it('is not looked for when the body cannot be read', async () =>
    expect(
      await ask(sandbox, 'POST /messages', { headers: { 'Content-Type': 'application/json' }, body: bytes('{') }),
    ).toMatchObject({ scenario: 'send/400/unreadable', trigger: 'fault' }));
});

describe('a body that is documented twice (design, step 9)', () => {
  const twice = (examples: JsonObject) =>
    sendSandbox({
      schema: {},
      examples,
      responses: { 201: response({ a: {}, b: {} }), 409: response({ conflict: {} }) },
    });
  const body = { name: 'Ann' };

  it.each<readonly [string, JsonObject, string]>([
    ['for a success and for an error gets the success', { b: body, conflict: body }, 'send/201/b'],
    ['the other way round as well', { conflict: body, b: body }, 'send/201/b'],
    ['without an answer and for an error gets the default', { conflict: body, valid: body }, 'send/200/empty'],
    ['for two successes gets the first', { b: body, a: body }, 'send/201/b'],
    ['without an answer and for a success gets the success', { valid: body, a: body }, 'send/201/a'],
  ])('%s', async (_, examples, scenario) =>
    expect(await ask(twice(examples), 'POST /things', { body })).toMatchObject({ scenario }),
  );
});

describe('bodies of other types than JSON (design, step 9)', () => {
  const examples = named({ hello: 'Hello', bye: 'Bye' });
  const media = (mediaType: string) => ({ [mediaType]: { schema: { type: 'string' }, examples } });
  const post = {
    operationId: 'send',
    requestBody: { content: { ...media('text/plain'), ...media('image/png') } },
    responses: { 200: response({ any: {}, hello: {}, bye: {} }) },
  };
  const texts = sandboxOf(documentOf({ '/texts': { post } }));
  it.each<readonly [string, string, string, string]>([
    ['a text is the documented one', 'text/plain', 'Bye', 'send/200/bye'],
    ['a text is another', 'text/plain', 'Good day', 'send/200/any'],
    ['a text is empty', 'text/plain', '', 'send/200/any'],
    ['octets are the documented ones', 'image/png', 'Bye', 'send/200/bye'],
    ['octets are others', 'image/png', 'Good day', 'send/200/any'],
  ])('%s', async (_, type, text, scenario) =>
    expect(await ask(texts, 'POST /texts', { headers: { 'Content-Type': type }, body: bytes(text) })).toMatchObject({
      scenario,
    }),
  );
});
