import type { Built } from './build.ts';
import { authorizationPage } from './exporters/authorization-page.ts';
import { entriesOf, explainedEntriesOf } from './exporters/catalogue.ts';
import { docsPage, indexPage } from './exporters/pages.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import type { OperationIndex } from './plan.ts';
import { type OperationReachability, ordinarySample, reachableScenarios } from './reachability/search.ts';
import type { ReachabilitySearch } from './reachability-search.ts';
import type { Introspection } from './serve/introspection.ts';
import { jsonText, madeOf } from './syntax/digits.ts';

/** The scripts and style sheets of the pages. */
interface PageFiles {
  readonly asset: Introspection['asset'];
  /** Returns the folder below `/_sandbox/` whose files never change. */
  readonly folder: () => string;
}

/** The name of an API, one of its operations, and the requests found for that. */
type SearchedOperation = readonly [string, OperationIndex, OperationReachability];

/**
 * Returns the catalogue, the documents and the pages that a sandbox serves about itself. Operations are searched one at a
 * time, with requests answered in between, since a large document takes seconds.
 *
 * @param files what the pages load
 */
export function introspectionOf(built: Built, reachabilities: ReachabilitySearch, files: PageFiles): Introspection {
  const { plan } = built;

  async function searchedIn(api: string): Promise<readonly SearchedOperation[]> {
    const all: SearchedOperation[] = [];
    for (const operation of built.named(api).api.plan.operations) {
      all.push([api, operation, reachabilities(api, operation.key)]);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return all;
  }

  return {
    catalogue: async ({ origin }) => {
      const all: SearchedOperation[] = [];
      for (const { name } of plan.apis) all.push(...(await searchedIn(name)));
      const { value, digits } = madeOf((put) => ({
        scenarios: all.flatMap(([api, operation, searched]) => entriesOf(api, operation, searched, origin, put)),
      }));
      return jsonText(value, digits);
    },
    document: async (name, at, choices) => {
      const tryables = new Map(
        (await searchedIn(name)).map(([, operation, searched]): readonly [string, Tryable] => [
          operation.key,
          {
            plan: searched.kind === 'found' ? searched.operation : undefined,
            entries: explainedEntriesOf(name, operation, searched, at.origin),
            ordinary: ordinarySample(reachableScenarios(searched)),
          },
        ]),
      );
      const tryable = (key: string) => tryables.get(key) ?? { plan: undefined, entries: [], ordinary: undefined };
      const api = built.named(name).api.plan;
      const { value, digits } = madeOf((put) =>
        servedDocument(built.document(name, put), api, tryable, at, choices, put),
      );
      return jsonText(value, digits);
    },
    index: (toReserved) => indexPage(plan, toReserved, files.folder()),
    authorization: (authorization) => authorizationPage(authorization, `../${files.folder()}`),
    docs: (name) => docsPage(built.named(name).api.plan, files.folder()),
    asset: files.asset,
  };
}
