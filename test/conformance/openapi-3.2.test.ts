import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { jsonBody } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document of OpenAPI 3.2 with these paths and other fields. */
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
    ['query method', 'QUERY /things', 'search/200/empty', { q: 'x' }],
    ['query method, body that violates its schema', 'QUERY /things', 'search/400/empty', {}],
    ['method of additionalOperations', 'COPY /things', 'copy/200/empty', null],
    ['method of additionalOperations in mixed case', 'Link /things', 'link/200/empty', null],
    ['the same method in upper case: 405', 'LINK /things', 405, null],
    ['additional operation for a method with a field of its own', 'POST /things', 'add/200/empty', null],
    [
      'additional operation in lower case, for a method that fetch normalises',
      'DELETE /small',
      'remove/200/empty',
      null,
    ],
    ['TRACE, which fetch forbids', 'TRACE /traced', 'trace/200/empty', null],
    ['CONNECT, which asks for a tunnel', 'CONNECT /traced', 'connect/200/empty', null],
    ['TRACK, which is obsolete', 'TRACK /traced', 'track/200/empty', null],
    ['undocumented method: 405', 'LOCK /things', 405, null],
    ['documented method beside additional ones', 'GET /things', 'list/200/empty', null],
    ['additionalOperations that is a string: the other methods', 'GET /odd', 'odd/200/empty', null],
    ['additional operation of a path item by reference', 'PURGE /shared', 'purge/200/empty', null],
  ])('%s', async (_, request, answer, body) => {
    const { status, scenario } = await ask(sandboxOf(document), request, body === null ? {} : { body });
    expect(scenario ?? status).toBe(answer);
  });

  it('Allow and CORS headers name them', async () => {
    const sandbox = sandboxOf(document);
    const { headers } = await ask(sandbox, 'LOCK /things');
    expect(headers['allow']?.split(', ').sort()).toEqual(['COPY', 'GET', 'HEAD', 'Link', 'OPTIONS', 'POST', 'QUERY']);
    const asked = { Origin: 'https://example.com', 'Access-Control-Request-Method': 'COPY' };
    const preflight = await ask(sandbox, 'OPTIONS /things', { headers: asked });
    expect(preflight.headers['access-control-allow-methods']?.split(',')).toContain('COPY');
  });

  it('defects in them are reported', () => {
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

  it('an operation without operationId is identified by its method', () => {
    const sandbox = sandboxOf(documentOf({ '/a': { additionalOperations: { COPY: { responses: {} } } } }));
    expect(sandbox.plan.apis[0]?.operations.map(({ key }) => key)).toEqual(['COPY /a']);
  });
});

