import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { jsonBody } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document of OpenAPI 3.2 with these paths, and whatever else it says. */
const documentOf = (paths: JsonObject, rest: JsonObject = {}): JsonObject => ({
  openapi: '3.2.0',
  info: { title: 'A test', version: '1' },
  paths,
  ...rest,
});

const operation = (operationId: string): JsonObject => ({ operationId, responses: { 200: { description: '' } } });

describe('methods (OpenAPI 3.2, Path Item Object)', () => {
  const document = documentOf(
    {
      '/things': {
        query: { operationId: 'search', requestBody: jsonBody({ required: ['q'] }), responses: { 200: {}, 400: {} } },
        additionalOperations: {
          COPY: operation('copy'),
          Link: operation('link'),
          POST: operation('add'),
          'NO WAY': operation('broken'),
        },
        get: operation('list'),
      },
      '/small': { additionalOperations: { delete: operation('remove') } },
      '/traced': {
        trace: operation('trace'),
        additionalOperations: { CONNECT: operation('connect'), TRACK: operation('track') },
      },
      '/odd': { additionalOperations: 'COPY', get: operation('odd') },
      '/shared': { $ref: '#/components/pathItems/Shared' },
    },
    { components: { pathItems: { Shared: { additionalOperations: { PURGE: operation('purge') } } } } },
  );

  it.each<readonly [string, string, string | number, Json]>([
    ['query', 'QUERY /things', 'search/200/empty', { q: 'x' }],
    ['the body of a query is checked', 'QUERY /things', 'search/400/empty', {}],
    ['a method of additionalOperations', 'COPY /things', 'copy/200/empty', null],
    ['in its own case', 'Link /things', 'link/200/empty', null],
    ['in another case it is another method', 'LINK /things', 405, null],
    ['a method that has a field of its own', 'POST /things', 'add/200/empty', null],
    ['one that scripts send in capitals, however it is written', 'DELETE /small', 'remove/200/empty', null],
    ['one that scripts may not send', 'TRACE /traced', 'trace/200/empty', null],
    ['one that asks for a tunnel', 'CONNECT /traced', 'connect/200/empty', null],
    ['one that is no method any more', 'TRACK /traced', 'track/200/empty', null],
    ['one that nobody documents', 'LOCK /things', 405, null],
    ['the others', 'GET /things', 'list/200/empty', null],
    ['beside additionalOperations that are a text', 'GET /odd', 'odd/200/empty', null],
    ['in a path that is a reference', 'PURGE /shared', 'purge/200/empty', null],
  ])('%s', async (_, request, answer, body) => {
    const { status, scenario } = await ask(sandboxOf(document), request, body === null ? {} : { body });
    expect(scenario ?? status).toBe(answer);
  });

  it('Allow and CORS name them', async () => {
    const sandbox = sandboxOf(document);
    const { headers } = await ask(sandbox, 'LOCK /things');
    expect(headers['allow']?.split(', ').sort()).toEqual(['COPY', 'GET', 'HEAD', 'Link', 'OPTIONS', 'POST', 'QUERY']);
    const asked = { Origin: 'https://example.com', 'Access-Control-Request-Method': 'COPY' };
    const preflight = await ask(sandbox, 'OPTIONS /things', { headers: asked });
    expect(preflight.headers['access-control-allow-methods']?.split(',')).toContain('COPY');
  });

  it('what is wrong with them is told', () => {
    const problems = problemsOf(sandboxOf(document)).map(({ severity, message }) => `${severity}: ${message}`);
    expect(problems).toEqual([
      'warning: HTTP servers built on Node, as this one is, refuse the method Link: only callers in the same process reach this operation.',
      'warning: POST has a field of its own in a path, `post`; it is served all the same.',
      'error: No method can have the name "NO WAY".',
      'warning: delete is sent as DELETE, which has a field of its own in a path, `delete`; it is served all the same.',
      'warning: CONNECT asks for a tunnel to a host, and no path (RFC 9110, 9.3.6): only callers in the same process reach this operation.',
      'warning: HTTP servers built on Node, as this one is, refuse the method TRACK: only callers in the same process reach this operation.',
      'error: additionalOperations must be an object.',
    ]);
  });

  it('an operation without an id is known by its method', () => {
    const sandbox = sandboxOf(documentOf({ '/a': { additionalOperations: { COPY: { responses: {} } } } }));
    expect(sandbox.plan.apis[0]?.operations.map(({ key }) => key)).toEqual(['COPY /a']);
  });
});

