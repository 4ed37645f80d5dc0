import type { CatalogueEntry } from '../index.ts';
import type { WebhookPlan } from '../plan.ts';
import { requestedDocuments } from '../read/documents.ts';
import { located } from '../read/located.ts';
import { openSandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { jsonLines } from './json-lines.ts';
import { noDocument } from './no-document.ts';
import { complain, print, printAll } from './output.ts';
import { problemLine } from './problem-text.ts';

/** Prints every scenario and how to reach it. */
export function list({ documents, scenarios, allowOutside, json }: Command<'list'>): number {
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('list');
  const sandbox = openSandbox(inputs, { allowOutside });
  const catalogue = sandbox.catalogue();
  if (json) {
    printAll(jsonLines(catalogue));
    return 0;
  }
  for (const { name, title, version } of sandbox.plan.apis) {
    const entries = catalogue.scenarios.filter(({ api }) => api === name);
    print(`${title} ${version} (${name}): ${entries.length} scenarios`);
    let operation = '';
    for (const entry of entries) {
      if (entry.operationId !== operation) print('', `  ${entry.method} ${entry.path}`);
      operation = entry.operationId;
      print(...entryText(entry));
    }
    listWebhooks(sandbox.webhooks(name));
    print('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    const names = contested.map(({ method, path }) => `${method} ${path}`);
    if (names.length > 0) print(`${api} answers only under its base path: ${names.join(', ')}`);
  }
  const failures = sandbox.unlocatedProblems().filter(({ code }) => code === 'internal-error');
  for (const problem of located(failures)) complain(problemLine(problem));
  return 0;
}

/** Describes a scenario, the ways to reach it, and the simplest one as a curl command. */
function entryText({ id, requests, failure }: CatalogueEntry): readonly string[] {
  const hows = [...new Set(requests.map(({ how }) => how))];
  const ways = failure ?? (hows.join(', or ') || 'no request was found that reaches it');
  const [plainest] = requests;
  return ['', `    ${id}`, `      ${ways}`, ...(plainest ? [`      ${plainest.curl}`] : [])];
}

/** Prints the webhooks and callbacks of an API with their examples. */
function listWebhooks(webhooks: readonly WebhookPlan[]): void {
  if (webhooks.length === 0) return;
  print('', '  sent by the API');
  for (const { name, method, callback, content } of webhooks) {
    const where = callback === null ? 'a webhook' : `a callback of ${callback.operation}, to ${callback.expression}`;
    print('', `    ${method} ${name}`, `      ${where}`);
    const examples = new Set(content.flatMap((one) => one.examples.map((example) => example.name)));
    if (examples.size > 0) print(`      ${[...examples].join(', ')}`);
  }
}
