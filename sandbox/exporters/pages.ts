import type { ApiPlan, Plan } from '../plan.ts';
import { counted } from './plural.ts';

/**
 * Returns the page that lists the APIs. All links are relative, so that they work behind a proxy.
 *
 * @param toReserved the relative path from the page to `/_sandbox/`
 * @param folder of the style sheet, below `/_sandbox/`
 */
export function indexPage({ apis }: Plan, toReserved: string, folder: string): string {
  return page(
    'openapi-sandbox',
    `<link rel="stylesheet" href="${toReserved}${folder}/console.css">`,
    `<main class="page">
<h1>openapi-sandbox</h1>
<p>Every documented answer of these APIs can be had on purpose. Nothing is stored.</p>
<ul>
${apis.map((api) => indexEntry(api, toReserved)).join('\n')}
</ul>
<p><a href="${toReserved}scenarios">Every scenario and how to reach it</a> (JSON)</p>
</main>`,
  );
}

function indexEntry({ name, title, version, basePaths, operations }: ApiPlan, toReserved: string): string {
  const scenarios = operations.reduce((count, operation) => count + operation.scenarios.length, 0);
  const docs = `${toReserved}docs/${encodeURIComponent(name)}`;
  const document = `${toReserved}openapi/${encodeURIComponent(name)}.json`;
  const label = escaped(`${title} ${version}`.trim());
  return `<li>
<h2><a href="${docs}">${label}</a></h2>
<p>${counted(operations.length, 'operation')}, ${counted(scenarios, 'scenario')}, under ${basePaths.map((path) => `<code>${escaped(path || '/')}</code>`).join(' and ')}</p>
<p><a href="${document}" aria-label="OpenAPI document of ${label}">OpenAPI document</a></p>
</li>`;
}

/**
 * Returns the page with Swagger UI for an API.
 *
 * @param folder of its scripts and style sheets, below `/_sandbox/`
 */
export function docsPage({ name, title }: ApiPlan, folder: string): string {
  // Swagger UI decodes the URL twice.
  const document = `../openapi/${encodeURIComponent(name.replaceAll('%', '%25'))}.json`;
  return page(
    `${title}: try it`,
    consoleHead(`../${folder}`),
    `<a class="skip" href="#operations">Skip to the operations</a>
<header class="top"><a href="../">All APIs of this sandbox</a></header>
<div id="console" data-document="${document}?choices=extension"><p class="waiting">Loading …</p></div>
<p id="news" class="unseen" role="status"></p>
<noscript><p class="waiting">Without JavaScript there is only the <a href="${document}">OpenAPI document</a>.</p></noscript>`,
  );
}

const consoleHead = (folder: string) => `<link rel="stylesheet" href="${folder}/swagger-ui.css">
<link rel="stylesheet" href="${folder}/console.css">
<link rel="stylesheet" href="${folder}/try-it.css">
<script src="${folder}/swagger-ui-bundle.js" defer></script>
<script src="${folder}/start.js" type="module"></script>`;

/** Returns an HTML document. */
export function page(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** Escapes a text for HTML (WHATWG HTML, 13.1.4). */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
