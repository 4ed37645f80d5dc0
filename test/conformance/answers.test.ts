import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName, type Named } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const openapi = (section: string) => `OpenAPI 3.1.1, ${section}`;
const rfc = (section: string) => `RFC 9110, ${section}`;

const any = response({ any: { a: 1 } });
const content = (media: Readonly<Record<string, JsonObject>>): JsonObject => ({ description: '', content: media });
const json = (media: JsonObject): JsonObject => content({ 'application/json': media });

interface Status extends Named {
  readonly responses: JsonObject;
  readonly code: string;
  /** Status and body. */
  readonly want: readonly [number, string];
}

const statuses: readonly Status[] = [
  {
    name: 'documented code',
    section: openapi('4.8.16.2'),
    responses: { 404: any },
    code: '404',
    want: [404, '{"a":1}'],
  },
  {
    name: 'documented range',
    section: openapi('4.8.16.2'),
    responses: { '4XX': any },
    code: '418',
    want: [418, '{"a":1}'],
  },
  {
    name: 'code and its range: the code',
    section: openapi('4.8.16.2'),
    responses: { '4XX': {}, 404: any },
    code: '404',
    want: [404, '{"a":1}'],
  },
  {
    name: 'only `default` covers the code',
    section: openapi('4.8.16.1'),
    responses: { 200: {}, default: any },
    code: '503',
    want: [503, '{"a":1}'],
  },
  {
    name: 'range and `default`: the range',
    section: openapi('4.8.16.1'),
    responses: { default: {}, '5XX': any },
    code: '503',
    want: [503, '{"a":1}'],
  },
  {
    name: '204 with documented content: no body',
    section: rfc('15.3.5'),
    responses: { 204: any },
    code: '204',
    want: [204, ''],
  },
  {
    name: '205 with documented content: no body',
    section: rfc('15.3.6'),
    responses: { 205: any },
    code: '205',
    want: [205, ''],
  },
  {
    name: '304 with documented content: no body',
    section: rfc('15.4.5'),
    responses: { 304: any },
    code: '304',
    want: [304, ''],
  },
  {
    name: '302 with documented content: a body',
    section: rfc('15.4.3'),
    responses: { 302: any },
    code: '302',
    want: [302, '{"a":1}'],
  },
  {
    name: 'response without content: no body',
    section: openapi('4.8.17.1'),
    responses: { 404: {} },
    code: '404',
    want: [404, ''],
  },
  {
    name: 'response with empty content: no body',
    section: openapi('4.8.17.1'),
    responses: { 404: content({}) },
    code: '404',
    want: [404, ''],
  },
];

describe('a status:', () => {
  it.each(byName(statuses))('%s', async (_, { responses, code, want: [status, text] }) => {
    const sandbox = ruledSandbox(documentOf({ '/': { get: { responses } } }));
    const answer = await ask(sandbox, 'GET /', { headers: { Prefer: `code=${code}` } });
    expect([answer.status, answer.text, 'content-type' in answer.headers]).toEqual([status, text, text !== '']);
  });
});

