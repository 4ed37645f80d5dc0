import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { committed, readCollection, readEnvironment } from '../newman/collections.ts';

const printed = printedByCommands();

const get = { operationId: 'list', responses: { 200: response({ ok: [], other: [1] }) } };
const servers = [{ url: 'https://example.com', description: 'Rehearsal' }];
const collectionName = 'pets.postman_collection.json';
const environmentName = 'pets.rehearsal.postman_environment.json';

/** A folder with a document and the files that the command writes for it. */
async function written(): Promise<{ readonly document: string; readonly out: string }> {
  const folder = writeFiles({ 'pets.json': JSON.stringify(documentOf({ '/pets': { get } }, { servers })) });
  const given = { document: join(folder, 'pets.json'), out: join(folder, 'made', 'here') };
  await run(['postman', given.document, '--out', given.out], {});
  return given;
}

describe('openapi-sandbox postman', () => {
  it('writes a collection, and an environment for each server', async () => {
    const { out } = await written();
    expect(readdirSync(out).sort()).toEqual([collectionName, environmentName, 'pets.sandbox.postman_environment.json']);
    expect(printed.out).toContain(`${join(out, collectionName)}  A test 1: 2 requests`);
    expect(printed.err).toBe('');
  });

  it('leaves out requests that reach no scenario, and reports that', async () => {
    const resolved = { get: { operationId: 'dots', responses: { 200: response({ ok: 1 }) } } };
    const folder = writeFiles({ 'pets.json': JSON.stringify(documentOf({ '/pets': { get }, '/a/../b': resolved })) });
    expect(await run(['postman', join(folder, 'pets.json'), '--out', join(folder, 'out')], {})).toBe(0);
    expect(printed.err).toContain('no request is known that reaches dots/200/ok; it is left out');
  });

  it('writes no environment for a server without a valid URL', async () => {
    const odd = ['http://[', 'https://a b.example', 'https://example.com:99999/v1', 'https://{x'].map((url) => ({
      url,
    }));
    const document = documentOf(
      { '/pets': { servers: odd, get }, '/own': { get: { ...get, operationId: 'own' } } },
      { servers: odd },
    );
    const folder = writeFiles({ 'pets.json': JSON.stringify(document) });
    expect(await run(['postman', join(folder, 'pets.json'), '--out', join(folder, 'out')], {})).toBe(0);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([collectionName, 'pets.sandbox.postman_environment.json']);
  });

  it('gives distinct names to environments and collections', async () => {
    const twice = [{ url: 'https://example.com/v1' }, { url: 'https://example.com/v2' }];
    const textOf = (path: string) => JSON.stringify(documentOf({ [path]: { get } }, { servers: twice }));
    const folder = writeFiles({ 'pets.json': textOf('/pets'), 'cats.json': textOf('/cats') });
    const out = join(folder, 'out');
    expect(await run(['postman', join(folder, 'pets.json'), join(folder, 'cats.json'), '--out', out], {})).toBe(0);
    const environments = readdirSync(out).filter((name) => name.endsWith('.postman_environment.json'));
    expect(environments.map((name) => readEnvironment(join(out, name)).name)).toEqual([
      'A test (cats): example.com 2',
      'A test (cats): example.com',
      'A test (cats): Sandbox',
      'A test (pets): example.com 2',
      'A test (pets): example.com',
      'A test (pets): Sandbox',
    ]);
    const collections = readdirSync(out).filter((name) => name.endsWith('.postman_collection.json'));
    expect(collections.map((name) => readCollection(join(out, name)).info.name)).toEqual([
      'A test (cats) 1',
      'A test (pets) 1',
    ]);
  });

  it('explains what to do if there is no document', async () => {
    const folder = writeFiles({ 'a.txt': '' });
    expect(await run(['postman', join(folder, 'a.json'), '--out', folder], {})).toBe(2);
    expect(printed.err).toContain('a.json cannot be read');
  });

  it('reports why the output folder cannot be written', async () => {
    const { document } = await written();
    expect(await run(['postman', document, '--out', document], {})).toBe(2);
    expect(printed.err).toContain(`${document} cannot be written to`);
  });
});

describe('openapi-sandbox postman --check', () => {
  const rows = [
    { name: 'files that are up to date: exit code 0', change: () => undefined, code: 0, want: '' },
    {
      name: 'a missing file: exit code 1',
      change: (out: string) => rmSync(join(out, environmentName)),
      code: 1,
      want: `${environmentName} is missing`,
    },
    {
      name: 'a changed file: exit code 1',
      change: (out: string) =>
        writeFileSync(join(out, collectionName), `${readFileSync(join(out, collectionName), 'utf8')} `),
      code: 1,
      want: `${collectionName} is stale`,
    },
    {
      name: 'an environment whose server is gone: exit code 1',
      change: (out: string) => writeFileSync(join(out, 'pets.old.postman_environment.json'), '{}'),
      code: 1,
      want: 'pets.old.postman_environment.json is of nothing that there is; delete it',
    },
    {
      name: 'files of other APIs: exit code 0',
      change: (out: string) => writeFileSync(join(out, 'cats.old.postman_environment.json'), '{}'),
      code: 0,
      want: '',
    },
  ];
  it.each(rows)('$name', async ({ change, code, want }) => {
    const { document, out } = await written();
    change(out);
    const before = readdirSync(out);
    expect(await run(['postman', document, '--out', out, '--check'], {})).toBe(code);
    if (want === '') expect(printed.err).toBe('');
    else expect(printed.err).toContain(want);
    expect(readdirSync(out)).toEqual(before);
  });

  it('names all files if none was written yet, and writes none', async () => {
    const { document, out } = await written();
    expect(await run(['postman', document, '--out', `${out}-other`, '--check'], {})).toBe(1);
    expect(printed.err.match(/ is missing/g)?.length).toBe(3);
    expect(existsSync(`${out}-other`)).toBe(false);
  });

  it('finds the committed collections up to date', async () => {
    expect([await run(['postman', '--check', '--out', committed], {}), printed.err]).toEqual([0, '']);
  }, 120_000);
});
