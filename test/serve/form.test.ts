import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type DocumentedBody, echoOf, roundTrip, sendTo } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';

const type = 'application/x-www-form-urlencoded';
const text = { type: 'string' };
const list = { type: 'array', items: text };
const integers = { type: 'array', items: { type: 'integer' } };
const numbers = { type: 'array', items: { type: 'number' } };
const booleans = { type: 'array', items: { type: 'boolean' } };
const point = { type: 'object', properties: { x: { type: 'integer' }, y: { type: 'integer' } } };
const deep = { encoding: { a: { style: 'deepObject', explode: true } } };

/** An object with one property `a`. */
const a = (schema: Json, more: Omit<DocumentedBody, 'schema'> = {}): DocumentedBody => ({
  schema: { type: 'object', properties: { a: schema, b: text } },
  ...more,
});
const styled = (schema: Json, encoding: { style?: string; explode?: boolean; allowReserved?: boolean }) =>
  a(schema, { encoding: { a: encoding } });

interface Row {
  readonly name: string;
  readonly body: DocumentedBody;
  readonly given: string;
  readonly want: Json;
}

const read: readonly Row[] = [
  // RFC 1866, 8.2.1; URL Standard, 5.1
  { name: 'pairs', body: a(text), given: 'a=1&b=2', want: { a: '1', b: '2' } },
  { name: 'a plus sign for a space', body: a(text), given: 'a=b+c', want: { a: 'b c' } },
  { name: 'percent-encoding', body: a(text), given: '%61=%26%3D%2B%C3%A9', want: { a: '&=+é' } },
  { name: 'an empty value', body: a(text), given: 'a=', want: { a: '' } },
  { name: 'a name without an equals sign', body: a(text), given: 'a', want: { a: '' } },
  { name: 'empty pairs, ignored', body: a(text), given: '&a=1&&', want: { a: '1' } },
  { name: 'an equals sign in a value', body: a(text), given: 'a=b=c', want: { a: 'b=c' } },
  { name: 'undocumented fields', body: a(text), given: 'c=1&d=2&d=3', want: { c: '1', d: ['2', '3'] } },
  {
    name: 'names from Object.prototype',
    body: a(text),
    given: 'constructor=1&__proto__=2',
    want: ['constructor', '__proto__'],
  },
  // OpenAPI 3.1.1, 4.8.15.1: text/plain by default, coerced as parameters are (Appendix B)
  { name: 'an integer', body: a({ type: 'integer' }), given: 'a=5', want: { a: 5 } },
  { name: 'a number', body: a({ type: 'number' }), given: 'a=-1.5e3', want: { a: '#-1.5e3' } },
  { name: 'a boolean', body: a({ type: 'boolean' }), given: 'a=true', want: { a: true } },
  { name: 'null as an empty value', body: a({ type: ['integer', 'null'] }), given: 'a=', want: { a: null } },
  {
    name: 'digits for a string or an integer: a string',
    body: a({ type: ['string', 'integer'] }),
    given: 'a=5',
    want: { a: 5 },
  },
  { name: 'digits without a type: a string', body: a({}), given: 'a=5', want: { a: '5' } },
  // OpenAPI 3.1.1, 4.8.15.1: an array as its items are, an object as JSON
  { name: 'an array as repeated fields', body: a(list), given: 'a=x&b=1&a=y', want: { a: ['x', 'y'], b: '1' } },
  { name: 'an array of one item', body: a(list), given: 'a=x,y', want: { a: ['x,y'] } },
  {
    name: 'an array of numbers',
    body: a({ type: 'array', items: { type: 'integer' } }),
    given: 'a=1&a=2',
    want: { a: [1, 2] },
  },
  // As RapiDoc and Elements write lists, whatever the document says
  { name: 'an array of integers as one JSON text', body: a(integers), given: 'a=%5B4,5%5D', want: { a: [4, 5] } },
  { name: 'an array of integers with commas', body: a(integers), given: 'a=4%2C5', want: { a: [4, 5] } },
  {
    name: 'an array of booleans as one JSON text',
    body: a(booleans),
    given: 'a=[true,%20false]',
    want: { a: [true, false] },
  },
  { name: 'an array of booleans with commas', body: a(booleans), given: 'a=true,+false', want: { a: [true, false] } },
  { name: 'digits in such texts', body: a(numbers), given: 'a=1.0,2', want: { a: ['#1.0', 2] } },
  { name: 'digits in such JSON', body: a(numbers), given: 'a=[1.0,2]', want: { a: ['#1.0', 2] } },
  { name: 'no items as JSON', body: a(integers), given: 'a=[]', want: { a: [] } },
  {
    name: 'an array that may have null as one JSON text',
    body: a({ type: 'array', items: { type: ['integer', 'null'] } }),
    given: 'a=[4,null]',
    want: { a: [4, null] },
  },
  {
    name: 'JSON as the one item of an array of strings',
    body: a(list),
    given: 'a=["x","y"]',
    want: { a: ['["x","y"]'] },
  },
  {
    name: 'a comma in an item that may be a string',
    body: a({ type: 'array', items: { type: ['integer', 'string'] } }),
    given: 'a=4,5',
    want: { a: ['4,5'] },
  },
  {
    name: 'an exploded array as JSON',
    body: styled(integers, { style: 'form' }),
    given: 'a=[4,5]',
    want: { a: [4, 5] },
  },
  {
    name: 'an exploded array with commas',
    body: styled(integers, { style: 'form' }),
    given: 'a=4,5',
    want: { a: [4, 5] },
  },
  {
    name: 'an array that is not exploded as JSON',
    body: styled(integers, { explode: false }),
    given: 'a=%5B4%2C5%5D',
    want: { a: [4, 5] },
  },
  {
    name: 'an array with pipes as JSON',
    body: styled(numbers, { style: 'pipeDelimited' }),
    given: 'a=[1.0,5]',
    want: { a: ['#1.0', 5] },
  },
  { name: 'an object as JSON', body: a(point), given: 'a=%7B%22x%22:1%7D', want: { a: { x: 1 } } },
  {
    name: 'an array of objects, each as JSON',
    body: a({ type: 'array', items: point }),
    given: 'a={"x":1}&a={"x":2}',
    want: { a: [{ x: 1 }, { x: 2 }] },
  },
  {
    name: 'an array of objects as one JSON text',
    body: a({ type: 'array', items: point }),
    given: 'a=[{"x":1},{"x":2}]',
    want: { a: [{ x: 1 }, { x: 2 }] },
  },
  {
    name: 'JSON by its encoding',
    body: a({ type: 'integer' }, { encoding: { a: { contentType: 'application/json' } } }),
    given: 'a=5',
    want: { a: 5 },
  },
  {
    name: 'XML by its encoding',
    body: a(point, { encoding: { a: { contentType: 'application/xml' } } }),
    given: 'a=<a><x>1</x></a>',
    want: { a: { x: 1 } },
  },
  {
    name: 'base64 that is kept as text',
    body: a({ type: 'string', contentEncoding: 'base64' }, { encoding: { a: { contentType: 'image/png' } } }),
    given: 'a=aGk%3D',
    want: { a: 'aGk=' },
  },
  // OpenAPI 3.1.1, 4.8.15: with style, explode or allowReserved, as query parameters
  { name: 'form, exploded', body: styled(list, { style: 'form' }), given: 'a=x&a=y', want: { a: ['x', 'y'] } },
  { name: 'form, not exploded', body: styled(list, { explode: false }), given: 'a=x,y', want: { a: ['x', 'y'] } },
  {
    name: 'an encoded comma, which is no delimiter',
    body: styled(list, { explode: false }),
    given: 'a=x,y%2Cz',
    want: { a: ['x', 'y,z'] },
  },
  { name: 'spaces', body: styled(list, { style: 'spaceDelimited' }), given: 'a=x+y%20z', want: { a: ['x', 'y', 'z'] } },
  { name: 'pipes', body: styled(list, { style: 'pipeDelimited' }), given: 'a=x|y%7Cz', want: { a: ['x', 'y', 'z'] } },
  {
    name: 'an exploded object',
    body: styled(point, { style: 'form' }),
    given: 'x=1&y=2&b=3',
    want: { a: { x: 1, y: 2 }, b: '3' },
  },
  {
    name: 'an object in form style, not exploded',
    body: styled(point, { explode: false }),
    given: 'a=x,1,y,2',
    want: { a: { x: 1, y: 2 } },
  },
  { name: 'reserved characters', body: styled(text, { allowReserved: true }), given: 'a=x/y?z', want: { a: 'x/y?z' } },
  {
    name: 'an exploded object with additionalProperties',
    body: styled({ type: 'object', additionalProperties: text }, { style: 'form' }),
    given: 'c=1&b=2',
    want: { a: { c: '1' }, b: '2' },
  },
  // OpenAPI 3.1.1, 4.8.12.3, deepObject; nested values as clients write them
  { name: 'deepObject', body: a(point, deep), given: 'a[x]=1&a%5By%5D=2', want: { a: { x: 1, y: 2 } } },
  {
    name: 'deepObject with nested values',
    body: a({ type: 'object', properties: { p: point, l: { type: 'array', items: point } } }, deep),
    given: 'a[p][x]=1&a[l][1][x]=3&a[l][0][x]=2',
    want: { a: { p: { x: 1 }, l: [{ x: 2 }, { x: 3 }] } },
  },
  { name: 'deepObject, a list', body: a(list, deep), given: 'a[]=x&a[]=y', want: { a: ['x', 'y'] } },
  { name: 'deepObject, a list with indexes', body: a(list, deep), given: 'a[1]=y&a[0]=x', want: { a: ['x', 'y'] } },
  // JSON Schema keywords for the whole form
  {
    name: 'properties of several parts of allOf',
    body: {
      schema: { allOf: [{ properties: { a: { type: 'integer' } } }, { properties: { c: { type: 'boolean' } } }] },
    },
    given: 'a=1&c=true',
    want: { a: 1, c: true },
  },
  {
    name: 'properties typed by additionalProperties',
    body: { schema: { type: 'object', additionalProperties: { type: 'integer' } } },
    given: 'z=7',
    want: { z: 7 },
  },
];

