import { type CatalogueEntry, createSandbox } from '../index.ts';
import type { WebhookPlan } from '../plan.ts';
import type { Command } from './options.ts';
import { problemLine } from './problem-text.ts';

/** Prints every scenario and how to reach it. */
export function list({ documents, scenarios, allowOutside, json }: Command): number {
  const sandbox = createSandbox({ documents, allowOutside, ...(scenarios !== undefined && { scenarios }) });
  const catalogue = sandbox.catalogue();
  if (json) {
    console.log(JSON.stringify(catalogue, null, 2));
    return 0;
  }
  for (const { name, title, version } of sandbox.plan.apis) {
    const entries = catalogue.scenarios.filter(({ api }) => api === name);
    console.log(`${title} ${version} (${name}): ${entries.length} scenarios`);
    let operation = '';
    for (const entry of entries) {
      if (entry.operationId !== operation) console.log(`\n  ${entry.method} ${entry.path}`);
      operation = entry.operationId;
      console.log(entryText(entry));
    }
    tellWebhooks(sandbox.webhooks(name));
    console.log('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    if (contested.length > 0) console.log(`${api} answers only under its base path: ${contested.join(', ')}`);
  }
  for (const problem of sandbox.problems()) {
    if (problem.code === 'internal-error') console.error(problemLine(problem));
  }
  return 0;
}

/** A scenario, what reaches it, and the plainest of these as a command to paste. */
function entryText({ id, requests, failure }: CatalogueEntry): string {
  const hows = [...new Set(requests.map(({ how }) => how))];
  const ways = failure ?? (hows.join(', or ') || 'no request was found that reaches it');
  const [plainest] = requests;
  return `\n    ${id}\n      ${ways}${plainest ? `\n      ${plainest.curl}` : ''}`;
}

/** What the API sends of its own accord, and what can be in it. */
function tellWebhooks(webhooks: readonly WebhookPlan[]): void {
  if (webhooks.length === 0) return;
  console.log('\n  sent by the API');
  for (const { name, method, callback, content } of webhooks) {
    const where = callback === null ? 'a webhook' : `a callback of ${callback.operation}, to ${callback.expression}`;
    console.log(`\n    ${method} ${name}\n      ${where}`);
    const examples = new Set(content.flatMap((one) => one.examples.map((example) => example.name)));
    if (examples.size > 0) console.log(`      ${[...examples].join(', ')}`);
  }
}
