import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, named, parameter } from '../fixtures/document.ts';
import { freePort } from '../fixtures/free-port.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { closeReceivers, type Receiver, receiver, socketServer } from '../fixtures/receiver.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const output = printedByCommands();
afterEach(closeReceivers);

const media = (examples: JsonObject, schema: JsonObject = {}) => ({ schema, examples: named(examples) });
const answers = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, { description: '' }]));
const event: JsonObject = {
  requestBody: { content: { 'application/json': media({ first: { id: 1 }, second: { id: 2 } }) } },
  responses: answers('202', '400'),
};

/** Runs the command on a document with these webhooks. */
async function send(webhooks: JsonObject, to: string, args: readonly string[] = [], rest: JsonObject = {}) {
  const folder = writeFiles({ 'api.json': JSON.stringify(documentOf({}, { webhooks, ...rest })) });
  return run(['webhooks', join(folder, 'api.json'), '--to', to, ...args], {});
}

const at = ({ port }: Pick<Receiver, 'port'>) => `http://127.0.0.1:${port}/hook`;
const accepting = () => receiver((response) => response.writeHead(202).end());

const types = ['rejected', 'delivered', 'notified', 'notificationattempted', 'unnotified', 'read'];
const replies = ['keyword-completed', 'freetext-completed'];

describe('webhooks of the NHS App API', () => {
  const example = (name: string) => `specification/nhs-app/examples/webhooks/${name}.json`;

  it('all arrive, in document order and as documented', async () => {
    const received = await accepting();
    expect(await run(['webhooks', '--to', at(received)], {})).toBe(0);
    const want = [...types, ...replies].map((name) => JSON.parse(readFileSync(example(name), 'utf8')).value);
    expect(received.receipts.map(({ body }) => JSON.parse(body))).toEqual(want);
    expect(received.receipts.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(8).fill('POST /hook'));
    expect(received.receipts[0]?.headers).toMatchObject({ 'content-type': 'application/json', accept: '*/*' });
    expect(output.out).toMatch(/^NHS App API \S+ \(nhs-app\) to http:\/\/127\.0\.0\.1:\d+\/hook\n/);
    expect(output.out).toMatch(/^ {2}POST realtime-receipts rejected {7,}202 +\d+ ms$/m);
    expect(output.out).toMatch(/\n8 sent: 8 taken in as documented\n$/);
  });

  it.each([
    { only: ['realtime-replies'], want: replies },
    { only: ['read'], want: ['read'] },
    { only: ['realtime-receipts/read', 'freetext-completed'], want: ['read', 'freetext-completed'] },
  ])('--only $only', async ({ only, want }) => {
    const received = await accepting();
    const names = only.flatMap((name) => ['--only', name]);
    expect(await run(['webhooks', '--api', 'nhs-app', '--to', at(received), ...names], {})).toBe(0);
    expect([...output.out.matchAll(/^ {2}POST \S+ (\S+)/gm)].map(([, name]) => name)).toEqual(want);
    expect(received.receipts).toHaveLength(want.length);
  });
});

interface Sent {
  readonly name: string;
  readonly webhook: JsonObject;
  readonly args?: readonly string[];
  readonly want: object;
}

const body = (mediaType: string, content: JsonObject) => ({ requestBody: { content: { [mediaType]: content } } });
const form = { schema: { type: 'object', properties: { a: { type: 'array', items: { type: 'integer' } } } } };
const pet = { type: 'object', xml: { name: 'pet' }, properties: { id: { type: 'integer', xml: { attribute: true } } } };
const query = (name: string) => parameter('query', name, { type: 'string' });
const header = (name: string, example?: string) => ({
  ...parameter('header', name, { type: 'string' }),
  ...(example !== undefined && { example }),
});
const uuid = '11111111-2222-4333-8444-555555555555';

