import type { Built } from './build.ts';
import { authorizationPage } from './exporters/authorization-page.ts';
import { entriesOf, explainedEntriesOf } from './exporters/catalogue.ts';
import { docsPage } from './exporters/pages.ts';
import { scenarioPage } from './exporters/scenario-page.ts';
import { completeSection, failedSection } from './exporters/scenario-section.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import type { ApiPlan, OperationIndex } from './plan.ts';
import { reasonOf } from './problem.ts';
import { type OperationReachability, ordinarySample, reachableScenarios } from './reachability/search.ts';
import type { ReachabilitySearch } from './reachability-search.ts';
import type { Introspection } from './serve/introspection.ts';
import { selectedApis } from './serve/scenario-selection.ts';
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

  async function searchedIn({ name, operations }: ApiPlan): Promise<readonly SearchedOperation[]> {
    const all: SearchedOperation[] = [];
    for (const operation of operations) {
      all.push([name, operation, reachabilities(name, operation.key)]);
      await othersHadATurn();
    }
    return all;
  }

  /** Returns the section of an operation with the requests found for it. */
  function sectionOf(api: ApiPlan, operation: OperationIndex, origin: string, toReserved: string): string {
    try {
      const entries = explainedEntriesOf(api.name, operation, reachabilities(api.name, operation.key), origin);
      return completeSection(api, operation, entries, toReserved);
    } catch (error) {
      return failedSection(api, operation, reasonOf(error));
    }
  }

  return {
    catalogue: async ({ origin }, selection) => {
      const all: SearchedOperation[] = [];
      for (const api of selectedApis(plan, selection)) all.push(...(await searchedIn(api)));
      const { value, digits } = madeOf((put) => ({
        scenarios: all.flatMap(([api, operation, searched]) => entriesOf(api, operation, searched, origin, put)),
      }));
      return jsonText(value, digits);
    },
    document: async (name, at, choices) => {
      const api = built.named(name).api.plan;
      const tryables = new Map(
        (await searchedIn(api)).map(([, operation, searched]): readonly [string, Tryable] => [
          operation.key,
          {
            plan: searched.kind === 'found' ? searched.operation : undefined,
            entries: explainedEntriesOf(name, operation, searched, at.origin),
            ordinary: ordinarySample(reachableScenarios(searched)),
          },
        ]),
      );
      const tryable = (key: string) => tryables.get(key) ?? { plan: undefined, entries: [], ordinary: undefined };
      const { value, digits } = madeOf((put) =>
        servedDocument(built.document(name, put), api, tryable, at, choices, put),
      );
      return jsonText(value, digits);
    },
    authorization: (authorization) => authorizationPage(authorization, `../${files.folder()}`),
    scenarios: ({ origin }, selection, toReserved) => {
      const address = { toReserved, origin, folder: files.folder() };
      return scenarioPage(plan.apis, selectedApis(plan, selection), address, async (api, operation) => {
        await othersHadATurn();
        return sectionOf(api, operation, origin, toReserved);
      });
    },
    docs: (name) => docsPage(built.named(name).api.plan, files.folder()),
    asset: files.asset,
  };
}

/** Resolves when other requests have had a turn. */
function othersHadATurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
