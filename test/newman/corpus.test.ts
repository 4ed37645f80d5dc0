import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { readCollection, writeInto } from './collections.ts';
import { failuresOf, runCollection } from './newman.ts';

const corpus = (path: string) => fileURLToPath(new URL(`../../../shared/corpus/${path}`, import.meta.url));
const documents = [
  'oai-examples/v2.0/petstore-expanded.yaml',
  'oai-examples/v2.0/api-with-examples.yaml',
  'oai-examples/v2.0/uber.yaml',
  'oai-examples/v3.0/petstore.yaml',
  'oai-examples/v3.0/uspto.yaml',
  'oai-examples/v3.0/link-example.yaml',
  'oai-examples/v3.1/tictactoe.yaml',
  'personal-demographics/personal-demographics.yaml',
];

/** Documents that nobody wrote for us: newman finds nothing wrong with what is made of them. */
describe('a document that is not ours', () => {
  it.skipIf(!existsSync(corpus('oai-examples'))).each(documents)(
    '%s',
    async (path) => {
      const folder = writeFiles({});
      await writeInto(folder, corpus(path));
      const name = readdirSync(folder).find((one) => one.endsWith('.postman_collection.json')) ?? '';
      const collection = readCollection(join(folder, name));
      const sandbox = createSandbox({ documents: [corpus(path)] });
      const server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
      const base = collection.variable.find(({ key }) => key === 'baseUrl')?.value ?? '';
      const outcomes = await runCollection(collection, {
        baseUrl: base.replace('http://localhost:9000', server.url),
      });
      await server.close();
      expect(failuresOf(outcomes)).toEqual({});
      const scenarios = sandbox.catalogue().scenarios.filter(({ requests }) => requests.length > 0);
      expect(outcomes.map(({ header }) => header('Sandbox-Scenario')).sort()).toEqual(
        scenarios.map(({ id }) => id).sort(),
      );
    },
    120_000,
  );
});