/** What `GET /stream` answers, as text, and as which media type. */
async function streamed(mediaType: string, media: JsonObject, rest: JsonObject = {}) {
  const responses = { 200: { description: '', content: { [mediaType]: media } } };
  const sandbox = sandboxOf(documentOf({ '/stream': { get: { operationId: 'stream', responses } } }, rest));
  // Not all of it is JSON, whatever its type.
  const answer = await sandbox.fetch(`${origin}/stream`);
  const [status, text, type] = [answer.status, await answer.text(), answer.headers.get('Content-Type')];
  return {
    status,
    text,
    type,
    problems: problemsOf(sandbox).map(({ code }) => code),
    sandbox,
  };
}

describe('a list in a sequential media type is sent item by item (OpenAPI 3.2, Media Type Object)', () => {
  const items: Json = [{ id: 1 }, { id: 2, name: 'Zoë' }];
  it.each<readonly [string, string, Json, string]>([
    ['JSON Lines', 'application/jsonl', items, '{"id":1}\n{"id":2,"name":"Zoë"}\n'],
    ['by an older name', 'application/x-ndjson', items, '{"id":1}\n{"id":2,"name":"Zoë"}\n'],
    ['with a parameter', 'application/jsonl; charset=utf-8', [1], '1\n'],
    ['of texts', 'application/jsonl', ['a', 'b\nc'], '"a"\n"b\\nc"\n'],
    ['JSON text sequences (RFC 7464)', 'application/json-seq', items, '\u001e{"id":1}\n\u001e{"id":2,"name":"Zoë"}\n'],
    ['of a type with the suffix (RFC 8091)', 'application/geo+json-seq', [1], '\u001e1\n'],
    ['events', 'text/event-stream', [{ event: 'add', data: 'a' }, { data: 'b' }], 'event: add\ndata: a\n\ndata: b\n\n'],
    [
      'events with an id and a time',
      'text/event-stream',
      [{ data: 'x', id: '7', retry: 3000 }],
      'id: 7\nretry: 3000\ndata: x\n\n',
    ],
    ['data of several lines', 'text/event-stream', [{ data: 'a\nb' }], 'data: a\ndata: b\n\n'],
    ['data that is JSON', 'text/event-stream', [{ data: { a: 1 } }], 'data: {"a":1}\n\n'],
    ['items that are only data', 'text/event-stream', [{ a: 1 }, '[DONE]'], 'data: {"a":1}\n\ndata: [DONE]\n\n'],
    ['no items', 'text/event-stream', [], ''],
    ['one item that is no list', 'application/jsonl', { id: 1 }, '{"id":1}\n'],
    ['a text as it is', 'text/event-stream', 'data: x\n\n', 'data: x\n\n'],
    ['a text as it is, of any of them', 'application/jsonl', '{}\n{}\n', '{}\n{}\n'],
    [
      'parts',
      'multipart/mixed; boundary=x',
      [{ a: 1 }, 'text'],
      '--x\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--x\r\nContent-Type: text/plain\r\n\r\ntext\r\n--x--\r\n',
    ],
    ['JSON is no sequence', 'application/json', [1, 2], '[1,2]'],
  ])('%s: %s', async (_, mediaType, dataValue, text) => {
    const answer = await streamed(mediaType, { itemSchema: true, examples: { a: { dataValue } } });
    expect(answer).toMatchObject({ status: 200, text, type: mediaType, problems: [] });
  });

  it('parts have a boundary that is in none of them', async () => {
    const { text, type } = await streamed('multipart/mixed', { example: ['--sandbox'] });
    expect(type).toBe('multipart/mixed; boundary=sandbox-');
    expect(text).toMatch(/^--sandbox-\r\n[\s\S]*\r\n--sandbox---\r\n$/);
  });

  it('parts that are written out have their own', async () => {
    const { type } = await streamed('multipart/mixed', { example: '--abc\r\n\r\nx\r\n--abc--\r\n' });
    expect(type).toBe('multipart/mixed; boundary=abc');
  });

  it.each<readonly [string, string, JsonObject, string, readonly string[]]>([
    [
      'without an example, one item is made',
      'application/jsonl',
      { itemSchema: { properties: { n: { type: 'integer' } } } },
      '{"n":0}\n',
      [],
    ],
    [
      'each item is checked',
      'application/jsonl',
      { itemSchema: { type: 'integer' }, example: [1, 'x'] },
      '1\n"x"\n',
      ['example-invalid'],
    ],
    [
      'and the list as a whole',
      'application/jsonl',
      { itemSchema: true, schema: { maxItems: 1 }, example: [1, 2] },
      '1\n2\n',
      ['example-invalid'],
    ],
    [
      'what is written out, too',
      'application/jsonl',
      { itemSchema: { type: 'integer' }, example: '"x"\n' },
      '"x"\n',
      ['example-invalid'],
    ],
    [
      'a schema alone is the list’s',
      'application/jsonl',
      { schema: { type: 'array', items: { type: 'integer' } } },
      '0\n',
      [],
    ],
  ])('%s', async (_, mediaType, media, text, problems) => {
    expect(await streamed(mediaType, media)).toMatchObject({ text, problems });
  });

  it('verify finds what is sent', async () => {
    const { sandbox } = await streamed('multipart/mixed', { example: [{ a: 1 }] });
    expect(sandbox.findRequests('api', 'stream').map(({ samples }) => samples.length > 0)).toEqual([true]);
  });
});

