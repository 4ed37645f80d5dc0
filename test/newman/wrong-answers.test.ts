import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import { readCollection, writeCollection } from './collections.ts';
import { failuresOf, runCollection } from './newman.ts';
import { document, listenAltered, rows } from './wrong-answers.ts';

describe('a collection says what is wrong with an answer', async () => {
  const written = await writeCollection(document);
  const collection = readCollection(join(written.folder, 'api.postman_collection.json'));
  const sandbox = createSandbox({ documents: [written.document] });
  it.each(rows)('$name', async ({ change, want }) => {
    const server = await listenAltered(sandbox, change);
    const failures = failuresOf(await runCollection(collection, { baseUrl: server.url }));
    await server.close();
    const named = Object.entries(failures).map(([scenario, reported]) => [
      scenario,
      reported.map((one) => one.split(':')[0]),
    ]);
    expect(Object.fromEntries(named)).toEqual(want);
  });
});
