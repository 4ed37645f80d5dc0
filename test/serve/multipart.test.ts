import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bytes } from '../fixtures/ask.ts';
import { type DocumentedBody, echoOf, roundTrip, sendTo, unread } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';

const formData = 'multipart/form-data';
const type = `${formData}; boundary=b`;
const text = { type: 'string' };
const point = { type: 'object', properties: { x: { type: 'integer' } } };
const integers = { type: 'array', items: { type: 'integer' } };
const booleans = { type: 'array', items: { type: 'boolean' } };
const file = { type: 'string', format: 'binary' };

const a = (schema: Json, encoding?: { readonly [name: string]: Json }): DocumentedBody => ({
  schema: { type: 'object', properties: { a: schema, b: text } },
  ...(encoding && { encoding: { a: encoding } }),
});
/** A part, with further header fields before its content. */
const part = (name: string, value: string, ...fields: readonly string[]) =>
  `--b\r\n${[`Content-Disposition: form-data; name="${name}"`, ...fields].join('\r\n')}\r\n\r\n${value}\r\n`;
const body = (...parts: readonly string[]) => `${parts.join('')}--b--\r\n`;

interface Row {
  readonly name: string;
  readonly body: DocumentedBody;
  readonly given: string;
  readonly want: Json;
}

const read: readonly Row[] = [
  // RFC 7578, 4.2: parts by name; OpenAPI 3.1.1, 4.8.15.1: text/plain by default
  { name: 'strings', body: a(text), given: body(part('a', '1'), part('b', '')), want: { a: '1', b: '' } },
  { name: 'a number', body: a({ type: 'integer' }), given: body(part('a', '5')), want: { a: 5 } },
  {
    name: 'a boolean',
    body: a({ type: 'boolean' }),
    given: body(part('a', 'true', 'Content-Type: text/plain')),
    want: { a: true },
  },
  {
    name: 'a UTF-8 string',
    body: a(text),
    given: body(part('a', 'é+%20', 'Content-Type: text/plain; charset=UTF-8')),
    want: { a: 'é+%20' },
  },
  {
    name: 'line breaks in a string',
    body: a(text),
    given: body(part('a', 'x\r\n\r\n--c\r\n')),
    want: { a: 'x\r\n\r\n--c\r\n' },
  },
  {
    name: 'undocumented parts',
    body: a(text),
    given: body(part('c', '1'), part('d', '2'), part('d', '3')),
    want: { c: '1', d: ['2', '3'] },
  },
  { name: 'no parts', body: a(text), given: '--b--', want: {} },
  // RFC 2046, 5.1.1
  {
    name: 'a preamble and an epilogue, ignored',
    body: a(text),
    given: `before\r\n${body(part('a', '1'))}after`,
    want: { a: '1' },
  },
  {
    name: 'whitespace behind a boundary',
    body: a(text),
    given: body(part('a', '1').replace('--b\r\n', '--b \t\r\n')),
    want: { a: '1' },
  },
  {
    name: 'a line that begins with the boundary and goes on',
    body: a(text),
    given: body(part('a', '1\r\n--bc\r\n2')),
    want: { a: '1\r\n--bc\r\n2' },
  },
  {
    name: 'header names and parameters in any case',
    body: a(text),
    given: '--b\r\ncontent-disposition: FORM-DATA; NAME=a\r\n\r\n1\r\n--b--',
    want: { a: '1' },
  },
  // HTML Standard, 4.10.21.8; RFC 7578, 5.1
  { name: 'a percent-encoded name', body: a(text), given: body(part('a%22%0D%0A', '1')), want: { 'a"\r\n': '1' } },
  { name: 'a name with a backslash-escaped quote', body: a(text), given: body(part('a\\"', '1')), want: { 'a"': '1' } },
  { name: 'a non-ASCII name', body: a(text), given: body(part('é', '1')), want: { é: '1' } },
  // RFC 7578, 4.6
  {
    name: 'the field _charset_, which is not part of the value',
    body: a(text),
    given: body(part('_charset_', 'utf-8'), part('a', '1')),
    want: { a: '1' },
  },
  // RFC 7578, 4.3; OpenAPI 3.1.1, 4.8.15.1: an array as its items are
  {
    name: 'a list',
    body: a({ type: 'array', items: { type: 'integer' } }),
    given: body(part('a', '1'), part('a', '2')),
    want: { a: [1, 2] },
  },
  // As RapiDoc and Elements write lists, whatever the document says
  {
    name: 'a list of integers as one JSON text',
    body: a(integers),
    given: body(part('a', '[4,5]')),
    want: { a: [4, 5] },
  },
  { name: 'a list of integers with commas', body: a(integers), given: body(part('a', '4,5')), want: { a: [4, 5] } },
  {
    name: 'a list of booleans with commas',
    body: a(booleans),
    given: body(part('a', 'true,false')),
    want: { a: [true, false] },
  },
  {
    name: 'a list in a style as one JSON text',
    body: a(integers, { style: 'form', explode: true }),
    given: body(part('a', '[4,5]')),
    want: { a: [4, 5] },
  },
  {
    name: 'a list in a style with commas',
    body: a(integers, { style: 'form', explode: true }),
    given: body(part('a', '4,5')),
    want: { a: [4, 5] },
  },
  {
    name: 'a list of strings as one JSON text: one item',
    body: a({ type: 'array', items: text }),
    given: body(part('a', '["x","y"]')),
    want: { a: ['["x","y"]'] },
  },
  {
    name: 'a list of one item',
    body: a({ type: 'array', items: text }),
    given: body(part('a', 'x,y')),
    want: { a: ['x,y'] },
  },
  // OpenAPI 3.1.1, 4.8.15.1: an object is JSON by default
  {
    name: 'an object',
    body: a(point),
    given: body(part('a', '{"x":1}', 'Content-Type: application/json')),
    want: { a: { x: 1 } },
  },
  {
    name: 'an object without a Content-Type',
    body: a(point),
    given: body(part('a', '{"x":1}')),
    want: { a: { x: 1 } },
  },
  {
    name: 'a list of lists in one part: whole, or one of them',
    body: {
      schema: {
        type: 'object',
        properties: {
          a: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
          b: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
        },
      },
    },
    given: body(part('a', '[[1],[2]]'), part('b', '[1,2]')),
    want: { a: [[1], [2]], b: [[1, 2]] },
  },
  {
    name: 'a list of objects',
    body: a({ type: 'array', items: point }),
    given: body(part('a', '{"x":1}'), part('a', '{"x":2}')),
    want: { a: [{ x: 1 }, { x: 2 }] },
  },
  {
    name: 'a list of objects in one part',
    body: a({ type: 'array', items: point }),
    given: body(part('a', '[{"x":1}]')),
    want: { a: [{ x: 1 }] },
  },
  {
    name: 'JSON by its encoding',
    body: a({ type: 'integer' }, { contentType: 'application/json' }),
    given: body(part('a', '5', 'Content-Type: application/json')),
    want: { a: 5 },
  },
  {
    name: 'JSON documented as a string',
    body: a({ type: 'string', contentMediaType: 'application/json' }),
    given: body(part('a', '{}', 'Content-Type: application/json')),
    want: { a: '{}' },
  },
  {
    name: 'XML by its encoding',
    body: a(point, { contentType: 'application/xml; charset=utf-8' }),
    given: body(part('a', '<a><x>1</x></a>', 'Content-Type: application/xml')),
    want: { a: { x: 1 } },
  },
  // OpenAPI 3.1.1, 4.8.15.1 and 4.4.2: files are read as one character per octet
  {
    name: 'a file as in 3.0',
    body: { ...a(file), openapi: '3.0.4' },
    given: body(part('a', 'hi', 'Content-Type: application/json')),
    want: { a: 'hi' },
  },
  { name: 'a file without a Content-Type', body: a({}), given: body(part('a', 'é')), want: { a: 'Ã©' } },
  {
    name: 'a file with contentMediaType',
    body: a({ contentMediaType: 'image/png' }),
    given: body(part('a', 'hi')),
    want: { a: 'hi' },
  },
  {
    name: 'files',
    body: a({ type: 'array', items: {} }),
    given: body(part('a', '1'), part('a', '2')),
    want: { a: ['1', '2'] },
  },
  {
    name: 'a file of an allowed media type',
    body: a({}, { contentType: 'image/png, image/jpeg' }),
    given: body(part('a', 'hi', 'Content-Type: image/jpeg')),
    want: { a: 'hi' },
  },
  {
    name: 'a file within an allowed range',
    body: a({}, { contentType: 'image/*' }),
    given: body(part('a', 'hi', 'Content-Type: image/gif')),
    want: { a: 'hi' },
  },
  {
    name: 'a file without a Content-Type, whose encoding has a range',
    body: a({}, { contentType: 'image/*' }),
    given: body(part('a', 'hi')),
    want: { a: 'hi' },
  },
  {
    name: 'base64 that is kept as text',
    body: a({ type: 'string', contentEncoding: 'base64' }),
    given: body(part('a', 'aGk=')),
    want: { a: 'aGk=' },
  },
  // OpenAPI 3.1.1, 4.8.15: style, explode and allowReserved are for multipart/form-data too
  {
    name: 'a list in form style',
    body: a({ type: 'array', items: text }, { explode: false }),
    given: body(part('a', 'x,y')),
    want: { a: ['x', 'y'] },
  },
  {
    name: 'an object in style deepObject',
    body: a(point, { style: 'deepObject' }),
    given: body(part('a[x]', '1')),
    want: { a: { x: 1 } },
  },
  // OpenAPI 3.1.1, 4.8.15: headers
  {
    name: 'a required part header',
    body: a(text, {
      headers: { 'X-A': { required: true, schema: text }, 'Content-Type': { required: true, schema: text } },
    }),
    given: body(part('a', '1', 'x-a: 5')),
    want: { a: '1' },
  },
];

