import { authorizationPage } from './exporters/authorization-page.ts';
import { entriesOf, explainedEntriesOf } from './exporters/catalogue.ts';
import { docsPage } from './exporters/pages.ts';
import { scenarioPage } from './exporters/scenario-page.ts';
import { completeSection, failedSection } from './exporters/scenario-section.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import type { ApiPlan, OperationIndex, OperationPlan, Plan } from './plan.ts';
import { reasonOf } from './problem.ts';
import { type OperationReachability, ordinarySample, reachableScenarios } from './reachability/search.ts';
import type { Introspection } from './serve/introspection.ts';
import { selectedApis } from './serve/scenario-selection.ts';
import { jsonText, madeOf, type Put } from './syntax/digits.ts';
import type { JsonObject } from './syntax/json.ts';

/** What is published: the APIs, and their documents with all files that they refer to. */
export interface Published {
  readonly plan: Plan;
  readonly document: (api: string, put?: Put) => JsonObject;
}

/** What documents were compiled to: the plans of all operations, and the requests found for them. */
export interface PlannedDocuments extends Published {
  readonly operation: (api: string, key: string) => OperationPlan;
  readonly reachabilityOf: ReachabilitySearch;
}

/** The scripts and style sheets of the pages. */
export interface PageFiles {
  readonly asset: Introspection['asset'];
  /** Returns the folder below `/_sandbox/` whose files never change. */
  readonly folder: () => string;
}

/** Returns the requests found for an operation, by the name of its API and its key. */
type ReachabilitySearch = (api: string, key: string) => OperationReachability;

/** The name of an API, one of its operations, and the requests found for that. */
type SearchedOperation = readonly [string, OperationIndex, OperationReachability];

/**
 * Returns the catalogue, the documents and the pages that a sandbox serves about itself. Operations are searched one at a
 * time, with requests answered in between, since a large document takes seconds.
 *
 * @param files what the pages load
 * @param curlOrigin the origin in `curl` commands; that of the request if left out
 */
export function introspectionOf(
  { plan, document }: Published,
  reachabilities: ReachabilitySearch,
  files: PageFiles,
  curlOrigin?: string,
): Introspection {
  function planOf(name: string): ApiPlan {
    const api = plan.apis.find((one) => one.name === name);
    if (!api) throw new Error(`There is no API ${name}.`);
    return api;
  }

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
      const entries = explainedEntriesOf(
        api.name,
        operation,
        reachabilities(api.name, operation.key),
        curlOrigin ?? origin,
      );
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
        scenarios: all.flatMap(([api, operation, searched]) =>
          entriesOf(api, operation, searched, curlOrigin ?? origin, put),
        ),
      }));
      return jsonText(value, digits);
    },
    document: async (name, at, choices) => {
      const api = planOf(name);
      const tryables = new Map(
        (await searchedIn(api)).map(([, operation, searched]): readonly [string, Tryable] => [
          operation.key,
          {
            plan: searched.kind === 'found' ? searched.operation : undefined,
            entries: explainedEntriesOf(name, operation, searched, curlOrigin ?? at.origin),
            ordinary: ordinarySample(reachableScenarios(searched)),
          },
        ]),
      );
      const tryable = (key: string) => tryables.get(key) ?? { plan: undefined, entries: [], ordinary: undefined };
      const { value, digits } = madeOf((put) => servedDocument(document(name, put), api, tryable, at, choices, put));
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
    docs: (name) => docsPage(planOf(name), files.folder()),
    asset: files.asset,
  };
}

/** Resolves when other requests have had a turn. */
function othersHadATurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
