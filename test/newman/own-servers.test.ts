import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { itemsOf, readCollection, readEnvironment, writeCollection } from './collections.ts';
import { failuresOf, runCollection } from './newman.ts';
import { document } from './own-servers.ts';

/** One variable moves every request of a collection, those to servers of their own too. */
it('all requests go where baseUrl leads', async () => {
  const { folder, document: path } = await writeCollection(document);
  const collection = readCollection(join(folder, 'api.postman_collection.json'));
  const sandbox = createSandbox({ documents: [path] });
  const server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
  const outcomes = await runCollection(collection, { baseUrl: `${server.url}/v1` });
  await server.close();
  expect(failuresOf(outcomes)).toEqual({});
  expect(outcomes.map(({ header }) => header('Sandbox-Scenario'))).toEqual(
    sandbox.catalogue().scenarios.map(({ id }) => id),
  );
});

it('operations with the same servers share a variable', async () => {
  const { folder } = await writeCollection(document);
  const { item, variable } = readCollection(join(folder, 'api.postman_collection.json'));
  expect(itemsOf(item).map(({ request }) => request.url.raw)).toEqual([
    '{{baseUrl}}/own',
    '{{baseUrl2}}/path',
    '{{baseUrl2}}/path/again',
    '{{baseUrl3}}/operation',
    '{{baseUrl4}}/same',
    '{{baseUrl5}}/root',
  ]);
  expect(variable.map(({ key, value }) => `${key}=${value}`)).toEqual([
    'baseUrl=http://localhost:9000/v1',
    'baseUrl2={{origin}}/v2',
    'baseUrl3={{origin}}/eu',
    'baseUrl4={{origin}}/v1',
    'baseUrl5={{origin}}',
    'token=sandbox-access-token',
  ]);
});

it('an environment has the servers with the label of its own, and none of production', async () => {
  const { folder } = await writeCollection(document);
  const names = readdirSync(folder).filter((name) => name.endsWith('.postman_environment.json'));
  const environments = names.map((name) => readEnvironment(join(folder, name)));
  expect(environments.map(({ name, values }) => [name, ...values.map(({ key, value }) => `${key}=${value}`)])).toEqual([
    [
      'A test: Rehearsal',
      'baseUrl=https://rehearsal.example.com/v1',
      'baseUrl2=https://upload.test.example.com/v2',
      'baseUrl3=https://download.example.com/us',
      'token=',
    ],
    ['A test: Sandbox', 'baseUrl=http://localhost:9000/v1', 'token=sandbox-access-token'],
    [
      'A test: Test',
      'baseUrl=https://test.example.com/v1',
      'baseUrl2=https://upload.test.example.com/v2',
      'baseUrl3=https://download.eu.example.com/eu',
      'token=',
    ],
  ]);
});
