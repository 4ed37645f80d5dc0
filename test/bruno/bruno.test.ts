import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection, Folder } from '../../sandbox/exporters/postman/format.ts';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { documentOf } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { committed, readCollection, writeCollection, writeInto } from '../newman/collections.ts';
import { document as ownServers } from '../newman/own-servers.ts';
import { document as altered, listenAlteredByPath, rows } from '../newman/wrong-answers.ts';
import { type BrunoOutcome, describeWithBruno, runInBruno, timeoutMs } from './bruno.ts';

/** The collections in Bruno, which imports and translates them. */
describeWithBruno('Bruno', () => {
  describe('runs the committed collection of', () => {
    const sandbox = createSandbox();
    let server: Listening;
    beforeAll(async () => {
      server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
    });
    afterAll(() => server.close());

    it.each(['nhs-app', 'nhs-notify-supplier'])('%s: each request gets its scenario', async (api) => {
      const collection = readCollection(join(committed, `${api}.postman_collection.json`));
      const { exitCode, outcomes } = await runInBruno(collection, { baseUrl: `${server.url}/${api}` });
      expect(outcomes.filter(({ failures }) => failures.length > 0)).toEqual([]);
      expect(exitCode).toBe(0);
      const scenarios = sandbox.catalogue().scenarios.filter((one) => one.api === api);
      expect(outcomes.map(({ scenario }) => scenario)).toEqual(scenarios.map(({ id }) => id));
      // Status, media type, scenario and body of each.
      expect(outcomes.filter(({ tests }) => tests.length < 4)).toEqual([]);
    });
  });

  it('sends every request where baseUrl leads', async () => {
    const { folder, document } = await writeCollection(ownServers);
    const collection = readCollection(join(folder, 'api.postman_collection.json'));
    const sandbox = createSandbox({ documents: [document] });
    const server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
    const { outcomes } = await runInBruno(collection, { baseUrl: `${server.url}/v1` });
    await server.close();
    expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
    expect(outcomes.map(({ scenario }) => scenario)).toEqual(sandbox.catalogue().scenarios.map(({ id }) => id));
  });

  describe('says what is wrong with an answer', () => {
    // newman checks the rest: each request takes Bruno a third of a second.
    const tried = rows.filter(({ name }) => !name.startsWith('elsewhere'));
    let exitCode: number;
    let outcomes: readonly BrunoOutcome[];
    // All in one run, for to begin one takes seconds: a folder for each row, whose requests go to a server of its own.
    beforeAll(async () => {
      const written = await writeCollection(altered);
      const collection = readCollection(join(written.folder, 'api.postman_collection.json'));
      const item = tried.map((_, index) => ({
        ...folderOf(collection, `/${index}`),
        name: folderName(index),
      }));
      const sandbox = createSandbox({ documents: [written.document] });
      const server = await listenAlteredByPath(
        sandbox,
        tried.map(({ change }) => change),
      );
      ({ exitCode, outcomes } = await runInBruno({ ...collection, item }, { baseUrl: server.url }));
      await server.close();
    }, timeoutMs);

    it.each(tried.map((row, index) => ({ ...row, index })))('$name', ({ index, want }) => {
      const own = outcomes.filter(({ folder }) => folder === folderName(index));
      expect(own.length).toBe(4);
      const failed = own.filter(({ failures }) => failures.length > 0);
      // Bruno knows the name of a request, `200 example`, and not its scenario, `put/200/example`.
      const wanted = Object.entries(want).map(([scenario, tests]) => [scenario.split('/').slice(1).join(' '), tests]);
      expect(Object.fromEntries(failed.map(({ name, failures }) => [name, failures]))).toEqual(
        Object.fromEntries(wanted),
      );
    });

    it('by its exit code too', () => {
      expect(exitCode).toBe(1);
    });
  });

  it('counts octets', async () => {
    const octets = (name: string) => ({ 'image/png': { examples: { [name]: { externalValue: `${name}.png` } } } });
    const paths = Object.fromEntries(
      ['dot', 'dash'].map((name) => [
        `/${name}`,
        { get: { operationId: name, responses: { 200: { description: '', content: octets(name) } } } },
      ]),
    );
    const folder = writeFiles({ 'api.json': JSON.stringify(documentOf(paths)) });
    const document = join(folder, 'api.json');
    for (const name of ['dot', 'dash']) {
      writeFileSync(join(folder, `${name}.png`), Uint8Array.of(0x89, 0xff, 0, 13, 10));
    }
    await writeInto(join(folder, 'out'), document);
    writeFileSync(join(folder, 'dash.png'), Uint8Array.of(0x89, 0xff, 0, 13));
    const sandbox = createSandbox({ documents: [document] });
    const server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
    const collection = readCollection(join(folder, 'out', 'api.postman_collection.json'));
    const { outcomes } = await runInBruno(collection, { baseUrl: server.url });
    await server.close();
    expect(outcomes.map(({ name, failures }) => [name, failures])).toEqual([
      ['200 dot', []],
      ['200 dash', ['Body of the scenario']],
    ]);
  });
});

const folderName = (index: number) => `row ${index}`;

/** The requests of a collection as a folder, whose addresses have a path between the server and their own. */
function folderOf({ item }: Collection, path: string): Folder {
  const text = JSON.stringify(item).replaceAll('{{baseUrl}}', `{{baseUrl}}${path}`);
  return { id: path, name: path, description: '', item: JSON.parse(text) };
}