describe('multipart bodies are accepted with (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(read))('%s', async (_, { body: documented, given, want }) =>
    expect(echoed(await sendTo(echoOf(formData, documented), type, given))).toEqual(want),
  );

  it('bytes that are no valid text, none of them lost', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    const given = new Uint8Array([...bytes(part('a', '').slice(0, -2)), ...all, ...bytes('\r\n--b--')]);
    const want = String.fromCharCode(...all);
    expect(echoed(await sendTo(echoOf(formData, a(file)), type, given))).toEqual({ a: want });
  });

  it('a quoted boundary', async () => {
    const given = body(part('a', '1')).replaceAll('--b', '--b: c');
    expect(echoed(await sendTo(echoOf(formData, a(text)), `${formData}; boundary="b: c"`, given))).toEqual({ a: '1' });
  });

  it('the format that browsers and Node.js send', async () => {
    const form = new FormData();
    form.append('a', new Blob(['hi'], { type: 'image/png' }), 'a.png');
    form.append('b', 'x');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const sent = new Uint8Array(await request.arrayBuffer());
    const answer = await sendTo(echoOf(formData, a(file)), request.headers.get('Content-Type') ?? '', sent);
    expect(echoed(answer)).toEqual({ a: 'hi', b: 'x' });
  });
});

