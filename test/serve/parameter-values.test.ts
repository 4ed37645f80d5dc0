import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { absent, type Documented, echoed, echoes } from '../fixtures/echo.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

interface Row {
  readonly name: string;
  readonly parameter: Documented;
  readonly sent: string | null;
  /** The value, or the violations. */
  readonly want: Json;
}

const query = (schema: Json, rest: JsonObject = {}): Documented => ({ in: 'query', schema, ...rest });
const path = (schema: Json, rest: JsonObject = {}): Documented => ({ in: 'path', schema, ...rest });
const text = { type: 'string' };
const list = { type: 'array', items: text };
const fault = (keyword: string, place = 'query', at = 'color') => [`${place} ${at} ${keyword}`];

const encoded: readonly Row[] = [
  { name: 'percent-encoded text', parameter: query(text), sent: 'color=gr%C3%BCn%20%26%20blau', want: 'grün & blau' },
  { name: 'a plus, which is a space in a query', parameter: query(text), sent: 'color=a+b', want: 'a b' },
  { name: 'a plus, which is a plus in a path', parameter: path(text), sent: 'a+b', want: 'a+b' },
  { name: 'an encoded slash in a path', parameter: path(text), sent: 'a%2Fb', want: 'a/b' },
  {
    name: 'an encoded comma within an item',
    parameter: query(list, { explode: false }),
    sent: 'color=a%2Cb,c',
    want: ['a,b', 'c'],
  },
  { name: 'an encoded comma within an item of a path', parameter: path(list), sent: 'a%2Cb,c', want: ['a,b', 'c'] },
  { name: 'an encoded name', parameter: { ...query(text), name: 'färbe' }, sent: 'f%C3%A4rbe=x', want: 'x' },
  {
    name: 'a name with brackets',
    parameter: { ...query(text), name: 'page[size]' },
    sent: 'page%5Bsize%5D=9',
    want: '9',
  },
  { name: 'an equals sign in a value', parameter: query(text), sent: 'color=a=b', want: 'a=b' },
  {
    name: 'a percent sign in a header, which is not encoded',
    parameter: { in: 'header', schema: text },
    sent: '50%',
    want: '50%',
  },
  { name: 'bad percent-encoding in a query', parameter: query(text), sent: 'color=%E0%A4', want: fault('syntax') },
  { name: 'a lone percent sign in a query', parameter: query(text), sent: 'color=50%', want: fault('syntax') },
  { name: 'bad percent-encoding in a path', parameter: path(text), sent: '%E0%A4', want: fault('syntax', 'path') },
  { name: 'bad percent-encoding in a list', parameter: query(list), sent: 'color=a&color=%E0', want: fault('syntax') },
  { name: 'bad percent-encoding in another parameter', parameter: query(text), sent: 'color=a&other=%E0', want: 'a' },
];

