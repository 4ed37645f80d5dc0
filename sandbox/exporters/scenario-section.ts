import type { ApiPlan, OperationIndex, ScenarioIndex } from '../plan.ts';
import { describeReason } from '../reachability/describe-reason.ts';
import type { Reason } from '../reachability/reason.ts';
import { isForbiddenToScripts } from '../syntax/method.ts';
import { percentEncode } from '../syntax/percent.ts';
import { reasonPhrase } from '../syntax/status.ts';
import type { CatalogueEntry, ExplainedEntry } from './catalogue.ts';
import { code, escaped } from './html.ts';

/** What leads to a scenario, and the words for it on the page. */
export const ways = {
  request: 'an ordinary request',
  fault: 'an invalid request',
  rule: 'a rule',
  accept: 'Accept',
  credentials: 'credentials',
  prefer: 'Prefer',
} as const;

type Way = keyof typeof ways;

const wayByReason: Readonly<Record<Reason['by'], Way>> = {
  ordinary: 'request',
  'no-body': 'request',
  'request-example': 'request',
  'parameter-example': 'request',
  'named-value': 'request',
  'no-rule': 'request',
  rule: 'rule',
  accept: 'accept',
  fault: 'fault',
  claim: 'fault',
  token: 'credentials',
  prefer: 'prefer',
};

/** Returns the id of an API's part of the page; only ids of the page itself have no slash. */
export function apiId(api: string): string {
  return `${percentEncode(api)}/`;
}

/**
 * Returns the scenarios of an operation as a table: what leads to each, and its request as a curl command.
 *
 * @param toReserved the relative path from the page to `/_sandbox/`
 */
export function completeSection(
  { name }: ApiPlan,
  operation: OperationIndex,
  entries: readonly ExplainedEntry[],
  toReserved: string,
): string {
  const rows = entries.map((entry) => {
    const by = entry.reason ? ` data-by="${wayByReason[entry.reason.by]}"` : '';
    return `<tr id="${rowId(name, entry.id)}" data-status="${entry.status}"${by}>
${scenarioCells(name, { ...entry, name: entry.example })}
<td class="how">${howText(entry)}</td>
<td class="actions">${actions(entry, toReserved)}</td>
</tr>`;
  });
  return section(name, operation, tableOf(['Status', 'Scenario', 'How to reach it', 'Request'], rows), '');
}

/** Returns the scenarios of an operation as a table of names; a link leads to the complete one. */
export function briefSection({ name }: ApiPlan, operation: OperationIndex, toReserved: string): string {
  const rows = operation.scenarios.map(
    (scenario) =>
      `<tr id="${rowId(name, scenario.id)}" data-status="${scenario.status}">\n${scenarioCells(name, scenario)}\n</tr>`,
  );
  const { key, method, path } = operation;
  const address = `${toReserved}scenarios?api=${percentEncode(name)}&amp;operation=${percentEncode(key)}`;
  const label = `How to reach them<span class="unseen">: ${escaped(`${method} ${path}`)}</span>`;
  const more = `<p><a class="more" href="${address}">${label}</a></p>`;
  return section(name, operation, tableOf(['Status', 'Scenario'], rows), more);
}

/** Returns an operation for which nothing else can be shown, since the sandbox failed. */
export function failedSection({ name }: ApiPlan, operation: OperationIndex, failure: string): string {
  return section(name, operation, '', `<p>The sandbox failed at this operation: ${escaped(failure)}</p>`);
}

function section(
  api: string,
  { key, method, path, summary }: OperationIndex,
  scenarios: string,
  further: string,
): string {
  const id = `${percentEncode(api)}/${percentEncode(key)}`;
  return `<section class="operation" id="${id}">
<h4><a href="#${id}"><span class="method" data-method="${escaped(method)}">${escaped(method)}</span> <span class="path">${escaped(path)}</span></a></h4>
${summary === '' ? '' : `<p class="summary">${escaped(summary)}</p>\n`}${scenarios}${further}
</section>
`;
}

function tableOf(columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

function rowId(api: string, scenario: string): string {
  return escaped(`${percentEncode(api)}/${scenario}`);
}

function scenarioCells(
  api: string,
  { id, status, name, summary }: Pick<ScenarioIndex, 'id' | 'status' | 'name' | 'summary'>,
): string {
  const words = summary === '' || summary === name ? '' : `<span class="summary">${escaped(summary)}</span>`;
  return `<td class="status"><b>${status}</b> <span>${reasonPhrase(status)}</span></td>
<th scope="row"><a href="#${rowId(api, id)}">${escaped(name)}</a>${words}</th>`;
}

/** Describes the plainest request, and how to choose the scenario by name if that request does not. */
function howText(entry: ExplainedEntry): string {
  const { reason } = entry;
  const [plainest] = entry.requests;
  if (!plainest || !reason) return escaped(entry.failure ?? 'No request was found that reaches it.');
  const prefer = entry.requests.find(({ trigger }) => trigger === 'prefer')?.headers['Prefer'];
  const choice =
    prefer === undefined || plainest.trigger === 'prefer'
      ? ''
      : `<br><span class="choice">or ${code(`Prefer: ${prefer}`)}</span>`;
  const curl = `<details><summary>curl</summary><code class="curl">${escaped(plainest.curl)}</code></details>`;
  return `${describeReason(reason, code)}${choice}\n${curl}`;
}

function actions({ api, method, id, requests: [plainest] }: CatalogueEntry, toReserved: string): string {
  const copy = plainest ? '<button class="copy" type="button">Copy curl</button>' : '';
  return tryLink(api, method, id, toReserved) + copy;
}

/** Returns a link to the console with a scenario chosen, unless browsers cannot send the method. */
function tryLink(api: string, method: string, scenario: string, toReserved: string): string {
  if (isForbiddenToScripts(method)) return '';
  return `<a class="try" href="${toReserved}docs/${percentEncode(api)}?scenario=${percentEncode(scenario)}">Try it</a>`;
}
