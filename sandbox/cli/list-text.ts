import type { CatalogueEntry } from '../index.ts';
import type { OperationIndex, WebhookPlan } from '../plan.ts';
import { table } from './table.ts';
import { maxLineLength, wrap } from './wrap.ts';

/** Describes an operation, and each of its scenarios: its summary, the ways to reach it, and a curl command. */
export function operationLines(
  { method, path, summary }: OperationIndex,
  entries: readonly CatalogueEntry[],
): readonly string[] {
  return ['', `  ${method} ${path}`, ...(summary === '' ? [] : wrap(summary, '  ')), ...entries.flatMap(entryLines)];
}

function entryLines({ id, example, summary, requests, failure }: CatalogueEntry): readonly string[] {
  const hows = [...new Set(requests.map(({ how }) => how))];
  const ways = failure ?? (hows.join(', or ') || unreached);
  const [plainest] = requests;
  return [
    '',
    `    ${id}`,
    ...(saysMore(summary, example) ? wrap(summary, '      ') : []),
    ...wrap(ways, '      '),
    ...(plainest ? [`      ${plainest.curl}`] : []),
  ];
}

const unreached = 'no request was found that reaches it';

/** Whether a summary has words that a name lacks. Words of up to three letters say little. */
function saysMore(summary: string, name: string): boolean {
  const words = summary.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return words.some((word) => !name.toLowerCase().includes(word));
}

/** Describes each scenario, and the simplest way to reach it, in a line of a table. */
export function briefLines(entries: readonly CatalogueEntry[]): readonly string[] {
  const rows = entries.map(({ id, requests, failure }) => [id, failure ?? requests[0]?.how ?? unreached]);
  const cut = (line: string) => (line.length > maxLineLength ? `${line.slice(0, maxLineLength - 1)}…` : line);
  return ['', ...table(['scenario', 'how'], rows).map(cut)];
}

/** Describes the webhooks and callbacks of an API with their examples. */
export function webhookLines(webhooks: readonly WebhookPlan[]): readonly string[] {
  if (webhooks.length === 0) return [];
  const lines = webhooks.flatMap(({ name, method, callback, content }) => {
    const where = callback === null ? 'a webhook' : `a callback of ${callback.operation}, to ${callback.expression}`;
    const examples = new Set(content.flatMap((one) => one.examples.map((example) => example.name)));
    return ['', `    ${method} ${name}`, ...wrap(where, '      '), ...wrap([...examples].join(', '), '      ')];
  });
  return ['', '  sent by the API', ...lines];
}
