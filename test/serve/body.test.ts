import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, ask, bytes, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const media = (...types: readonly string[]): JsonObject => ({
  required: true,
  content: Object.fromEntries(
    types.map((type) => [type, { schema: /json|\*/.test(type) ? pet : { type: 'string', maxLength: 3 } }]),
  ),
});
const post = (operationId: string, requestBody: JsonObject | undefined, responses: JsonObject = {}) => ({
  post: {
    operationId,
    ...(requestBody && { requestBody }),
    responses: { 201: response({ made: {} }), 400: response({ wrong: {} }), ...responses },
  },
});

const sandbox = ruledSandbox(
  documentOf({
    '/required': post('required', jsonBody(pet)),
    '/optional': post('optional', jsonBody(pet, { required: false })),
    '/none': post('none', undefined),
    '/refused': post('refused', undefined, { 415: response({ unwanted: {} }) }),
    '/several': post('several', media('application/vnd.api+json', 'text/plain', 'application/json')),
    '/ranges': post('ranges', media('application/*', 'text/plain')),
    '/any': post('any', { content: { '*/*': {} } }),
    '/binary': post('binary', {
      required: true,
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    }),
    '/limited': post('limited', jsonBody({ type: 'string' }), {
      413: response({ 'too-large': { message: 'too large' } }),
    }),
    '/names': post(
      'names',
      jsonBody({ type: 'object', required: ['constructor'], properties: { toString: { type: 'string' } } }),
    ),
  }),
  { bodyLimit: 64 },
);

const rex = '{"name":"Rex"}';
const typed = (type: string, text = rex): Asking => ({ headers: { 'Content-Type': type }, body: bytes(text) });

const taken: readonly { name: string; given: string; asking?: Asking }[] = [
  { name: 'the documented media type', given: '/required', asking: typed('application/json') },
  { name: 'the documented media type in another case', given: '/required', asking: typed('Application/JSON') },
  {
    name: 'the documented media type with parameters',
    given: '/required',
    asking: typed('application/json; charset=utf-8; version=1'),
  },
  {
    name: 'no Content-Type: the first documented media type (RFC 9110, 8.3)',
    given: '/required',
    asking: { body: bytes(rex) },
  },
  { name: 'no body where it is optional', given: '/optional' },
  {
    name: 'no body, whatever its Content-Type',
    given: '/optional',
    asking: { headers: { 'Content-Type': 'text/csv' } },
  },
  { name: 'an empty body where it is optional', given: '/optional', asking: typed('application/json', '') },
  { name: 'a body where none is documented', given: '/none', asking: typed('application/json') },
  { name: 'a body of any media type where none is documented', given: '/none', asking: typed('a/b', 'x') },
  { name: 'no body, although a 415 is documented', given: '/refused', asking: { headers: { 'Content-Type': 'a/b' } } },
  { name: 'the first of several media types', given: '/several', asking: typed('application/vnd.api+json') },
  { name: 'another of several media types', given: '/several', asking: typed('text/plain', 'abc') },
  { name: 'a media type within a range', given: '/ranges', asking: typed('application/fhir+json') },
  { name: 'a specific media type beside a range', given: '/ranges', asking: typed('text/plain', 'abc') },
  { name: 'any media type for */*', given: '/any', asking: typed('a/b', 'x') },
  {
    name: 'a media type that is not parsed',
    given: '/binary',
    asking: { headers: { 'Content-Type': 'application/pdf' }, body: new Uint8Array([0xff]) },
  },
  {
    name: 'a body of exactly the maximum size',
    given: '/limited',
    asking: typed('application/json', `"${'x'.repeat(62)}"`),
  },
  {
    name: 'a byte order mark (RFC 8259, 8.1)',
    given: '/required',
    asking: typed('application/json', `\ufeff${rex}`),
  },
];

describe('a request body is accepted with (OpenAPI 3.1.1, 4.8.13)', () => {
  it.each(byName(taken))('%s', async (_, { given, asking }) =>
    expect(await ask(sandbox, `POST ${given}`, asking)).toMatchObject({ status: 201, faults: [] }),
  );
});

const refused: readonly { name: string; given: string; asking?: Asking; want: string }[] = [
  { name: 'no body', given: '/required', want: 'body  required' },
  { name: 'an empty body', given: '/required', asking: typed('application/json', ''), want: 'body  required' },
  { name: 'another media type', given: '/required', asking: typed('text/csv'), want: 'header Content-Type mediaType' },
  {
    name: 'another media type with the suffix +json',
    given: '/required',
    asking: typed('application/fhir+json'),
    want: 'header Content-Type mediaType',
  },
  {
    name: 'a malformed Content-Type',
    given: '/required',
    asking: typed('json'),
    want: 'header Content-Type mediaType',
  },
  {
    name: 'a body where none is documented and a 415 is',
    given: '/refused',
    asking: typed('application/json'),
    want: 'header Content-Type mediaType',
  },
  {
    name: 'truncated JSON',
    given: '/required',
    asking: typed('application/json', '{"name":'),
    want: 'body  syntax',
  },
  {
    name: 'JSON with a character behind it',
    given: '/required',
    asking: typed('application/json', `${rex}}`),
    want: 'body  syntax',
  },
  {
    name: 'bytes that are not UTF-8',
    given: '/required',
    asking: { headers: { 'Content-Type': 'application/json' }, body: new Uint8Array([34, 0xc3, 0x28, 34]) },
    want: 'body  syntax',
  },
  {
    name: 'an optional body that violates its schema',
    given: '/optional',
    asking: typed('application/json', '{}'),
    want: 'body /name required',
  },
  {
    name: 'a body of one of several media types that violates its schema',
    given: '/several',
    asking: typed('application/json', '{}'),
    want: 'body /name required',
  },
  {
    name: 'plain text that violates its schema',
    given: '/several',
    asking: typed('text/plain', 'abcd'),
    want: 'body  maxLength',
  },
  {
    name: 'a body of a media type within a range that violates its schema',
    given: '/ranges',
    asking: typed('application/json', '{}'),
    want: 'body /name required',
  },
  {
    name: 'a required property that Object.prototype has',
    given: '/names',
    asking: typed('application/json', '{}'),
    want: 'body /constructor required',
  },
  {
    name: 'an optional property that Object.prototype has',
    given: '/names',
    asking: typed('application/json', '{"constructor":1,"toString":1}'),
    want: 'body /toString type',
  },
];

