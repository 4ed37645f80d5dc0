import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaHandler } from '../../sandbox/hosts/lambda.ts';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { createRequest } from '../../sandbox/serve/create-request.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { type EventSource, eventSources } from '../fixtures/lambda-events.ts';
import { throughLambda } from '../fixtures/through-lambda.ts';
import { rows as nhsApp } from './nhs-app.rows.ts';
import { rows as nhsNotifySupplier } from './nhs-notify-supplier.rows.ts';
import type { Row } from './row.ts';

const sandbox: Sandbox = createSandbox();
let server: Listening;

beforeAll(async () => {
  server = await listen(sandbox.answer, { port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

const handler = createLambdaHandler(sandbox.answer);

interface Way {
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
  /** Whether a path, with its query, arrives as it is sent. */
  readonly keeps?: (path: string) => boolean;
}

const ways: Readonly<Record<string, Way>> = {
  'in this process': { send: (path, init) => sandbox.fetch(`http://localhost:9000${path}`, init) },
  'over a socket': { send: (path, init) => fetch(server.url + path, init) },
  ...Object.fromEntries(eventSources.map((source) => [`in AWS Lambda, behind ${source.name}`, inLambda(source)])),
};

function inLambda({ eventOf, keeps }: EventSource): Way {
  return {
    send: (path, init) => throughLambda(handler, eventOf, createRequest(`http://localhost:9000${path}`, init)),
    keeps: (path) => keeps(path.split(/\?(.*)/s)[1] ?? ''),
  };
}

/** The rows are written for the usual port. */
const defaults = (text: string | null) => text?.replaceAll(server.url, 'http://localhost:9000') ?? null;

describe.each(Object.entries({ 'nhs-app': nhsApp, 'nhs-notify-supplier': nhsNotifySupplier }))('%s', (_, rows) => {
  describe.each(Object.entries(ways))('%s', (_way, { send, keeps = () => true }) => {
    const kept = rows.filter(({ request }) => keeps(request.path));
    it.each(kept.map((row) => [row.title, row] as const))('%s', async (_title, { request, want }: Row) => {
      const { method, path, headers = {}, body } = request;
      const response = await send(path, {
        method,
        headers,
        redirect: 'manual',
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = defaults(await response.text()) ?? '';
      expect(
        {
          status: response.status,
          scenario: response.headers.get('sandbox-scenario'),
          trigger: response.headers.get('sandbox-trigger'),
        },
        `${response.headers.get('sandbox-faults')} ${text.slice(0, 600)}`,
      ).toEqual({ status: want.status, scenario: want.scenario, trigger: want.trigger });
      for (const [name, value] of Object.entries(want.headers ?? {}))
        expect([name, defaults(response.headers.get(name))]).toEqual([name, value]);
      const json: Json = method !== 'HEAD' && text !== '' ? JSON.parse(text) : null;
      if ('body' in want) expect(json).toEqual(want.body);
      for (const [pointer, value] of Object.entries(want.places ?? {}))
        expect([pointer, valueAt(json, pointer)]).toEqual([pointer, value]);
    });
  });
});

describe('the tables', () => {
  it('have a row for every scenario that needs no explicit choice', () => {
    const reached = new Set([...nhsApp, ...nhsNotifySupplier].map(({ want }) => want.scenario));
    const natural = sandbox
      .catalogue()
      .scenarios.filter((scenario) => scenario.natural)
      .map(({ id }) => id);
    expect(natural.filter((id) => !reached.has(id))).toEqual([]);
  });
});
