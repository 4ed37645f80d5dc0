import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../sandbox/exporters/postman/format.ts';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { isArray, isObject, type Json } from '../../sandbox/syntax/json.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { startPrismProxy } from '../prism/proxy.ts';
import { committed, itemsOf, readCollection, rearranged, scenarioOf } from './collections.ts';
import { exceptions } from './exceptions.ts';
import { failuresOf, type Outcome, runCollection } from './newman.ts';

/**
 * `prism proxy --errors` between newman and the sandbox: somebody else's validator looks at every request that should be
 * valid, and at every answer. Of the requests that break the document on purpose, it has to say so, and their answers are
 * looked at as well, by a proxy that tells what it finds instead of refusing it.
 */
describe.each(['nhs-app', 'nhs-notify-supplier'])('Prism, before %s', (api) => {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const sandbox = createSandbox({
    documents: [join(project, `specification/${api}/openapi.yaml`)],
    scenarios: join(project, 'scenarios'),
    trustProxy: true,
  });
  const collection = readCollection(join(committed, `${api}.postman_collection.json`));
  const excepted = new Map(
    (exceptions[api] ?? []).flatMap(({ kind, scenarios }) => scenarios.map((id) => [id, kind] as const)),
  );
  let server: Listening;
  let document: string;
  beforeAll(async () => {
    server = await listen((request) => sandbox.answer(request), { port: 0, host: '127.0.0.1' });
    const served: Json = JSON.parse(await (await fetch(`${server.url}/_sandbox/openapi/${api}.json`)).text());
    document = join(writeFiles({ 'served.json': JSON.stringify(asPrismReads(served)) }), 'served.json');
  });
  afterAll(() => server.close());

  async function through(errors: boolean, given: Collection): Promise<readonly Outcome[]> {
    const prism = await startPrismProxy(document, server.url, errors);
    try {
      return await runCollection(from(given, prism.url), { baseUrl: prism.url });
    } finally {
      await prism.stop();
    }
  }

  it('finds nothing wrong with requests that should be valid, nor with any of their answers', async () => {
    const outcomes = await through(true, collection);
    const good = outcomes.filter(({ scenario }) => !excepted.has(scenario));
    expect(good.length).toBe(itemsOf(collection.item).length - excepted.size);
    expect(failuresOf(good)).toEqual({});
    // Not one of them was answered by Prism itself.
    expect(good.filter(({ scenario, header }) => header('Sandbox-Scenario') !== scenario)).toEqual([]);
    const unused = [...excepted.keys()].filter((id) =>
      outcomes.every(({ scenario, failures }) => scenario !== id || failures.length === 0),
    );
    expect(unused, 'exceptions that there is no need for').toEqual([]);
  }, 120_000);

  it('finds what is wrong with the others where they are wrong, and nothing with their answers', async () => {
    const violating = rearranged(collection, (entries) =>
      entries.filter((entry) => 'item' in entry || excepted.get(scenarioOf(entry)) === 'breach'),
    );
    const outcomes = await through(false, violating);
    expect(outcomes.length).toBe([...excepted.values()].filter((kind) => kind === 'breach').length);
    expect(failuresOf(outcomes)).toEqual({});
    const places = outcomes.map(({ scenario, header }) => [scenario, ...placesOf(header('sl-violations'))]);
    expect(places).toEqual(outcomes.map(({ scenario }) => [scenario, 'request']));
  }, 120_000);
});

/** Requests say where their sender sees the sandbox, since Prism does not. */
function from({ event, ...collection }: Collection, url: string): Collection {
  const header = JSON.stringify({ key: 'X-Forwarded-Host', value: new URL(url).host });
  const script = { type: 'text/javascript', exec: [`pm.request.headers.add(${header});`] } as const;
  return { ...collection, event: [...event, { listen: 'prerequest', script }] };
}

/**
 * Prism knows `contains` of draft-07 only, where one item has to fit; `minContains: 0` (JSON Schema 2020-12 Validation,
 * 6.4.5) it overlooks. Without the two it can look at all else.
 */
function asPrismReads(schema: Json): Json {
  if (isArray(schema)) return schema.map(asPrismReads);
  if (!isObject(schema)) return schema;
  const { contains: _, ...others } = schema;
  const kept = schema['minContains'] === 0 ? others : schema;
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, asPrismReads(value)]));
}

/** Where violations are: in the request, or the response. */
function placesOf(header: string | undefined): readonly string[] {
  const violations: readonly { readonly location?: readonly string[] }[] = JSON.parse(header ?? '[]');
  return [...new Set(violations.map(({ location }) => location?.[0] ?? ''))];
}