describe('a request body is refused with (OpenAPI 3.1.1, 4.8.13)', () => {
  it.each(byName(refused))('%s', async (_, { given, asking, want }) => {
    const answer = await ask(sandbox, `POST ${given}`, asking);
    expect(answer.faults).toEqual([want]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('a body where none is documented: the documented 415', async () =>
    expect(await ask(sandbox, 'POST /refused', typed('application/json'))).toMatchObject({
      scenario: 'refused/415/unwanted',
    }));
});

describe('a body over the limit (RFC 9110, 15.5.14)', () => {
  const large = typed('application/json', `"${'x'.repeat(63)}"`);

  it('gets the documented 413', async () =>
    expect(await ask(sandbox, 'POST /limited', large)).toMatchObject({
      status: 413,
      scenario: 'limited/413/too-large',
      trigger: 'limit',
    }));

  it('gets problem details if no 413 is documented', async () =>
    expect(await ask(sandbox, 'POST /required', large)).toMatchObject({
      status: 413,
      scenario: 'required/413/built',
      trigger: 'limit',
      body: { title: 'Content Too Large', status: 413 },
    }));

  it('is detected without a Content-Length', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(bytes('x'.repeat(40)));
      },
    });
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, duplex: 'half' } as const;
    expect((await sandbox.fetch(`${origin}/limited`, init)).status).toBe(413);
  });

  it('does not prevent an error chosen by Prefer', async () => {
    const headers = { ...large.headers, Prefer: 'code=400' };
    expect(await ask(sandbox, 'POST /limited', { ...large, headers })).toMatchObject({
      status: 400,
      trigger: 'prefer',
    });
  });

  it('prevents a success chosen by Prefer', async () => {
    const headers = { ...large.headers, Prefer: 'code=201' };
    expect(await ask(sandbox, 'POST /limited', { ...large, headers })).toMatchObject({ status: 413, trigger: 'limit' });
  });

  it('does not prevent a response without an operation', async () =>
    expect((await ask(sandbox, 'POST /nowhere', large)).status).toBe(404));

  it('is one over 1 MiB by default', async () => {
    const defaults = ruledSandbox(
      documentOf({ '/': { post: { requestBody: jsonBody({}), responses: { 201: empty } } } }),
    );
    const text = (length: number) => typed('application/json', `"${'x'.repeat(length - 2)}"`);
    expect((await ask(defaults, 'POST /', text(1_048_576))).status).toBe(201);
    expect((await ask(defaults, 'POST /', text(1_048_577))).status).toBe(413);
  });
});

it('a body nested too deeply to be validated is the client’s error (RFC 8259, 9)', async () => {
  const components = { schemas: { Tree: { properties: { child: { $ref: '#/components/schemas/Tree' } } } } };
  const paths = { '/trees': post('plant', jsonBody({ $ref: '#/components/schemas/Tree' })) };
  const text = `${'{"child":'.repeat(20_000)}{}${'}'.repeat(20_000)}`;
  const answer = await ask(
    ruledSandbox(documentOf(paths, { components })),
    'POST /trees',
    typed('application/json', text),
  );
  expect(answer).toMatchObject({ status: 400, scenario: 'plant/400/wrong', trigger: 'fault' });
});

describe('a body with a content coding (RFC 9110, 8.4 and 15.5.16)', () => {
  const format = parameter('header', 'Content-Encoding', { enum: ['gzip'] });
  const requestBody = jsonBody({ type: 'object' });
  const sandbox = ruledSandbox(
    documentOf({
      '/plain': { post: { operationId: 'plain', requestBody, responses: { 201: empty } } },
      '/coded': { post: { operationId: 'coded', requestBody, parameters: [format], responses: { 201: empty } } },
      '/bare': { post: { operationId: 'bare', responses: { 201: empty } } },
    }),
  );

  it.each<readonly [string, string, number, readonly string[]]>([
    ['/plain', 'gzip', 415, ['header Content-Encoding mediaType']],
    ['/plain', 'identity, br', 415, ['header Content-Encoding mediaType']],
    ['/plain', 'identity', 201, []],
    ['/plain', '', 201, []],
    ['/coded', 'gzip', 201, []],
    ['/coded', 'br', 422, ['header Content-Encoding enum']],
    ['/bare', 'gzip', 201, []],
  ])('%s, %s: %i', async (path, value, status, faults) => {
    const headers = { 'Content-Encoding': value };
    expect(await ask(sandbox, `POST ${path}`, { headers, body: {} })).toMatchObject({ status, faults });
  });
});
