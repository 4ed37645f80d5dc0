import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-command.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { type Host, type SentRequest, seenAnswer } from './answered.ts';
import { buildTarget } from './build-target.ts';
import { differencesFrom } from './differences.ts';
import { allRequests } from './requests.ts';
import { type StaticHost, serveFolder } from './static-host.ts';

const below = '/docs/sandbox/';
const command = builtCommand();
const folder = join(mkdtempSync(join(tmpdir(), 'targets-')), 'site');

/** What a script of the page gets, with its body in Base64. */
interface Got {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Sends requests by `fetch` in a page. */
function inPage(page: Page, url: string): Host {
  const send = async (request: SentRequest): Promise<Got> =>
    page.evaluate(
      async ([address, { method, headers, body }]) => {
        const response = await fetch(address, { method, headers, ...(body !== null && { body }) });
        const bytes = new Uint8Array(await response.arrayBuffer());
        const octets = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
        return { status: response.status, headers: [...response.headers], body: btoa(octets) };
      },
      [url + request.path, request] as const,
    );
  return {
    url,
    followsRedirects: true,
    send: async (request) => {
      const { status, headers, body } = await send(request);
      return seenAnswer(url, status, headers, Buffer.from(body, 'base64'));
    },
  };
}

describeInBrowser('a static folder, below a path', (visit) => {
  let host: StaticHost;
  beforeAll(async () => {
    await buildTarget(command, 'browser', folder);
    host = await serveFolder(folder, below);
  });
  afterAll(async () => {
    command.endAll();
    await host.close();
  });

  it('opens the page of scenarios, and the one of an API, at their addresses', async () => {
    const { page, complaints } = await visit(host.url + below);
    await page.getByRole('heading', { name: 'NHS App API' }).first().waitFor();
    await page.getByRole('searchbox').fill('spike');
    await page
      .getByRole('link', { name: /try it/i })
      .first()
      .click();
    await page.locator('.opblock').first().waitFor();
    expect(page.url()).toContain(`${below}_sandbox/docs/`);
    expect(complaints).toEqual([]);
  });

  it('opens the page of an API for a visitor whose first page it is', async () => {
    const { page, complaints } = await visit(`${host.url}${below}_sandbox/docs/nhs-app`);
    await page.locator('.opblock').first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`${below}_sandbox/docs/nhs-app`);
    expect(complaints).toEqual([]);
  });

  it('answers offline as the sandbox in this process does', async () => {
    const { page } = await visit(host.url + below);
    await page.getByRole('heading', { name: 'NHS App API' }).first().waitFor();
    await host.close();
    await page.reload();
    await page.getByRole('heading', { name: 'NHS App API' }).first().waitFor();
    const differences = await differencesFrom(inPage(page, host.url + below.slice(0, -1)), allRequests());
    await page.goto(`${host.url}${below}_sandbox/docs/nhs-app`);
    await page.locator('.opblock').first().waitFor();
    expect(differences).toEqual([]);
  });
});