const sent: readonly Sent[] = [
  { name: 'another method', webhook: { put: event }, want: { method: 'PUT', body: '{"id":1}' } },
  { name: 'no body', webhook: { get: {} }, want: { method: 'GET', body: '', url: '/hook' } },
  {
    name: 'a generated body',
    webhook: {
      post: body('application/json', {
        schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
      }),
    },
    want: { body: '{"id":0}' },
  },
  {
    name: 'a form',
    webhook: { post: body('application/x-www-form-urlencoded', { ...form, example: { a: [1, 2] } }) },
    want: { body: 'a=1&a=2', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  },
  {
    name: 'XML',
    webhook: { post: body('application/xml', { schema: pet, example: { id: 1 } }) },
    want: { body: expect.stringMatching(/<pet id="1"/), headers: { 'content-type': 'application/xml' } },
  },
  {
    name: 'plain text',
    webhook: { post: body('text/plain', { example: 'héllo' }) },
    want: { body: 'héllo', headers: { 'content-length': '6' } },
  },
  {
    name: 'parameters with an example or required',
    webhook: {
      parameters: [header('X-Kind', 'letter'), { ...header('X-Level'), required: true }, header('X-Other')],
      post: { ...event, parameters: [{ ...query('page'), example: 'a b' }, query('size')] },
    },
    want: {
      url: '/hook?page=a%20b',
      headers: expect.toSatisfy(
        (headers) => headers['x-kind'] === 'letter' && headers['x-level'] === 'string' && !('x-other' in headers),
      ),
    },
  },
  {
    name: 'parameters that allow any UUID: a new one',
    webhook: { post: event, parameters: [header('X-Request-ID', uuid), header('X-Correlation-ID', 'abc')] },
    want: {
      headers: expect.toSatisfy(
        (headers) =>
          /^[\da-f-]{36}$/.test(headers['x-request-id']) &&
          headers['x-request-id'] !== uuid &&
          headers['x-correlation-id'] === 'abc',
      ),
    },
  },
  {
    name: 'further headers: replace documented ones',
    webhook: { post: event, parameters: [header('X-Kind', 'letter')] },
    args: ['-H', 'x-kind: other', '--header', 'X-Api-Key:secret:1'],
    want: { headers: { 'x-kind': 'other', 'x-api-key': 'secret:1' } },
  },
];

describe('the request sent', () => {
  it.each(byName(sent))('%s', async (_, { webhook, args, want }) => {
    const received = await accepting();
    await send({ sent: webhook }, at(received), args);
    expect(received.receipts[0]).toMatchObject(want);
  });

  it('callbacks go to the same address, with their own query', async () => {
    const received = await accepting();
    const callbacks = {
      done: { '{$request.body#/url}?x=1': { post: { ...event, parameters: [{ ...query('page'), example: 1 }] } } },
    };
    const post = { operationId: 'subscribe', callbacks, responses: {} };
    expect(await send({}, `${at(received)}?a=b`, [], { paths: { '/subscriptions': { post } } })).toBe(0);
    expect(received.receipts.map(({ url }) => url)).toEqual(['/hook?a=b&page=1', '/hook?a=b&page=1']);
    expect(output.out).toContain('  POST done second');
  });

  it('an unsupported media type is skipped and reported', async () => {
    const received = await accepting();
    const content = { 'application/json': media({ a: 1 }), 'text/plain': media({ a: 'x', b: 'y' }) };
    expect(await send({ sent: { post: { requestBody: { content } } } }, at(received))).toBe(0);
    expect(received.receipts.map((one) => one.body)).toEqual(['1', 'x', 'y']);
    expect(output.out).toMatch(/POST sent a \(application\/json\) +202[\s\S]*POST sent a \(text\/plain\) +202/);
  });
});

interface Answered {
  readonly name: string;
  readonly responses?: JsonObject;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The message about the response; null if it is as documented. */
  readonly want: RegExp | null;
}

const json = { 'content-type': 'application/json' };
const ok = {
  200: { description: '', content: { 'application/json': { schema: { type: 'object', required: ['ok'] } } } },
};

const answered: readonly Answered[] = [
  { name: 'documented success', status: 202, want: null },
  { name: 'undocumented success', status: 200, want: /^200 is not documented: 202, 400 are$/ },
  { name: 'documented refusal', status: 400, want: /^refused$/ },
  { name: 'undocumented refusal', status: 500, want: /^refused; 500 is not documented: 202, 400 are$/ },
  { name: 'success within 2XX', responses: answers('2XX'), status: 204, want: null },
  { name: 'refusal within 5XX', responses: answers('202', '5XX'), status: 503, want: /^refused$/ },
  { name: 'success covered by default', responses: answers('default'), status: 200, want: null },
  { name: 'refusal covered by default', responses: answers('default'), status: 404, want: /^refused$/ },
  { name: 'success, no responses documented', responses: {}, status: 204, want: null },
  { name: 'refusal, no responses documented', responses: {}, status: 404, want: /^refused$/ },
  {
    name: 'redirect: reported, not followed',
    status: 307,
    headers: { location: '/there' },
    want: /^redirected to \/there, where nobody follows; 307 is not documented/,
  },
  { name: 'documented redirect', responses: answers('303'), status: 303, want: null },
  { name: 'documented body', responses: ok, status: 200, headers: json, body: '{"ok":true}', want: null },
  {
    name: 'body that violates its schema',
    responses: ok,
    status: 200,
    headers: json,
    body: '{}',
    want: /^its body breaks its schema: .*ok.*required/,
  },
  {
    name: 'body that is no JSON',
    responses: ok,
    status: 200,
    headers: json,
    body: 'ok',
    want: /^its body is no JSON$/,
  },
  {
    name: 'body of another media type',
    responses: ok,
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: 'ok',
    want: /^its Content-Type is text\/plain; documented: application\/json$/,
  },
  { name: 'missing body', responses: ok, status: 200, want: /^it has no Content-Type/ },
];

describe('the message about a response', () => {
  it.each(byName(answered))(
    '%s',
    async (_, { responses = answers('202', '400'), status, headers = {}, body: text, want }) => {
      const received = await receiver((response) => response.writeHead(status, headers).end(text));
      const code = await send({ sent: { post: { ...event, responses } } }, at(received), ['--only', 'first']);
      const [, reported = ''] = new RegExp(`POST sent first  ${status} +\\d+ ms(?:  (.*))?$`, 'm').exec(output.out) ?? [
        '',
        'nothing',
      ];
      expect(reported).toMatch(want ?? /^$/);
      expect(code).toBe(want ? 1 : 0);
      expect(output.out).toMatch(
        want ? /1 sent: 0 taken in as documented, 1 not/ : /1 sent: 1 taken in as documented\n/,
      );
    },
  );
});

const silent: readonly { readonly name: string; readonly port: () => Promise<number>; readonly want: RegExp }[] = [
  { name: 'nothing listens', port: freePort, want: /connection refused: nothing listens at 127\.0\.0\.1:\d+$/ },
  { name: 'no response in time', port: () => socketServer(() => {}), want: /no answer within 300 ms$/ },
  {
    name: 'unfinished response',
    port: async () => (await receiver((response) => response.writeHead(202).write('{'))).port,
    want: /no answer within 300 ms$/,
  },
  {
    name: 'connection closed without a response',
    port: () => socketServer((socket) => socket.destroy()),
    want: /the connection was closed without an answer$/,
  },
  {
    name: 'connection closed within the response',
    port: async () => (await receiver((response) => response.writeHead(202).write('{', () => response.destroy()))).port,
    want: /the connection was closed without an answer$/,
  },
  {
    name: 'another protocol',
    port: () => socketServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
    want: /what came is not HTTP$/,
  },
];

describe('the message if there is no response', () => {
  it.each(byName(silent))('%s', async (_, { port, want }) => {
    const code = await send({ sent: { post: event } }, at({ port: await port() }), ['--timeout', '300ms']);
    expect(code).toBe(1);
    expect(output.out.match(/^ {2}POST sent (first|second) +--- .*$/gm)).toEqual(
      Array(2).fill(expect.stringMatching(want)),
    );
    expect(output.out).toMatch(/2 sent: 0 taken in as documented, 2 not/);
  });

  it('an unknown host', async () => {
    expect(await send({ sent: { post: event } }, 'http://nowhere.invalid/')).toBe(1);
    expect(output.out).toMatch(
      /--- .*(no host is called nowhere\.invalid|address of nowhere\.invalid cannot be looked up)/,
    );
  });
});

describe('--retry', () => {
  const first = ['--only', 'first'];

  it.each([
    { status: 500, headers: {}, want: ['500', '500', '202'] },
    { status: 429, headers: { 'retry-after': '0' }, want: ['429', '429', '202'] },
    { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, want: ['503', '503', '202'] },
    { status: 400, headers: {}, want: ['400'] },
  ])('sends a request answered with $status $headers again', async ({ status, headers, want }) => {
    const received = await receiver((response, _, before) =>
      response.writeHead(before < 2 ? status : 202, headers).end(),
    );
    const code = await send({ sent: { post: event } }, at(received), [...first, '--retry=2', '--timeout=400ms']);
    expect([...output.out.matchAll(/POST sent first +(\d+)/g)].map(([, one]) => one)).toEqual(want);
    expect([code, received.receipts.length]).toEqual([want.at(-1) === '202' ? 0 : 1, want.length]);
  });

  it('waits as long as Retry-After demands, up to the timeout, and reports it', async () => {
    const received = await receiver((response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    expect(await send({ sent: { post: event } }, at(received), [...first, '--retry=1', '--timeout=250ms'])).toBe(1);
    expect(output.out).toMatch(/503 .*; again in 0\.25 s\n.*503 [^;]*; 503 is not documented[^;]*\n/);
    expect(output.out).toMatch(/1 sent: 0 taken in as documented, 1 not/);
  });

  it('sends unanswered requests again; without it, none', async () => {
    const received = await receiver((response, _, before) =>
      before === 0 ? response.destroy() : response.writeHead(202).end(),
    );
    expect(await send({ sent: { post: event } }, at(received), [...first, '--retry=1', '--timeout=400ms'])).toBe(0);
    expect(output.out).toMatch(/--- .*closed without an answer; again in 0\.4 s\n.*202/);
    const other = await receiver((response) => response.writeHead(500).end());
    expect(await send({ sent: { post: event } }, at(other), first)).toBe(1);
    expect(other.receipts).toHaveLength(1);
  });
});

it('--json prints one line each, and nothing else', async () => {
  const received = await receiver((response, _, before) => response.writeHead(before === 0 ? 202 : 400).end());
  expect(await send({ sent: { post: event } }, at(received), ['--json'])).toBe(1);
  const common = { api: 'api', webhook: 'sent', mediaType: 'application/json', method: 'POST', attempts: 1 };
  expect(
    output.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { ...common, example: 'first', status: 202, ms: expect.any(Number), problems: [] },
    { ...common, example: 'second', status: 400, ms: expect.any(Number), problems: ['refused'] },
  ]);
});

it('prints colours if they are forced', async () => {
  const received = await accepting();
  expect(await run(['webhooks', '--to', at(received), '--only', 'read'], { FORCE_COLOR: '1' })).toBe(0);
  expect(output.out).toContain('\u001b[32m202\u001b[0m');
});

it('prints a line on a terminal before the response arrives', async () => {
  const written: string[] = [];
  const before: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => written.push(`${text}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const { isTTY } = process.stdout;
  process.stdout.isTTY = true;
  const received = await receiver((response) => {
    before.push(written.at(-1) ?? '');
    response.writeHead(202).end();
  });
  const code = await send({ sent: { post: event } }, at(received)).finally(() => {
    process.stdout.isTTY = isTTY;
  });
  expect(code).toBe(0);
  expect(before).toEqual(['  POST sent first   ', '  POST sent second  ']);
  expect(written.join('')).toMatch(/\n {2}POST sent first {3}\S+202\S+ .*\n {2}POST sent second {2}\S+202/);
});

it('credentials in the address are sent, and not printed', async () => {
  const received = await accepting();
  expect(await send({ sent: { post: event } }, at(received).replace('//', '//me:secret@'))).toBe(0);
  expect(received.receipts[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
  expect(output.out).not.toContain('secret');
});

const there = 'http://127.0.0.1:9/';
const bad: readonly { readonly name: string; readonly args: readonly string[]; readonly want: RegExp }[] = [
  { name: 'no address', args: [], want: /Where to\?.*--to http/ },
  { name: 'an address without a scheme', args: ['--to', 'localhost:8080'], want: /--to must be .*"localhost:8080"/ },
  { name: 'an address with another scheme', args: ['--to', 'ftp://x/'], want: /--to must be .*"ftp:/ },
  {
    name: 'an unknown name',
    args: ['--to', there, '--only', 'nope'],
    want: /--only nope .*There is: realtime-receipts\/rejected,/,
  },
  {
    name: 'an unknown API',
    args: ['--to', there, '--api', 'nope'],
    want: /--api nope .*nhs-app, nhs-notify-supplier/,
  },
  {
    name: 'an API without webhooks',
    args: ['--to', there, '--api', 'nhs-notify-supplier'],
    want: /no webhooks.*nhs-notify-supplier/,
  },
  {
    name: 'a duration without a unit',
    args: ['--to', there, '--timeout', '10'],
    want: /--timeout must be .*10s.*"10"/,
  },
  { name: 'a duration of zero', args: ['--to', there, '--timeout', '0s'], want: /--timeout must be .*"0s"/ },
  { name: 'a duration that is too long', args: ['--to', there, '--timeout', '61m'], want: /--timeout must be .*"61m"/ },
  {
    name: 'a number that is not numeric',
    args: ['--to', there, '--retry', 'often'],
    want: /--retry must be a number.*"often"/,
  },
  { name: 'a header without a value', args: ['--to', there, '-H', 'X-Key'], want: /--header must be .*"X-Key"/ },
  { name: 'a header with a line break', args: ['--to', there, '-H', 'X: a\nb'], want: /--header must be/ },
  { name: 'a certificate without its key', args: ['--to', there, '--cert', 'a.pem'], want: /--cert .*--key/ },
  { name: 'a certificate authority for an http address', args: ['--to', there, '--ca', 'a.pem'], want: /https:\/\// },
  { name: 'an option of another command', args: ['--to', there, '--port', '1'], want: /no option --port/ },
];

describe('wrong arguments: exit code 2 with an explanation', () => {
  it.each(byName(bad))('%s', async (_, { args, want }) => {
    expect(await run(['webhooks', ...args], {})).toBe(2);
    expect(output.err).toMatch(want);
    expect(output.out).toBe('');
  });
});
