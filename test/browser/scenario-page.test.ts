import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { overflow, violations } from '../fixtures/console-page.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const specification = fileURLToPath(new URL('../../specification', import.meta.url));
const documents = ['nhs-app', 'nhs-notify-supplier'].map((api) => `${specification}/${api}/openapi.yaml`);
const operations = Object.fromEntries(
  Array.from({ length: 101 }, (_, index) => [
    `/things/${index}`,
    { get: { operationId: `get-${index}`, responses: { 200: response({ ok: [] }), 429: response({ fast: {} }) } } },
  ]),
);

const rowsOf = (page: Page) => page.locator('tbody tr:visible');
const idsOf = (page: Page) => rowsOf(page).evaluateAll((rows) => rows.map(({ id }) => id));
const spike = 'nhs-app/create-in-app/429/exceeded-spike-arrest';

describeInBrowser('the page of scenarios', (visit) => {
  let server: Listening;
  let large: Listening;
  beforeAll(async () => {
    const address = { port: 0, host: '127.0.0.1' };
    server = await listen(createSandbox({ documents }).answer, address);
    large = await listen(ruledSandbox(documentOf(operations)).answer, address);
  });
  afterAll(() => Promise.all([server.close(), large.close()]));

  it('finds scenarios while one types, and keeps what was typed in its address', async () => {
    const { page, complaints } = await visit(server.url);
    expect(await page.getByRole('status').innerText()).toBe('199 scenarios');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.pressSequentially('SPIKE in-app');
    await expect.poll(() => idsOf(page)).toEqual([spike]);
    expect(await page.getByRole('status').innerText()).toBe('1 of 199 scenarios');
    expect(await page.getByRole('heading', { level: 4 }).count()).toBe(1);
    await page.reload();
    await expect.poll(() => idsOf(page)).toEqual([spike]);
    expect(await search.inputValue()).toBe('SPIKE in-app');
    await page.getByRole('button', { name: 'Show all' }).click();
    expect([await rowsOf(page).count(), new URL(page.url()).search]).toEqual([199, '']);
    await search.fill('nothing has this name');
    expect([await rowsOf(page).count(), await page.getByRole('heading', { level: 4 }).count()]).toEqual([0, 0]);
    expect(complaints).toEqual([]);
  });

  it('filters by status and by what leads to a scenario', async () => {
    const { page, complaints } = await visit(`${server.url}/_sandbox/scenarios?api=nhs-app`);
    const all = await rowsOf(page).count();
    await page.getByRole('checkbox', { name: '4xx' }).check();
    const refused = await idsOf(page);
    await page.getByRole('checkbox', { name: 'credentials' }).check();
    const byToken = await idsOf(page);
    expect(byToken).toContain(spike);
    expect(refused).toEqual(expect.arrayContaining(byToken));
    expect([all > refused.length, refused.length > byToken.length]).toEqual([true, true]);
    expect(refused.filter((id) => !/\/4\d\d\/[^/]+$/.test(id))).toEqual([]);
    expect(new URL(page.url()).search).toBe('?api=nhs-app&status=4xx&by=credentials');
    await page.getByRole('checkbox', { name: '2xx' }).check();
    await page.getByRole('checkbox', { name: 'credentials' }).uncheck();
    expect(await rowsOf(page).count()).toBeGreaterThan(refused.length);
    expect(complaints).toEqual([]);
  });

  it('shows the scenario that an address points to, whatever is filtered', async () => {
    const { page } = await visit(`${server.url}/_sandbox/scenarios?status=2xx#${spike}`);
    const row = page.locator(`[id="${spike}"]`);
    await expect.poll(() => row.isVisible()).toBe(true);
    await expect.poll(() => row.evaluate((element) => element.getBoundingClientRect().top >= 0)).toBe(true);
    await row.getByRole('link', { name: 'exceeded-spike-arrest' }).click();
    expect(new URL(page.url()).hash).toBe(`#${spike}`);
  });

  it('copies the command of a scenario and the address of an API, with the clipboard and without', async () => {
    const { page, complaints } = await visit(server.url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
    const row = page.locator(`[id="${spike}"]`);
    await row.getByRole('button', { name: 'Copy curl' }).click();
    await row.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await copied()).toMatch(/^curl -i -X POST '.*Bearer exceeded-spike-arrest'/);
    await row.getByRole('button', { name: 'Copy curl' }).waitFor();
    await page.getByRole('listitem').nth(1).getByRole('button', { name: 'Copy' }).click();
    await expect.poll(copied).toBe(`${server.url}/nhs-notify-supplier`);
    // Some browsers keep the clipboard from pages.
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await row.getByRole('button', { name: 'Copy curl' }).click();
    await row.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('getSelection().toString()')).toMatch(
      /^curl -i -X POST '.*Bearer exceeded-spike-arrest'/,
    );
    expect(complaints).toEqual([]);
  });

  it('leads to the console with the scenario', async () => {
    const { page } = await visit(server.url);
    const link = page.locator(`[id="${spike}"]`).getByRole('link', { name: 'Try it' });
    await link.click();
    const address = `${server.url}/_sandbox/docs/nhs-app?scenario=create-in-app%2F429%2Fexceeded-spike-arrest`;
    await page.waitForURL(address, { waitUntil: 'commit' });
  });

  it('is a plain table without scripts', async () => {
    const { page } = await visit(server.url, { scripts: false });
    expect(await rowsOf(page).count()).toBe(199);
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    const row = page.locator(`[id="${spike}"]`);
    await row.locator('summary').click();
    expect(await row.locator('.curl').innerText()).toMatch(/^curl -i -X POST '/);
  });

  it('is used by keyboard alone', async () => {
    const { page } = await visit(server.url);
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('spike in-app');
    await expect.poll(() => idsOf(page)).toEqual([spike]);
    const focused = () =>
      page.evaluate<string>('(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()');
    const stops: string[] = [];
    while (!stops.includes('Copy curl') && stops.length < 20) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(
      expect.arrayContaining(
        ['2xx', 'credentials', 'Show all', 'exceeded-spike-arrest', 'curl', 'Try it'].map((name) =>
          expect.stringContaining(name),
        ),
      ),
    );
    await page.keyboard.press('Enter');
    await page.locator(`[id="${spike}"] button`, { hasText: /Copied|Press/ }).waitFor();
  });

  it.each([
    ['q=getLetterStatus', [360, 768, 1600]],
    ['api=nhs-app', [1280]],
    ['q=getLetterStatus&by=credentials', [1600]],
  ])('given ?%s, it can be read on screens of %j pixels, in light colours and in dark', async (query, widths) => {
    const { page, complaints } = await visit(`${server.url}/?${query}`);
    const [narrowest = 0] = widths;
    await page.setViewportSize({ width: narrowest, height: 900 });
    await rowsOf(page).first().locator('summary').click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
    }
    expect(complaints).toEqual([]);
  });

  describe('of a large document', () => {
    // The script is loaded beside the page.
    it.each([{ when: 'as it comes' }, { when: 'after the page' }])(
      'searches the requests of what one looks at, with its script $when',
      async ({ when }) => {
        const { page, complaints } = await visit('about:blank', { width: 360, hosts: [large.url] });
        await page.route('**/scenarios.js', async (route) => {
          if (when === 'after the page') await page.waitForFunction("document.readyState !== 'loading'");
          await route.continue();
        });
        await page.goto(`${large.url}/_sandbox/scenarios`);
        expect(await page.getByRole('status').innerText()).toBe('202 scenarios');
        const last = page.locator('[id="api/get-100"]');
        await page.getByRole('searchbox').fill('get-100 429');
        await last.scrollIntoViewIfNeeded();
        await last.locator('.curl').first().waitFor({ state: 'attached' });
        await expect.poll(() => idsOf(page)).toEqual(['api/get-100/429/fast']);
        expect(await last.locator('.curl').nth(1).textContent()).toMatch(/^curl -i 'http.*\/things\/100' -H '.*429/);
        expect([await overflow(page), await violations(page), complaints]).toEqual([0, [], []]);
      },
    );

    it('leads to them without scripts', async () => {
      const { page } = await visit(`${large.url}/_sandbox/scenarios`, { scripts: false });
      await page.locator('[id="api/get-100"]').getByRole('link', { name: 'How to reach them' }).click();
      await expect.poll(() => idsOf(page)).toEqual(['api/get-100/200/ok', 'api/get-100/429/fast']);
    });
  });
});
