import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const put = {
  operationId: 'put',
  summary: 'Replace a pet.\nNo other pet is changed.',
  parameters: [parameter('path', 'id', { type: 'string' })],
  requestBody: jsonBody({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
  responses: {
    200: {
      description: '',
      content: {
        'application/json': {
          examples: {
            plain: { value: 1 },
            known: { value: 2, summary: 'One of the pets that every test knows' },
          },
        },
      },
    },
    400: response({ 'no-name': 'no', other: 'no' }),
    404: response({ gone: 'no' }),
    429: {
      description: 'Slow',
      content: { 'application/json': { examples: { slow: { summary: 'Is slow', value: 1 } } } },
    },
  },
};
const rules = [
  { operation: 'put', when: { 'body#/name': 'n'.repeat(90), 'path.id': 'x'.repeat(90) }, answer: '404/gone' },
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
      'path id is rex, or with query x, or Prefer: code=200, example=known',
      `curl -i -X PUT 'http://localhost:9000/pets/rex' ${named}`,
    ],
  ],
  [
    'put/400/no-name',
    [
      'without body name, or without a body, or body not JSON, or Prefer: code=400, example=no-name',
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
  const [, ...described] = (await listed(['--scenarios', join(folder, 'rules')])).find(([first]) => first === id) ?? [];
  expect(described.slice(-2)).toEqual(want);
});

it.each<readonly [of: string, found: string, want: readonly string[]]>([
  ['an operation', 'PUT /pets/{id}', ['Replace a pet. No other pet is changed.']],
  [
    'an example',
    'put/200/known',
    ['One of the pets that every test knows', 'path id is rex, or with query x, or Prefer: code=200, example=known'],
  ],
  ['an example whose name has the same words', 'put/429/slow', ['the token 429, or Prefer: code=429, example=slow']],
])('list prints the summary of %s', async (_, found, want) => {
  const [, ...described] =
    (await listed(['--scenarios', join(folder, 'rules')])).find(([first]) => first === found) ?? [];
  expect(described.filter((line) => !line.startsWith('curl'))).toEqual(want);
});

it('list breaks lines that are longer than 160 characters, but no command', async () => {
  const [, first, second, command] =
    (await listed(['--scenarios', join(folder, 'rules')])).find(([id]) => id === 'put/404/gone') ?? [];
  expect([first, second]).toEqual([
    `body name is ${'n'.repeat(59)}… and path id is ${'x'.repeat(59)}…, or`,
    'Prefer: code=404, example=gone',
  ]);
  expect(command).toMatch(/^curl .{200}/);
});

/** The blocks that `list` prints, without indents, in lines. */
async function listed(options: readonly string[]): Promise<readonly (readonly string[])[]> {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  expect(await run(['list', join(folder, 'pets.json'), ...options], {})).toBe(0);
  return printed
    .join('\n')
    .split('\n\n')
    .map((block) => block.split('\n').map((line) => line.trim()));
}
