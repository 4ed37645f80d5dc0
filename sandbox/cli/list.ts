import { type CatalogueEntry, createSandbox } from '../index.ts';
import type { Command } from './options.ts';

/** Prints every scenario and how to reach it. */
export function list({ documents, scenarios, json }: Command): number {
  const sandbox = createSandbox({ documents, ...(scenarios !== undefined && { scenarios }) });
  const catalogue = sandbox.catalogue();
  if (json) {
    console.log(JSON.stringify(catalogue, null, 2));
    return 0;
  }
  for (const { name, title, version } of sandbox.plan.apis) {
    const entries = catalogue.scenarios.filter(({ api }) => api === name);
    console.log(`${title} ${version} (${name}): ${entries.length} scenarios`);
    const width = Math.max(...entries.map(({ id }) => id.length));
    let operation = '';
    for (const entry of entries) {
      if (entry.operationId !== operation) console.log(`\n  ${entry.method} ${entry.path}`);
      operation = entry.operationId;
      console.log(`    ${entry.id.padEnd(width)}  ${waysOf(entry)}`);
    }
    console.log('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    if (contested.length > 0) console.log(`${api} answers only under its base path: ${contested.join(', ')}`);
  }
  return 0;
}

/** The kinds of request that reach it, the plainest first. */
function waysOf({ natural, requests }: CatalogueEntry): string {
  const ways = requests.map(({ trigger }) => trigger);
  return [
    ...new Set([...(natural && !ways.some((way) => way === 'default' || way === 'example') ? ['rule'] : []), ...ways]),
  ].join(', ');
}
