import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const put = {
  operationId: 'put',
  parameters: [parameter('path', 'id', { type: 'string' })],
  requestBody: jsonBody({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
  responses: {
    200: response({ plain: 1, known: 2 }),
    400: response({ 'no-name': 'no', other: 'no' }),
    429: response({ slow: 'down' }),
  },
};
const rules = [
  { operation: 'put', when: { 'path.id': 'rex' }, answer: '200/known' },
  { operation: 'put', faults: [{ at: 'body#/name', keyword: ['required', 'type'] }], answer: '400/no-name' },
  { operation: 'put', when: { query: { required: ['x'] } }, answer: '200/known' },
];
const folder = writeFiles({
  'pets.json': JSON.stringify(documentOf({ '/pets/{id}': { put } })),
  'rules/pets.yaml': JSON.stringify({ rules }),
});

afterEach(() => {
  vi.restoreAllMocks();
});

const url = 'http://localhost:9000/pets/string';
const named = `-H 'Content-Type: application/json' --data-raw '{"name":"string"}'`;

it.each([
  ['put/200/plain', ['an ordinary request, or Prefer: code=200, example=plain', `curl -i -X PUT '${url}' ${named}`]],
  [
    'put/200/known',
    [
      'path.id is rex, or query fits {"required":["x"]}, or Prefer: code=200, example=known',
      `curl -i -X PUT 'http://localhost:9000/pets/rex' ${named}`,
    ],
  ],
  [
    'put/400/no-name',
    [
      'body#/name fails required, or body fails required, or body fails syntax, or Prefer: code=400, example=no-name',
      `curl -i -X PUT '${url}' -H 'Content-Type: application/json' --data-raw '{}'`,
    ],
  ],
  [
    'put/400/other',
    [
      'Prefer: code=400, example=other',
      `curl -i -X PUT '${url}' -H 'Content-Type: application/json' -H 'Prefer: code=400, example=other' --data-raw '{"name":"string"}'`,
    ],
  ],
  [
    'put/429/slow',
    [
      'the token 429, or Prefer: code=429, example=slow',
      `curl -i -X PUT '${url}' -H 'Content-Type: application/json' -H 'Authorization: Bearer 429' --data-raw '{"name":"string"}'`,
    ],
  ],
])('list prints how to reach %s, and a command to paste', async (id, want) => {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  expect(await run(['list', join(folder, 'pets.json'), '--scenarios', join(folder, 'rules')], {})).toBe(0);
  const [, ways, command] =
    printed
      .find((one) => one.trim().startsWith(`${id}\n`))
      ?.trim()
      .split('\n') ?? [];
  expect([ways?.trim(), command?.trim()]).toEqual(want);
});
