import { describeReason } from '../reachability/describe-reason.ts';
import type { Json } from '../syntax/json.ts';
import type { CatalogueEntry, ExplainedEntry } from './catalogue.ts';
import { code, plain } from './markdown.ts';
import { shortChoiceOf } from './prefer-parameter.ts';

/** Returns the scenarios of an operation as a table in Markdown (GitHub Flavored Markdown, 4.10). */
export function scenarioTable(entries: readonly ExplainedEntry[]): string {
  const rows = entries.map((entry) => `| ${code(entry.example)} | ${requestOf(entry)} | ${responseOf(entry)} |`);
  return ['**Sandbox test scenarios**', '', '| Scenario | Request | Response |', '|---|---|---|', ...rows].join('\n');
}

function requestOf({ reason }: ExplainedEntry): string {
  return reason === null ? '' : describeReason(reason, code);
}

/**
 * Returns the scenarios of an operation as the extension `x-sandbox-scenarios`, from which the console makes its list.
 * `request` is Markdown, and `prefer` the value of the header field that chooses the scenario: null if none can.
 */
export function scenarioList(entries: readonly ExplainedEntry[]): Json {
  return entries.map((entry) => {
    const { id, status, example, summary } = entry;
    const prefer = shortChoiceOf(entry, entries) ?? null;
    return { id, status, example, summary, request: requestOf(entry), prefer };
  });
}

function responseOf({ status, summary }: CatalogueEntry): string {
  return plain(`${status} ${summary}`.trim());
}
