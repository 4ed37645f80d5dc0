import { describe, expect, it } from 'vitest';
import { property } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const document = documentOf({ '/pets': { get: { responses: { 200: response({ ok: ['Rex'] }) } } } });
const trusting = ruledSandbox(document, { trustProxy: true });
const wary = ruledSandbox(document);

const forwarded = (proto: string, host: string, prefix = '') => ({
  'X-Forwarded-Proto': proto,
  'X-Forwarded-Host': host,
  ...(prefix !== '' && { 'X-Forwarded-Prefix': prefix }),
});

const rows = [
  { name: 'no forwarded headers: the Host header', headers: {}, want: 'http://localhost:9000' },
  {
    name: 'scheme, host and prefix: all three',
    headers: forwarded('https', 'example.com', '/try'),
    want: 'https://example.com/try',
  },
  { name: 'host with a port', headers: forwarded('http', 'example.com:8443'), want: 'http://example.com:8443' },
  { name: 'IPv6 address', headers: forwarded('http', '[::1]:80'), want: 'http://[::1]:80' },
  {
    name: 'prefix with a trailing slash: without it',
    headers: forwarded('https', 'example.com', '/a/b/'),
    want: 'https://example.com/a/b',
  },
  {
    name: 'lists from several proxies: the first of each',
    headers: forwarded('https, http', 'out.example, in.example'),
    want: 'https://out.example',
  },
  {
    name: 'scheme only: with the Host header',
    headers: { 'X-Forwarded-Proto': 'HTTPS' },
    want: 'https://localhost:9000',
  },
  { name: 'unsupported scheme: ignored', headers: forwarded('javascript', 'example.com'), want: 'http://example.com' },
  { name: 'invalid host: ignored', headers: forwarded('https', 'example.com/<b>"'), want: 'https://localhost:9000' },
  {
    name: 'port above 65535: ignored',
    headers: forwarded('https', 'example.com:99999'),
    want: 'http://localhost:9000',
  },
  { name: 'invalid IPv4 address: ignored', headers: forwarded('https', '999.1.1.1'), want: 'http://localhost:9000' },
  {
    name: 'prefix that is no path: ignored',
    headers: forwarded('https', 'example.com', '//evil.example'),
    want: 'https://example.com',
  },
  {
    name: 'prefix with markup: ignored',
    headers: forwarded('https', 'example.com', '/"><script>'),
    want: 'https://example.com',
  },
];

/** The server URL in the served document. */
async function served(sandbox: typeof trusting, headers: Record<string, string>) {
  return property((await ask(sandbox, 'GET /_sandbox/openapi/api.json', { headers })).body, 'servers');
}

describe('a trusted proxy', () => {
  it.each(rows)('determines the address of the sandbox: $name', async ({ headers, want }) =>
    expect(await served(trusting, headers)).toEqual([{ url: want, description: 'Sandbox' }]),
  );

  it('determines it for the catalogue too', async () => {
    const headers = forwarded('https', 'example.com', '/try');
    expect((await ask(trusting, 'GET /_sandbox/scenarios', { headers })).text).toContain(
      '"url":"https://example.com/try/pets"',
    );
  });
});

it('a proxy that is not trusted is ignored', async () =>
  expect(await served(wary, forwarded('https', 'example.com', '/try'))).toEqual([
    { url: 'http://localhost:9000', description: 'Sandbox' },
  ]));
