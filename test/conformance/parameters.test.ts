import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { absent, type Documented, echoed, echoes } from '../fixtures/echo.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/*
 * The table of OpenAPI 3.1.1, 4.8.12.4, "Style Examples", is in test/serve/parameter-styles.test.ts as far as it gives
 * each type a text. Here are its other cells, those of other versions, and what the text says around the table.
 */

const text = { type: 'string' };
const list = { type: 'array', items: text };
const integer = { type: 'integer' };
const object = { type: 'object', properties: { R: integer, G: integer, B: integer } };
const colors = ['blue', 'black', 'brown'];
const mix = { R: 100, G: 200, B: 150 };

interface Row {
  readonly name: string;
  readonly parameter: Documented;
  readonly sent: string | null;
  readonly want: Json;
}

/** One style: serialized values and their parsed form for a schema. */
function cells(
  place: string,
  style: string,
  explode: boolean,
  ...columns: readonly (readonly [JsonObject, string | null, Json])[]
): readonly Row[] {
  return columns.map(([schema, sent, want]) => ({
    name: `${place} ${style}${explode ? ' explode' : ''} ${schema['type']} ${sent}`,
    parameter: { in: place, style, explode, schema },
    sent,
    want,
  }));
}

/**
 * What is empty (RFC 6570, 3.2.1: an empty list is not there, so a text is one of one empty item). A label's lone dot is
 * taken out of the path before it is sent (RFC 3986, 5.2.4).
 */
const emptyOnes = [
  cells('path', 'matrix', false, [list, ';color', []], [object, ';color', {}]),
  cells('path', 'matrix', true, [list, ';color', ['']], [object, ';R', ['path color/R type']]),
  cells('query', 'form', false, [list, 'color=', []], [object, 'color=', {}], [list, null, absent]),
  cells('query', 'form', true, [list, 'color=', ['']], [object, 'R=', ['query color/R type']], [object, null, absent]),
  cells('query', 'form', true, [text, 'color', '']),
  cells('query', 'spaceDelimited', false, [list, 'color=', []], [object, 'color=', {}]),
  cells('query', 'pipeDelimited', false, [list, 'color=', []], [object, 'color=', {}]),
  cells('query', 'deepObject', true, [object, 'color%5BR%5D=', ['query color/R type']], [object, null, absent]),
  cells('header', 'simple', false, [list, '', []], [object, '', {}]),
  cells('header', 'simple', true, [list, '', []], [object, '', {}], [text, null, absent]),
  cells('cookie', 'form', false, [list, 'color=', []], [object, 'color=', {}], [text, null, absent]),
  cells('cookie', 'form', true, [list, 'color=', ['']], [object, 'R=', ['cookie color/R type']], [list, null, absent]),
].flat();