describe('examples as data and as they are sent (OpenAPI 3.2, Example Object)', () => {
  it.each<readonly [string, string, JsonObject, string]>([
    ['data', 'application/json', { dataValue: { a: 1 } }, '{"a":1}'],
    ['data before what is sent', 'application/json', { dataValue: { a: 1 }, serializedValue: '{ "a": 1 }' }, '{"a":1}'],
    ['what is sent, alone', 'application/json', { serializedValue: '{ "a":  1 }' }, '{ "a":  1 }'],
    ['what is sent and is no JSON', 'application/json', { serializedValue: '{ "a": ' }, '{ "a": '],
    ['of XML', 'application/xml', { serializedValue: '<a/>' }, '<a/>'],
    ['of a sequence', 'application/jsonl', { serializedValue: '1\n2\n' }, '1\n2\n'],
    ['a text that is JSON data', 'application/json', { dataValue: 'a' }, '"a"'],
    ['the value of older versions', 'application/json', { value: { a: 1 } }, '{"a":1}'],
  ])('%s', async (_, mediaType, example, text) => {
    const answer = await streamed(mediaType, { examples: { a: example } });
    expect(answer.text).toBe(text);
    expect(answer.problems).toEqual([]);
  });

  it('what is sent is checked as the data that it says', async () => {
    const media = { schema: { type: 'object' }, examples: { a: { serializedValue: '[1]' } } };
    expect((await streamed('application/json', media)).problems).toEqual(['example-invalid']);
  });

  it('of a request, what is sent in JSON finds its answer', async () => {
    const examples = (values: JsonObject) => ({ 'application/json': { examples: values } });
    const post = {
      operationId: 'send',
      requestBody: { content: examples({ one: { serializedValue: '{"n":1}' }, two: { serializedValue: '{"n":2}' } }) },
      responses: { 200: { description: '', content: examples({ one: { dataValue: 1 }, two: { dataValue: 2 } }) } },
    };
    expect((await ask(sandboxOf(documentOf({ '/a': { post } })), 'POST /a', { body: { n: 2 } })).body).toBe(2);
  });
});

/** Decides a request whose whole query is one parameter. */
async function queried(content: JsonObject, query: string, parameter: JsonObject) {
  const parameters = [{ name: 'whole', in: 'querystring', content, ...parameter }];
  const get = { operationId: 'find', parameters, responses: { 200: { description: '' }, 400: { description: '' } } };
  const sandbox = sandboxOf(documentOf({ '/find': { get } }));
  return { ...(await ask(sandbox, `GET /find${query}`)), sandbox };
}

