import { execFile, execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const string = { type: 'string' };
/** Characters with a meaning for a shell, a URL or a header. */
const nasty = `it's "q" $HOME \`id\` $(id) \\n !! {a,b} [1-9] %41 & ; | < > ~ # ? é 😀`;
const header = `it's "q" $HOME \`id\` \\n {a,b} [1-9] %41 & ; | < > ~ # ?`;

const ok = response({ ok: {} });
const wrong = (...stated: readonly (readonly [pointer: string, detail: string])[]) => ({
  400: response(
    Object.fromEntries(
      stated.map(([pointer, detail], index) => [
        `wrong-${index}`,
        { title: 'Wrong', status: 400, errors: [{ pointer, detail }] },
      ]),
    ),
  ),
});

function body(mediaType: string, example: Json, schema: Json = {}): JsonObject {
  return { required: true, content: { [mediaType]: { schema, example } } };
}

const paths: JsonObject = {
  '/values/{id}': {
    get: {
      operationId: 'values',
      parameters: [
        parameter('path', 'id', string, { example: nasty }),
        parameter('query', 'q', string, { required: true, example: nasty }),
        parameter('query', 'filter[name]', string, { required: true, example: '[x]{y}' }),
        parameter(
          'query',
          'fields',
          { type: 'object' },
          { required: true, style: 'deepObject', explode: true, example: { a: 'x y', 'b[]': '&=' } },
        ),
        parameter('query', 'list', { type: 'array' }, { required: true, example: ['a,b', 'c&d', ''] }),
        parameter(
          'query',
          'pipes',
          { type: 'array' },
          { required: true, style: 'pipeDelimited', explode: false, example: ['a', 'b c'] },
        ),
        parameter('query', 'json', {}, { required: true, example: 'x' }),
        parameter('header', 'X-Nasty', string, { required: true, example: header }),
        parameter('header', 'X-Empty', string, { required: true, example: '' }),
        parameter('cookie', 'session', string, { required: true, example: nasty }),
        parameter('cookie', 'colors', { type: 'array' }, { required: true, example: ['red', 'a;b'] }),
      ],
      responses: {
        200: ok,
        429: response({ 'too "many"': {}, "it's": {}, $HOME: {} }),
        500: response({ 'naïve 😀': {} }),
      },
    },
    head: { operationId: 'head', parameters: [parameter('path', 'id', string)], responses: { 200: empty, 503: empty } },
    delete: {
      operationId: 'delete',
      parameters: [parameter('path', 'id', string)],
      responses: { 204: empty, 410: empty },
    },
    options: {
      operationId: 'options',
      parameters: [parameter('path', 'id', string)],
      responses: { 200: empty, 403: ok },
    },
  },
  '/pets#adopt': { post: { operationId: 'fragment', responses: { 201: ok, 503: empty } } },
  '/odd name/é/{a}.{b}/$x\'y"(z)/{c}:{d}': {
    post: {
      operationId: 'odd',
      parameters: ['a', 'b', 'c', 'd'].map((name) => parameter('path', name, string)),
      requestBody: body('application/json', nasty, string),
      responses: { 201: ok, 415: empty, ...wrong(['', 'must be a string']) },
    },
  },
  '/long': {
    post: {
      operationId: 'long',
      requestBody: jsonBody({
        type: 'object',
        properties: {
          list: {
            type: 'array',
            maxItems: 3000,
            items: { type: 'object', properties: { a: string, n: { type: 'integer' } } },
          },
          text: { ...string, maxLength: 6000 },
          quotes: { ...string, maxLength: 5000, example: "it's $HOME %s \\n" },
          lines: { ...string, maxLength: 2500, example: 'a\nb' },
          each: { type: 'array', maxItems: 1500, uniqueItems: true, items: string },
        },
      }),
      responses: {
        201: ok,
        ...wrong(
          ['/list', 'too many items'],
          ['/text', 'too long'],
          ['/quotes', 'too long'],
          ['/lines', 'too long'],
          ['/each', 'too many items'],
        ),
      },
    },
  },
  '/form': {
    post: {
      operationId: 'form',
      requestBody: body('application/x-www-form-urlencoded', { name: nasty, list: ['a', 'b&c'], nested: { a: 1 } }),
      responses: { 201: ok, 415: empty },
    },
  },
  '/multipart': {
    post: {
      operationId: 'multipart',
      requestBody: body('multipart/form-data', { name: nasty, 'quo"ted': 'x', file: 'line\nline' }),
      responses: { 201: ok },
    },
  },
  '/text': {
    put: {
      operationId: 'text',
      requestBody: body('text/plain', `@not-a-file\n${nasty}\r\n`),
      responses: { 201: ok, 400: ok },
    },
  },
  '/empty-text': { put: { operationId: 'empty-text', requestBody: body('text/plain', ''), responses: { 201: ok } } },
  '/xml': { put: { operationId: 'xml', requestBody: body('application/xml', "<a b='1'/>"), responses: { 201: ok } } },
  '/bytes': {
    put: { operationId: 'bytes', requestBody: body('application/octet-stream', '@-'), responses: { 201: ok } },
  },
  '/get': {
    get: { operationId: 'get', requestBody: body('application/json', {}), responses: { 200: ok, 400: ok } },
  },
};

const rules = [
  { operation: 'delete', when: { 'path.id': "o'neill & sons/50%?" }, answer: '410/empty' },
  { operation: 'head', when: { 'header.X-Odd': nasty.slice(0, 20) }, answer: '503/empty' },
  { operation: 'options', when: { 'header.X-Empty': '' }, answer: '403/ok' },
  { operation: 'odd', faults: [{ at: 'header.Content-Type', keyword: 'charset' }], answer: '415/empty' },
];

interface Sent {
  readonly scenario: string | undefined;
  readonly complaint: string;
}

/** Runs a command in the shell, and returns the scenario that answered. */
function run(command: string): Promise<Sent> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, NO_PROXY: '*' }, timeout: 20_000, maxBuffer: 1e8 };
    execFile('sh', ['-c', command], options, (error, stdout, stderr) => {
      const complaint = error ? `${error.message.slice(-300)} ${stderr.slice(-300)}` : '';
      resolve({ scenario: /^sandbox-scenario: (.*?)\r?$/im.exec(stdout)?.[1], complaint });
    });
  });
}

