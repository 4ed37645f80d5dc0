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

it.each([
  ['put/200/plain', 'default, prefer'],
  ['put/200/known', 'rule: path.id is rex (or 1 more), prefer'],
  ['put/400/no-name', 'rule: body#/name fails required or type, prefer'],
  ['put/400/other', 'prefer'],
  ['put/429/slow', 'token: Bearer 429, prefer'],
])('list says how to reach %s', async (id, want) => {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => printed.push(String(line)));
  expect(await run(['list', join(folder, 'pets.json'), '--scenarios', join(folder, 'rules')], {})).toBe(0);
  const line = printed.find((one) => one.trim().startsWith(`${id} `));
  expect(line?.trim().slice(id.length).trim()).toBe(want);
});
