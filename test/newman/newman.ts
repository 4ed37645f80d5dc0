import { join } from 'node:path';
import newman from 'newman';
import type { Collection } from '../../sandbox/exporters/postman/format.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { itemsOf, scenarioOf } from './collections.ts';

/** What became of a request of a collection. */
export interface Outcome {
  /** That its script says it gets. */
  readonly scenario: string;
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly assertions: readonly string[];
  /** Those that do not hold, and why; and what else went wrong. */
  readonly failures: readonly string[];
}

/** Has newman run a collection, as its command line does. */
export function runCollection(
  collection: Collection,
  variables: Readonly<Record<string, string>>,
): Promise<readonly Outcome[]> {
  const scenarios = new Map(itemsOf(collection.item).map((item) => [item.id, scenarioOf(item)]));
  const folder = writeFiles({ 'collection.json': JSON.stringify(collection) });
  const envVar = Object.entries(variables).map(([key, value]) => ({ key, value }));
  return new Promise((resolve, reject) => {
    newman.run({ collection: join(folder, 'collection.json'), envVar, reporters: [] }, (error, { run }) => {
      if (error) return reject(error);
      const outcomes = run.executions.map(({ item, response, assertions = [] }): Outcome => {
        const mine = run.failures.filter(({ source }) => source?.id === item.id);
        return {
          scenario: scenarios.get(item.id) ?? '',
          status: response?.code ?? 0,
          header: (name) => response?.headers.get(name) ?? undefined,
          assertions: assertions.map(({ assertion }) => assertion),
          failures: mine.map(({ error: { name, test, message } }) => `${test ?? name}: ${message}`),
        };
      });
      resolve(outcomes);
    });
  });
}

/** What went wrong, by scenario. */
export function failuresOf(outcomes: readonly Outcome[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    outcomes.filter(({ failures }) => failures.length > 0).map(({ scenario, failures }) => [scenario, failures]),
  );
}
