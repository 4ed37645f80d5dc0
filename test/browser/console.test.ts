import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { openOperation, operationOn, overflow, violations } from '../fixtures/console-page.ts';

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
    const linked = (scenario: string) => `${docs(api)}?scenario=${encodeURIComponent(`${id}/${scenario}`)}`;
    /** Waits until the page shows the operation of a linked scenario, which is chosen. */
    async function shownAsLinked(page: Page, scenario: string): Promise<void> {
      const chosen = page.getByRole('radio', { checked: true });
      await chosen.and(page.getByRole('radio', { name: labelOf(scenario) })).waitFor();
    }

    it('opens the operation of a linked scenario, shows each that is chosen, and nothing goes wrong', async () => {
      const [first] = scenarios;
      const { page, complaints } = await visit(linked(first.scenario));
      await shownAsLinked(page, first.scenario);
      const tried = operationOn(page, operation);
      for (const { scenario, example } of scenarios) {
        const [status = ''] = scenario.split('/');
        if (scenario !== first.scenario) await tried.choose(labelOf(scenario));
        await tried.execute(`${id}/${scenario}`);
        const { value }: { readonly value: Json } = JSON.parse(read(api, `examples/${example}`));
        expect([await tried.status(), await tried.body()]).toEqual([status, value]);
        await expect.poll(() => page.getByRole('status').textContent()).toBe(`Answered ${status}, ${id}/${scenario}.`);
      }
      expect(await violations(page)).toEqual([]);
      expect(await tried.box.locator('.curl, .response').count()).toBe(0);
      await tried.box.getByText('Request', { exact: true }).click();
      await tried.box
        .locator('.curl')
        .filter({ hasText: `curl -X '${operation.split(' ')[0]}'` })
        .waitFor();
      await tried.box.getByText('Documented responses').click();
      await tried.box.locator('.response[data-code="429"]').waitFor();
      expect(complaints).toEqual([]);
    });

    it('can be read on a narrow screen and on a wide one, in light colours and in dark', async () => {
      const { page } = await visit(docs(api), { width: 360 });
      const tried = await openOperation(page, operation);
      for (const width of [360, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        await tried.execute(id);
        await page.waitForFunction(isInView);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect([width, colorScheme, await overflow(page), await violations(page)]).toEqual([
            width,
            colorScheme,
            0,
            [],
          ]);
        }
      }
    });

    it('is seen for 400 kB, and loads no file again; with any scenario linked', async () => {
      const { page } = await visit('about:blank');
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      let received = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        received += encodedDataLength;
      });
      const [, second, third] = scenarios;
      const receivedFor = async (scenario: string): Promise<number> => {
        received = 0;
        await page.goto(linked(scenario));
        await page.locator('.opblock').first().waitFor();
        const untilSeen = received;
        await shownAsLinked(page, scenario);
        await page.getByRole('button', { name: 'Execute' }).click();
        await page.getByText(`${id}/${scenario}`, { exact: true }).waitFor();
        return untilSeen;
      };
      const atFirst = await receivedFor(second.scenario);
      expect(atFirst).toBeGreaterThan(100_000);
      expect(atFirst).toBeLessThanOrEqual(400_000);
      expect(await receivedFor(third.scenario)).toBeLessThan(30_000);
    });
  });

  it('finds operations as one types, opens them, and offers a file as a download under its name', async () => {
    const { page } = await visit(docs('nhs-notify-supplier'));
    const navigation = page.getByRole('navigation', { name: 'Operations' });
    await navigation.getByRole('searchbox').fill('get data');
    const found = navigation.getByRole('link');
    await expect.poll(() => found.count()).toBe(1);
    await found.click();
    await page.getByRole('group', { name: 'Scenario' }).waitFor();
    const { box } = operationOn(page, 'GET /letters/{id}/data');
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
    await page.getByRole('radio', { name: 'As the request decides' }).waitFor();
    await moveTo('As the request decides');
    await page.keyboard.press('ArrowUp');
    await moveTo('Execute');
    await page.keyboard.press('Space');
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.locator('[data-field="sandbox-trigger"]').filter({ hasText: 'prefer' }).waitFor();
    expect(unseen).toEqual([]);
  });
});

/** The name of a scenario's entry: `429 spike`. */
function labelOf(scenario: string): string {
  return scenario.replace('/', ' ');
}

/** Whether the status of the answer is within the window. */
const isInView = `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(
  document.querySelector('.answer-status').getBoundingClientRect()
)`;

/** What has the focus, by its name, and the line around it, or around the row of a scenario. */
const focused = `(({ activeElement: one }) => {
  const shown = one.type === 'radio' ? one.closest('label') : one;
  return [one.getAttribute('aria-label') ?? shown.textContent, getComputedStyle(shown).outlineStyle];
})(document)`;
