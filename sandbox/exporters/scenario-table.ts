import type { CatalogueEntry, ExplainedEntry } from './catalogue.ts';
import { describeRequest, ordinaryRequests } from './describe-request.ts';
import { code, plain } from './markdown.ts';

/** Returns the scenarios of an operation as a table in Markdown (GitHub Flavored Markdown, 4.10). */
export function scenarioTable(entries: readonly ExplainedEntry[]): string {
  const ordinary = ordinaryRequests(entries);
  const rows = entries.map(
    (entry) => `| ${code(entry.example)} | ${describeRequest(entry, ordinary)} | ${responseOf(entry)} |`,
  );
  return ['**Sandbox test scenarios**', '', '| Scenario | Request | Response |', '|---|---|---|', ...rows].join('\n');
}

function responseOf({ status, summary }: CatalogueEntry): string {
  return plain(`${status} ${summary}`.trim());
}
