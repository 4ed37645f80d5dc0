import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { seeded, shuffled } from '../fixtures/shuffle.ts';
import { committed, itemsOf, readCollection, rearranged } from './collections.ts';
import { failuresOf, runCollection } from './newman.ts';

/** The collections as they are committed, run by newman against a server. */
describe.each(['nhs-app', 'nhs-notify-supplier'])('the collection of %s', (api) => {
  const sandbox = createSandbox();
  const collection = readCollection(join(committed, `${api}.postman_collection.json`));
  const scenarios = sandbox.catalogue().scenarios.filter((one) => one.api === api);
  let server: Listening;
  beforeAll(async () => {
    server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  const baseUrl = () => `${server.url}/${api}`;

  it('gets each scenario of the catalogue exactly once, in its order, and finds nothing wrong', async () => {
    const outcomes = await runCollection(collection, { baseUrl: baseUrl() });
    expect(failuresOf(outcomes)).toEqual({});
    expect(outcomes.map(({ header }) => header('Sandbox-Scenario'))).toEqual(scenarios.map(({ id }) => id));
    // Status, media type, scenario and body of each.
    expect(outcomes.filter(({ assertions }) => assertions.length < 4)).toEqual([]);
  }, 120_000);

  it('finds nothing wrong in another order', async () => {
    const random = seeded(5);
    const another = rearranged(collection, (entries) => shuffled(entries, random));
    expect(itemsOf(another.item)).not.toEqual(itemsOf(collection.item));
    const outcomes = await runCollection(another, { baseUrl: baseUrl() });
    expect(failuresOf(outcomes)).toEqual({});
    expect(outcomes.length).toBe(scenarios.length);
  }, 120_000);

  it('takes the most natural way to each', () => {
    const headers = new Map(
      itemsOf(collection.item).map(({ id, request }) => [id, request.header.map(({ key }) => key)] as const),
    );
    const chosen = [...headers.values()].filter((names) => names.includes('Prefer'));
    const natural = scenarios.filter(({ requests }) => requests.some(({ trigger }) => trigger !== 'prefer'));
    expect(chosen.length).toBe(scenarios.length - natural.length);
  });
});