const strict: DocumentedBody = {
  schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } }, additionalProperties: false },
};
const short: DocumentedBody = a({ maxLength: 3 });

const refused: readonly (Omit<Row, 'want'> & { readonly type?: string; readonly want: readonly string[] })[] = [
  {
    name: 'a missing part',
    body: strict,
    given: body(part('b', '1')),
    want: ['body /a required', 'body /b additionalProperties'],
  },
  { name: 'an invalid part', body: strict, given: body(part('a', 'x')), want: ['body /a type'] },
  {
    name: 'a single part sent twice',
    body: strict,
    given: body(part('a', '1'), part('a', '2')),
    want: ['body /a syntax'],
  },
  { name: 'malformed JSON', body: a(point), given: body(part('a', '{')), want: ['body /a syntax'] },
  {
    name: 'a string that is not UTF-8',
    body: a(text),
    given: body(part('a', 'é', 'Content-Type: text/plain; charset=latin1')),
    want: ['body /a syntax'],
  },
  {
    name: 'a file of another media type',
    body: a({}, { contentType: 'image/png' }),
    given: body(part('a', 'hi', 'Content-Type: text/plain')),
    want: ['body /a mediaType'],
  },
  {
    name: 'one of several files of another media type',
    body: a({ type: 'array', items: {} }, { contentType: 'image/*' }),
    given: body(part('a', '1', 'Content-Type: image/png'), part('a', '2', 'Content-Type: a/b')),
    want: ['body /a/1 mediaType'],
  },
  {
    name: 'a file longer than maxLength octets',
    body: short,
    given: body(part('a', 'éé')),
    want: ['body /a maxLength'],
  },
  {
    name: 'a missing part header',
    body: a(text, { headers: { 'X-A': { required: true, schema: text } } }),
    given: body(part('a', '1')),
    want: ['body /a required'],
  },
  // RFC 2046, 5.1.1; RFC 7578, 4.1 and 4.2
  {
    name: 'no boundary in the media type',
    body: a(text),
    type: formData,
    given: body(part('a', '1')),
    want: ['body  syntax'],
  },
  {
    name: 'another boundary',
    body: a(text),
    type: `${formData}; boundary=c`,
    given: body(part('a', '1')),
    want: ['body  syntax'],
  },
  { name: 'no closing boundary', body: a(text), given: part('a', '1'), want: ['body  syntax'] },
  { name: 'malformed part headers', body: a(text), given: '--b\r\nno field\r\n\r\n1\r\n--b--', want: ['body  syntax'] },
  { name: 'a part without a name', body: a(text), given: '--b\r\n\r\n1\r\n--b--', want: ['body  syntax'] },
  { name: 'a body that is not multipart', body: a(text), given: '{}', want: ['body  syntax'] },
];