/** The body of `GET /stream` as text, and its media type. */
async function streamed(mediaType: string, media: JsonObject, rest: JsonObject = {}) {
  const responses = { 200: { description: '', content: { [mediaType]: media } } };
  const sandbox = sandboxOf(documentOf({ '/stream': { get: { operationId: 'stream', responses } } }, rest));
  // It is not entirely JSON, whatever its media type.
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
    ['JSON Lines by an older media type', 'application/x-ndjson', items, '{"id":1}\n{"id":2,"name":"Zoë"}\n'],
    ['media type with a parameter', 'application/jsonl; charset=utf-8', [1], '1\n'],
    ['list of strings', 'application/jsonl', ['a', 'b\nc'], '"a"\n"b\\nc"\n'],
    ['JSON text sequences (RFC 7464)', 'application/json-seq', items, '\u001e{"id":1}\n\u001e{"id":2,"name":"Zoë"}\n'],
    ['media type with the suffix +json-seq (RFC 8091)', 'application/geo+json-seq', [1], '\u001e1\n'],
    [
      'server-sent events',
      'text/event-stream',
      [{ event: 'add', data: 'a' }, { data: 'b' }],
      'event: add\ndata: a\n\ndata: b\n\n',
    ],
    [
      'server-sent events with id and retry',
      'text/event-stream',
      [{ data: 'x', id: '7', retry: 3000 }],
      'id: 7\nretry: 3000\ndata: x\n\n',
    ],
    ['server-sent event with data of several lines', 'text/event-stream', [{ data: 'a\nb' }], 'data: a\ndata: b\n\n'],
    ['server-sent event with JSON data', 'text/event-stream', [{ data: { a: 1 } }], 'data: {"a":1}\n\n'],
    [
      'server-sent events given as data only',
      'text/event-stream',
      [{ a: 1 }, '[DONE]'],
      'data: {"a":1}\n\ndata: [DONE]\n\n',
    ],
    ['empty list', 'text/event-stream', [], ''],
    ['single item instead of a list', 'application/jsonl', { id: 1 }, '{"id":1}\n'],
    ['string of server-sent events: sent unchanged', 'text/event-stream', 'data: x\n\n', 'data: x\n\n'],
    ['string of JSON Lines: sent unchanged', 'application/jsonl', '{}\n{}\n', '{}\n{}\n'],
    [
      'multipart parts',
      'multipart/mixed; boundary=x',
      [{ a: 1 }, 'text'],
      '--x\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n--x\r\nContent-Type: text/plain\r\n\r\ntext\r\n--x--\r\n',
    ],
    ['JSON: not sequential', 'application/json', [1, 2], '[1,2]'],
  ])('%s: %s', async (_, mediaType, dataValue, text) => {
    const answer = await streamed(mediaType, { itemSchema: true, examples: { a: { dataValue } } });
    expect(answer).toMatchObject({ status: 200, text, type: mediaType, problems: [] });
  });

  it('the boundary of parts occurs in none of them', async () => {
    const { text, type } = await streamed('multipart/mixed', { example: ['--sandbox'] });
    expect(type).toBe('multipart/mixed; boundary=sandbox-');
    expect(text).toMatch(/^--sandbox-\r\n[\s\S]*\r\n--sandbox---\r\n$/);
  });

  it('multipart text keeps its own boundary', async () => {
    const { type } = await streamed('multipart/mixed', { example: '--abc\r\n\r\nx\r\n--abc--\r\n' });
    expect(type).toBe('multipart/mixed; boundary=abc');
  });

  it.each<readonly [string, string, JsonObject, string, readonly string[]]>([
    [
      'no example: one item is generated',
      'application/jsonl',
      { itemSchema: { properties: { n: { type: 'integer' } } } },
      '{"n":0}\n',
      [],
    ],
    [
      'item that violates itemSchema: reported',
      'application/jsonl',
      { itemSchema: { type: 'integer' }, example: [1, 'x'] },
      '1\n"x"\n',
      ['example-invalid'],
    ],
    [
      'list that violates schema: reported',
      'application/jsonl',
      { itemSchema: true, schema: { maxItems: 1 }, example: [1, 2] },
      '1\n2\n',
      ['example-invalid'],
    ],
    [
      'item in a serialized example that violates itemSchema: reported',
      'application/jsonl',
      { itemSchema: { type: 'integer' }, example: '"x"\n' },
      '"x"\n',
      ['example-invalid'],
    ],
    [
      'schema without itemSchema: describes the list',
      'application/jsonl',
      { schema: { type: 'array', items: { type: 'integer' } } },
      '0\n',
      [],
    ],
  ])('%s', async (_, mediaType, media, text, problems) => {
    expect(await streamed(mediaType, media)).toMatchObject({ text, problems });
  });

  it('verify accepts these responses', async () => {
    const { sandbox } = await streamed('multipart/mixed', { example: [{ a: 1 }] });
    expect(sandbox.findRequests('api', 'stream').map(({ samples }) => samples.length > 0)).toEqual([true]);
  });
});

describe('dataValue and serializedValue (OpenAPI 3.2, Example Object)', () => {
  it.each<readonly [string, string, JsonObject, string]>([
    ['dataValue', 'application/json', { dataValue: { a: 1 } }, '{"a":1}'],
    [
      'dataValue and serializedValue: the data',
      'application/json',
      { dataValue: { a: 1 }, serializedValue: '{ "a": 1 }' },
      '{"a":1}',
    ],
    ['serializedValue alone: sent unchanged', 'application/json', { serializedValue: '{ "a":  1 }' }, '{ "a":  1 }'],
    [
      'serializedValue that is malformed JSON: sent unchanged',
      'application/json',
      { serializedValue: '{ "a": ' },
      '{ "a": ',
    ],
    ['serializedValue of XML', 'application/xml', { serializedValue: '<a/>' }, '<a/>'],
    ['serializedValue of JSON Lines', 'application/jsonl', { serializedValue: '1\n2\n' }, '1\n2\n'],
    ['dataValue that is a string: serialized as JSON', 'application/json', { dataValue: 'a' }, '"a"'],
    ['value, as in older versions', 'application/json', { value: { a: 1 } }, '{"a":1}'],
  ])('%s', async (_, mediaType, example, text) => {
    const answer = await streamed(mediaType, { examples: { a: example } });
    expect(answer.text).toBe(text);
    expect(answer.problems).toEqual([]);
  });

  it('serializedValue is validated as the data it represents', async () => {
    const media = { schema: { type: 'object' }, examples: { a: { serializedValue: '[1]' } } };
    expect((await streamed('application/json', media)).problems).toEqual(['example-invalid']);
  });

  it('serializedValue of a request is paired with its response', async () => {
    const examples = (values: JsonObject) => ({ 'application/json': { examples: values } });
    const post = {
      operationId: 'send',
      requestBody: { content: examples({ one: { serializedValue: '{"n":1}' }, two: { serializedValue: '{"n":2}' } }) },
      responses: { 200: { description: '', content: examples({ one: { dataValue: 1 }, two: { dataValue: 2 } }) } },
    };
    expect((await ask(sandboxOf(documentOf({ '/a': { post } })), 'POST /a', { body: { n: 2 } })).body).toBe(2);
  });
});

