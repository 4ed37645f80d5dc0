import { entriesOf } from '../exporters/catalogue.ts';
import { counted } from '../exporters/plural.ts';
import type { CatalogueEntry, Sandbox } from '../index.ts';
import type { OperationIndex } from '../plan.ts';
import { requestedDocuments } from '../read/documents.ts';
import { located } from '../read/located.ts';
import { openSandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { jsonLines } from './json-lines.ts';
import { filtered } from './list-filter.ts';
import { briefLines, operationLines, webhookLines } from './list-text.ts';
import { noDocument } from './no-document.ts';
import { complain, print, printAll } from './output.ts';
import { problemLine } from './problem-text.ts';
import { wrap } from './wrap.ts';

/** Prints every scenario, or those that options choose, and how to reach it. */
export function list(command: Command<'list'>): number {
  const { documents, scenarios, allowOutside, operation, status, brief, json, origin } = command;
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('list');
  const sandbox = openSandbox(inputs, { allowOutside });
  const listed = filtered(sandbox.plan.apis, command).map(({ api, operations }) => ({
    api,
    operations: operations.map((one) => ({
      operation: one,
      entries: entriesOfOperation(sandbox, api.name, one, origin),
    })),
  }));
  if (json) {
    printAll(
      jsonLines({ scenarios: listed.flatMap(({ operations }) => operations.flatMap(({ entries }) => entries)) }),
    );
    return 0;
  }
  for (const { api, operations } of listed) {
    const { name, title, version } = api;
    const all = operations.flatMap(({ entries }) => entries);
    print(`${title} ${version} (${name}): ${counted(all.length, 'scenario')}`);
    if (brief) print(...briefLines(all));
    else for (const { operation: one, entries } of operations) print(...operationLines(one, entries));
    if (!brief && operation.length === 0 && status.length === 0) print(...webhookLines(sandbox.webhooks(name)));
    print('');
  }
  for (const { api, contested } of sandbox.plan.mounts) {
    if (!listed.some((one) => one.api.name === api)) continue;
    const names = contested.map(({ method, path }) => `${method} ${path}`);
    if (names.length > 0) print(...wrap(`${api} answers only under its base path: ${names.join(', ')}`));
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
