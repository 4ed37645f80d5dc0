import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { openOperation } from '../fixtures/console-page.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { prefixProxy } from '../fixtures/prefix-proxy.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const post = {
  operationId: 'add',
  requestBody: jsonBody({ type: 'object' }),
  responses: { 201: response({ made: { name: 'Rex' } }), 429: response({ spike: { message: 'Too fast' } }) },
};
const document = documentOf({ '/pets': { post } }, { servers: [{ url: '/v1' }] });

/** What a page written by somebody else does: it reads the document, and tries what it finds there. */
const theirs = (sandbox: string) => `(async () => {
  const document = await (await fetch('${sandbox}/_sandbox/openapi/api.json')).json();
  const { parameters } = document.paths['/pets'].post;
  const { examples } = parameters.find(({ name }) => name === 'Prefer');
  const answer = await fetch(document.servers[0].url + '/pets', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Request-ID': '7', Prefer: examples['429 spike'].value },
    body: '{}',
  });
  const read = (name) => answer.headers.get(name);
  return [answer.status, await answer.json(), read('Sandbox-Scenario'), read('Sandbox-Trigger'), read('Retry-After')];
})()`;

describeInBrowser('a sandbox elsewhere', (visit) => {
  let server: Listening;
  let other: Listening;
  beforeAll(async () => {
    server = await listen(ruledSandbox(document, { trustProxy: true }).answer, { port: 0, host: '127.0.0.1' });
    const page = () =>
      new Response('<!doctype html><link rel="icon" href="data:,">', { headers: { 'Content-Type': 'text/html' } });
    other = await listen(page, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => Promise.all([server.close(), other.close()]));

  it('is used by a page of another origin', async () => {
    const { page, complaints } = await visit(other.url, { hosts: [server.url] });
    expect(await page.evaluate(theirs(server.url))).toEqual([
      429,
      { message: 'Too fast' },
      'add/429/spike',
      'prefer',
      '5',
    ]);
    expect(complaints).toEqual([]);
  });

  it('allows a page of the network to ask a sandbox on this machine', async () => {
    const asked = await fetch(`${server.url}/v1/pets`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://docs.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'prefer',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
    expect([asked.status, asked.headers.get('Access-Control-Allow-Private-Network')]).toEqual([204, 'true']);
  });

  it('is tried behind a proxy that shows it under a path of its own', async () => {
    const proxy = await prefixProxy(server.url, '/try/it');
    const { page, complaints } = await visit(`${proxy.url}/`);
    await page.getByRole('link', { name: 'A test 1', exact: true }).click();
    const tried = await openOperation(page, 'POST /pets');
    await tried.choose('429 spike');
    await tried.execute('add/429/spike');
    await tried.box.getByText('Request', { exact: true }).click();
    expect(await tried.box.locator('.request-url pre').innerText()).toBe(`${proxy.url}/v1/pets`);
    await page.getByRole('link', { name: 'All APIs' }).click();
    await page.getByRole('heading', { name: 'openapi-sandbox' }).waitFor();
    expect([page.url(), complaints]).toEqual([`${proxy.url}/_sandbox/`, []]);
    await proxy.close();
  });
});