function hasCurl(): boolean {
  try {
    return execFileSync('curl', ['--version']).length > 0;
  } catch {
    return false;
  }
}

const own = createSandbox();
const documents: readonly (readonly [string, Sandbox])[] = [
  ['a document with special characters in names and values', ruledSandbox(documentOf(paths), { rules })],
  ['the documents of this repository', own],
];

describe.skipIf(!hasCurl())('each curl command of the catalogue works in a shell (skipped without curl)', () => {
  describe.each(documents)('%s', (_, sandbox) => {
    let server: Listening;
    beforeAll(async () => {
      server = await listen(sandbox.answer, { port: 0, host: '127.0.0.1' });
    });
    afterAll(() => server.close());

    const entries = sandbox
      .catalogue()
      .scenarios.map(({ id, requests }) => [id, requests.map(({ how }) => how)] as const);
    it.concurrent.each(sandbox === own ? entries.filter((_entry, index) => index % 7 === 0) : entries)(
      '%s',
      async (id, hows) => {
        const entry = sandbox.catalogue(server.url).scenarios.find((one) => one.id === id);
        const commands = entry?.requests.map(({ curl }) => curl) ?? [];
        const sent = await Promise.all(commands.map(run));
        expect(
          sent.map((one, index) => ({ how: hows[index], command: commands[index]?.slice(0, 1500), ...one })),
        ).toEqual(
          commands.map((command, index) => ({
            how: hows[index],
            command: command.slice(0, 1500),
            scenario: id,
            complaint: '',
          })),
        );
      },
    );
  });
});

it('every scenario of the document with special characters has a request', () => {
  const [[, sandbox] = ['', own]] = documents;
  const { scenarios } = sandbox.catalogue();
  expect(scenarios.filter(({ requests }) => requests.length === 0).map(({ id }) => id)).toEqual([]);
  // A body of no bytes counts as none, so the required one is missing. GET is never asked for a body.
  const unnatural = scenarios.filter(({ natural, status }) => !natural && status < 400).map(({ id }) => id);
  expect(unnatural).toEqual(['empty-text/201/ok']);
});

it('a long body gives a short command', () => {
  const [[, sandbox] = ['', own]] = documents;
  const lengths = sandbox.catalogue().scenarios.flatMap(({ requests }) => requests.map(({ curl }) => curl.length));
  expect(Math.max(...lengths)).toBeLessThan(60_000);
});