/** A response and the origin of its body: an example of the schema, an Example Object or a file. */
const written: readonly (Named & { readonly media: JsonObject; readonly want: unknown })[] = [
  { name: '`example`', section: openapi('4.8.14.1'), media: { example: { a: 1 } }, want: { a: 1 } },
  { name: '`example`: null', section: openapi('4.8.14.1'), media: { example: null }, want: null },
  {
    name: '`examples`: the first',
    section: openapi('4.8.14.1'),
    media: { examples: { x: { value: 1 }, y: { value: 2 } } },
    want: 1,
  },
  {
    name: '`examples` and an example of the schema: `examples`',
    section: openapi('4.8.14.1'),
    media: { schema: { example: 2 }, examples: { x: { value: 1 } } },
    want: 1,
  },
  {
    name: 'reference to an Example Object',
    section: openapi('4.8.19'),
    media: { examples: { x: { $ref: '#/components/examples/Shared' } } },
    want: 'shared',
  },
  {
    name: '`externalValue` of a JSON file',
    section: openapi('4.8.19.1'),
    media: { examples: { x: { externalValue: 'files/a.json' } } },
    want: { file: true },
  },
  {
    name: '`externalValue` of a YAML file',
    section: openapi('4.8.19.1'),
    media: { examples: { x: { externalValue: './files/a.yaml' } } },
    want: { file: 'yaml' },
  },
  {
    name: 'reference to a payload file instead of an Example Object',
    section: openapi('4.8.19'),
    media: { examples: { x: { $ref: 'files/a.json' } } },
    want: { file: true },
  },
  {
    name: 'reference to a payload file as the value',
    section: openapi('4.8.19'),
    media: { examples: { x: { value: { $ref: 'files/a.json' } } } },
    want: { file: true },
  },
  {
    name: 'reference to a payload file as `example`',
    section: openapi('4.8.14.1'),
    media: { example: { $ref: 'files/a.json' } },
    want: { file: true },
  },
  {
    name: '`example` of the schema',
    section: openapi('4.8.24.2'),
    media: { schema: { type: 'integer', example: 5 } },
    want: 5,
  },
  {
    name: '`examples` of the schema',
    section: 'JSON Schema 2020-12 Validation, 9.5',
    media: { schema: { examples: [6, 7] } },
    want: 6,
  },
  {
    name: '`default` of the schema',
    section: 'JSON Schema 2020-12 Validation, 9.2',
    media: { schema: { type: 'integer', default: 8 } },
    want: 8,
  },
  {
    name: 'examples of properties',
    section: openapi('4.8.24.2'),
    media: { schema: { properties: { a: { example: 1 }, b: { default: 2 } } } },
    want: { a: 1, b: 2 },
  },
  {
    name: 'writeOnly property: left out',
    section: 'JSON Schema 2020-12 Validation, 9.4',
    media: { schema: { properties: { a: { example: 1 }, b: { writeOnly: true } } } },
    want: { a: 1 },
  },
  {
    name: 'readOnly property: present',
    section: 'JSON Schema 2020-12 Validation, 9.4',
    media: { schema: { properties: { a: { example: 1, readOnly: true } } } },
    want: { a: 1 },
  },
];

describe('the body is', () => {
  const paths = written.map(({ media }, index) => [`/${index}`, { get: { responses: { 200: json(media) } } }] as const);
  const components = { examples: { Shared: { value: 'shared' } } };
  const sandbox = sandboxOf(documentOf(Object.fromEntries(paths), { components }), {
    'files/a.json': '{ "file": true }',
    'files/a.yaml': 'file: yaml',
  });
  it.each(byName(written))('%s', async (_, row) =>
    expect((await ask(sandbox, `GET /${written.indexOf(row)}`)).body).toEqual(row.want),
  );
});

const types = content({
  'application/json': { example: { a: 1 } },
  'application/vnd.x+xml': { schema: { type: 'object', xml: { name: 'x' } }, example: { a: 1 } },
  'text/plain; charset=utf-8': { example: 'Zoë' },
});

describe('Accept', () => {
  const sandbox = ruledSandbox(documentOf({ '/': { get: { responses: { 200: types } } } }));
  it.each<readonly [string, string, string, string]>([
    [
      'two with weights: the higher',
      rfc('12.4.2'),
      'application/json;q=0.5, text/plain;q=0.6',
      'text/plain; charset=utf-8',
    ],
    ['one with q=0: another', rfc('12.4.2'), 'application/json;q=0, */*', 'application/vnd.x+xml'],
    ['range of a type', rfc('12.5.1'), 'text/*', 'text/plain; charset=utf-8'],
    ['range of all types', rfc('12.5.1'), '*/*', 'application/json'],
    [
      'specific type and a range: the weight of the specific type',
      rfc('12.5.1'),
      'application/*;q=0.9, application/json;q=0.1',
      'application/vnd.x+xml',
    ],
    ['parameters: ignored', 'design, step 11', 'text/plain; charset=us-ascii', 'text/plain; charset=utf-8'],
    ['range of +json types', 'RFC 6839, 3.1', 'application/*+json, text/plain;q=0.1', 'text/plain; charset=utf-8'],
    ['range of +xml types', 'RFC 7303, 4.2', 'application/*+xml', 'application/vnd.x+xml'],
  ])('%s (%s)', async (_name, _section, accept, want) =>
    expect((await ask(sandbox, 'GET /', { headers: { Accept: accept } })).headers['content-type']).toBe(want),
  );

  it.each(['application/json', 'application/vnd.x+xml', 'text/plain'])(
    'HEAD has the Content-Length of %s, and GET has its body (RFC 9110, 8.6)',
    async (type) => {
      const headers = { Accept: type };
      const [head, full] = [await ask(sandbox, 'HEAD /', { headers }), await ask(sandbox, 'GET /', { headers })];
      expect([head.text, head.headers['content-length']]).toEqual(['', String(Buffer.byteLength(full.text))]);
    },
  );
});
