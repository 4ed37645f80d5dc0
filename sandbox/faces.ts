import type { Built } from './build.ts';
import { entriesOf } from './exporters/catalogue.ts';
import { docsPage, indexPage } from './exporters/pages.ts';
import { servedDocument, type Tryable } from './exporters/served-document.ts';
import { jsonText, madeOf } from './notation/digits.ts';
import type { OperationIndex } from './plan.ts';
import type { Rehearsals } from './rehearsals.ts';
import { ordinarySample, type Rehearsed, rehearsalsIn } from './samples/rehearsal.ts';
import type { Asset, Faces } from './serve/faces.ts';

/** An operation of an API, and what was found for it. */
type Tried = readonly [string, OperationIndex, Rehearsed];

/**
 * What a sandbox shows of itself. Scenarios are rehearsed one operation at a time, so that requests are answered in
 * between: a long document takes seconds.
 *
 * @param asset what the pages load
 */
export function facesOf(built: Built, rehearsals: Rehearsals, asset: (name: string) => Asset | undefined): Faces {
  const { plan } = built;

  async function rehearsedIn(api: string): Promise<readonly Tried[]> {
    const all: Tried[] = [];
    for (const operation of built.named(api).api.plan.operations) {
      all.push([api, operation, rehearsals(api, operation.key)]);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return all;
  }

  return {
    catalogue: async ({ origin }) => {
      const all: Tried[] = [];
      for (const { name } of plan.apis) for (const tried of await rehearsedIn(name)) all.push(tried);
      const { value, digits } = madeOf((put) => ({
        scenarios: all.flatMap(([api, operation, rehearsed]) => entriesOf(api, operation, rehearsed, origin, put)),
      }));
      return jsonText(value, digits);
    },
    document: async (name, at) => {
      const tryables = new Map(
        (await rehearsedIn(name)).map(([, operation, rehearsed]): readonly [string, Tryable] => [
          operation.key,
          {
            entries: entriesOf(name, operation, rehearsed, at.origin),
            ordinary: ordinarySample(rehearsalsIn(rehearsed)),
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