describe('a form is accepted with (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(read))('%s', async (_, { body, given, want }) => {
    const got = echoed(await sendTo(echoOf(type, body), type, given));
    if (Array.isArray(want) && got && typeof got === 'object') expect(Object.keys(got)).toEqual(want);
    else expect(got).toEqual(want);
  });

  it('no warning that it is not validated', () => expect(problemsOf(echoOf(type, a(text)))).toEqual([]));

  it('UTF-8 as its character set, and no other', async () => {
    const sandbox = echoOf(type, a(text));
    expect(echoed(await sendTo(sandbox, `${type}; charset=UTF-8`, 'a=1'))).toEqual({ a: '1' });
    expect((await sendTo(sandbox, `${type}; charset=latin1`, 'a=1')).faults).toEqual(['header Content-Type charset']);
  });
});

const strict = {
  schema: {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer', maximum: 9 } },
    additionalProperties: false,
  },
};

const refused: readonly (Omit<Row, 'want'> & { readonly want: readonly string[] })[] = [
  {
    name: 'a missing property',
    body: strict,
    given: 'b=1',
    want: ['body /a required', 'body /b additionalProperties'],
  },
  { name: 'a value of the wrong type', body: strict, given: 'a=x', want: ['body /a type'] },
  { name: 'an empty value for a number', body: strict, given: 'a=', want: ['body /a type'] },
  { name: 'a hexadecimal number', body: strict, given: 'a=0x5', want: ['body /a type'] },
  { name: 'a value above maximum', body: strict, given: 'a=10', want: ['body /a maximum'] },
  { name: 'a repeated field for a single value', body: strict, given: 'a=1&a=2', want: ['body /a syntax'] },
  { name: 'an invalid percent-encoding in a value', body: strict, given: 'a=%zz', want: ['body /a syntax'] },
  { name: 'a value that is not UTF-8', body: a(text), given: 'a=%ff', want: ['body /a syntax'] },
  { name: 'an invalid percent-encoding in a name', body: strict, given: '%zz=1&a=1', want: ['body  syntax'] },
  { name: 'malformed JSON', body: a(point), given: 'a={"x"', want: ['body /a syntax'] },
  {
    name: 'malformed JSON in a list',
    body: a({ type: 'array', items: point }),
    given: 'a={}&a={',
    want: ['body /a/1 syntax'],
  },
  {
    name: 'malformed XML',
    body: a(point, { encoding: { a: { contentType: 'text/xml' } } }),
    given: 'a=<a>',
    want: ['body /a syntax'],
  },
  { name: 'JSON that violates its schema', body: a(point), given: 'a={"x":"y"}', want: ['body /a/x type'] },
  {
    name: 'a list with too many items',
    body: a({ ...list, maxItems: 1 }),
    given: 'a=1&a=2',
    want: ['body /a maxItems'],
  },
  {
    name: 'an invalid item of a styled list',
    body: styled({ type: 'array', items: { type: 'integer' } }, { explode: false }),
    given: 'a=1,x',
    want: ['body /a/1 type'],
  },
  {
    name: 'an invalid item of a list with commas',
    body: a(integers),
    given: 'a=1,x',
    want: ['body /a/1 type'],
  },
  { name: 'an invalid item of a list as JSON', body: a(integers), given: 'a=[1,"x"]', want: ['body /a/1 type'] },
  { name: 'malformed JSON for a list of integers', body: a(integers), given: 'a=[1,', want: ['body /a/0 type'] },
  {
    name: 'an invalid percent-encoding in a styled list of integers',
    body: styled(integers, { style: 'form' }),
    given: 'a=%zz',
    want: ['body /a syntax'],
  },
  {
    name: 'an invalid percent-encoding in a styled value',
    body: styled(list, { explode: false }),
    given: 'a=%zz',
    want: ['body /a syntax'],
  },
  {
    name: 'a repeated field for a styled value',
    body: styled(list, { explode: false }),
    given: 'a=1&a=2',
    want: ['body /a syntax'],
  },
  { name: 'deepObject with an invalid property', body: a(point, deep), given: 'a[x]=z', want: ['body /a/x type'] },
  {
    name: 'deepObject with a repeated property',
    body: a(point, deep),
    given: 'a[x]=1&a[x]=2',
    want: ['body /a/x syntax'],
  },
  {
    name: 'deepObject with an invalid percent-encoding',
    body: a(point, deep),
    given: 'a[x]=%zz',
    want: ['body /a/x syntax'],
  },
];

