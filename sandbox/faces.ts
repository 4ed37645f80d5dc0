import type { Built } from './build.ts';
import { type CatalogueEntry, entriesOf } from './exporters/catalogue.ts';
import { docsPage, indexPage } from './exporters/pages.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import type { Rehearsals } from './rehearsals.ts';
import { ordinarySample, rehearsalsIn } from './samples/rehearsal.ts';
import type { Asset, Faces } from './serve/faces.ts';

/**
 * What a sandbox shows of itself. Scenarios are rehearsed one operation at a time, so that requests are answered in
 * between: a long document takes seconds.
 *
 * @param asset what the pages load
 */
export function facesOf(built: Built, rehearsals: Rehearsals, asset: (name: string) => Asset | undefined): Faces {
  const { plan } = built;

  async function tryablesOf(api: string, origin: string): Promise<ReadonlyMap<string, Tryable>> {
    const byKey = new Map<string, Tryable>();
    for (const operation of built.named(api).api.plan.operations) {
      const rehearsed = rehearsals(api, operation.key);
      const entries = entriesOf(api, operation, rehearsed, origin);
      byKey.set(operation.key, { entries, ordinary: ordinarySample(rehearsalsIn(rehearsed)) });
      await new Promise((resolve) => setTimeout(resolve));
    }
    return byKey;
  }

  return {
    catalogue: async ({ origin }) => {
      const scenarios: CatalogueEntry[] = [];
      for (const { name } of plan.apis) {
        for (const { entries } of (await tryablesOf(name, origin)).values()) scenarios.push(...entries);
      }
      return { scenarios };
    },
    document: async (name, at) => {
      const tryables = await tryablesOf(name, at.origin);
      const tryable = (key: string) => tryables.get(key) ?? { entries: [], ordinary: undefined };
      return servedDocument(built.document(name), built.named(name).api.plan, tryable, at);
    },
    index: (toReserved) => indexPage(plan, toReserved),
    docs: (name) => docsPage(built.named(name).api.plan),
    asset,
  };
}