describe('multipart bodies are refused for (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(refused))('%s', async (_, { body: documented, type: sent = type, given, want }) =>
    expect((await sendTo(echoOf(formData, documented), sent, given)).faults).toEqual(want),
  );
});

const trips: readonly { readonly name: string; readonly body: DocumentedBody; readonly value: Json }[] = [
  { name: 'strings', body: a(text), value: { a: 'x\r\n--sandbox\r\né', b: '' } },
  { name: 'names that must be escaped', body: a(text), value: { 'c"\r\nd': '1' } },
  { name: 'numbers', body: a({ type: 'number' }), value: { a: 1.5 } },
  { name: 'lists', body: a({ type: 'array', items: text }), value: { a: ['x', 'y'] } },
  { name: 'objects', body: a(point), value: { a: { x: 1 } } },
  { name: 'lists of objects', body: a({ type: 'array', items: point }), value: { a: [{ x: 1 }, { x: 2 }] } },
  { name: 'objects as XML', body: a(point, { contentType: 'application/xml' }), value: { a: { x: 1 } } },
  { name: 'files', body: a(file), value: { a: 'Ã©' } },
  { name: 'files documented by a range', body: a({}, { contentType: 'image/*' }), value: { a: 'hi' } },
  {
    name: 'lists in a style',
    body: a({ type: 'array', items: text }, { style: 'pipeDelimited' }),
    value: { a: ['x', 'y z'] },
  },
  { name: 'objects in style deepObject', body: a(point, { style: 'deepObject' }), value: { a: { x: 1 } } },
  { name: 'headers', body: a(text, { headers: { 'X-A': { required: true, schema: text } } }), value: { a: '1' } },
];

