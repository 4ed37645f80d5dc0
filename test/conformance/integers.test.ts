import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { asWritten } from '../fixtures/as-written.ts';
import { ask } from '../fixtures/ask.ts';
import { type DocumentedBody, echoOf, sendTo } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { type Documented, echoed, echoes } from '../fixtures/echo.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const int32 = { type: 'integer', format: 'int32' };
const int64 = { type: 'integer', format: 'int64' };
const form = 'application/x-www-form-urlencoded';
const things = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
const partOf = (name: string, text: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const wrong = (keyword: string, place = 'query', at = 'color') => [`${place} ${at} ${keyword}`];

/** A whole number as it is written, and its value or its fault; one that no double holds keeps its digits, here after a `#`. */
const table: readonly (readonly [JsonObject, string, Json | undefined])[] = [
  [int32, '2147483647', 2147483647],
  [int32, '2147483648', undefined],
  [int32, '-2147483648', -2147483648],
  [int32, '-2147483649', undefined],
  [int64, '9007199254740991', 9007199254740991],
  [int64, '9007199254740993', '#9007199254740993'],
  [int64, '-9007199254740993', '#-9007199254740993'],
  [int64, '9223372036854775807', '#9223372036854775807'],
  [int64, '9223372036854775808', undefined],
  [int64, '-9223372036854775808', '#-9223372036854775808'],
  [int64, '-9223372036854775809', undefined],
  [int64, '99999999999999999999', undefined],
  [{ type: 'integer' }, '99999999999999999999', '#99999999999999999999'],
  [{ type: 'integer' }, '9007199254740992', 9007199254740992],
  [{ type: 'number' }, '9007199254740993', '#9007199254740993'],
  [{ type: 'string' }, '9007199254740993', '9007199254740993'],
];

describe('integers in parameters (OpenAPI 3.1.1, 4.4; RFC 8259, 6)', () => {
  const rows = table.map(([schema, sent, want]) => {
    const parameter: Documented = { in: 'query', schema };
    const name = `${schema['format'] ?? schema['type']} ${sent}`;
    return { name, parameter, sent: `color=${sent}`, want: want === undefined ? wrong('format') : want };
  });
  const big = '9007199254740993';
  const same = `#${big}`;
  const places = [
    { name: 'in a path', parameter: { in: 'path', schema: int64 }, sent: big, want: same },
    { name: 'in a header', parameter: { in: 'header', schema: int64 }, sent: big, want: same },
    { name: 'in a cookie', parameter: { in: 'cookie', schema: int64 }, sent: `color=${big}`, want: same },
    {
      name: 'in a list',
      parameter: { in: 'query', schema: { type: 'array', items: int64 } },
      sent: `color=1&color=${big}`,
      want: [1, same],
    },
    {
      name: 'in an object',
      parameter: { in: 'query', style: 'deepObject', schema: { type: 'object', properties: { a: int64, b: int64 } } },
      sent: `color[a]=${big}&color[b]=2`,
      want: { a: same, b: 2 },
    },
    {
      name: 'in JSON',
      parameter: { in: 'query', content: { 'application/json': { schema: { items: int64 } } } },
      sent: `color=[1,${big}]`,
      want: [1, same],
    },
    {
      name: 'beyond a limit',
      parameter: { in: 'query', schema: { ...int64, maximum: 100 } },
      sent: `color=${big}`,
      want: wrong('maximum'),
    },
  ];
  const all = [...rows, ...places];
  const send = echoes(all);
  it.each(byName(all))('%s', async (_, row) => expect(echoed(await send(row))).toEqual(row.want));
});

describe('integers in JSON (RFC 8259, 6)', () => {
  it.each(table)('%o %s', async (schema, sent, want) => {
    const sandbox = echoOf('application/json', { schema: { type: 'object', properties: { id: schema } } });
    const written = schema['type'] === 'string' ? `"${sent}"` : sent;
    const { text, faults } = await sendTo(sandbox, 'application/json', `{"id": ${written}, "text": "${sent}"}`);
    if (want === undefined) expect(faults).toEqual(['body /id format']);
    else expect(asWritten(text)).toEqual({ value: { id: want, text: sent } });
  });

  it.each([
    ['digits within a string', '{"a": "x \\" 9007199254740993 \\\\"}', { a: 'x " 9007199254740993 \\' }],
    ['digits as a property name', '{"9007199254740993": 1}', { '9007199254740993': 1 }],
    ['more decimals than a double has', '[0.12345678901234567890, 1.5e300]', ['#0.12345678901234567890', '#1.5e300']],
    ['exponents', '[1E+20, 9007199254740993e0, 1e400]', ['#1E+20', '#9007199254740993e0', '#1e400']],
    ['trailing zeros', '[10.50, 1.0, 100]', ['#10.50', '#1.0', 100]],
    ['negative zero', '{"a": -0.0, "b": [-0, 0]}', { a: '#-0.0', b: ['#-0', 0] }],
  ])('%s: kept as written', async (_, sent, want) => {
    const { text } = await sendTo(echoOf('application/json', { schema: {} }), 'application/json', sent);
    expect(asWritten(text)).toEqual({ value: want });
  });
});

describe('a rule compares integers exactly (design, step 8)', () => {
  const get = {
    operationId: 'get',
    parameters: [parameter('query', 'id', int64)],
    responses: { 200: response({ other: {}, it: {}, small: {} }) },
  };
  const rules = [
    { operation: 'get', when: { 'query.id': '9007199254740993' }, answer: '200/it' },
    { operation: 'get', when: { 'query.id': { maximum: 9 } }, answer: '200/small' },
  ];
  const sandbox = ruledSandbox(documentOf({ '/': { get } }), { rules });

  it.each([
    ['9007199254740993', 'get/200/it'],
    ['9007199254740992', 'get/200/other'],
    ['9007199254740995', 'get/200/other'],
    ['9', 'get/200/small'],
  ])('%s', async (id, want) => expect((await ask(sandbox, `GET /?id=${id}`)).scenario).toBe(want));
});

it('numbers are found in JSON of any length (RFC 8259, 6)', async () => {
  const text = '\\n'.repeat(200_000);
  const sent = `{"a": "${text}", "b": 1${'0'.repeat(400)}}`;
  const answer = await sendTo(echoOf('application/json', { schema: {} }), 'application/json', sent);
  expect(answer.text).toBe(`{"value":{"a":"${text}","b":1${'0'.repeat(400)}}}`);
});

/** An echo of `id`, in each way in which a body can have it that is not JSON: how it is documented, sent, and echoed. */
const elsewhere: readonly (readonly [string, string, DocumentedBody, (id: string) => string, (id: Json) => Json])[] = [
  ['a form', form, { schema: things({ id: int64 }) }, (id) => `id=${id}`, (id) => ({ id })],
  [
    'a list in a form',
    form,
    { schema: things({ ids: { type: 'array', items: int64 } }) },
    (id) => `ids=1&ids=${id}`,
    (id) => ({ ids: [1, id] }),
  ],
  [
    'JSON in a form',
    form,
    { schema: things({ a: things({ id: int64 }) }) },
    (id) => `a=%7B%22id%22:${id}%7D`,
    (id) => ({ a: { id } }),
  ],
  [
    'a style in a form',
    form,
    { schema: things({ ids: { type: 'array', items: int64 } }), encoding: { ids: { explode: false } } },
    (id) => `ids=1,${id}`,
    (id) => ({ ids: [1, id] }),
  ],
  [
    'deepObject in a form',
    form,
    { schema: things({ a: things({ id: int64 }) }), encoding: { a: { style: 'deepObject' } } },
    (id) => `a[id]=${id}`,
    (id) => ({ a: { id } }),
  ],
  [
    'parts',
    'multipart/form-data; boundary=x',
    { schema: things({ id: int64, a: things({ id: int64 }) }) },
    (id) => `${partOf('id', id)}${partOf('a', `{"id":${id}}`)}--x--\r\n`,
    (id) => ({ id, a: { id } }),
  ],
  [
    'XML',
    'application/xml',
    { schema: { ...things({ id: int64, n: { ...int64, xml: { attribute: true } } }), xml: { name: 'r' } } },
    (id) => `<r n="${id}"><id> ${id} </id></r>`,
    (id) => ({ n: id, id }),
  ],
];

describe.each(elsewhere)('integers in %s (OpenAPI 3.1.1, 4.4)', (_, mediaType, documented, sent, want) => {
  const sandbox = echoOf(mediaType.split(';')[0] ?? '', documented);
  it.each([
    ['7', 7],
    ['9007199254740993', '#9007199254740993'],
    ['9223372036854775807', '#9223372036854775807'],
    ['7.0', '#7.0'],
  ])('%s', async (id, value) =>
    expect(asWritten((await sendTo(sandbox, mediaType, sent(id))).text)).toEqual({ value: want(value) }),
  );

  it('beyond 64 bits', async () => {
    const { faults } = await sendTo(sandbox, mediaType, sent('9223372036854775808'));
    expect(new Set(faults.map((fault) => fault.split(' ').at(-1)))).toEqual(new Set(['format']));
  });
});

describe('integers in the query as a whole (OpenAPI 3.1.1, 4.4; OpenAPI 3.2.0, 4.12.2)', () => {
  const big = '9007199254740993';
  const schema = things({ id: int64 });
  const rows = [
    {
      name: 'JSON',
      parameter: { in: 'querystring', content: { 'application/json': { schema } } },
      sent: encodeURIComponent(`{"id":${big}}`),
      want: { id: `#${big}` },
    },
    {
      name: 'a form',
      parameter: { in: 'querystring', content: { [form]: { schema } } },
      sent: `id=${big}`,
      want: { id: `#${big}` },
    },
  ];
  const get = { operationId: 'get', responses: { 200: response({ echo: { value: null } }) } };
  it.each(byName(rows))('%s', async (_, { parameter: whole, sent, want }) => {
    const document = { ...documentOf({ '/': { get: { ...get, parameters: [{ name: 'all', ...whole }] } } }) };
    const rules = [{ operation: 'get', answer: { scenario: '200/echo', body: { '/value': '$request.query.all' } } }];
    const sandbox = ruledSandbox({ ...document, openapi: '3.2.0' }, { rules });
    expect(asWritten((await ask(sandbox, `GET /?${sent}`)).text)).toEqual({ value: want });
  });
});
