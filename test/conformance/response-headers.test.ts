import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName, type Named } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/** A Header Object and the header sent; undefined if none is sent. */
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
  ['string', { schema: { type: 'string' }, example: 'blue' }, 'blue'],
  ['empty string', { schema: { type: 'string' }, example: '' }, ''],
  ['list', { schema: list, example: colors }, 'blue,black'],
  ['exploded list', { schema: list, explode: true, example: colors }, 'blue,black'],
  ['object', { schema: object, example: mix }, 'R,100,G,200'],
  ['exploded object', { schema: object, explode: true, example: mix }, 'R=100,G=200'],
]);

const examples = rowsOf('4.8.21.1', [
  ['number', { schema: { type: 'integer' }, example: 5 }, '5'],
  ['boolean', { schema: { type: 'boolean' }, example: false }, 'false'],
  ['examples: the first', { examples: { one: { value: 'a' }, two: { value: 'b' } } }, 'a'],
  ['content: serialized as JSON', json({ schema: object, example: mix }), '{"R":100,"G":200}'],
  ['content with named examples: the first', json({ examples: { one: { value: [1, 2] } } }), '[1,2]'],
  ['content of plain text: as it is', { content: { 'text/plain': { example: 'a b' } } }, 'a b'],
  ['reference to a Header Object', { $ref: '#/components/headers/Shared' }, 'shared'],
]);

const generated = (schema: Json, rest: JsonObject = {}): JsonObject => ({ schema, ...rest });
const schemas = rowsOf('4.8.24', [
  ['example of the schema', generated({ type: 'string', example: 'a' }), 'a'],
  ['examples of the schema: the first', generated({ type: 'string', examples: ['a', 'b'] }), 'a'],
  ['default of the schema', generated({ type: 'integer', default: 7 }), '7'],
  ['const of the schema', generated({ const: 'always' }), 'always'],
  ['enum of the schema: the first', generated({ enum: ['b', 'a'] }), 'b'],
  ['required string without an example: generated', generated({ type: 'string' }, { required: true }), 'string'],
  ['required number with a minimum: generated', generated({ type: 'integer', minimum: 3 }, { required: true }), '3'],
  ['required list: generated', generated(list, { required: true }), 'string'],
  ['required object: generated', generated(object, { required: true }), 'R,0,G,0'],
  ['required exploded object: generated', generated(object, { required: true, explode: true }), 'R=0,G=0'],
  ['required content: generated', { ...json({ schema: object }), required: true }, '{"R":0,"G":0}'],
  ['optional content with a const: that value', json({ schema: { const: [1] } }), '[1]'],
  ['optional string without an example: omitted', generated({ type: 'string' }), undefined],
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
