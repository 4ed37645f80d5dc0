import type { ApiPlan } from '../plan.ts';
import { page } from './html.ts';

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
