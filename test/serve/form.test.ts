import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type DocumentedBody, echoOf, roundTrip, sendTo } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';

const type = 'application/x-www-form-urlencoded';
const text = { type: 'string' };
const list = { type: 'array', items: text };
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
  { name: 'a plus, which is a space', body: a(text), given: 'a=b+c', want: { a: 'b c' } },
  { name: 'percent-encoding', body: a(text), given: '%61=%26%3D%2B%C3%A9', want: { a: '&=+é' } },
  { name: 'an empty value', body: a(text), given: 'a=', want: { a: '' } },
  { name: 'a name alone', body: a(text), given: 'a', want: { a: '' } },
  { name: 'empty pairs', body: a(text), given: '&a=1&&', want: { a: '1' } },
  { name: 'an equals sign in a value', body: a(text), given: 'a=b=c', want: { a: 'b=c' } },
  { name: 'what nobody documented', body: a(text), given: 'c=1&d=2&d=3', want: { c: '1', d: ['2', '3'] } },
  {
    name: 'names that every object has',
    body: a(text),
    given: 'constructor=1&__proto__=2',
    want: ['constructor', '__proto__'],
  },
  // OpenAPI 3.1.1, 4.8.15.1: text/plain by default, coerced as parameters are (Appendix B)
  { name: 'an integer', body: a({ type: 'integer' }), given: 'a=5', want: { a: 5 } },
  { name: 'a number', body: a({ type: 'number' }), given: 'a=-1.5e3', want: { a: '#-1.5e3' } },
  { name: 'a truth value', body: a({ type: 'boolean' }), given: 'a=true', want: { a: true } },
  { name: 'null', body: a({ type: ['integer', 'null'] }), given: 'a=', want: { a: null } },
  { name: 'a number that may be a text', body: a({ type: ['string', 'integer'] }), given: 'a=5', want: { a: 5 } },
  { name: 'a text without a type', body: a({}), given: 'a=5', want: { a: '5' } },
  // OpenAPI 3.1.1, 4.8.15.1: an array as its items are, an object as JSON
  { name: 'an array', body: a(list), given: 'a=x&b=1&a=y', want: { a: ['x', 'y'], b: '1' } },
  { name: 'an array of one', body: a(list), given: 'a=x,y', want: { a: ['x,y'] } },
  {
    name: 'an array of numbers',
    body: a({ type: 'array', items: { type: 'integer' } }),
    given: 'a=1&a=2',
    want: { a: [1, 2] },
  },
  { name: 'an object', body: a(point), given: 'a=%7B%22x%22:1%7D', want: { a: { x: 1 } } },
  {
    name: 'an array of objects',
    body: a({ type: 'array', items: point }),
    given: 'a={"x":1}&a={"x":2}',
    want: { a: [{ x: 1 }, { x: 2 }] },
  },
  {
    name: 'an array of objects, whole',
    body: a({ type: 'array', items: point }),
    given: 'a=[{"x":1},{"x":2}]',
    want: { a: [{ x: 1 }, { x: 2 }] },
  },
  {
    name: 'JSON, where that is said',
    body: a({ type: 'integer' }, { encoding: { a: { contentType: 'application/json' } } }),
    given: 'a=5',
    want: { a: 5 },
  },
  {
    name: 'XML, where that is said',
    body: a(point, { encoding: { a: { contentType: 'application/xml' } } }),
    given: 'a=<a><x>1</x></a>',
    want: { a: { x: 1 } },
  },
  {
    name: 'what base64 encodes, as the text that it is',
    body: a({ type: 'string', contentEncoding: 'base64' }, { encoding: { a: { contentType: 'image/png' } } }),
    given: 'a=aGk%3D',
    want: { a: 'aGk=' },
  },
  // OpenAPI 3.1.1, 4.8.15: with style, explode or allowReserved, as query parameters
  { name: 'form, exploded', body: styled(list, { style: 'form' }), given: 'a=x&a=y', want: { a: ['x', 'y'] } },
  { name: 'form, not exploded', body: styled(list, { explode: false }), given: 'a=x,y', want: { a: ['x', 'y'] } },
  {
    name: 'a comma that is no delimiter',
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
    name: 'an object that is not exploded',
    body: styled(point, { explode: false }),
    given: 'a=x,1,y,2',
    want: { a: { x: 1, y: 2 } },
  },
  { name: 'reserved characters', body: styled(text, { allowReserved: true }), given: 'a=x/y?z', want: { a: 'x/y?z' } },
  {
    name: 'an exploded object that takes what is left',
    body: styled({ type: 'object', additionalProperties: text }, { style: 'form' }),
    given: 'c=1&b=2',
    want: { a: { c: '1' }, b: '2' },
  },
  // OpenAPI 3.1.1, 4.8.12.3, deepObject; nested values as clients write them
  { name: 'deepObject', body: a(point, deep), given: 'a[x]=1&a%5By%5D=2', want: { a: { x: 1, y: 2 } } },
  {
    name: 'deepObject, deeper',
    body: a({ type: 'object', properties: { p: point, l: { type: 'array', items: point } } }, deep),
    given: 'a[p][x]=1&a[l][1][x]=3&a[l][0][x]=2',
    want: { a: { p: { x: 1 }, l: [{ x: 2 }, { x: 3 }] } },
  },
  { name: 'deepObject, a list', body: a(list, deep), given: 'a[]=x&a[]=y', want: { a: ['x', 'y'] } },
  { name: 'deepObject, a list by numbers', body: a(list, deep), given: 'a[1]=y&a[0]=x', want: { a: ['x', 'y'] } },
  // JSON Schema keywords for the whole form
  {
    name: 'properties of all parts of the schema',
    body: {
      schema: { allOf: [{ properties: { a: { type: 'integer' } } }, { properties: { c: { type: 'boolean' } } }] },
    },
    given: 'a=1&c=true',
    want: { a: 1, c: true },
  },
  {
    name: 'properties by additionalProperties',
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
  { name: 'a wrong type', body: strict, given: 'a=x', want: ['body /a type'] },
  { name: 'no value for a number', body: strict, given: 'a=', want: ['body /a type'] },
  { name: 'a number that is no JSON number', body: strict, given: 'a=0x5', want: ['body /a type'] },
  { name: 'a broken constraint', body: strict, given: 'a=10', want: ['body /a maximum'] },
  { name: 'a single value given twice', body: strict, given: 'a=1&a=2', want: ['body /a syntax'] },
  { name: 'a value that cannot be decoded', body: strict, given: 'a=%zz', want: ['body /a syntax'] },
  { name: 'a value that is no UTF-8', body: a(text), given: 'a=%ff', want: ['body /a syntax'] },
  { name: 'a name that cannot be decoded', body: strict, given: '%zz=1&a=1', want: ['body  syntax'] },
  { name: 'JSON that is none', body: a(point), given: 'a={"x"', want: ['body /a syntax'] },
  {
    name: 'JSON in a list that is none',
    body: a({ type: 'array', items: point }),
    given: 'a={}&a={',
    want: ['body /a/1 syntax'],
  },
  {
    name: 'XML that is none',
    body: a(point, { encoding: { a: { contentType: 'text/xml' } } }),
    given: 'a=<a>',
    want: ['body /a syntax'],
  },
  { name: 'JSON that breaks its schema', body: a(point), given: 'a={"x":"y"}', want: ['body /a/x type'] },
  { name: 'a list in a list', body: a({ ...list, maxItems: 1 }), given: 'a=1&a=2', want: ['body /a maxItems'] },
  {
    name: 'one of a styled list',
    body: styled({ type: 'array', items: { type: 'integer' } }, { explode: false }),
    given: 'a=1,x',
    want: ['body /a/1 type'],
  },
  {
    name: 'a styled value that cannot be decoded',
    body: styled(list, { explode: false }),
    given: 'a=%zz',
    want: ['body /a syntax'],
  },
  {
    name: 'a styled value given twice',
    body: styled(list, { explode: false }),
    given: 'a=1&a=2',
    want: ['body /a syntax'],
  },
  { name: 'deepObject with a wrong leaf', body: a(point, deep), given: 'a[x]=z', want: ['body /a/x type'] },
  {
    name: 'deepObject with a leaf given twice',
    body: a(point, deep),
    given: 'a[x]=1&a[x]=2',
    want: ['body /a/x syntax'],
  },
  { name: 'deepObject that cannot be decoded', body: a(point, deep), given: 'a[x]=%zz', want: ['body /a/x syntax'] },
];

