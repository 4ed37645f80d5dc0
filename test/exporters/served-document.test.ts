import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const answers = {
  200: { description: 'Fine', content: { 'application/json': { examples: named({ 'a|b': 1, größe: 2 }) } } },
  429: response({ spike: { message: 'Too fast' } }),
};
const get = (more: JsonObject = {}): JsonObject => ({ operationId: 'o', responses: answers, ...more });
const flows = {
  clientCredentials: { tokenUrl: 'https://example.com/token', scopes: {} },
  implicit: { authorizationUrl: 'https://example.com/ask', scopes: {} },
  deviceAuthorization: {
    deviceAuthorizationUrl: 'https://example.com/device',
    tokenUrl: 'https://example.com/t',
    scopes: {},
  },
};
const server = (path: string) => ({ url: `http://localhost:9000${path}`, description: 'Sandbox' });
const prefer = '/paths/~1a/get/parameters/0';
const theirs = { name: 'prefer', in: 'header', description: 'How much to return.', schema: { type: 'string' } };

const required = [
  parameter('query', 'limit', { type: 'integer', minimum: 5 }, { required: true }),
  parameter('query', 'colour', { type: 'string' }, { required: true, examples: named({ red: 'red' }) }),
  {
    name: 'filter',
    in: 'query',
    required: true,
    content: {
      'application/json': { schema: { type: 'object', required: ['on'], properties: { on: { const: true } } } },
    },
  },
] as const;
const pet = {
  type: 'object',
  required: ['name'],
  properties: { name: { const: 'abc' } },
  xml: { name: 'pet' },
} as const;

/** Of the examples, `same` is the name of two. */
const repeated = {
  200: response({ same: 1, own: 2 }),
  400: response({ same: { message: 'Wrong' }, 'a, b': { message: 'Both' } }),
};
const urlencoded = 'application/x-www-form-urlencoded';
const days = { type: 'array', items: { enum: ['mon', 'tue'] } } as const;
const lists = { type: 'object', properties: { typed: days, joined: days, days, rows: { type: 'array', items: pet } } };
const encoding = { typed: { contentType: 'text/plain' }, joined: { style: 'form', explode: false } };
const inJson = (name: string, schema: Json, more: JsonObject = {}, media: JsonObject = {}): JsonObject => ({
  name,
  in: 'query',
  content: { 'application/json': { schema, ...media } },
  ...more,
});
const queryOf = (schema: Json): JsonObject => ({
  name: 'all',
  in: 'querystring',
  required: true,
  content: { [urlencoded]: { schema, encoding: { ids: { style: 'pipeDelimited', explode: false } } } },
});

interface Row {
  readonly name: string;
  /** The query of the address. */
  readonly query?: string;
  readonly document: JsonObject;
  readonly want: Readonly<Record<string, Json>>;
}

