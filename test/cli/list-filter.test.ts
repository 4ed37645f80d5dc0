import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const printed = printedByCommands();

const getPet = { operationId: 'getPet', responses: { 200: response({ rex: 1 }), 404: response({ gone: 1 }) } };
const plain = { responses: { 200: response({ all: 1 }), 429: response({ slow: 1 }), 500: response({ down: 1 }) } };
const folder = writeFiles({
  'pets.json': JSON.stringify(documentOf({ '/pet': { get: getPet }, '/pets': { get: plain } })),
  'toys.json': JSON.stringify(documentOf({ '/toys': { get: { ...getPet, operationId: 'getToy' } } })),
});
const documents = [join(folder, 'pets.json'), join(folder, 'toys.json')];

const pet = ['getPet/200/rex', 'getPet/404/gone'];
const toy = ['getToy/200/rex', 'getToy/404/gone'];
const pets = ['GET%20%2Fpets/200/all', 'GET%20%2Fpets/429/slow', 'GET%20%2Fpets/500/down'];

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly want: readonly string[];
}

const rows: readonly Row[] = [
  { name: 'nothing: all', given: [], want: [...pet, ...pets, ...toy] },
  { name: 'an API', given: ['--api', 'toys'], want: toy },
  { name: 'an operationId', given: ['--operation', 'getPet'], want: pet },
  { name: 'a method and path', given: ['--operation', 'GET /pets'], want: pets },
  { name: 'a method and path of an operation with operationId', given: ['--operation', 'get /pet'], want: pet },
  { name: 'two operations', given: ['--operation', 'getPet', '--operation', 'getToy'], want: [...pet, ...toy] },
  { name: 'a status', given: ['--status', '404'], want: ['getPet/404/gone', 'getToy/404/gone'] },
  {
    name: 'a range',
    given: ['--status', '4XX'],
    want: ['getPet/404/gone', 'GET%20%2Fpets/429/slow', 'getToy/404/gone'],
  },
  { name: 'two statuses', given: ['--status', '429', '--status', '5xx'], want: pets.slice(1) },
  { name: 'all of them', given: ['--api=pets', '--operation=getPet', '--status=2xx'], want: ['getPet/200/rex'] },
];

describe('list prints the scenarios of', () => {
  it.each(byName(rows))('%s', async (_, { given, want }) => {
    expect(await run(['list', ...documents, ...given, '--brief'], {})).toBe(0);
    expect(printed.out.match(/^ {2}\S.*?\/\d{3}\/\w+/gm)?.map((line) => line.trim())).toEqual(want);
  });

  it.each(byName(rows))('%s, also as JSON', async (_, { given, want }) => {
    expect(await run(['list', ...documents, ...given, '--json'], {})).toBe(0);
    const { scenarios }: { scenarios: readonly { readonly id: string }[] } = JSON.parse(printed.out);
    expect(scenarios.map(({ id }) => id)).toEqual(want);
  });
});

it.each<readonly [string, readonly string[], string]>([
  ['an API like another', ['--api', 'petz'], '--api petz is not in the documents. Did you mean pets?'],
  ['an API like none', ['--api', 'cars'], 'There are: pets, toys'],
  ['an operation like another', ['--operation', 'getPat'], 'Did you mean getPet?'],
  ['an operation of another API', ['--api', 'toys', '--operation', 'getPet'], 'There are: getToy'],
  ['a status that no scenario has', ['--status', '418'], 'There are: 200, 404, 429, 500'],
  ['a status that the operation does not have', ['--operation', 'getPet', '--status', '5xx'], 'There are: 200, 404'],
  ['no status', ['--status', '4x'], '--status 4x is not in the documents'],
  ['no address', ['--origin', 'localhost:80'], '--origin must be an address such as http://localhost:8080'],
])('list refuses %s', async (_, given, want) => {
  expect(await run(['list', ...documents, ...given], {})).toBe(2);
  expect(printed.err).toContain(want);
  expect(printed.out).toBe('');
});

it.each([
  ['http://localhost:8080', "'http://localhost:8080/pet'"],
  ['https://sandbox.example/apis/', "'https://sandbox.example/apis/pet'"],
])('list --origin %s prints curl commands for it', async (origin, want) => {
  await run(['list', ...documents, '--operation', 'getPet', '--origin', origin], {});
  expect(printed.out).toContain(`curl -i ${want}`);
});

it('list --brief prints lines of at most 160 characters', async () => {
  const name = 'n'.repeat(150);
  const long = writeFiles({
    'long.json': JSON.stringify(documentOf({ '/a': { get: { responses: { 400: response({ [name]: 1 }) } } } })),
  });
  await run(['list', join(long, 'long.json'), '--brief'], {});
  expect(Math.max(...printed.out.split('\n').map((line) => line.length))).toBe(160);
});
