import type { Built } from './build.ts';
import { bundleDocument } from './compile/bundle.ts';
import { type CatalogueEntry, entriesOf } from './exporters/catalogue.ts';
import { docsPage, indexPage } from './exporters/pages.ts';
import { servedDocument } from './exporters/served-document.ts';
import type { OperationPlan } from './plan.ts';
import type { Rehearsal } from './samples/rehearsal.ts';
import type { Asset, Faces } from './serve/faces.ts';

/**
 * What a sandbox shows of itself. Scenarios are rehearsed one operation at a time, so that requests are answered in
 * between: a long document takes seconds.
 *
 * @param asset what the pages load
 */
export function facesOf(
  built: Built,
  rehearsals: (operation: OperationPlan) => readonly Rehearsal[],
  asset: (name: string) => Asset | undefined,
): Faces {
  const { plan, opened } = built;

  async function scenariosOf(api: string, origin: string): Promise<ReadonlyMap<string, readonly CatalogueEntry[]>> {
    const byKey = new Map<string, readonly CatalogueEntry[]>();
    for (const { key } of sourceOf(api).api.plan.operations) {
      const { plan: operation } = built.operation(api, key);
      byKey.set(key, entriesOf(operation, rehearsals(operation), origin));
      await new Promise((resolve) => setTimeout(resolve));
    }
    return byKey;
  }

  function sourceOf(api: string) {
    const source = opened.find((one) => one.api.plan.name === api);
    if (!source) throw new Error(`There is no API ${api}.`);
    return source;
  }

  return {
    catalogue: async ({ origin }) => {
      const scenarios: CatalogueEntry[] = [];
      for (const { name } of plan.apis) scenarios.push(...[...(await scenariosOf(name, origin)).values()].flat());
      return { scenarios };
    },
    document: async (name, at) => {
      const { tree, dialect, plan: api } = sourceOf(name).api;
      const scenarios = await scenariosOf(name, at.origin);
      return servedDocument(bundleDocument(tree, dialect), api, (key) => scenarios.get(key) ?? [], at);
    },
    index: (toReserved) => indexPage(plan, toReserved),
    docs: (name) => docsPage(sourceOf(name).api.plan),
    asset,
  };
}