const special: readonly Row[] = [
  { name: 'one value that is given twice', parameter: query(text), sent: 'color=a&color=b', want: fault('syntax') },
  {
    name: 'one value that is given twice alike',
    parameter: query({ type: 'integer' }),
    sent: 'color=1&color=1',
    want: fault('syntax'),
  },
  { name: 'the name in another case', parameter: query(text), sent: 'Color=a', want: absent },
  {
    name: 'a required one that is missing',
    parameter: query(text, { required: true }),
    sent: 'other=a',
    want: fault('required'),
  },
  {
    name: 'a required one with a default that is missing',
    parameter: query({ type: 'integer', default: 5 }, { required: true }),
    sent: '',
    want: fault('required'),
  },
  {
    name: 'an empty one that may be empty counts as unused',
    parameter: query({ type: 'integer' }, { allowEmptyValue: true }),
    sent: 'color=',
    want: absent,
  },
  {
    name: 'a bare name likewise',
    parameter: query({ type: 'integer' }, { allowEmptyValue: true }),
    sent: 'color',
    want: absent,
  },
  {
    name: 'a required one that may be empty',
    parameter: query({ type: 'integer' }, { allowEmptyValue: true, required: true }),
    sent: 'color=',
    want: absent,
  },
  { name: 'a default', parameter: query({ type: 'integer', default: 10 }), sent: null, want: 10 },
  {
    name: 'a default of another type than text',
    parameter: query({ type: 'boolean', default: false }),
    sent: '',
    want: false,
  },
  {
    name: 'a default of a header',
    parameter: { in: 'header', name: 'X-Max', schema: { type: 'integer', default: 3 } },
    sent: null,
    want: 3,
  },
  {
    name: 'an empty header that should be a number',
    parameter: { in: 'header', name: 'X-Max', schema: { type: 'integer', default: 3 } },
    sent: '',
    want: fault('type', 'header', 'X-Max'),
  },
  {
    name: 'JSON in `content`',
    parameter: { in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
    sent: 'color=%7B%22a%22%3A%5B1%5D%7D',
    want: { a: [1] },
  },
  {
    name: 'JSON in `content` that breaks its schema',
    parameter: { in: 'query', content: { 'application/json': { schema: { type: 'array' } } } },
    sent: 'color=1',
    want: fault('type'),
  },
  {
    name: 'broken JSON in `content`',
    parameter: { in: 'query', content: { 'application/json': {} } },
    sent: 'color=%7B',
    want: fault('syntax'),
  },
  {
    name: 'JSON in `content` of a header',
    parameter: { in: 'header', content: { 'application/json': { schema: {} } } },
    sent: '[1]',
    want: [1],
  },
  {
    name: 'text in `content` of a cookie',
    parameter: { in: 'cookie', content: { 'text/plain': { schema: text } } },
    sent: 'color=a,b',
    want: 'a,b',
  },
  {
    name: 'an exploded free-form object (OpenAPI 3.1.1, 4.8.12.5)',
    parameter: query({ type: 'object', additionalProperties: { type: 'integer' } }),
    sent: 'a=1&b=2',
    want: { a: 1, b: 2 },
  },
  {
    name: 'a free-form deepObject',
    parameter: query(
      { type: 'object', additionalProperties: { type: 'integer' } },
      { style: 'deepObject', explode: true },
    ),
    sent: 'color[a]=1',
    want: { a: 1 },
  },
  {
    name: 'a deepObject that is not sent',
    parameter: query({ type: 'object' }, { style: 'deepObject', explode: true }),
    sent: 'colors[a]=1',
    want: absent,
  },
  {
    name: 'a deepObject that breaks its schema',
    parameter: query(
      { type: 'object', properties: { a: { type: 'integer' } } },
      { style: 'deepObject', explode: true },
    ),
    sent: 'color[a]=x',
    want: fault('type', 'query', 'color/a'),
  },
];

const tag = { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'string' } } };
const tags = { type: 'array', items: tag };
const json = (value: Json) => encodeURIComponent(JSON.stringify(value));
const one = { a: 1, b: 'x,y' };
const other = { a: 2 };

/** Styles do not cover nested values: they are written as JSON, as many clients do. */
const nested: readonly Row[] = [
  {
    name: 'objects in a list',
    parameter: query(tags),
    sent: `color=${json(one)}&color=${json(other)}`,
    want: [one, other],
  },
  { name: 'one object in a list', parameter: query(tags), sent: `color=${json(one)}`, want: [one] },
  {
    name: 'a list of objects in one text',
    parameter: query(tags),
    sent: `color=${json([one, other])}`,
    want: [one, other],
  },
  {
    name: 'objects between commas',
    parameter: query(tags, { explode: false }),
    sent: `color=${json(one)},${json(other)}`,
    want: [one, other],
  },
  {
    name: 'one object, of which the commas are encoded',
    parameter: query(tags, { explode: false }),
    sent: `color=${json(one)}`,
    want: [one],
  },
  {
    name: 'objects in a list of a path',
    parameter: path(tags),
    sent: `${json(one)},${json(other)}`,
    want: [one, other],
  },
  {
    name: 'objects in a list of a header',
    parameter: { in: 'header', name: 'X-Tags', schema: tags },
    sent: '{"a":1,"b":"x,y"}, {"a":2}',
    want: [one, other],
  },
  {
    name: 'a list in a list',
    parameter: query({ type: 'array', items: { type: 'array', items: { type: 'integer' } } }),
    sent: 'color=[1,2]&color=[3]',
    want: [[1, 2], [3]],
  },
  {
    name: 'a list of lists in one text',
    parameter: query({ type: 'array', items: { type: 'array', items: { type: 'integer' } } }),
    sent: 'color=[[1,2],[3]]',
    want: [[1, 2], [3]],
  },
  {
    name: 'an object in an object',
    parameter: query({ type: 'object', properties: { to: tag } }),
    sent: `to=${json(one)}`,
    want: { to: one },
  },
  {
    name: 'an object that breaks its schema',
    parameter: query(tags),
    sent: 'color={"a":"x"}',
    want: fault('type', 'query', 'color/0/a'),
  },
  { name: 'what is no JSON', parameter: query(tags), sent: 'color={a:1}', want: fault('type', 'query', 'color/0') },
  {
    name: 'a number where objects belong',
    parameter: query(tags),
    sent: 'color=1',
    want: fault('type', 'query', 'color/0'),
  },
  { name: 'JSON where texts belong', parameter: query(list), sent: 'color={"a":1}', want: ['{"a":1}'] },
  { name: 'no text at all', parameter: path(tags), sent: '%20', want: fault('type', 'path', 'color/0') },
];