const rows: readonly Row[] = [
  {
    name: 'servers: the sandbox, with each base path',
    document: documentOf({ '/a': { get: get() } }, { servers: [{ url: 'https://a.com/v1' }, { url: '/v2/' }] }),
    want: { '/servers': [server('/v1'), server('/v2')] },
  },
  {
    name: 'servers of path items and operations: the sandbox too',
    document: documentOf({
      '/a': { servers: [{ url: '/own' }], get: get(), put: get({ operationId: 'p', servers: [{ url: '/put' }] }) },
    }),
    want: {
      '/paths/~1a/servers': null,
      '/paths/~1a/get/servers': [server('/own')],
      '/paths/~1a/put/servers': [server('/put')],
    },
  },
  {
    name: 'OAuth 2 login and token URLs: the sandbox',
    document: documentOf(
      { '/a': { get: get() } },
      {
        components: {
          securitySchemes: {
            o: { type: 'oauth2', flows, oauth2MetadataUrl: 'https://example.com' },
            k: { type: 'http', scheme: 'bearer' },
          },
        },
      },
    ),
    want: {
      '/components/securitySchemes/o/flows/clientCredentials/tokenUrl': 'http://localhost:9000/_sandbox/oauth2/token',
      '/components/securitySchemes/o/flows/implicit/authorizationUrl':
        'http://localhost:9000/_sandbox/oauth2/authorize',
      '/components/securitySchemes/o/flows/deviceAuthorization/deviceAuthorizationUrl':
        'http://localhost:9000/_sandbox/oauth2/device_authorization',
      '/components/securitySchemes/o/oauth2MetadataUrl':
        'http://localhost:9000/_sandbox/oauth2/.well-known/openid-configuration',
      '/components/securitySchemes/k': { type: 'http', scheme: 'bearer' },
    },
  },
  {
    name: 'OpenID Connect discovery URL: the sandbox',
    document: documentOf(
      { '/a': { get: get() } },
      {
        components: {
          securitySchemes: {
            c: { type: 'openIdConnect', description: 'Ours.', openIdConnectUrl: 'https://example.com' },
          },
        },
      },
    ),
    want: {
      '/components/securitySchemes/c': {
        type: 'openIdConnect',
        description: 'Ours.',
        openIdConnectUrl: 'http://localhost:9000/_sandbox/oauth2/.well-known/openid-configuration',
      },
    },
  },
  {
    name: 'Prefer parameter: offers each scenario, and none',
    document: documentOf({ '/a': { get: get({ responses: { 200: response({ ok: 1 }), 429: answers[429] } }) } }),
    want: {
      [`${prefer}/name`]: 'Prefer',
      [`${prefer}/examples`]: {
        'as the request decides': { summary: 'As the request decides', value: '' },
        '200 ok': { summary: '200 ok', value: 'example=ok' },
        '429 spike': { summary: '429 spike', value: 'example=spike' },
      },
    },
  },
  {
    name: 'Prefer parameter: names the status too of examples with one name, without a comma',
    document: documentOf({ '/a': { get: get({ responses: repeated }) } }),
    want: {
      [`${prefer}/schema`]: { type: 'string' },
      [`${prefer}/examples/200 same/value`]: 'code=200;example=same',
      [`${prefer}/examples/200 own/value`]: 'example=own',
      [`${prefer}/examples/400 same/value`]: 'code=400;example=same',
      [`${prefer}/examples/400 a, b/value`]: 'example="a, b"',
    },
  },
  {
    name: 'Prefer parameter with choices=enum: offers each scenario with its status, and none',
    query: '?choices=enum',
    document: documentOf({ '/a': { parameters: [theirs], get: get({ responses: repeated }) } }),
    want: {
      [`${prefer}/description`]: 'How much to return. Which of the documented answers the sandbox gives (RFC 7240).',
      [`${prefer}/schema`]: {
        type: 'string',
        enum: ['', 'code=200;example=same', 'code=200;example=own', 'code=400;example=same', 'code=400;example="a, b"'],
      },
      [`${prefer}/examples`]: null,
      '/servers': [server('')],
    },
  },
  {
    name: 'choices=extension: lists the scenarios once, with what leads to them',
    query: '?choices=extension',
    document: documentOf({ '/a': { get: get({ responses: { 200: response({ ok: 1 }), 429: { ...answers[429] } } }) } }),
    want: {
      '/paths/~1a/get/description': '',
      '/paths/~1a/get/x-sandbox-scenarios/0/id': 'o/200/ok',
      '/paths/~1a/get/x-sandbox-scenarios/0/prefer': 'example=ok',
      '/paths/~1a/get/x-sandbox-scenarios/1/status': 429,
      [`${prefer}/schema`]: { type: 'string' },
      [`${prefer}/examples`]: null,
    },
  },
  {
    name: 'choices=extension: lists a scenario whose name no header can contain',
    query: '?choices=extension',
    document: documentOf({ '/a': { get: get() } }),
    want: {
      '/paths/~1a/get/x-sandbox-scenarios/1/example': 'größe',
      '/paths/~1a/get/x-sandbox-scenarios/1/prefer': null,
    },
  },
  {
    name: 'scenario whose name no header can contain: only in the table',
    document: documentOf({ '/a': { get: get() } }),
    want: { [`${prefer}/examples/200 größe`]: null, [`${prefer}/examples/200 a|b/value`]: 'example=a|b' },
  },
  {
    name: 'table of scenarios: says how to reach each, whatever its name',
    document: documentOf({ '/a': { get: get({ description: 'Gets.\n' }) } }),
    want: {
      '/paths/~1a/get/description': [
        'Gets.',
        '',
        '**Sandbox test scenarios**',
        '',
        '| Scenario | Request | Response |',
        '|---|---|---|',
        '| <code>a&#124;b</code> | an ordinary request | 200 Fine |',
        '| `größe` | `?__code=200&__example=gr%C3%B6%C3%9Fe` | 200 Fine |',
        '| `spike` | the token `429` | 429 |',
      ].join('\n'),
    },
  },
  {
    name: 'documented Prefer parameter, also by reference: one parameter',
    document: documentOf(
      {
        '/a': {
          parameters: [{ $ref: '#/components/parameters/p' }],
          get: get({ parameters: [{ $ref: '#/components/parameters/p' }] }),
        },
      },
      { components: { parameters: { p: theirs } } },
    ),
    want: {
      '/paths/~1a/parameters': null,
      '/paths/~1a/get/parameters/1': null,
      [`${prefer}/description`]: 'How much to return. Which of the documented answers the sandbox gives (RFC 7240).',
    },
  },
  {
    name: 'required parameter without an example: gets a value that succeeds',
    document: documentOf({
      '/a': { get: get({ parameters: [...required, parameter('query', 'rest', { type: 'string' })] }) },
    }),
    want: {
      '/paths/~1a/get/parameters/1/example': 5,
      '/paths/~1a/get/parameters/2': required[1] ?? null,
      '/paths/~1a/get/parameters/3/content/application~1json/example': { on: true },
      '/paths/~1a/get/parameters/4/example': null,
    },
  },
  {
    name: 'required parameter by reference or of the path item: gets one too',
    document: documentOf(
      {
        '/a': {
          parameters: [parameter('header', 'X-Kind', { enum: ['red'] }, { required: true })],
          get: get({ parameters: [{ $ref: '#/components/parameters/a%25b' }] }),
          put: get({ operationId: 'p', parameters: [parameter('header', 'x-kind', {}, { example: 'blue' })] }),
        },
      },
      { components: { parameters: { 'a%b': required[0] ?? null } } },
    ),
    want: {
      '/paths/~1a/parameters/0/example': null,
      '/paths/~1a/get/parameters/1/example': 5,
      '/paths/~1a/get/parameters/2/example': 'red',
      '/paths/~1a/put/parameters/1/example': 'blue',
      '/paths/~1a/put/parameters/2': null,
      '/components/parameters/a%b/example': null,
    },
  },
  {
    name: 'request body without an example: gets one that succeeds, serialized unless it is JSON',
    document: documentOf(
      {
        '/a': {
          post: get({ requestBody: { $ref: '#/components/requestBodies/pet' } }),
          put: get({ operationId: 'p', requestBody: { content: { 'application/xml': { schema: pet } } } }),
          patch: get({ operationId: 'q', requestBody: jsonBody(pet) }),
          query: get({
            operationId: 'r',
            requestBody: {
              content: { 'application/json': { schema: pet, examples: named({ tom: { name: 'Tom' } }) } },
            },
          }),
        },
      },
      { openapi: '3.2.0', components: { requestBodies: { pet: jsonBody(pet) } } },
    ),
    want: {
      '/paths/~1a/post/requestBody/content/application~1json/example': { name: 'abc' },
      '/components/requestBodies/pet/content/application~1json/example': null,
      '/paths/~1a/put/requestBody/content/application~1xml/example':
        '<?xml version="1.0" encoding="UTF-8"?>\n<pet><name>abc</name></pet>\n',
      '/paths/~1a/patch/requestBody/content/application~1json/example': { name: 'abc' },
      '/paths/~1a/query/requestBody/content/application~1json/example': null,
    },
  },
  {
    name: 'list in a form or in parts: its default encoding is written, beside what is documented',
    document: documentOf({
      '/a': {
        post: get({ requestBody: { content: { [urlencoded]: { schema: lists, encoding } } } }),
        put: get({ operationId: 'p', requestBody: { content: { 'multipart/form-data': { schema: lists } } } }),
        patch: get({ operationId: 'q', requestBody: { content: { [urlencoded]: { schema: pet } } } }),
      },
    }),
    want: {
      '/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding': {
        ...encoding,
        days: { style: 'form', explode: true },
      },
      '/paths/~1a/put/requestBody/content/multipart~1form-data/encoding': {
        typed: { style: 'form', explode: true },
        joined: { style: 'form', explode: true },
        days: { style: 'form', explode: true },
      },
      '/paths/~1a/patch/requestBody/content/application~1x-www-form-urlencoded/encoding': null,
    },
  },
  {
    name: 'XML without a name for its root element: has the one that is read',
    document: documentOf({
      '/a': {
        post: get({ requestBody: { content: { 'application/xml': { schema: { type: 'object' } } } } }),
        put: get({ operationId: 'p', requestBody: { content: { 'application/xml': { schema: pet } } } }),
      },
    }),
    want: {
      '/paths/~1a/post/requestBody/content/application~1xml/schema/xml': { name: 'root' },
      '/paths/~1a/put/requestBody/content/application~1xml/schema/xml': { name: 'pet' },
    },
  },
  {
    name: 'string in JSON content: in quotes, as it is sent, without constraints of the string',
    document: documentOf({
      '/a': {
        parameters: [inJson('shared', { type: 'string', examples: ['s'] })],
        get: get({
          parameters: [
            inJson('made', { type: 'string', pattern: '^abc$' }, { required: true }),
            inJson('day', { enum: ['mon', 'tue'], default: 'tue' }, {}, { example: 'mon' }),
            inJson('named', { type: ['string', 'null'] }, {}, { examples: named({ a: 'x', b: null }) }),
            inJson('count', { type: 'integer', minimum: 5 }, { required: true }),
          ],
        }),
      },
    }),
    want: {
      '/paths/~1a/parameters/0/content/application~1json/schema': { type: 'string', examples: ['"s"'] },
      '/paths/~1a/get/parameters/1/content/application~1json': { schema: { type: 'string' }, example: '"abc"' },
      '/paths/~1a/get/parameters/2/content/application~1json': {
        schema: { enum: ['"mon"', '"tue"'], default: '"tue"' },
        example: '"mon"',
      },
      '/paths/~1a/get/parameters/3/content/application~1json/examples': named({ a: '"x"', b: null }),
      '/paths/~1a/get/parameters/4/content/application~1json': {
        schema: { type: 'integer', minimum: 5 },
        example: 5,
      },
    },
  },
  {
    name: 'querystring parameter: the query parameters that it holds',
    document: documentOf(
      {
        '/a': { get: get({ parameters: [queryOf({ $ref: '#/components/schemas/search' })] }) },
        '/b': { get: get({ operationId: 'p', parameters: [queryOf({ type: 'object', minProperties: 1 })] }) },
        '/c': { get: get({ operationId: 'q', parameters: [inJson('rest', true, { in: 'querystring' })] }) },
      },
      {
        openapi: '3.2.0',
        components: {
          schemas: {
            search: {
              allOf: [
                { required: ['x'], properties: { x: { type: 'integer', minimum: 5, description: 'How many.' } } },
                { properties: { at: { type: 'object' }, ids: { type: 'array', items: { type: 'integer' } } } },
              ],
            },
          },
        },
      },
    ),
    want: {
      '/paths/~1a/get/parameters/1': {
        name: 'x',
        in: 'query',
        required: true,
        description: 'How many.',
        schema: { type: 'integer', minimum: 5, description: 'How many.' },
        example: 5,
      },
      '/paths/~1a/get/parameters/2': {
        name: 'at',
        in: 'query',
        required: false,
        content: { 'application/json': { schema: { type: 'object' }, example: {} } },
      },
      '/paths/~1a/get/parameters/3': {
        name: 'ids',
        in: 'query',
        required: false,
        style: 'pipeDelimited',
        explode: false,
        schema: { type: 'array', items: { type: 'integer' } },
        example: [0],
      },
      '/paths/~1b/get/parameters/1/style': 'form',
      '/paths/~1b/get/parameters/1/in': 'query',
      '/paths/~1c/get/parameters/1/in': 'querystring',
    },
  },
  {
    name: 'documented Prefer parameter: keeps its description and gets the scenarios',
    document: documentOf({ '/a': { parameters: [theirs], get: get({ parameters: [theirs] }) } }),
    want: {
      '/paths/~1a/get/parameters/1': null,
      [`${prefer}/description`]: 'How much to return. Which of the documented answers the sandbox gives (RFC 7240).',
    },
  },
];

