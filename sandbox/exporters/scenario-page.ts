import type { ApiPlan, OperationIndex } from '../plan.ts';
import { percentEncode } from '../syntax/percent.ts';
import { code, escaped, pageEnd, pageStart } from './html.ts';
import { counted } from './plural.ts';
import { apiId, briefSection, ways } from './scenario-section.ts';

/**
 * How much the page shows: each scenario with its request, which takes a search; its name alone; or only the APIs,
 * where several large ones would be on one page.
 */
type Detail = 'complete' | 'brief' | 'none';

/** Searching requests for more operations than these takes too long for a page. */
const maxSearched = 100;

/** Where a page is. */
export interface PageAddress {
  /** The relative path from the page to `/_sandbox/`: empty or `_sandbox/`. */
  readonly toReserved: string;
  /** Of the sandbox: `http://localhost:9000`. */
  readonly origin: string;
  /** Of the scripts and style sheets, below `/_sandbox/`. */
  readonly folder: string;
}

/**
 * Yields the page of scenarios in pieces. All links are relative, so that they work behind a proxy.
 *
 * @param all the APIs of the sandbox
 * @param shown those to show, with the operations to show
 * @param searched returns the section of an operation with the requests found for it
 */
export async function* scenarioPage(
  all: readonly ApiPlan[],
  shown: readonly ApiPlan[],
  address: PageAddress,
  searched: (api: ApiPlan, operation: OperationIndex) => Promise<string>,
): AsyncGenerator<string> {
  const isSearched = operationsIn(shown) <= maxSearched;
  const detail = isSearched ? 'complete' : shown.length === 1 ? 'brief' : 'none';
  yield beginning(all, shown, address, detail);
  for (const api of detail === 'none' ? [] : shown) {
    yield `<section class="${detail}" id="${apiId(api.name)}">\n<h3>${escaped(api.title)}</h3>\n`;
    if (isSearched) for (const operation of api.operations) yield await searched(api, operation);
    else yield api.operations.map((operation) => briefSection(api, operation, address.toReserved)).join('');
    yield '</section>\n';
  }
  yield `</main>${pageEnd}`;
}

function operationsIn(apis: readonly ApiPlan[]): number {
  return apis.reduce((count, { operations }) => count + operations.length, 0);
}

/** Returns the page up to the scenarios: the APIs and the filters. */
function beginning(all: readonly ApiPlan[], shown: readonly ApiPlan[], address: PageAddress, detail: Detail): string {
  const { toReserved, folder } = address;
  const files = toReserved + folder;
  const isPart = operationsIn(shown) < operationsIn(all);
  const title = isPart ? `${shown.map((api) => api.title).join(', ')}: scenarios` : 'openapi-sandbox';
  const back = isPart ? `<p><a href="${toReserved || './'}">All APIs of this sandbox</a></p>\n` : '';
  const apis = all.filter(({ name }) => shown.some((api) => api.name === name));
  const isListed = (api: ApiPlan) => detail !== 'none' && shown.includes(api);
  const script = (name: string) => `<script src="${files}/${name}" async></script>`;
  const filters = detail === 'none' ? '' : `${filterBar(shown, detail)}\n${script('scenarios.js')}`;
  return `${pageStart(title, `<link rel="stylesheet" href="${files}/page.css">`)}<main>
<header>
${back}<h1>${escaped(title)}</h1>
<p>Every documented answer can be had on purpose. Nothing is stored.</p>
</header>
<ul class="apis">
${apis.map((api) => apiCard(api, address, isListed(api))).join('\n')}
</ul>
${script('copy.js')}
${filters}
`;
}

/** @param isListed whether all scenarios of the API are on the same page */
function apiCard(
  { name, title, version, basePaths, operations }: ApiPlan,
  { toReserved, origin }: PageAddress,
  isListed: boolean,
): string {
  const count = operations.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  const scenarios = counted(count, 'scenario');
  const label = escaped(`${title} ${version}`.trim());
  const docs = `${toReserved}docs/${percentEncode(name)}`;
  const list = isListed ? `#${apiId(name)}` : `${toReserved}scenarios?api=${percentEncode(name)}`;
  const addresses = basePaths.map(
    (path) => `<p class="address">${code(origin + path)} <button class="copy" type="button">Copy</button></p>`,
  );
  return `<li>
<h2><a href="${docs}">${label}</a></h2>
${addresses.join('\n')}
<p class="links"><a class="primary" href="${docs}" aria-label="Try it: ${label}">Try it</a>
<a href="${list}" aria-label="${scenarios} of ${label}">${scenarios}</a>
<span>${counted(operations.length, 'operation')}</span>
<a href="${toReserved}openapi/${percentEncode(name)}.json" aria-label="OpenAPI document of ${label}">OpenAPI document</a></p>
</li>`;
}

/** Returns the filters, which a script shows and applies. */
function filterBar(shown: readonly ApiPlan[], detail: Detail): string {
  const all = shown.flatMap(({ operations }) => operations.flatMap(({ scenarios }) => scenarios));
  const classes = [...new Set(all.map(({ status }) => `${Math.floor(status / 100)}xx`))].sort();
  const byStatus = classes.map((one): readonly [string, string] => [one, one]);
  return `<h2 id="scenarios">Scenarios</h2>
<div id="filters" role="search" aria-label="Scenarios" hidden>
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
${choices('status', 'Status', byStatus)}
${detail === 'complete' ? choices('by', 'Reached by', Object.entries(ways)) : ''}
<p><span id="count" role="status"></span> <button id="clear" type="button" hidden>Show all</button></p>
</div>`;
}

function choices(name: string, legend: string, values: readonly (readonly [string, string])[]): string {
  const boxes = values.map(
    ([value, label]) => `<label><input type="checkbox" name="${name}" value="${value}"> ${label}</label>`,
  );
  return `<fieldset>\n<legend>${legend}</legend>\n${boxes.join('\n')}\n</fieldset>`;
}