describe('the whole query as one parameter (OpenAPI 3.2, Parameter Object, in: querystring)', () => {
  const form = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer' }, tags: { type: 'array', items: { type: 'string', maxLength: 2 } } },
    additionalProperties: { enum: ['x'] },
  };
  const inForm = { 'application/x-www-form-urlencoded': { schema: form } };
  const inJson = { 'application/json': { schema: { type: 'object', required: ['a'] } } };
  const inText = { 'text/plain': { schema: { type: 'string', pattern: '^[$].+$' } } };
  it.each<readonly [string, JsonObject, string, readonly string[], JsonObject]>([
    ['a form', inForm, '?a=1&tags=x&tags=y&b=x', [], {}],
    ['a form without what is required', inForm, '?b=x', ['query whole/a required'], {}],
    ['a form with a value of another type', inForm, '?a=one', ['query whole/a type'], {}],
    ['a form with a list', inForm, '?a=1&tags=x&tags=long', ['query whole/tags/1 maxLength'], {}],
    ['a form with another name', inForm, '?a=1&b=y', ['query whole/b enum'], {}],
    ['JSON', inJson, '?%7B%22a%22%3A1%7D', [], {}],
    ['JSON with delimiters of a form in it', inJson, '?%7B%22a%22:%22x%3D1%26y=2%22%7D', [], {}],
    ['JSON without what is required', inJson, '?%7B%7D', ['query whole/a required'], {}],
    ['no JSON', inJson, '?a=1', ['query whole syntax'], {}],
    ['a text', inText, '?$.a.b%5B1%5D', [], {}],
    ['a text that breaks its schema', inText, '?a', ['query whole pattern'], {}],
    ['no query', inForm, '', [], {}],
    ['no query where one is required', inForm, '', ['query whole required'], { required: true }],
    ['what stands for preferences is none of it', inJson, '?__code=200&%7B%22a%22%3A1%7D', [], {}],
    [
      'a form with a style of its own',
      {
        'application/x-www-form-urlencoded': {
          ...inForm['application/x-www-form-urlencoded'],
          encoding: { tags: { style: 'pipeDelimited' } },
        },
      },
      '?a=1&tags=x%7Clong',
      ['query whole/tags/1 maxLength'],
      {},
    ],
  ])('%s: %s', async (_, content, query, faults, parameter) => {
    const answer = await queried(content, query, parameter);
    expect(answer.faults).toEqual(faults);
    expect(problemsOf(answer.sandbox)).toEqual([]);
  });

  it.each<readonly [string, JsonObject]>([
    ['a form', inForm],
    ['JSON', inJson],
    ['a text with an example', { 'text/plain': { ...inText['text/plain'], examples: { a: { dataValue: '$.a b' } } } }],
    [
      'a form with an example as it is sent',
      { 'application/x-www-form-urlencoded': { schema: form, examples: { a: { serializedValue: 'a=5' } } } },
    ],
  ])('requests of the catalogue are right: %s', async (_, content) => {
    const { sandbox } = await queried(content, '', { required: true });
    const [success] = sandbox.findRequests('api', 'find');
    expect(success?.samples[0]).toMatchObject({ trigger: 'default' });
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('beside other parameters of the query it is told', () => {
    const parameters = [
      { name: 'whole', in: 'querystring', content: inJson },
      { name: 'a', in: 'query', schema: { type: 'string' } },
    ];
    const sandbox = sandboxOf(documentOf({ '/find': { get: { parameters, responses: {} } } }));
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['structure warning']);
  });
});

