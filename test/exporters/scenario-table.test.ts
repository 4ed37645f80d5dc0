import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const body: JsonObject = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 100 },
    tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    ids: {
      type: 'array',
      items: { type: 'object' },
      contains: { required: ['system'], properties: { system: { const: 'a' } } },
      minContains: 0,
      maxContains: 1,
    },
  },
};
const parameters = [
  parameter('path', 'id', { type: 'integer', minimum: 1 }, { example: 5 }),
  parameter('query', 'day', { type: 'string', format: 'date' }, { required: true, example: '2024-02-29' }),
  parameter('query', 'q', { type: 'string' }),
  parameter('header', 'X-Team', { type: 'string', minLength: 2 }, { required: true, example: 'red' }),
];

interface Row {
  readonly name: string;
  /** The rule that leads to the scenario. */
  readonly rule: JsonObject;
  readonly want: string;
}

const when = (conditions: JsonObject): JsonObject => ({ when: conditions });
const fault = (at: string, keyword: string): JsonObject => ({ faults: [{ at, keyword }] });

const rows: readonly Row[] = [
  { name: 'path parameter', rule: when({ 'path.id': 7 }), want: 'path `id` is `7`' },
  { name: 'query parameter', rule: when({ 'query.q': 'a b' }), want: 'query `q` is `a b`' },
  { name: 'query parameter with a percent sign', rule: when({ 'query.q': '5%&x' }), want: 'query `q` is `5%&x`' },
  {
    name: 'several parameters',
    rule: when({ 'path.id': 7, 'query.q': 'x' }),
    want: 'path `id` is `7` and query `q` is `x`',
  },
  { name: 'header', rule: when({ 'header.X-Team': 'blue' }), want: 'header `X-Team` is `blue`' },
  {
    name: 'header with a vertical bar, which would end the table cell',
    rule: when({ 'header.X-Team': 'a|b' }),
    want: 'header `X-Team` is <code>a&#124;b</code>',
  },
  { name: 'body property', rule: when({ 'body#/name': 'Tom' }), want: 'body `name` is `Tom`' },
  { name: 'missing parameter', rule: fault('query.day', 'required'), want: 'without query `day`' },
  { name: 'missing header', rule: fault('header.X-Team', 'required'), want: 'without header `X-Team`' },
  { name: 'missing body', rule: fault('body', 'required'), want: 'without a body' },
  { name: 'missing property', rule: fault('body#/name', 'required'), want: 'without body `name`' },
  {
    name: 'string that is too long',
    rule: fault('body#/name', 'maxLength'),
    want: 'body `name` longer than 100 characters',
  },
  {
    name: 'repeated list item',
    rule: fault('body#/ids', 'contains'),
    want: 'body `ids` with more than 1 item whose `system` is `a`',
  },
  { name: 'list item', rule: fault('body#/tags/0', 'enum'), want: 'body `tags[0]` not one of `a`, `b`' },
];

/** The table row for the scenario that a rule leads to. */
async function reported(rule: JsonObject): Promise<Json | undefined> {
  const answers = {
    200: response({ ok: 1, special: 2 }),
    400: response({ special: { message: 'No' }, other: { message: 'Never' } }),
  };
  const post = { operationId: 'o', parameters, requestBody: jsonBody(body), responses: answers };
  const answer = 'faults' in rule ? '400/special' : '200/special';
  const sandbox = ruledSandbox(documentOf({ '/a/{id}': { post } }), { rules: [{ operation: 'o', ...rule, answer }] });
  const served = (await ask(sandbox, 'GET /_sandbox/openapi/api.json')).body;
  const description = valueAt(served, '/paths/~1a~1{id}/post/description');
  const status = answer.slice(0, 3);
  const lines = typeof description === 'string' ? description.split('\n') : [];
  return lines.find((line) => line.startsWith('| `special`') && line.includes(` ${status} `))?.split(' | ')[1];
}

describe('the table of scenarios describes the request to send', () => {
  it.each(rows)('$name', async ({ rule, want }) => expect(await reported(rule)).toBe(want));
});
