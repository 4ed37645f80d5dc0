import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import { problemsOf } from '../fixtures/problems.ts';

const corpus = (path: string) => fileURLToPath(new URL(`../../../shared/corpus/oai-examples/${path}`, import.meta.url));

/** The examples of OpenAPI 2.0 that its authors publish, with the number of answers that they document. */
const documents = [
  { path: 'v2.0/api-with-examples.yaml', scenarios: 4 },
  { path: 'v2.0/petstore-expanded.yaml', scenarios: 8 },
  { path: 'v2.0/petstore-minimal.yaml', scenarios: 1 },
  { path: 'v2.0/petstore-simple.yaml', scenarios: 8 },
  { path: 'v2.0/petstore-with-external-docs.yaml', scenarios: 8 },
  { path: 'v2.0/petstore.yaml', scenarios: 6 },
  { path: 'v2.0/uber.yaml', scenarios: 10 },
  // The copy lacks a file, common/Error.yaml.
  { path: 'v2.0/petstore-separate/spec/swagger.yaml', scenarios: 8, missing: 'common/Error.yaml' },
];

describe.each(documents)('$path', ({ path, scenarios: count, missing }) => {
  const file = corpus(path);

  it.skipIf(!existsSync(file))('gives every answer to each request that is said to reach it', async () => {
    const sandbox = createSandbox({ documents: [file] });
    const { scenarios } = sandbox.catalogue();
    expect(scenarios.length).toBe(count);
    for (const { id, requests } of scenarios) {
      expect(requests.length, id).toBeGreaterThan(0);
      for (const { url, method, headers, body } of requests) {
        const sent = { method, headers, ...(body !== null && { body: JSON.stringify(body) }) };
        expect((await sandbox.fetch(url, sent)).headers.get('sandbox-scenario')).toBe(id);
      }
    }
  });

  it.skipIf(!existsSync(file))('has nothing wrong with it', () => {
    const messages = problemsOf(createSandbox({ documents: [file] })).map(({ message }) => message);
    expect(messages.filter((message) => missing === undefined || !message.includes(missing))).toEqual([]);
  });
});