describe('the served document', () => {
  it.each(rows)('$name', async ({ document, query = '', want }) => {
    const served = (await ask(ruledSandbox(document), `GET /_sandbox/openapi/api.json${query}`)).body;
    const found = Object.keys(want).map((place) => [place, valueAt(served, place) ?? null] as const);
    expect(Object.fromEntries(found)).toEqual(want);
  });

  it('is served with either list of scenarios, one after the other', async () => {
    const sandbox = ruledSandbox(documentOf({ '/a': { get: get() } }));
    const lists: boolean[] = [];
    for (const query of ['', '?choices=enum', '']) {
      const { body } = await ask(sandbox, `GET /_sandbox/openapi/api.json${query}`);
      lists.push(valueAt(body, `${prefer}/examples`) === undefined);
    }
    expect(lists).toEqual([false, true, false]);
  });

  it.each(['enums', 'examples', ''])('is not served with choices=%s, but with what can be written', async (choices) => {
    const sandbox = ruledSandbox(documentOf({ '/a': { get: get() } }));
    expect(await ask(sandbox, `GET /_sandbox/openapi/api.json?choices=${choices}`)).toMatchObject({
      status: 400,
      body: {
        error: `There is no "choices=${choices}". Write choices=enum, or leave it out: scenarios are then listed as examples.`,
      },
    });
  });
});
