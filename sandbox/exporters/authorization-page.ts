import type { Authorization } from '../exchange.ts';
import { escaped, page } from './html.ts';

/**
 * Returns the page of the authorization endpoint. It goes back to the client by links: Chromium applies `form-action` of
 * a content security policy to redirections of a form as well.
 *
 * @param folder of the style sheet, relative to the page
 */
export function authorizationPage(shown: Authorization, folder: string): string {
  return page(
    'Access to the sandbox',
    `<link rel="stylesheet" href="${folder}/console.css">`,
    `<main class="page">
${contentOf(shown)}
</main>`,
  );
}

function contentOf(shown: Authorization): string {
  switch (shown.kind) {
    case 'device':
      return `<h1>The device has access</h1>
<p>This page stands for the one on which a user enters the code of a device. Nothing is checked: every device has access.</p>`;
    case 'refused':
      return `<h1>No access</h1>
<p>${escaped(shown.reason)}</p>`;
    case 'faulty':
      return `<h1>No access for ${escaped(shown.client)}</h1>
<p>${escaped(shown.reason)}</p>
<p><a href="${escaped(shown.back)}">Return with this error</a></p>`;
    case 'asked':
      return `<h1>${escaped(shown.client)} asks for access</h1>
${scopesOf(shown.scopes)}
<p>This page stands for the login of the real service. Nothing is checked, and nothing is stored.</p>
<p><a href="${escaped(shown.granted)}">Grant</a></p>
<p><a href="${escaped(shown.refused)}">Refuse</a></p>
<p>Both return to <code>${escaped(shown.redirectUri)}</code>.</p>`;
  }
}

function scopesOf(scopes: readonly string[]): string {
  if (scopes.length === 0) return '<p>It names no scopes.</p>';
  return `<p>Its scopes are:</p>
<ul>
${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('\n')}
</ul>`;
}