/** `n/a` in the table: nothing is said, so the nearest thing is done, and none of it is refused. */
const notApplicable = [
  cells(
    'query',
    'spaceDelimited',
    true,
    [text, 'color=blue', 'blue'],
    [list, 'color=blue&color=black&color=brown', colors],
    [object, 'R=100&G=200&B=150', mix],
  ),
  cells('query', 'spaceDelimited', false, [text, 'color=blue', 'blue'], [text, 'color=', '']),
  cells(
    'query',
    'pipeDelimited',
    true,
    [text, 'color=blue', 'blue'],
    [list, 'color=blue&color=black&color=brown', colors],
    [object, 'R=100&G=200&B=150', mix],
  ),
  cells('query', 'pipeDelimited', false, [text, 'color=blue', 'blue'], [text, 'color=', '']),
  cells('query', 'deepObject', false, [object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150', mix]),
  cells('query', 'deepObject', false, [text, 'color=blue', 'blue'], [list, 'color=blue,black,brown', colors]),
  cells(
    'query',
    'deepObject',
    true,
    [text, 'color=blue', 'blue'],
    [list, 'color=blue&color=black&color=brown', colors],
    [object, 'color=blue', ['query color type']],
  ),
  // A style of another place is none (OpenAPI 3.1.1, 4.8.12.3): the default is taken.
  cells('path', 'form', false, [list, 'blue,black,brown', colors]),
  cells('header', 'form', false, [list, 'blue,black,brown', colors]),
  cells('query', 'simple', true, [list, 'color=blue&color=black', ['blue', 'black']]),
].flat();

/** The style `cookie` (OpenAPI 3.2.0, 4.12.3 and 4.12.6): nothing is percent-encoded. */
const cookies = [
  cells(
    'cookie',
    'cookie',
    false,
    [text, 'color=', ''],
    [text, 'color=blue', 'blue'],
    [list, 'color=blue,black,brown', colors],
    [object, 'color=R,100,G,200,B,150', mix],
    [text, 'color=50%', '50%'],
    [list, 'color=a%2Cb', ['a%2Cb']],
  ),
  cells(
    'cookie',
    'cookie',
    true,
    [text, 'color=', ''],
    [text, 'color=blue', 'blue'],
    [list, 'color=blue; color=black; color=brown', colors],
    [object, 'R=100; G=200; B=150', mix],
    [text, 'color=a%20b', 'a%20b'],
  ),
].flat();

const query = (schema: Json, rest: JsonObject = {}): Documented => ({ in: 'query', schema, ...rest });
const json = (schema: Json) => ({ content: { 'application/json': { schema } } });
const reserved = ":/?#[]@!$'()*,;";

const around: readonly Row[] = [
  {
    name: 'allowReserved: what is reserved comes as it is, or encoded (OpenAPI 3.1.1, 4.8.12.2.2)',
    parameter: query(text, { allowReserved: true }),
    sent: `color=${reserved.replace('#', '%23')}`,
    want: reserved,
  },
  {
    name: 'allowReserved: encoded',
    parameter: query(text, { allowReserved: true }),
    sent: `color=${encodeURIComponent(`${reserved}&=+`)}`,
    want: `${reserved}&=+`,
  },
  {
    name: 'allowReserved: a plus (URL Standard, 5.1)',
    parameter: query(text, { allowReserved: true }),
    sent: 'color=a+b%2Bc',
    want: 'a b+c',
  },
  { name: 'without it, the same is taken', parameter: query(text), sent: 'color=a/b?c:d', want: 'a/b?c:d' },
  {
    name: 'allowEmptyValue of a text counts as unused (OpenAPI 3.1.1, 4.8.12.2.1)',
    parameter: query(text, { allowEmptyValue: true }),
    sent: 'color=',
    want: absent,
  },
  {
    name: 'allowEmptyValue with a value',
    parameter: query(integer, { allowEmptyValue: true }),
    sent: 'color=5',
    want: 5,
  },
  {
    name: 'allowEmptyValue with a default',
    parameter: query({ ...integer, default: 7 }, { allowEmptyValue: true }),
    sent: 'color=',
    want: 7,
  },
  {
    name: 'content in a query (OpenAPI 3.1.1, 4.8.12.2.3)',
    parameter: { in: 'query', ...json({}) },
    sent: 'color=%7B%22a%22%3A1%7D',
    want: { a: 1 },
  },
  { name: 'content in a path', parameter: { in: 'path', ...json({}) }, sent: '%5B1%2C%222%22%5D', want: [1, '2'] },
  { name: 'content in a cookie', parameter: { in: 'cookie', ...json({}) }, sent: 'color=%22a%22', want: 'a' },
  {
    name: 'content of a type of its own that is JSON',
    parameter: { in: 'query', content: { 'application/geo+json': { schema: { type: 'object' } } } },
    sent: 'color=%7B%7D',
    want: {},
  },
  {
    name: 'content given twice',
    parameter: { in: 'query', ...json({}) },
    sent: 'color=1&color=2',
    want: ['query color syntax'],
  },
  {
    name: 'content nested without end',
    parameter: { in: 'query', ...json({}) },
    sent: `color=${'%5B'.repeat(1001)}${'%5D'.repeat(1001)}`,
    want: ['query color syntax'],
  },
  {
    name: 'a header in any case (RFC 9110, 5.1)',
    parameter: { in: 'header', name: 'x-COLOR', schema: integer },
    sent: '5',
    want: 5,
  },
  { name: 'a default of a list', parameter: query({ ...list, default: ['a'] }), sent: null, want: ['a'] },
  {
    name: 'a type among several (JSON Schema 2020-12 Validation, 6.1.1)',
    parameter: query({ type: ['boolean', 'integer'] }),
    sent: 'color=true',
    want: true,
  },
  {
    name: 'the other type among several',
    parameter: query({ type: ['boolean', 'integer'] }),
    sent: 'color=12',
    want: 12,
  },
  {
    name: 'by oneOf',
    parameter: query({ oneOf: [{ type: 'boolean' }, { type: 'integer' }] }),
    sent: 'color=12',
    want: 12,
  },
  {
    name: 'items by anyOf',
    parameter: query({ type: 'array', items: { anyOf: [integer, { type: 'boolean' }] } }),
    sent: 'color=1&color=false',
    want: [1, false],
  },
  {
    name: 'properties by allOf',
    parameter: query({ allOf: [object, { properties: { on: { type: 'boolean' } } }] }),
    sent: 'R=1&on=true',
    want: { R: 1, on: true },
  },
  { name: 'a list or one value stays one', parameter: query({ oneOf: [text, list] }), sent: 'color=a,b', want: 'a,b' },
  {
    name: 'an encoded delimiter is none (RFC 6570, 3.2.1)',
    parameter: { in: 'path', style: 'label', explode: true, schema: list },
    sent: '.a%2Eb.c',
    want: ['a.b', 'c'],
  },
];

describe.each(
  byName([
    { name: 'empty', section: 'OpenAPI 3.1.1, 4.8.12.4', rows: emptyOnes },
    { name: 'n/a', section: 'OpenAPI 3.1.1, 4.8.12.4', rows: notApplicable },
    { name: 'cookie', section: 'OpenAPI 3.2.0, 4.12.3', rows: cookies },
    { name: 'a parameter', section: 'OpenAPI 3.1.1, 4.8.12.2', rows: around },
  ]),
)('%s:', (_group, { rows }) => {
  const send = echoes(rows);
  it.each(byName(rows))('%s', async (_, row) => expect(echoed(await send(row))).toEqual(row.want));
});

/** By the tables of 3.0.3 (4.7.12.4) and 3.1.0 (4.8.12.4), and by those that corrected them, 3.0.4 and 3.1.1. */
describe('a label that is not exploded', () => {
  const mix = { R: 100, G: 200 };
  const properties = { type: 'object', properties: { R: integer, G: integer } };
  it.each<readonly [string, JsonObject, string, Json]>([
    ...['3.0.0', '3.0.3', '3.1.0'].flatMap((version): readonly (readonly [string, JsonObject, string, Json])[] => [
      [version, text, '.blue', 'blue'],
      [version, text, '.index.html', 'index.html'],
      [version, list, '.blue.black.brown', colors],
      [version, list, '.blue', ['blue']],
      [version, properties, '.R.100.G.200', mix],
      // As RFC 6570 has it (3.2.5): in a value, a comma would be encoded.
      [version, list, '.blue,black,brown', colors],
      [version, list, '.a.txt,b.txt', ['a.txt', 'b.txt']],
      [version, list, '.a%2Cb.c', ['a,b', 'c']],
      [version, properties, '.R,100,G,200', mix],
    ]),
    ...['3.0.4', '3.1.1', '3.2.0'].flatMap((version): readonly (readonly [string, JsonObject, string, Json])[] => [
      [version, list, '.blue,black,brown', colors],
      [version, list, '.index.html', ['index.html']],
      [version, properties, '.R,100,G,200', mix],
    ]),
  ])('of OpenAPI %s: %o %s (OpenAPI 3.0.3, 4.7.12.4; OpenAPI 3.0.4, 4.7.12.4)', async (openapi, schema, sent, want) => {
    const color = parameter('path', 'color', schema, { style: 'label' });
    const get = { operationId: 'get', parameters: [color], responses: { 200: response({ ok: { value: null } }) } };
    const rules = [{ operation: 'get', answer: { scenario: '200/ok', body: { '/value': '$request.path.color' } } }];
    const sandbox = ruledSandbox({ ...documentOf({ '/{color}': { get } }), openapi }, { rules });
    expect((await ask(sandbox, `GET /${sent}`)).body).toEqual({ value: want });
  });
});

describe('parameters of a path item (OpenAPI 3.1.1, 4.8.9.1 and 4.8.10.1)', () => {
  const responses = { 200: response({ ok: {} }), 400: response({ wrong: {} }) };
  const sandbox = ruledSandbox(
    documentOf({
      '/things/{id}': {
        parameters: [
          parameter('path', 'id', integer),
          parameter('query', 'page', integer, { required: true }),
          parameter('header', 'X-Page', integer),
        ],
        get: { responses },
        put: {
          responses,
          parameters: [
            parameter('path', 'id', text),
            parameter('query', 'page', text),
            // The same name in another location is another parameter; header names are case-insensitive.
            parameter('header', 'page', text),
            parameter('header', 'x-page', text),
          ],
        },
      },
    }),
  );

  it.each([
    ['GET /things/a?page=1', 'they hold for an operation', ['path id type']],
    ['GET /things/1', 'they are required of it', ['query page required']],
    ['PUT /things/a', 'an operation overrides them by name and place', []],
    ['PUT /things/a?page=b', 'with another type', []],
    ['GET /things/1?page=1&other=x', 'what nobody documents passes', []],
  ])('%s: %s', async (request, _, faults) => expect((await ask(sandbox, request)).faults).toEqual(faults));

  it.each([
    ['GET /things/1?page=1', ['header X-Page type']],
    ['PUT /things/1', []],
  ])('a header of %s', async (request, faults) =>
    expect((await ask(sandbox, request, { headers: { 'x-PAGE': 'one' } })).faults).toEqual(faults),
  );
});
