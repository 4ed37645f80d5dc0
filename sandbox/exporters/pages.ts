import type { ApiPlan } from '../plan.ts';
import { escaped, page } from './html.ts';

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

/**
 * Returns a page for static hosts, which starts the service worker that answers in its place.
 *
 * @param toRoot the relative path from the page to the folder of the service worker: `./`, `../../`
 * @param path of the page that the service worker has, below that folder
 * @param folder of the scripts and style sheets, below `_sandbox/`
 */
export function registrationPage(title: string, toRoot: string, path: string, folder: string): string {
  const files = `${toRoot}_sandbox/${folder}`;
  return page(
    title,
    `<link rel="stylesheet" href="${files}/page.css">
<script src="${files}/register.js" data-root="${toRoot}" data-page="${escaped(path)}" defer></script>`,
    `<main>
<h1>${escaped(title)}</h1>
<p id="status" role="status">The sandbox is starting in your browser …</p>
<noscript><p>It needs JavaScript, since no server answers here.</p></noscript>
</main>`,
  );
}
