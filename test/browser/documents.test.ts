import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { describeInBrowser, type Visit } from '../fixtures/chromium.ts';
import { openOperation, overflow, violations } from '../fixtures/console-page.ts';
import { jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { sandboxOfAll } from '../fixtures/ruled-sandbox.ts';

const script = '</title></script><script>hacked = 1</script><img src="https://img.example/a.png" onerror="hacked = 1">';
const node = { $ref: '#/components/schemas/Node' };
const tree = {
  200: {
    description: script,
    content: { 'application/json': { schema: node, examples: named({ 'a|b': { name: 'root' } }) } },
  },
};

const newest: JsonObject = {
  openapi: '3.2.0',
  info: { title: script, version: '1', description: `${script} ![other](https://img.example/b.png)` },
  paths: {
    '/tree': {
      query: {
        operationId: 'find',
        description: script,
        security: [{ oauth: [] }, { connect: [] }],
        requestBody: { content: { 'application/json': { schema: node, example: { name: 'x' } } } },
        responses: tree,
      },
    },
    '/picture': {
      get: {
        operationId: 'picture',
        responses: { 200: { description: '', content: { 'image/png': { example: 'no' } } } },
      },
    },
    '/sound': {
      get: {
        operationId: 'sound',
        responses: { 200: { description: '', content: { 'audio/wav': { example: 'no' } } } },
      },
    },
  },
  webhooks: {
    born: {
      post: {
        operationId: 'born',
        requestBody: { content: { 'application/json': { schema: node } } },
        responses: { 204: { description: '' } },
      },
    },
  },
  components: {
    schemas: {
      Node: {
        type: 'object',
        properties: { name: { type: 'string' }, next: node, all: { type: 'array', items: node } },
      },
    },
    securitySchemes: {
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://login.example/token', scopes: { read: 'Read' } } },
      },
      connect: { type: 'openIdConnect', openIdConnectUrl: 'https://login.example/.well-known/openid-configuration' },
    },
  },
};

const old: JsonObject = {
  swagger: '2.0',
  info: { title: 'Old pets', version: '1' },
  host: 'old.example',
  basePath: '/v1',
  produces: ['application/json'],
  paths: {
    '/pets': {
      get: { operationId: 'list', responses: { 200: { description: '', examples: { 'application/json': ['Rex'] } } } },
    },
  },
};

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];
const every: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Every method', version: '1' },
  servers: [{ url: '/every' }],
  paths: Object.fromEntries(
    methods.map((method, index) => {
      const responses = { 200: response({ ok: [1] }) };
      return [`/${method}`, { [method]: { description: 'Says `so`.', deprecated: index % 3 === 2, responses } }];
    }),
  ),
};

const odd = `100% it's a "b" & <i>#?`;
const plain: JsonObject = {
  openapi: '3.0.3',
  info: { title: 'Plain', version: '1' },
  servers: [{ url: '/plain' }],
  paths: {
    '/pets/{id}': {
      parameters: [parameter('path', 'id', { type: 'string', pattern: '^p\\d{3}$' })],
      post: {
        operationId: 'plain',
        parameters: [parameter('query', 'limit', { type: 'integer', minimum: 5 }, { required: true })],
        requestBody: jsonBody({ $ref: '#/components/schemas/Pet' }),
        responses: { 200: response({ ok: ['Tom'] }) },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['code', 'young'],
        properties: {
          code: { type: 'string', pattern: '^[A-Z]{3}-\\d+$' },
          young: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
        },
      },
    },
  },
};