describe('multipart bodies written by the sandbox are parsed into the same value (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(trips))('%s', async (_, { body: documented, value }) =>
    expect(echoed(await roundTrip(formData, documented, value))).toEqual(value),
  );
});

describe('a part with a Content-Transfer-Encoding (RFC 7578, 4.7; RFC 2045, 6)', () => {
  const encoded = (encoding: string, value: string) => body(part('a', value, `Content-Transfer-Encoding: ${encoding}`));
  const base64 = { type: 'string', contentEncoding: 'base64' };
  it.each<readonly [string, Json, string, string, Json]>([
    ['base64', text, 'base64', 'w6k=', { a: 'é' }],
    ['base64 in several lines', text, 'BASE64', 'aGVs\r\nbG8=\r\n', { a: 'hello' }],
    ['base64 of a file', file, 'base64', '/wA=', { a: '\u00ff\0' }],
    ['base64 of JSON', point, 'base64', 'eyJ4IjoxfQ==', { a: { x: 1 } }],
    ['base64 of a number', { type: 'integer' }, 'base64', 'NQ==', { a: 5 }],
    [
      'base64 whose schema describes the encoded text (OpenAPI 3.1.1, 4.8.15.1)',
      base64,
      'base64',
      'w6k=',
      { a: 'w6k=' },
    ],
    [
      'base64 whose format is byte (OpenAPI 3.0.4, 4.7.24.1)',
      { ...text, format: 'byte' },
      'base64',
      'w6k=',
      { a: 'w6k=' },
    ],
    ['quoted-printable', text, 'quoted-printable', 'a=C3=A9 =3D=\r\nb  \r\nc', { a: 'aé =b\r\nc' }],
    ['7bit', text, '7bit', 'a=3D', { a: 'a=3D' }],
    ['8bit', text, '8bit', 'é', { a: 'é' }],
    ['binary', text, 'binary', 'é', { a: 'é' }],
    ['an unknown encoding, kept as text', text, 'x-own', 'a', { a: 'a' }],
  ])('%s', async (_, schema, encoding, value, want) =>
    expect(echoed(await sendTo(echoOf(formData, a(schema)), type, encoded(encoding, value)))).toEqual(want),
  );

  it.each([
    ['base64', 'a'],
    ['base64', 'é==='],
    ['quoted-printable', 'a=x'],
    ['quoted-printable', 'é'],
  ])('invalid %s: %s', async (encoding, value) =>
    expect((await sendTo(echoOf(formData, a(text)), type, encoded(encoding, value))).faults).toEqual([
      'body /a syntax',
    ]),
  );
});

describe('other multipart types (OpenAPI 3.1.1, 4.8.15)', () => {
  const mixed = 'multipart/mixed';

  it('are parsed by the names of their parts', async () => {
    const answer = await sendTo(echoOf(mixed, strict), `${mixed}; boundary=b`, body(part('a', 'x')));
    expect(answer.faults).toEqual(['body /a type']);
  });

  it('are not parsed if the parts have no names, which is reported', async () => {
    const sandbox = echoOf(mixed, strict);
    expect(echoed(await sendTo(sandbox, `${mixed}; boundary=b`, '--b\r\n\r\n1\r\n--b--'))).toBe(unread);
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['media-type-unchecked']);
  });
});

describe('a documented multipart example (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each<readonly [string, Json]>([
    ['given as an object', { a: 5, b: 'x' }],
    ['given as a multipart text', body(part('a', '5'), part('b', 'x')).replaceAll('\r\n', '\n')],
  ])('%s is parsed as a server would', (_, value) => {
    const sandbox = echoOf(formData, { ...a({ type: 'integer' }), examples: { given: value } });
    const { requestExamples } = sandbox.operation('api', 'send');
    expect(requestExamples.map((example) => example.value)).toEqual([{ a: 5, b: 'x' }]);
    expect(problemsOf(sandbox)).toEqual([]);
  });
});
