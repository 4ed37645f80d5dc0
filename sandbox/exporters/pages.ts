import type { ApiPlan, Plan } from '../plan.ts';

/**
 * The page that lists the APIs. All links are relative, so that they hold behind a proxy, too.
 *
 * @param toReserved what leads from the page to `/_sandbox/`
 */
export function indexPage({ apis }: Plan, toReserved: string): string {
  const rows = apis.map(({ name, title, version, basePaths, operations }) => {
    const scenarios = operations.reduce((count, operation) => count + operation.scenarios.length, 0);
    const docs = `${toReserved}docs/${encodeURIComponent(name)}`;
    const document = `${toReserved}openapi/${encodeURIComponent(name)}.json`;
    return `<tr>
<th scope="row"><a href="${docs}">${escaped(`${title} ${version}`.trim())}</a></th>
<td>${operations.length}</td>
<td>${scenarios}</td>
<td>${basePaths.map((basePath) => `<code>${escaped(basePath || '/')}</code>`).join(' ')}</td>
<td><a href="${document}">OpenAPI</a></td>
</tr>`;
  });
  return page(
    'openapi-sandbox',
    `<link rel="stylesheet" href="${toReserved}console/console.css">`,
    `<main>
<h1>openapi-sandbox</h1>
<p>Every documented answer of these APIs can be had on purpose. Nothing is stored.</p>
<table>
<thead><tr><th scope="col">API</th><th scope="col">Operations</th><th scope="col">Scenarios</th><th scope="col">Base path</th><th scope="col">Document</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p><a href="${toReserved}scenarios">Every scenario and how to reach it</a>, as JSON</p>
</main>`,
  );
}

/** The page from which an API is tried: Swagger UI, showing the document as it is served. */
export function docsPage({ name, title }: ApiPlan): string {
  const document = `../openapi/${encodeURIComponent(name)}.json`;
  return page(title, consoleHead, `<main id="console" data-document="${document}"><p>Loading …</p></main>`);
}

const consoleHead = `<link rel="stylesheet" href="../console/swagger-ui.css">
<link rel="stylesheet" href="../console/console.css">
<script src="../console/swagger-ui-bundle.js" defer></script>
<script src="../console/start.js" defer></script>`;

function page(title: string, head: string, body: string): string {
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

/** A text in HTML (WHATWG HTML, 13.1.4). */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
