import { rulesAnswering, ruleText } from '../exporters/rule-text.ts';
import { type CatalogueEntry, createSandbox, type Sandbox } from '../index.ts';
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
      console.log(`    ${entry.id.padEnd(width)}  ${waysOf(entry, sandbox)}`);
    }
    console.log('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    if (contested.length > 0) console.log(`${api} answers only under its base path: ${contested.join(', ')}`);
  }
  return 0;
}

/** More of a rule is in the scenario file. */
const longest = 90;

/** What reaches it, the plainest first: a rule with its condition, a request without one, a token, `Prefer`. */
function waysOf({ requests, api, operationId, id }: CatalogueEntry, sandbox: Sandbox): string {
  const plan = sandbox.operation(api, operationId);
  const [rule, ...others] = rulesAnswering(plan, id).map((one) => ruleText(one, plan));
  const more = others.length > 0 ? ` (or ${others.length} more)` : '';
  const ruled = rule === undefined ? [] : [`rule: ${shortened(rule)}${more}`];
  const sent = requests
    .filter(({ trigger }) => trigger !== 'rule')
    .map(({ trigger, headers }) => (trigger === 'token' ? `token: ${headers['Authorization']}` : trigger));
  return [...ruled, ...new Set(sent)].join(', ');
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
