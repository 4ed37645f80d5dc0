import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { LambdaEvent } from '../../sandbox/hosts/lambda-event.ts';
import type { LambdaResult } from '../../sandbox/hosts/lambda-result.ts';
import { isPercentEncoded } from '../../sandbox/syntax/percent.ts';
import { builtCommand, ready, startProgram } from '../fixtures/built-command.ts';
import { httpApiEvent, multiValueEvent, restApiEvent, type SentToAws } from '../fixtures/lambda-events.ts';
import { type Host, type SentRequest, seenAnswer, sendOverHttp } from './answered.ts';
import { buildTarget } from './build-target.ts';
import { differencesFrom } from './differences.ts';
import { allRequests } from './requests.ts';
import { startWorkerd, workerd } from './servers.ts';

const requests = allRequests();
const command = builtCommand();
const folder = mkdtempSync(join(tmpdir(), 'targets-'));
const ends: (() => unknown)[] = [];

const build = (target: string, out: string) => buildTarget(command, target, join(folder, out));

async function overHttp(program: readonly string[]): Promise<Host> {
  const running = startProgram(program, folder);
  ends.push(() => running.child.kill('SIGKILL'));
  const url = await ready(running);
  return { url, send: (request) => sendOverHttp(url, request) };
}

async function inWorkerd(): Promise<Host> {
  const { running, url } = await startWorkerd(await build('worker', 'worker.mjs'));
  ends.push(() => running.child.kill('SIGKILL'));
  return { url, send: (request) => sendOverHttp(url, request) };
}

type Handler = (event: LambdaEvent) => Promise<LambdaResult>;

async function inLambda(url: string, eventOf: (sent: SentToAws) => LambdaEvent, decodesQuery = false): Promise<Host> {
  const { handler }: { readonly handler: Handler } = await import(
    pathToFileURL(await build('lambda', 'lambda.mjs')).href
  );
  return {
    url,
    decodesQuery,
    send: async ({ method, path, headers, body }) => {
      const [at = '', query = ''] = path.split(/\?(.*)/s);
      const {
        statusCode,
        body: text,
        isBase64Encoded,
        ...result
      } = await handler(eventOf({ method, path: at, query, headers: Object.entries(headers), body }));
      const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
      return seenAnswer(url, statusCode, linesOf(result), bytes);
    },
  };
}

function linesOf(result: Partial<LambdaResult>): readonly (readonly [string, string])[] {
  const { headers = {}, multiValueHeaders = {} } = result;
  return [
    ...Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
    ...Object.entries(multiValueHeaders).map(([name, values]) => [name, values.join(', ')] as const),
  ];
}

const hosts: Readonly<Record<string, () => Promise<Host>>> = {
  'the server': () => overHttp([process.execPath, command.path, 'serve', '--port', '0']),
  'the server of target node, where no code may be generated': async () => {
    const server = await build('node', 'sandbox.mjs');
    return overHttp([process.execPath, '--disallow-code-generation-from-strings', server, '--port', '0']);
  },
  'the worker, in workerd': inWorkerd,
  'the function, behind a REST API with a stage': () =>
    inLambda('https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/prod', (sent) => restApiEvent(sent), true),
  'the function, behind an HTTP API with a stage': () =>
    inLambda('https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/test', (sent) => httpApiEvent(sent, 'test')),
  'the function, behind a load balancer with multi-value headers': () =>
    inLambda('https://lambda-846800462.eu-west-2.elb.amazonaws.com', multiValueEvent),
};

afterAll(() => {
  for (const end of ends) end();
  command.endAll();
});

describe.each(Object.entries(hosts))('%s', (name, start) => {
  const isThere = !name.includes('workerd') || existsSync(workerd) || process.env['REQUIRE_WORKERD'] !== undefined;
  if (!isThere) console.warn(`Skipped, for workerd is not installed in test/targets: ${name}`);

  it.skipIf(!isThere)(
    'answers as the sandbox in this process does',
    async () => {
      const host = await start();
      expect(await differencesFrom(host, host.decodesQuery ? requests.filter(isWellFormed) : requests)).toEqual([]);
    },
    240_000,
  );
});

/** Whether the query can be decoded, as API Gateway does before a function gets it. */
function isWellFormed({ path }: SentRequest): boolean {
  return isPercentEncoded(path);
}
