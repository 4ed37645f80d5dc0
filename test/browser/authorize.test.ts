import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/index.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { openOperation, violations } from '../fixtures/console-page.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const login = 'https://login.example';
const flows = {
  authorizationCode: { authorizationUrl: login, tokenUrl: login, scopes: { read: 'Read' } },
  implicit: { authorizationUrl: login, scopes: {} },
};
const document = documentOf(
  {
    '/pets': {
      get: {
        operationId: 'list',
        security: [{ oauth: [] }],
        responses: { 200: response({ ok: ['Rex'] }), 401: response({ who: {} }) },
      },
    },
  },
  { components: { securitySchemes: { oauth: { type: 'oauth2', flows } } } },
);

describeInBrowser('the page of the authorization endpoint', (visit) => {
  let server: Listening;
  beforeAll(async () => {
    server = await ruledSandbox(document, { auth: 'strict' }).listen();
  });
  afterAll(() => server.close());

  it.each(['authorizationCode', 'implicit'])('gives the console a token that is accepted: %s', async (name) => {
    const { page, complaints } = await visit(`${server.url}/_sandbox/docs/api`);
    await page.locator('.btn.authorize').click();
    const flow = page.locator('.modal-ux .auth-container').filter({ hasText: `(OAuth2, ${name}` });
    const opened = page.waitForEvent('popup');
    await flow.locator('.modal-btn.auth.authorize').click();
    const login = await opened;
    await login.getByRole('heading', { name: 'console asks for access' }).waitFor();
    expect(await violations(login)).toEqual([]);
    const closed = login.waitForEvent('close');
    await login.getByRole('link', { name: 'Grant' }).click();
    await closed;
    await flow.getByText('Authorized').waitFor();
    await page.locator('.modal-ux .btn-done').first().click();
    const operation = await openOperation(page, 'GET /pets');
    await operation.execute('list/200/ok');
    expect(await operation.status()).toBe('200');
    expect(complaints).toEqual([]);
  });
});
