import type { Built } from './build.ts';
import { entriesOf, explainedEntriesOf } from './exporters/catalogue.ts';
import { docsPage, indexPage } from './exporters/pages.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import type { OperationIndex } from './plan.ts';
import { type OperationReachability, ordinarySample, reachableScenarios } from './reachability/search.ts';
import type { ReachabilitySearch } from './reachability-search.ts';
import type { Asset, Introspection } from './serve/introspection.ts';
import { jsonText, madeOf } from './syntax/digits.ts';

/** An operation of an API, and what was found for it. */
type Tried = readonly [string, OperationIndex, OperationReachability];

/**
 * What a sandbox shows of itself. Scenarios are rehearsed one operation at a time, so that requests are answered in
 * between: a long document takes seconds.
 *
 * @param asset what the pages load
 */
export function introspectionOf(
  built: Built,
  reachabilities: ReachabilitySearch,
  asset: (name: string) => Asset | undefined,
): Introspection {
  const { plan } = built;

  async function searchedIn(api: string): Promise<readonly Tried[]> {
    const all: Tried[] = [];
    for (const operation of built.named(api).api.plan.operations) {
      all.push([api, operation, reachabilities(api, operation.key)]);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return all;
  }

  return {
    catalogue: async ({ origin }) => {
      const all: Tried[] = [];
      for (const { name } of plan.apis) for (const tried of await searchedIn(name)) all.push(tried);
      const { value, digits } = madeOf((put) => ({
        scenarios: all.flatMap(([api, operation, searched]) => entriesOf(api, operation, searched, origin, put)),
      }));
      return jsonText(value, digits);
    },
    document: async (name, at) => {
      const tryables = new Map(
        (await searchedIn(name)).map(([, operation, searched]): readonly [string, Tryable] => [
          operation.key,
          {
            entries: explainedEntriesOf(name, operation, searched, at.origin),
            ordinary: ordinarySample(reachableScenarios(searched)),
          },
        ]),
      );
      const tryable = (key: string) => tryables.get(key) ?? { entries: [], ordinary: undefined };
      const api = built.named(name).api.plan;
      const { value, digits } = madeOf((put) => servedDocument(built.document(name, put), api, tryable, at, put));
      return jsonText(value, digits);
    },
    index: (toReserved) => indexPage(plan, toReserved),
    docs: (name) => docsPage(built.named(name).api.plan),
    asset,
  };
}
