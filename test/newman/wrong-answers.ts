import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';

/** A server that answers otherwise than the sandbox does: what a collection has to say about that. */
const id = parameter('header', 'X-Request-ID', { type: 'string' });
const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, note: { type: 'string' } } };
const put: JsonObject = {
  operationId: 'put',
  parameters: [id],
  requestBody: jsonBody({ type: 'object', required: ['name'] }),
  responses: {
    200: {
      description: '',
      headers: { 'X-Request-ID': { schema: { type: 'string' } } },
      content: { 'application/json': { schema, example: { id: 1 } } },
    },
    400: response({ 'no-name': { message: 'name is required' } }),
    429: response({ slow: { message: 'Slow down' } }),
  },
};
const get: JsonObject = { operationId: 'text', responses: { 200: response({ plain: 'Grüße' }, 'text/plain') } };
export const document = documentOf({ '/pets': { put }, '/text': { get } });

/** What is different about an answer: its parts, by the scenario that the sandbox gave. */
export type Change = (scenario: string, answer: Parts) => Partial<Parts>;
interface Parts {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string;
}
const notInSandbox = { 'Sandbox-Scenario': null, 'Sandbox-Trigger': null, 'Sandbox-Faults': null };
const ok = 'put/200/example';

export const rows: readonly { name: string; change: Change; want: Readonly<Record<string, readonly string[]>> }[] = [
  { name: 'the sandbox itself', change: () => ({}), want: {} },
  {
    name: 'another status',
    change: (scenario) => (scenario === ok ? { status: 201 } : {}),
    want: { [ok]: ['Status 200'] },
  },
  {
    name: 'another media type',
    change: (scenario) => (scenario.startsWith('put/') ? { headers: { 'Content-Type': 'text/plain' } } : {}),
    want: Object.fromEntries(
      [ok, 'put/400/no-name', 'put/429/slow'].map((scenario) => [scenario, ['Media type application/json']]),
    ),
  },
  {
    name: 'another scenario',
    change: (scenario) => (scenario === ok ? { headers: { 'Sandbox-Scenario': 'put/200/other' } } : {}),
    want: { [ok]: [`Scenario ${ok}`] },
  },
  {
    name: 'a body that is not that of the scenario',
    change: (scenario) => (scenario === ok ? { body: '{"id":2}' } : {}),
    want: { [ok]: ['Body of the scenario'] },
  },
  {
    name: 'a text that is not that of the scenario, as long as it',
    change: (scenario) => (scenario === 'text/200/plain' ? { body: 'Grüsse' } : {}),
    want: { 'text/200/plain': ['Body of the scenario'] },
  },
  {
    name: 'no body',
    change: (scenario) => (scenario === ok ? { body: '' } : {}),
    want: { [ok]: ['Body of the scenario'] },
  },
  {
    name: 'a body that breaks the schema',
    change: (scenario) => (scenario === ok ? { body: '{"id":"one"}' } : {}),
    want: { [ok]: ['Body of the scenario', 'Schema of the answer'] },
  },
  {
    name: 'an id that does not come back',
    change: (scenario) => (scenario === ok ? { headers: { 'X-Request-ID': 'another' } } : {}),
    want: { [ok]: ['X-Request-ID comes back'] },
  },
  {
    name: 'elsewhere, a body of its own',
    change: (scenario) => ({ headers: notInSandbox, ...(scenario === ok && { body: '{"id":7,"note":"real"}' }) }),
    want: {},
  },
  {
    name: 'elsewhere, no 429 when a sandbox is asked for one',
    change: (scenario) => ({
      headers: notInSandbox,
      ...(scenario === 'put/429/slow' && { status: 200, body: '{"id":7}' }),
    }),
    want: {},
  },
  {
    name: 'elsewhere, a body that breaks the schema',
    change: (scenario) => ({ headers: notInSandbox, ...(scenario === ok && { body: '{}' }) }),
    want: { [ok]: ['Schema of the answer'] },
  },
  {
    name: 'elsewhere, another status for what is wrong by itself',
    change: (scenario) => ({ headers: notInSandbox, ...(scenario === 'put/400/no-name' && { status: 422 }) }),
    want: { 'put/400/no-name': ['Status 400'] },
  },
];

/** Serves a sandbox whose answers are changed. */
export function listenAltered(sandbox: Sandbox, change: Change): Promise<Listening> {
  return listen(altered(sandbox, change), { port: 0, host: '127.0.0.1' });
}

/** Serves a sandbox under `/0`, `/1` and so on, and changes its answers in another way under each. */
export function listenAlteredByPath(sandbox: Sandbox, changes: readonly Change[]): Promise<Listening> {
  const servers = changes.map((change) => altered(sandbox, change));
  const fetch = (request: Request): Promise<Response> => {
    const { origin, pathname, search } = new URL(request.url);
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(pathname) ?? [];
    const server = servers[Number(index)];
    if (index === '' || !server) throw new Error(`Nothing is served at ${pathname}.`);
    return server(new Request(origin + path + search, request));
  };
  return listen(fetch, { port: 0, host: '127.0.0.1' });
}

function altered(sandbox: Sandbox, change: Change): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = await sandbox.answer(request);
    const body = await answer.text();
    const parts = change(answer.headers.get('Sandbox-Scenario') ?? '', { status: answer.status, headers: {}, body });
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(parts.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return new Response(parts.body ?? body, { status: parts.status ?? answer.status, headers });
  };
}