describe('a form is refused for (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(refused))('%s', async (_, { body, given, want }) => {
    const answer = await sendTo(echoOf(type, body), type, given);
    expect(answer.faults).toEqual(want);
    expect(answer.status).toBe(400);
  });
});

const trips: readonly { readonly name: string; readonly body: DocumentedBody; readonly value: Json }[] = [
  { name: 'strings with reserved characters', body: a(text), value: { a: 'a&b=c+d é%/?#[]', b: '' } },
  { name: 'numbers', body: a({ type: 'number' }), value: { a: 1.5 } },
  { name: 'null', body: a({ type: ['integer', 'null'] }), value: { a: null } },
  { name: 'a list', body: a(list), value: { a: ['x', 'y,z', ''] } },
  { name: 'an object', body: a(point), value: { a: { x: 1, y: 2 } } },
  { name: 'a list of objects', body: a({ type: 'array', items: point }), value: { a: [{ x: 1 }, { x: 2 }] } },
  { name: 'a list of lists', body: a({ type: 'array', items: list }), value: { a: [['x'], ['y', 'z']] } },
  {
    name: 'an object as XML',
    body: a(point, { encoding: { a: { contentType: 'application/xml' } } }),
    value: { a: { x: 1 } },
  },
  { name: 'a delimited list', body: styled(list, { explode: false }), value: { a: ['x', 'y,z'] } },
  { name: 'a list with pipes', body: styled(list, { style: 'pipeDelimited' }), value: { a: ['x', 'y'] } },
  { name: 'an exploded object', body: styled(point, { style: 'form' }), value: { a: { x: 1, y: 2 }, b: 'c' } },
  {
    name: 'a deep object',
    body: a({ type: 'object', properties: { p: point, l: { type: 'array', items: point }, t: list } }, deep),
    value: { a: { p: { x: 1 }, l: [{ x: 2 }, { x: 3 }], t: ['q', 'r'] } },
  },
  { name: 'undocumented fields', body: a(text), value: { c: 'd', 'e f': 'g' } },
];