describe('a discriminator with a default (OpenAPI 3.2, Discriminator Object, defaultMapping)', () => {
  const kind = (name: string, own: string): JsonObject => ({
    type: 'object',
    required: [own],
    properties: { kind: { type: 'string' }, [own]: { type: 'integer' } },
    title: name,
  });
  const schemas = { Cat: kind('Cat', 'lives'), Dog: kind('Dog', 'tricks'), Pet: kind('Pet', 'age') };
  const references = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const sandboxFor = (defaultMapping: string) => {
    const schema = { oneOf: references, discriminator: { propertyName: 'kind', defaultMapping } };
    const post = { operationId: 'send', requestBody: jsonBody(schema), responses: { 200: {}, 400: {} } };
    return sandboxOf(documentOf({ '/pets': { post } }, { components: { schemas } }));
  };
  it.each<readonly [string, Json, readonly string[]]>([
    ['a value that is known', { kind: 'Cat', lives: 9 }, []],
    ['a value that is known is checked by its own schema', { kind: 'Cat', age: 9 }, ['body /lives required']],
    ['a value that is not', { kind: 'Fish', age: 1 }, []],
    ['a value that is not is checked by the default', { kind: 'Fish' }, ['body /age required']],
    ['no value', { age: 1 }, []],
    ['no value is checked by the default', { lives: 9 }, ['body /age required']],
  ])('%s', async (_, body, faults) => {
    for (const target of ['Pet', '#/components/schemas/Pet']) {
      expect((await ask(sandboxFor(target), 'POST /pets', { body })).faults).toEqual(faults);
    }
  });
});

describe('what says nothing about answers is taken without complaint (OpenAPI 3.2)', () => {
  const get = { operationId: 'ping', tags: ['small'], responses: { 200: { summary: 'Fine', content: {} } } };
  it.each<readonly [string, JsonObject]>([
    [
      'tags in a hierarchy',
      {
        tags: [
          { name: 'all', kind: 'nav', summary: 'All' },
          { name: 'small', parent: 'all' },
        ],
      },
    ],
    ['its own address', { $self: 'https://example.com/api/openapi.yaml' }],
    [
      'a license, a summary',
      { info: { title: 'x', summary: 'y', version: '1', license: { name: 'MIT', identifier: 'MIT' } } },
    ],
    ['a dialect', { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.2/dialect/2025-09-17' }],
    [
      'security schemes',
      {
        security: [{ device: [] }, { old: [] }],
        components: {
          securitySchemes: {
            old: { type: 'apiKey', in: 'header', name: 'X-Key', deprecated: true },
            device: {
              type: 'oauth2',
              oauth2MetadataUrl: 'https://example.com/.well-known/oauth-authorization-server',
              flows: {
                deviceAuthorization: {
                  deviceAuthorizationUrl: 'https://example.com/d',
                  tokenUrl: 'https://example.com/t',
                  scopes: {},
                },
              },
            },
          },
        },
      },
    ],
    ['XML node types', { components: { schemas: { A: { xml: { nodeType: 'element' } } } } }],
  ])('%s', async (_, rest) => {
    const sandbox = sandboxOf(documentOf({ '/ping': { get } }, rest));
    expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('components/mediaTypes (OpenAPI 3.2, Components Object)', async () => {
    const media = { schema: { type: 'integer' }, examples: { five: { dataValue: 5 } } };
    const content = { 'application/json': { $ref: '#/components/mediaTypes/Number' } };
    const post = {
      operationId: 'send',
      requestBody: { content },
      responses: { 200: { description: '', content }, 400: { description: '' } },
    };
    const sandbox = sandboxOf(documentOf({ '/n': { post } }, { components: { mediaTypes: { Number: media } } }));
    expect((await ask(sandbox, 'POST /n', { body: 5 })).text).toBe('5');
    expect((await ask(sandbox, 'POST /n', { body: 'x' })).faults).toEqual(['body  type']);
  });

  it('security that names its scheme by a reference (OpenAPI 3.2, Security Requirement Object)', async () => {
    const secured = { ...get, security: [{ '#/x-schemes/key': [] }] };
    const document = documentOf(
      { '/ping': { get: secured } },
      { 'x-schemes': { key: { type: 'apiKey', in: 'query', name: 'key' } } },
    );
    const sandbox = sandboxOf(document, {}, { auth: 'strict' });
    expect((await ask(sandbox, 'GET /ping')).status).toBe(401);
    expect((await ask(sandbox, 'GET /ping?key=1')).status).toBe(200);
    expect(problemsOf(sandbox).map(placed)).toEqual([]);
  });
});