describeInBrowser('the page of a document', (visit) => {
  let server: Listening;
  beforeAll(async () => {
    const sandbox = sandboxOfAll({ newest, old, every, [odd]: plain });
    server = await listen(sandbox.answer, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  /** Opens the page of an API from the index, which has several addresses. */
  async function opened(label: string, index: string): Promise<Visit> {
    const visited = await visit(server.url + index, { width: 360 });
    await visited.page.getByRole('link', { name: label, exact: true }).click();
    await visited.page.locator('.opblock').first().waitFor();
    return visited;
  }

  it('of OpenAPI 2.0 shows it as it is converted', async () => {
    const { page, complaints } = await opened('Old pets 1', '/_sandbox');
    const tried = await openOperation(page, 'GET /pets');
    await tried.execute('list/200/example');
    expect(await tried.body()).toEqual(['Rex']);
    await page.getByRole('link', { name: 'All APIs' }).click();
    await page.getByRole('heading', { name: 'openapi-sandbox' }).waitFor();
    expect([page.url(), complaints]).toEqual([`${server.url}/_sandbox/`, []]);
  });

  it('of OpenAPI 3.2 shows its methods, webhooks, pictures and sounds, and runs nothing that is written in it', async () => {
    const { page, complaints } = await visit(`${server.url}/_sandbox/docs/newest`);
    const tried = await openOperation(page, 'QUERY /tree');
    await tried.execute('find/200/a%7Cb');
    expect(await tried.body()).toEqual({ name: 'root' });
    await tried.box.getByRole('radio', { name: '200 a|b' }).waitFor();
    await page.locator('.webhooks .opblock-summary-control').click();
    await page.locator('.webhooks .opblock-body').waitFor();
    expect(await page.title()).toBe(`${script}: try it`);
    expect(await page.evaluate('typeof hacked')).toBe('undefined');
    expect([await violations(page), complaints]).toEqual([[], []]);
    for (const path of ['/picture', '/sound']) {
      await (await openOperation(page, `GET ${path}`)).execute(`${path.slice(1)}/200/example`);
    }
    await page.locator('.answer img[src^="blob:"]').waitFor({ state: 'attached' });
    await page.locator('.answer audio').waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
  });

  it('can be read whatever the method, deprecated or not', async () => {
    const { page } = await opened('Every method 1', '/_sandbox/');
    for (const operation of await page.locator('.opblock-summary-control').all()) await operation.click();
    // No page can send a TRACE (Fetch Standard, 2.2.1), so nothing offers to.
    const sendable = methods.filter((method) => method.toLowerCase() !== 'trace');
    expect(sendable.length).toBe(methods.length - 1);
    await expect.poll(() => page.getByRole('button', { name: 'Execute' }).count()).toBe(sendable.length);
    expect(await violations(page)).toEqual([]);
  });

  it('gets its tokens from the sandbox', async () => {
    const { page, complaints } = await visit(`${server.url}/_sandbox/docs/newest`);
    await page.locator('.auth-wrapper .authorize').click();
    await page.getByText('OpenID Connect URL').first().waitFor();
    const form = page.locator('.auth-container').filter({ hasText: 'clientCredentials' });
    await form.locator('input').nth(0).fill('me');
    await form.locator('input').nth(1).fill('secret');
    expect(await violations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Authorize' }).click();
    await form.getByText('Authorized').waitFor();
    await page.getByRole('button', { name: 'Close' }).first().click();
    const tried = await openOperation(page, 'QUERY /tree');
    await tried.execute('find/200/a%7Cb');
    await tried.box.getByText('Request', { exact: true }).click();
    expect(await tried.box.locator('pre.curl').innerText()).toContain('Authorization: Bearer sandbox-access-token');
    expect(complaints).toEqual([]);
  });

  it('is found from the index, whose addresses show the same', async () => {
    for (const path of ['/', '/_sandbox', '/_sandbox/']) {
      const { page, complaints } = await visit(server.url + path, { width: 360 });
      const link = await page.getByRole('link', { name: 'Old pets 1', exact: true }).getAttribute('href');
      expect([new URL(link ?? '', page.url()).href, await overflow(page), complaints]).toEqual([
        `${server.url}/_sandbox/docs/old`,
        0,
        [],
      ]);
      if (path === '/') expect(await violations(page)).toEqual([]);
    }
  });

  it('works whatever the API is called, and is filled in where the document has no examples', async () => {
    const { page, complaints } = await opened('Plain 1', '/');
    await (await openOperation(page, 'POST /pets/{id}')).execute('plain/200/ok');
    expect(complaints).toEqual([]);
  });
});