describe('a form is refused for (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(refused))('%s', async (_, { body, given, want }) => {
    const answer = await sendTo(echoOf(type, body), type, given);
    expect(answer.faults).toEqual(want);
    expect(answer.status).toBe(400);
  });
});

const trips: readonly { readonly name: string; readonly body: DocumentedBody; readonly value: Json }[] = [
  { name: 'texts', body: a(text), value: { a: 'a&b=c+d é%/?#[]', b: '' } },
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
  { name: 'what nobody documented', body: a(text), value: { c: 'd', 'e f': 'g' } },
];

describe('a form written by the sandbox is parsed into the same value (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each(byName(trips))('%s', async (_, { body, value }) =>
    expect(echoed(await roundTrip(type, body, value))).toEqual(value),
  );
});

describe('a documented example of a form (OpenAPI 3.1.1, 4.8.15)', () => {
  it.each<readonly [string, Json, Json]>([
    ['as an object', { a: ['1'], b: 'x y' }, { a: ['1'], b: 'x y' }],
    ['as the text of a body', 'a=1&b=x+y', { a: ['1'], b: 'x y' }],
    ['with types that a form does not tell', { a: [1], b: 5 }, { a: ['1'], b: '5' }],
    ['with an empty list, which a form does not have', { a: [], b: 'x' }, { b: 'x' }],
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
