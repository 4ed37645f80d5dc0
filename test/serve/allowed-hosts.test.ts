import { expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const document = documentOf({ '/pets': { get: { responses: { 200: response({ ok: ['Rex'] }) } } } });
const own = ruledSandbox(document, { allowedHosts: [] });
const listed = ruledSandbox(document, { allowedHosts: ['a.example', '*.b.example'], trustProxy: true });
const anyOf = ruledSandbox(document, { allowedHosts: ['*'] });
const sandboxes = {
  'own names': own,
  'a list': listed,
  'any name': anyOf,
  'no check': ruledSandbox(document),
} as const;

it.each([
  ['own names', 'localhost', 200],
  ['own names', 'localhost:1234', 200],
  ['own names', 'LOCALHOST', 200],
  ['own names', 'localhost.', 200],
  ['own names', 'pets.localhost:9000', 200],
  ['own names', '127.0.0.1:9000', 200],
  ['own names', '127.1.2.3', 200],
  ['own names', '[::1]:9000', 200],
  ['own names', 'a.example', 421],
  ['own names', 'localhost.evil.example', 421],
  ['own names', 'notlocalhost', 421],
  ['own names', '127.0.0.1.evil.example', 421],
  ['own names', '192.168.0.1', 421],
  ['a list', 'A.example:80', 200],
  ['a list', 'c.b.example', 200],
  ['a list', 'b.example', 421],
  ['a list', 'xb.example', 421],
  ['a list', 'localhost', 200],
  ['a list', 'c.example', 421],
  ['any name', 'c.example', 200],
  ['no check', 'c.example', 200],
] as const)('with %s, a request for the host %s gets %i', async (names, host, want) => {
  const sandbox = sandboxes[names];
  const answer = await sandbox.fetch(`http://${host}/pets`);
  expect(answer.status).toBe(want);
  if (want === 200) return;
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.text()).toContain(`--allowed-hosts ${new URL(`http://${host}`).hostname}`);
});

it.each([
  ['a.example', 200],
  ['c.example', 421],
])('with a list, a trusted proxy that was requested as %s gets %i', async (host, want) => {
  expect(await ask(listed, 'GET /pets', { headers: { 'X-Forwarded-Host': host } })).toMatchObject({ status: want });
});

it('without a list, a trusted proxy may have been requested by any name', async () => {
  const sandbox = ruledSandbox(document, { allowedHosts: [], trustProxy: true });
  expect(await ask(sandbox, 'GET /pets', { headers: { 'X-Forwarded-Host': 'a.example' } })).toMatchObject({
    status: 200,
  });
});

it.each(['/_sandbox/health', '/_sandbox/scenarios', '/_sandbox/docs/api', '/nowhere'])(
  'a refused host learns nothing at %s',
  async (path) => {
    expect((await own.fetch(`http://evil.example${path}`)).status).toBe(421);
  },
);
