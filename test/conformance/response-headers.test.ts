import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName, type Named } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/** A Header Object, and what is sent; undefined: no such header. */
interface Row extends Named {
  readonly header: JsonObject;
  readonly want: string | undefined;
}

const list = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } };
const colors = ['blue', 'black'];
const mix = { R: 100, G: 200 };
const json = (media: JsonObject): JsonObject => ({ content: { 'application/json': media } });
const rowsOf = (
  section: string,
  rows: readonly (readonly [string, JsonObject, string | undefined])[],
): readonly Row[] => rows.map(([name, header, want]) => ({ name, section: `OpenAPI 3.1.1, ${section}`, header, want }));

/** `simple`, the one style of headers, in each cell of the table of styles. */
const styles = rowsOf('4.8.12.4', [
  ['a text', { schema: { type: 'string' }, example: 'blue' }, 'blue'],
  ['an empty text', { schema: { type: 'string' }, example: '' }, ''],
  ['a list', { schema: list, example: colors }, 'blue,black'],
  ['a list, exploded', { schema: list, explode: true, example: colors }, 'blue,black'],
  ['an object', { schema: object, example: mix }, 'R,100,G,200'],
  ['an object, exploded', { schema: object, explode: true, example: mix }, 'R=100,G=200'],
]);

const examples = rowsOf('4.8.21.1', [
  ['a number', { schema: { type: 'integer' }, example: 5 }, '5'],
  ['a truth value', { schema: { type: 'boolean' }, example: false }, 'false'],
  ['the first of `examples`', { examples: { one: { value: 'a' }, two: { value: 'b' } } }, 'a'],
  ['`content`', json({ schema: object, example: mix }), '{"R":100,"G":200}'],
  ['`content` with named examples', json({ examples: { one: { value: [1, 2] } } }), '[1,2]'],
  ['`content` of a text', { content: { 'text/plain': { example: 'a b' } } }, 'a b'],
  ['a reference', { $ref: '#/components/headers/Shared' }, 'shared'],
]);

const generated = (schema: Json, rest: JsonObject = {}): JsonObject => ({ schema, ...rest });
const schemas = rowsOf('4.8.24', [
  ['the example of the schema', generated({ type: 'string', example: 'a' }), 'a'],
  ['the first of its examples', generated({ type: 'string', examples: ['a', 'b'] }), 'a'],
  ['its default', generated({ type: 'integer', default: 7 }), '7'],
  ['its constant', generated({ const: 'always' }), 'always'],
  ['the first of its choices', generated({ enum: ['b', 'a'] }), 'b'],
  ['a required text', generated({ type: 'string' }, { required: true }), 'string'],
  ['a required number within its limits', generated({ type: 'integer', minimum: 3 }, { required: true }), '3'],
  ['a required list', generated(list, { required: true }), 'string'],
  ['a required object', generated(object, { required: true }), 'R,0,G,0'],
  ['a required object, exploded', generated(object, { required: true, explode: true }), 'R=0,G=0'],
  ['a required `content`', { ...json({ schema: object }), required: true }, '{"R":0,"G":0}'],
  ['`content` whose schema settles it', json({ schema: { const: [1] } }), '[1]'],
  ['one of which nothing is known', generated({ type: 'string' }), undefined],
]);

const rows = [...styles, ...examples, ...schemas];
const responses = (header: JsonObject) => ({ 200: { ...response({ ok: {} }), headers: { 'X-Value': header } } });
const sandbox = ruledSandbox(
  documentOf(
    Object.fromEntries(rows.map(({ header }, index) => [`/${index}`, { get: { responses: responses(header) } }])),
    { components: { headers: { Shared: { schema: { type: 'string' }, example: 'shared' } } } },
  ),
);

describe('a response header is sent as', () => {
  it.each(byName(rows))('%s', async (_, row) =>
    expect((await ask(sandbox, `GET /${rows.indexOf(row)}`)).headers['x-value']).toBe(row.want),
  );
});
