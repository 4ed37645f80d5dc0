import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSandbox } from 'openapi-sandbox';
import { chromium } from 'playwright-core';
import { fromSandbox } from './route.js';

const sandbox = createSandbox({ documents: ['openapi.yaml'] });
let browser;
let page;

before(async () => {
  // The browser of Playwright, or another one.
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
  page = await browser.newPage();
  await page.route('https://pets.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Pets' }),
  );
  await page.route('https://pets.example/api/**', fromSandbox(sandbox));
  await page.goto('https://pets.example/');
  await page.addScriptTag({ path: 'client.js' });
});
after(() => browser.close());

test('the page shows a pet', async () => {
  await page.evaluate(() => pets.show(1));
  assert.equal(await page.textContent('body'), 'Rex');
});

test('the page finds that there is a pet, by HEAD', async () => {
  assert.deepEqual(await page.evaluate(() => pets.isThere(1)), { status: 200, text: '' });
});

test('the page follows a redirection to a photo', async () => {
  assert.equal(await page.evaluate(() => pets.photo(1)), 'A photo of Rex');
});

test('the page sends a photo, with a caption', async () => {
  assert.equal(await page.evaluate(() => pets.putPhoto(1, { caption: 'Rex' })), 'stored');
});

test('the page is told that a caption is missing', async () => {
  assert.equal(await page.evaluate(() => pets.putPhoto(1, {})), 'The caption is required');
});

test('the browser keeps both cookies', async () => {
  assert.equal(await page.evaluate(() => pets.logIn()), 204);
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map(({ name, value }) => `${name}=${value}`).sort(), ['language=en', 'session=a1']);
});

test('the page shows that a pet is gone', async () => {
  await page.setExtraHTTPHeaders({ Prefer: 'code=404' });
  await page.evaluate(() => pets.show(1));
  assert.equal(await page.textContent('body'), 'There is no such pet');
});
