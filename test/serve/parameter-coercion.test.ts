import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';
import { type Documented, echoed, echoes } from '../fixtures/echo.ts';

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
const fault = (keyword: string, place = 'query', at = 'color') => [`${place} ${at} ${keyword}`];

const coerced: readonly Row[] = [
  { name: 'an integer', parameter: query({ type: 'integer' }), sent: 'color=42', want: 42 },
  { name: 'a negative integer', parameter: query({ type: 'integer' }), sent: 'color=-7', want: -7 },
  {
    name: 'an integer with a fraction of zero (JSON Schema 2020-12, 4.2.3)',
    parameter: query({ type: 'integer' }),
    sent: 'color=1.0',
    want: '#1.0',
  },
  { name: 'a fraction is no integer', parameter: query({ type: 'integer' }), sent: 'color=1.5', want: fault('type') },
  { name: 'a word is no integer', parameter: query({ type: 'integer' }), sent: 'color=one', want: fault('type') },
  { name: 'nothing is no integer', parameter: query({ type: 'integer' }), sent: 'color=', want: fault('type') },
  { name: 'hexadecimal is no integer', parameter: query({ type: 'integer' }), sent: 'color=0x10', want: fault('type') },
  { name: 'Infinity is no number', parameter: query({ type: 'number' }), sent: 'color=Infinity', want: fault('type') },
  { name: 'a number', parameter: query({ type: 'number' }), sent: 'color=-0.5', want: -0.5 },
  { name: 'a number with an exponent', parameter: query({ type: 'number' }), sent: 'color=1e3', want: '#1e3' },
  {
    name: 'a number beyond a limit',
    parameter: query({ type: 'number', maximum: 9 }),
    sent: 'color=10',
    want: fault('maximum'),
  },
  { name: 'true', parameter: query({ type: 'boolean' }), sent: 'color=true', want: true },
  { name: 'false', parameter: query({ type: 'boolean' }), sent: 'color=false', want: false },
  { name: 'TRUE is no boolean', parameter: query({ type: 'boolean' }), sent: 'color=TRUE', want: fault('type') },
  { name: '1 is no boolean', parameter: query({ type: 'boolean' }), sent: 'color=1', want: fault('type') },
  { name: 'a text that looks like a number', parameter: query(text), sent: 'color=42', want: '42' },
  { name: 'a text that looks like a boolean', parameter: query(text), sent: 'color=true', want: 'true' },
  {
    name: 'null, where it may be null',
    parameter: query({ type: ['integer', 'null'] }),
    sent: 'color=null',
    want: null,
  },
  {
    name: 'nothing, where it may be null',
    parameter: query({ type: ['integer', 'null'] }),
    sent: 'color=',
    want: null,
  },
  { name: 'a number, where it may be null', parameter: query({ type: ['integer', 'null'] }), sent: 'color=5', want: 5 },
  {
    name: 'a text of its own right, where it may be null',
    parameter: query({ type: ['string', 'null'] }),
    sent: 'color=',
    want: '',
  },
  { name: 'by an enum without a type', parameter: query({ enum: [1, 2] }), sent: 'color=2', want: 2 },
  {
    name: 'by a reference and allOf',
    parameter: query({ allOf: [{ type: 'integer' }, { maximum: 5 }] }),
    sent: 'color=5',
    want: 5,
  },
  {
    name: 'by one of two types',
    parameter: query({ anyOf: [{ type: 'integer' }, { const: 'all' }] }),
    sent: 'color=all',
    want: 'all',
  },
  {
    name: 'by the other of two types',
    parameter: query({ anyOf: [{ type: 'integer' }, { const: 'all' }] }),
    sent: 'color=3',
    want: 3,
  },
  {
    name: 'the items of a list',
    parameter: query({ type: 'array', items: { type: 'integer' } }),
    sent: 'color=1&color=2',
    want: [1, 2],
  },
  {
    name: 'a wrong item of a list',
    parameter: query({ type: 'array', items: { type: 'integer' } }),
    sent: 'color=1&color=x',
    want: ['query color/1 type'],
  },
  { name: 'a list of one', parameter: query({ type: 'array', items: text }), sent: 'color=a', want: ['a'] },
  { name: 'a text without a schema for it', parameter: query({}), sent: 'color=5', want: '5' },
  { name: 'in a path', parameter: path({ type: 'integer' }), sent: '12', want: 12 },
  {
    name: 'in a header',
    parameter: { in: 'header', name: 'X-Max', schema: { type: 'integer' } },
    sent: '12',
    want: 12,
  },
  {
    name: 'in a cookie',
    parameter: { in: 'cookie', schema: { type: 'boolean' } },
    sent: 'a=b; color=true',
    want: true,
  },
  { name: 'wrong in a path', parameter: path({ type: 'integer' }), sent: 'x', want: fault('type', 'path') },
];

const send = echoes(coerced);

it.each(byName(coerced))('%s (OpenAPI 3.1.1, Appendix B)', async (_, row) =>
  expect(echoed(await send(row))).toEqual(row.want),
);
