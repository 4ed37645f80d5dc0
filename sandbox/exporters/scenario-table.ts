import type { CatalogueEntry } from './catalogue.ts';

/** The scenarios of an operation as a table in Markdown (GitHub Flavored Markdown, 4.10). */
export function scenarioTable(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map((entry) => `| ${code(entry.example)} | ${requestOf(entry)} | ${responseOf(entry)} |`);
  return ['**Sandbox test scenarios**', '', '| Scenario | Request | Response |', '|---|---|---|', ...rows].join('\n');
}

/** The plainest request that leads there, in words, or what has to be sent with it. */
function requestOf({ natural, requests: [plainest] }: CatalogueEntry): string {
  if (!plainest) return '';
  return natural ? plain(plainest.how) : code(plainest.how);
}

function responseOf({ status, summary }: CatalogueEntry): string {
  return plain(`${status} ${summary}`.trim());
}

/** A text without meaning in Markdown (CommonMark 0.31.2, 2.4), on one line. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
}

/** A code span, which may hold backticks (CommonMark 0.31.2, 6.1); a bar would end the cell all the same. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return fence + room + text.replace(/\s+/g, ' ').replaceAll('|', '\\|') + room + fence;
}
