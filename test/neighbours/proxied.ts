import { type Json, property } from '../../sandbox/syntax/json.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const document = documentOf({
  '/pets': {
    get: { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }), 503: response({ busy: {} }) } },
    post: {
      operationId: 'add',
      requestBody: jsonBody({ type: 'object' }),
      responses: { 201: response({ ok: {} }) },
    },
  },
});

/** A sandbox as the command starts it behind a proxy: with `--trust-proxy`, on this machine only. */
export const proxied = ruledSandbox(document, { trustProxy: true, allowedHosts: [] });

/** A request that adds a pet. */
export const post: RequestInit = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };

/** Returns the servers of the served document, for a client that comes this way. */
export async function statedServers(url: string): Promise<Json | undefined> {
  const document: Json = JSON.parse(await (await fetch(`${url}/_sandbox/openapi/api.json`)).text());
  return property(document, 'servers');
}