/** Sends a request whose query is one parameter. */
async function queried(content: JsonObject, query: string, parameter: JsonObject) {
  const parameters = [{ name: 'whole', in: 'querystring', content, ...parameter }];
  const get = { operationId: 'find', parameters, responses: { 200: { description: '' }, 400: { description: '' } } };
  const sandbox = sandboxOf(documentOf({ '/find': { get } }));
  return { ...(await ask(sandbox, `GET /find${query}`)), sandbox };
}

describe('the query as one parameter (OpenAPI 3.2, Parameter Object, in: querystring)', () => {
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
    ['form', inForm, '?a=1&tags=x&tags=y&b=x', [], {}],
    ['form without a required property', inForm, '?b=x', ['query whole/a required'], {}],
    ['form with a value of another type', inForm, '?a=one', ['query whole/a type'], {}],
    ['form with an invalid list item', inForm, '?a=1&tags=x&tags=long', ['query whole/tags/1 maxLength'], {}],
    ['form with an invalid enum value', inForm, '?a=1&b=y', ['query whole/b enum'], {}],
    ['JSON', inJson, '?%7B%22a%22%3A1%7D', [], {}],
    ['JSON that contains & and =', inJson, '?%7B%22a%22:%22x%3D1%26y=2%22%7D', [], {}],
    ['JSON without a required property', inJson, '?%7B%7D', ['query whole/a required'], {}],
    ['malformed JSON', inJson, '?a=1', ['query whole syntax'], {}],
    ['plain text', inText, '?$.a.b%5B1%5D', [], {}],
    ['plain text that violates its schema', inText, '?a', ['query whole pattern'], {}],
    ['no query, optional', inForm, '', [], {}],
    ['no query, required', inForm, '', ['query whole required'], { required: true }],
    ['__code beside JSON: not part of the value', inJson, '?__code=200&%7B%22a%22%3A1%7D', [], {}],
    [
      'form with a style',
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
    [
      'plain text with an example',
      { 'text/plain': { ...inText['text/plain'], examples: { a: { dataValue: '$.a b' } } } },
    ],
    [
      'a form with a serializedValue',
      { 'application/x-www-form-urlencoded': { schema: form, examples: { a: { serializedValue: 'a=5' } } } },
    ],
  ])('the catalogue has valid requests: %s', async (_, content) => {
    const { sandbox } = await queried(content, '', { required: true });
    const [success] = sandbox.findRequests('api', 'find');
    expect(success?.samples[0]).toMatchObject({ trigger: 'default' });
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('a querystring parameter beside query parameters is reported', () => {
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
    ['known value, valid', { kind: 'Cat', lives: 9 }, []],
    ['known value, violates its schema', { kind: 'Cat', age: 9 }, ['body /lives required']],
    ['unknown value, valid for the default', { kind: 'Fish', age: 1 }, []],
    ['unknown value, violates the default', { kind: 'Fish' }, ['body /age required']],
    ['no value, valid for the default', { age: 1 }, []],
    ['no value, violates the default', { lives: 9 }, ['body /age required']],
  ])('%s', async (_, body, faults) => {
    for (const target of ['Pet', '#/components/schemas/Pet']) {
      expect((await ask(sandboxFor(target), 'POST /pets', { body })).faults).toEqual(faults);
    }
  });
});

describe('fields that do not affect responses are accepted without a problem (OpenAPI 3.2)', () => {
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
    ['$self', { $self: 'https://example.com/api/openapi.yaml' }],
    [
      'license with an identifier, and info with a summary',
      { info: { title: 'x', summary: 'y', version: '1', license: { name: 'MIT', identifier: 'MIT' } } },
    ],
    ['jsonSchemaDialect', { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.2/dialect/2025-09-17' }],
    [
      'new security scheme fields',
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

  it('security that names its scheme by a URI (OpenAPI 3.2, Security Requirement Object)', async () => {
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
