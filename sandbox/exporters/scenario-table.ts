import { describeReason } from '../reachability/describe-reason.ts';
import type { CatalogueEntry, ExplainedEntry } from './catalogue.ts';
import { code, plain } from './markdown.ts';

/** Returns the scenarios of an operation as a table in Markdown (GitHub Flavored Markdown, 4.10). */
export function scenarioTable(entries: readonly ExplainedEntry[]): string {
  const rows = entries.map((entry) => `| ${code(entry.example)} | ${requestOf(entry)} | ${responseOf(entry)} |`);
  return ['**Sandbox test scenarios**', '', '| Scenario | Request | Response |', '|---|---|---|', ...rows].join('\n');
}

function requestOf({ reason }: ExplainedEntry): string {
  return reason === null ? '' : describeReason(reason, code);
}

function responseOf({ status, summary }: CatalogueEntry): string {
  return plain(`${status} ${summary}`.trim());
}
