import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { openOperation, overflow, violations } from '../fixtures/console-page.ts';

const specification = fileURLToPath(new URL('../../specification', import.meta.url));
const read = (api: string, file: string) => readFileSync(`${specification}/${api}/${file}`, 'utf8');

const apis = [
  {
    api: 'nhs-app',
    operation: 'POST /communication/in-app/FHIR/R4/CommunicationRequest',
    id: 'create-in-app',
    scenarios: [
      { scenario: '201/in-app-with-keyword-reply', example: 'created/in-app-with-keyword-reply-created.json' },
      { scenario: '400/invalid-recipient', example: 'errors/invalid-recipient.json' },
      { scenario: '429/exceeded-spike-arrest', example: 'errors/exceeded-spike-arrest.json' },
    ],
  },
  {
    api: 'nhs-notify-supplier',
    operation: 'GET /letters/{id}',
    id: 'getLetterStatus',
    scenarios: [
      { scenario: '200/rejected', example: 'letters/rejected.json' },
      { scenario: '400/error-bad-request', example: 'errors/bad-request.json' },
      { scenario: '429/error-too-many-requests-spike', example: 'gateway/too-many-requests-spike.json' },
    ],
  },
] as const;

describeInBrowser('the page from which an API is tried', (visit) => {
  let server: Listening;
  beforeAll(async () => {
    const documents = apis.map(({ api }) => `${specification}/${api}/openapi.yaml`);
    server = await createSandbox({ documents }).listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const docs = (api: string) => `${server.url}/_sandbox/docs/${api}`;

  describe.each(apis)('$api', ({ api, operation, id, scenarios }) => {
    it('shows each scenario that is chosen, and nothing goes wrong', async () => {
      const { page, complaints } = await visit(docs(api));
      const tried = await openOperation(page, operation);
      for (const { scenario, example } of scenarios) {
        const [status = '', name = ''] = scenario.split('/');
        await tried.choose(`${status} ${name}`);
        await tried.execute(`${id}/${scenario}`);
        const { value }: { readonly value: Json } = JSON.parse(read(api, `examples/${example}`));
        expect([await tried.status(), await tried.body()]).toEqual([status, value]);
        await expect.poll(() => page.getByRole('status').textContent()).toBe(`Answered ${status}, ${id}/${scenario}.`);
      }
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it.each([
      { width: 360, colorScheme: 'light' },
      { width: 360, colorScheme: 'dark' },
      { width: 1600, colorScheme: 'light' },
      { width: 1600, colorScheme: 'dark' },
    ] as const)('can be read at $width px, $colorScheme', async (options) => {
      const { page } = await visit(docs(api), options);
      const tried = await openOperation(page, operation);
      await tried.execute(id);
      await page.waitForFunction(isInView);
      expect([await overflow(page), await violations(page)]).toEqual([0, []]);
    });

    it('opens the operation of a linked scenario, which is chosen', async () => {
      for (const { scenario } of scenarios) {
        const { page } = await visit(`${docs(api)}?scenario=${encodeURIComponent(`${id}/${scenario}`)}`);
        const [status = '', name = ''] = scenario.split('/');
        const chosen = page.getByRole('radio', { checked: true });
        await chosen.and(page.getByRole('radio', { name: `${status} ${name}` })).waitFor();
        await page.getByRole('button', { name: 'Execute' }).click();
        await page.getByText(`${id}/${scenario}`, { exact: true }).waitFor();
      }
    });

    it('is seen for 400 kB, and loads no file again', async () => {
      const { page } = await visit('about:blank');
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      let received = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        received += encodedDataLength;
      });
      await page.goto(docs(api));
      await page.locator('.opblock').first().waitFor();
      expect(received).toBeGreaterThan(100_000);
      expect(received).toBeLessThanOrEqual(400_000);
      received = 0;
      await page.goto(docs(api));
      await page.locator('.opblock').first().waitFor();
      expect(received).toBeLessThan(30_000);
    });
  });

  it('finds operations as one types, and opens them', async () => {
    const { page } = await visit(docs('nhs-notify-supplier'));
    const navigation = page.getByRole('navigation', { name: 'Operations' });
    await navigation.getByRole('searchbox').fill('get data');
    const found = navigation.getByRole('link');
    await expect.poll(() => found.count()).toBe(1);
    await found.click();
    await page.getByRole('group', { name: 'Scenario' }).waitFor();
  });

  it('shows what it sent, and what is documented, where one asks for it', async () => {
    const { page } = await visit(docs('nhs-notify-supplier'));
    const tried = await openOperation(page, 'GET /letters/{id}');
    await tried.execute('getLetterStatus');
    expect(await tried.box.locator('.curl, .response').count()).toBe(0);
    await tried.box.getByText('Request', { exact: true }).click();
    await tried.box.locator('.curl').filter({ hasText: "curl -X 'GET'" }).waitFor();
    await tried.box.getByText('Documented responses').click();
    await tried.box.locator('.response[data-code="429"]').waitFor();
  });

  it('offers a file as a download under its name', async () => {
    const { page } = await visit(docs('nhs-notify-supplier'));
    const { box } = await openOperation(page, 'GET /letters/{id}/data');
    await box.getByRole('button', { name: 'Execute' }).click();
    const download = page.waitForEvent('download');
    await box.getByRole('link', { name: 'Download file' }).click();
    expect((await download).suggestedFilename()).toBe('letter.pdf');
  });

  it('can be used by keyboard alone, and shows where one is', async () => {
    const { page } = await visit(docs('nhs-app'));
    await page.locator('.opblock').first().waitFor();
    const unseen: string[] = [];
    const moveTo = async (name: string) => {
      for (let stops = 0; stops < 100; stops += 1) {
        await page.keyboard.press('Tab');
        const [here = '', outline] = await page.evaluate<readonly string[]>(focused);
        if (outline === 'none') unseen.push(here);
        if (here.startsWith(name)) return;
      }
      throw new Error(`No key leads to ${name}.`);
    };
    await moveTo('POST/communication/notification');
    await page.keyboard.press('Enter');
    await moveTo('As the request decides');
    await page.keyboard.press('ArrowUp');
    await moveTo('Execute');
    await page.keyboard.press('Space');
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.locator('[data-field="sandbox-trigger"]').filter({ hasText: 'prefer' }).waitFor();
    expect(unseen).toEqual([]);
  });
});

/** Whether the status of the answer is within the window. */
const isInView = `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(
  document.querySelector('.answer-status').getBoundingClientRect()
)`;

/** What has the focus, by its name, and the line around it, or around the row of a scenario. */
const focused = `(({ activeElement: one }) => {
  const shown = one.type === 'radio' ? one.closest('label') : one;
  return [one.getAttribute('aria-label') ?? shown.textContent, getComputedStyle(shown).outlineStyle];
})(document)`;
