import { entriesOf } from '../exporters/catalogue.ts';
import { counted } from '../exporters/plural.ts';
import type { CatalogueEntry, Sandbox } from '../index.ts';
import type { OperationIndex, WebhookPlan } from '../plan.ts';
import { requestedDocuments } from '../read/documents.ts';
import { located } from '../read/located.ts';
import { openSandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { jsonLines } from './json-lines.ts';
import { filtered } from './list-filter.ts';
import { noDocument } from './no-document.ts';
import { complain, print, printAll } from './output.ts';
import { problemLine } from './problem-text.ts';
import { table } from './table.ts';

/** Prints every scenario, or those that options choose, and how to reach it. */
export function list(command: Command<'list'>): number {
  const { documents, scenarios, allowOutside, operation, status, brief, json, origin } = command;
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('list');
  const sandbox = openSandbox(inputs, { allowOutside });
  const listed = filtered(sandbox.plan.apis, command).map(({ api, operations }) => ({
    api,
    entries: operations.flatMap((one) => entriesOfOperation(sandbox, api.name, one, origin)),
  }));
  if (json) {
    printAll(jsonLines({ scenarios: listed.flatMap(({ entries }) => entries) }));
    return 0;
  }
  for (const { api, entries } of listed) {
    const { name, title, version } = api;
    print(`${title} ${version} (${name}): ${counted(entries.length, 'scenario')}`);
    if (brief) printBriefly(entries);
    else printInFull(entries);
    if (!brief && operation.length === 0 && status.length === 0) listWebhooks(sandbox.webhooks(name));
    print('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    if (!listed.some((one) => one.api.name === api)) continue;
    const names = contested.map(({ method, path }) => `${method} ${path}`);
    if (names.length > 0) print(`${api} answers only under its base path: ${names.join(', ')}`);
  }
  const failures = sandbox.unlocatedProblems().filter(({ code }) => code === 'internal-error');
  for (const problem of located(failures)) complain(problemLine(problem));
  return 0;
}

/** Returns the catalogue entries of the scenarios that an operation has been filtered to. */
function entriesOfOperation(
  sandbox: Sandbox,
  api: string,
  operation: OperationIndex,
  origin: string,
): readonly CatalogueEntry[] {
  const chosen = new Set(operation.scenarios.map(({ id }) => id));
  const entries = entriesOf(api, operation, sandbox.reachabilityOf(api, operation.key), origin);
  return entries.filter(({ id }) => chosen.has(id));
}

function printInFull(entries: readonly CatalogueEntry[]): void {
  let operation = '';
  for (const entry of entries) {
    if (entry.operationId !== operation) print('', `  ${entry.method} ${entry.path}`);
    operation = entry.operationId;
    print(...entryText(entry));
  }
}

/** The longest line of a brief list, in characters. */
const maxLineLength = 160;

function printBriefly(entries: readonly CatalogueEntry[]): void {
  const rows = entries.map(({ id, requests, failure }) => [id, failure ?? requests[0]?.how ?? unreached]);
  const cut = (line: string) => (line.length > maxLineLength ? `${line.slice(0, maxLineLength - 1)}…` : line);
  print('', ...table(['scenario', 'how'], rows).map(cut));
}

const unreached = 'no request was found that reaches it';

/** Describes a scenario, the ways to reach it, and the simplest one as a curl command. */
function entryText({ id, requests, failure }: CatalogueEntry): readonly string[] {
  const hows = [...new Set(requests.map(({ how }) => how))];
  const ways = failure ?? (hows.join(', or ') || unreached);
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