/** Members of Object.prototype must not be mistaken for parameters that were sent, nor the other way round. */
const inherited: readonly Row[] = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].flatMap((name) => [
  { name: `${name} that is not sent`, parameter: { ...query(text), name }, sent: '', want: absent },
  { name: `${name} that is sent`, parameter: { ...query({ type: 'integer' }), name }, sent: `${name}=5`, want: 5 },
  {
    name: `${name} that is required`,
    parameter: { ...query(text, { required: true }), name },
    sent: '',
    want: fault('required', 'query', name),
  },
  { name: `${name} in a path`, parameter: { ...path(text), name }, sent: 'x', want: 'x' },
  { name: `${name} in a cookie`, parameter: { in: 'cookie', name, schema: text }, sent: 'a=b', want: absent },
  {
    name: `${name} as a property that is required`,
    parameter: query({ type: 'object', required: [name] }, { style: 'deepObject', explode: true }),
    sent: 'color[a]=1',
    want: fault('required', 'query', `color/${name}`),
  },
  {
    name: `${name} as a property that is not sent`,
    parameter: query(
      { type: 'object', properties: { [name]: { type: 'integer' } } },
      { style: 'deepObject', explode: true },
    ),
    sent: 'color[a]=1',
    want: { a: '1' },
  },
]);

describe.each(
  byName([
    { name: 'a value is decoded', section: 'RFC 3986, 2.1', rows: encoded },
    { name: 'a parameter', section: 'OpenAPI 3.1.1, 4.8.12.2', rows: special },
    { name: 'a nested value', section: 'OpenAPI 3.1.1, 4.8.12.4', rows: nested },
    { name: 'a name that every object has', section: 'OpenAPI 3.1.1, 4.8.12.2.1', rows: inherited },
  ]),
)('%s:', (_group, { rows }) => {
  const send = echoes(rows);
  it.each(byName(rows))('%s', async (_, row) => expect(echoed(await send(row))).toEqual(row.want));
});

it('an exploded free-form object takes the query parameters that have no other name (OpenAPI 3.1.1, 4.8.12.5)', async () => {
  const free = { type: 'object', additionalProperties: { type: 'integer' } };
  const parameters = [parameter('query', 'limit', { type: 'integer' }), parameter('query', 'filter', free)];
  const responses = { 200: response({ ok: { filter: null } }) };
  const rules = [{ operation: 'list', answer: { scenario: '200/ok', body: { '/filter': '$request.query.filter' } } }];
  const sandbox = ruledSandbox(documentOf({ '/pets': { get: { operationId: 'list', parameters, responses } } }), {
    rules,
  });
  expect((await ask(sandbox, 'GET /pets?a=1&limit=5')).body).toEqual({ filter: { a: 1 } });
  expect((await ask(sandbox, 'GET /pets?limit=5')).body).toEqual({ filter: null });
});