describe('a form written by the sandbox is parsed into the same value (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(trips))('%s', async (_, { body, value }) =>
    expect(echoed(await roundTrip(type, body, value))).toEqual(value),
  );
});

describe('a documented example of a form (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each<readonly [string, Json, Json]>([
    ['given as an object', { a: ['1'], b: 'x y' }, { a: ['1'], b: 'x y' }],
    ['given as a form', 'a=1&b=x+y', { a: ['1'], b: 'x y' }],
    ['given as an object with types that a form does not have', { a: [1], b: 5 }, { a: ['1'], b: '5' }],
    ['given as an object with an empty list, which a form cannot contain', { a: [], b: 'x' }, { b: 'x' }],
  ])('%s is parsed as a server would', (_, value, want) => {
    const sandbox = echoOf(type, a(list, { examples: { given: value } }));
    expect(sandbox.operation('api', 'send').requestExamples.map((example) => example.value)).toEqual([want]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('that violates its schema is reported, and sets aside what no other example satisfies', () => {
    const sandbox = echoOf(type, { ...strict, examples: { one: 'a=10' } });
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['constraint-set-aside']);
  });

  it('that cannot be parsed is reported, and is no evidence', () => {
    const sandbox = echoOf(type, { ...strict, examples: { one: 'a=%zz' } });
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['example-invalid']);
  });
});
