import { describe, expect, it } from 'vitest';
import { isArray, type Json, property } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { type DocumentedBody, echoOf, sendTo } from '../fixtures/body-echo.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { large } from '../fixtures/seeded.ts';

const form = 'application/x-www-form-urlencoded';
const texts: Json = { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } } };
const styled = (style: string, schema: Json): DocumentedBody => ({
  schema: { type: 'object', properties: { a: schema } },
  encoding: { a: { style, explode: style === 'deepObject' } },
});
const part = (head: string, body: string) =>
  `--b\r\nContent-Disposition: form-data; name="a"\r\n${head}\r\n${body}\r\n`;

/** The number of items echoed from the body or its property `a`, or the number of violations reported. */
async function counted(mediaType: string, documented: DocumentedBody, body: string): Promise<number> {
  const answer = await sendTo(echoOf(mediaType.split(';')[0] ?? '', documented), mediaType, body);
  if (answer.status !== 200) return -answer.faults.length;
  const value = property(answer.body, 'value');
  const list = isArray(value) ? value : property(value, 'a');
  return isArray(list) ? list.length : 1;
}

describe('a body of many small values takes linear time; at most twenty violations are listed', () => {
  it.each<readonly [string, string, DocumentedBody, string, number]>([
    ['fields of one name', form, { schema: texts }, 'a=1&'.repeat(large), large],
    ['fields that cannot be decoded', form, { schema: texts }, 'a=%&'.repeat(large), -20],
    ['fields that are binary and not documented', form, { schema: {} }, 'a=%ff&'.repeat(large), large],
    ['brackets of one name', form, styled('deepObject', { type: 'array', items: {} }), 'a[]=1&'.repeat(large), large],
    ['brackets that cannot be decoded', form, styled('deepObject', { type: 'array' }), 'a[]=%&'.repeat(large), -20],
    [
      'items that only begin like JSON',
      form,
      styled('pipeDelimited', { type: 'array', items: { type: ['string', 'array'] } }),
      `a=${'[|'.repeat(large)}x`,
      large + 1,
    ],
    ['lines that are no JSON', 'application/jsonl', { itemSchema: {} }, '[\n'.repeat(large), -20],
    ['lines', 'application/jsonl', { itemSchema: {} }, '1\n'.repeat(large), large],
    ['records', 'application/json-seq', { itemSchema: {} }, '\u001e[]\n'.repeat(large), large],
    [
      'events that only begin like JSON',
      'text/event-stream',
      { itemSchema: { type: 'object', properties: { data: { type: ['object', 'string'] } } } },
      'data:[\n\n'.repeat(large / 2),
      large / 2,
    ],
    ['elements', 'application/xml', { schema: { type: 'array', items: {} } }, `<a>${'<b/>'.repeat(large)}</a>`, large],
    [
      'parts of one name',
      'multipart/form-data; boundary=b',
      { schema: texts },
      `${part('', 'x').repeat(large / 10)}--b--`,
      large / 10,
    ],
    [
      'parts of a type that nothing closes',
      'multipart/form-data; boundary=b',
      { schema: texts },
      `${part(`Content-Type: a/b; c="${'\\"'.repeat(7000)}\r\n`, 'x').repeat(large / 3000)}--b--`,
      large / 3000,
    ],
    [
      'parts that are no base64',
      'multipart/form-data; boundary=b',
      { schema: texts },
      `${part('Content-Transfer-Encoding: base64\r\n', '%').repeat(large / 20)}--b--`,
      -20,
    ],
  ])('%s', async (_, mediaType, documented, body, want) =>
    expect(await counted(mediaType, documented, body)).toBe(want),
  );
});

it('an Accept header with thousands of types is compared with documented ranges (RFC 9110, 12.5.1)', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `e${index}`);
  const answer = response(Object.fromEntries(names.map((name) => [name, name])), 'image/*');
  const sandbox = ruledSandbox(documentOf({ '/p': { get: { operationId: 'o', responses: { 200: answer } } } }));
  const types = Array.from({ length: 20_000 }, (_, index) => `image/x${index}`);
  const given = await ask(sandbox, 'GET /p', { headers: { Accept: types.join() } });
  expect([given.status, given.headers['content-type']]).toEqual([200, 'image/x0']);
  const refused = await ask(sandbox, 'GET /p', { headers: { Accept: types.map((type) => `${type};q=0`).join() } });
  expect(refused.status).toBe(406);
});

it('a path with thousands of delimiters is divided between its parameters', async () => {
  const parameters = ['a', 'b', 'c'].map((name) => parameter('path', name, { type: 'integer' }));
  const paths = { '/{a}-{b}-{c}': { get: { operationId: 'o', parameters, responses: { 200: response({ ok: 1 }) } } } };
  const path = `/${'-'.repeat(15_000)}`;
  expect((await ask(ruledSandbox(documentOf(paths)), `GET ${path}`)).status).toBe(422);
});
