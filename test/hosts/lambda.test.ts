import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLambdaHandler } from '../../sandbox/hosts/lambda.ts';
import type { LambdaEvent } from '../../sandbox/hosts/lambda-event.ts';
import type { LambdaResult } from '../../sandbox/hosts/lambda-result.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { byName } from '../fixtures/by-name.ts';
import {
  eventSources,
  functionUrlEvent,
  httpApiEvent,
  loadBalancerEvent,
  multiValueEvent,
  restApiEvent,
  type SentToAws,
} from '../fixtures/lambda-events.ts';

const sandbox = createSandbox({ trustProxy: true });
const handler = createLambdaHandler(sandbox.answer);

/** The header fields of a result by lower-case name, whatever its form. */
function fieldsOf({ headers = {}, multiValueHeaders = {} }: LambdaResult): Readonly<Record<string, string>> {
  const several = Object.entries(multiValueHeaders).map(([name, lines]) => [name, lines.join(', ')]);
  return { ...headers, ...Object.fromEntries(several) };
}

const bytesOf = ({ body, isBase64Encoded }: LambdaResult) => Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

const host = 'sandbox.example.nhs.uk';
const letter = '/nhs-notify-supplier/letters/2WL5eYSWGzCHlGmzNxuqVusPxDg';
const pdf = '/nhs-notify-supplier/letters/2AL5eYSWGzCHlGmzNxuqVusPxDg/data';
const requestId = ['X-Request-ID', '1'] as const;
const patients = '/nhs-app/communication/report/patients';

describe('every scenario of both APIs', () => {
  const sent = sandbox.catalogue(`https://${host}`).scenarios.flatMap(({ requests }) =>
    requests.map(({ method, url, headers, body }) => {
      const { pathname, search } = new URL(url);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const fields = Object.entries({ ...headers, Host: host });
      return { method, path: pathname, query: search.slice(1), headers: fields, body: body === null ? null : text };
    }),
  );

  it.each(byName(eventSources))('is answered by %s as by a server', async (_, { eventOf, keeps }) => {
    expect(sent.length).toBeGreaterThan(100);
    for (const one of sent.filter(({ query }) => keeps(query))) {
      const { method, path, query, headers, body } = one;
      const event = eventOf(one);
      const result = await handler(event);
      const url = `https://${host}${path}${query === '' ? '' : `?${query}`}`;
      const stage = eventHasStage(event) ? [['X-Forwarded-Prefix', '/prod'] satisfies [string, string]] : [];
      const direct = await sandbox.answer(new Request(url, { method, headers: [...headers, ...stage], body }));
      expect({ ...one, status: result.statusCode, headers: fieldsOf(result) }).toEqual({
        ...one,
        status: direct.status,
        headers: Object.fromEntries(direct.headers),
      });
      expect(bytesOf(result)).toEqual(Buffer.from(await direct.arrayBuffer()));
    }
  });
});

const eventHasStage = ({ requestContext }: LambdaEvent) =>
  requestContext !== undefined && 'stage' in requestContext && requestContext.stage === 'prod';

describe('a request', () => {
  const lines = (name: string, ...values: readonly string[]) => values.map((value) => [name, value] as const);
  const rows: readonly {
    readonly name: string;
    readonly given: LambdaEvent;
    readonly want: { readonly status: number; readonly scenario?: string; readonly trigger?: string };
  }[] = [
    {
      name: 'with two lines of Accept has both, behind a load balancer',
      given: multiValueEvent({
        path: letter,
        headers: [requestId, ...lines('Accept', 'text/html', 'application/vnd.api+json')],
      }),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'with two lines of Accept has both, in a REST API',
      given: restApiEvent({
        path: letter,
        headers: [requestId, ...lines('Accept', 'text/html', 'application/vnd.api+json')],
      }),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'with two lines of Prefer gets the example that the second names',
      given: multiValueEvent({
        path: patients,
        query: 'ods-organisation-code=A12345',
        headers: lines('Prefer', 'code=429', 'example=exceeded-spike-arrest'),
      }),
      want: { status: 429, scenario: 'get-patient-report/429/exceeded-spike-arrest' },
    },
    {
      name: 'at a stage reaches the API',
      given: httpApiEvent({ path: letter, headers: [requestId] }, 'prod'),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'with a GET that has a body is answered as without',
      given: functionUrlEvent({ path: letter, headers: [requestId], body: '{"a":1}' }),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'with a HEAD that has a body is answered as without',
      given: loadBalancerEvent({ method: 'HEAD', path: letter, headers: [requestId], body: '{"a":1}' }),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'with TRACE is refused by the sandbox',
      given: loadBalancerEvent({ method: 'TRACE', path: letter }),
      want: { status: 405, trigger: 'route' },
    },
    {
      name: 'with encoded dots is the same path as on other hosts',
      given: functionUrlEvent({ path: `/elsewhere/%2e%2E${letter}`, headers: [requestId] }),
      want: { status: 200, scenario: 'getLetterStatus/200/rejected' },
    },
    {
      name: 'of a health check of a load balancer, which has no Host',
      given: {
        requestContext: {
          elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-2:123456789012:targetgroup/a/1' },
        },
        httpMethod: 'GET',
        path: '/_sandbox/health',
        queryStringParameters: {},
        headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
        body: '',
        isBase64Encoded: false,
      },
      want: { status: 200 },
    },
    {
      name: 'of the console of API Gateway, which has neither header fields nor a query',
      given: {
        ...restApiEvent({ path: '/nhs-app/_status' }),
        headers: null,
        multiValueHeaders: null,
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
      },
      want: { status: 200 },
    },
    {
      name: 'with a method that is none is refused',
      given: loadBalancerEvent({ method: 'GE T', path: letter }),
      want: { status: 400, trigger: 'route' },
    },
    {
      name: 'with a body that is not in base64 as it says is refused',
      given: { ...loadBalancerEvent({ method: 'POST', path: letter, body: '*' }), isBase64Encoded: true },
      want: { status: 400, trigger: 'route' },
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want: { status, ...explained } }) => {
    const result = await handler(given);
    const { 'sandbox-scenario': scenario, 'sandbox-trigger': trigger } = fieldsOf(result);
    expect({ status: result.statusCode, scenario, trigger }).toMatchObject({ status, ...explained });
  });

  it('that is refused is explained to other origins too, as problem details', async () => {
    const result = await handler(loadBalancerEvent({ method: 'GE T', path: letter }));
    expect(fieldsOf(result)).toMatchObject({
      'content-type': 'application/problem+json',
      'access-control-allow-origin': '*',
    });
    expect(result.body).toContain('The request cannot be read: ');
  });

  it('repeats a header field beyond ASCII as a server does', async () => {
    const [named, event] = [['X-Correlation-ID', 'café'] as const, { path: letter, headers: [requestId] }];
    const results = [httpApiEvent, multiValueEvent].map((eventOf) =>
      handler(eventOf({ ...event, headers: [requestId, named] })),
    );
    for (const result of await Promise.all(results)) expect(fieldsOf(result)['x-correlation-id']).toBe('caf%C3%A9');
  });
});

describe('a result', () => {
  it('has the file that a redirection leads to', async () => {
    const { url } = await redirectFrom(functionUrlEvent({ path: pdf, headers: [requestId] }));
    const result = await handler(functionUrlEvent({ path: url.pathname }));
    const direct = await sandbox.answer(new Request(url));
    expect(fieldsOf(result)['content-type']).toBe('application/pdf');
    expect(bytesOf(result)).toEqual(Buffer.from(await direct.arrayBuffer()));
  });

  it('to HEAD has the length of the body, and none', async () => {
    const whole = await handler(functionUrlEvent({ path: letter, headers: [requestId] }));
    const result = await handler(functionUrlEvent({ method: 'HEAD', path: letter, headers: [requestId] }));
    expect(result).toMatchObject({ statusCode: 200, body: '', isBase64Encoded: false });
    expect(fieldsOf(result)['content-length']).toBe(String(bytesOf(whole).length));
  });
});

/** Where a redirection leads. */
async function redirectFrom(event: LambdaEvent): Promise<{ readonly url: URL }> {
  const { statusCode, headers } = await handler(event);
  expect(statusCode).toBe(303);
  return { url: new URL(headers?.['location'] ?? '', 'https://localhost') };
}

describe('the addresses that a sandbox writes', () => {
  const document: SentToAws = { path: '/_sandbox/openapi/nhs-app.json' };
  const rows: readonly { readonly name: string; readonly given: LambdaEvent; readonly want: string }[] = [
    {
      name: 'have the stage of a REST API',
      given: restApiEvent(document),
      want: 'https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/prod/nhs-app',
    },
    {
      name: 'have the stage of an HTTP API',
      given: httpApiEvent(document, 'prod'),
      want: 'https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/prod/nhs-app',
    },
    {
      name: 'have no default stage',
      given: httpApiEvent(document),
      want: 'https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/nhs-app',
    },
    {
      name: 'have the base path of a custom domain',
      given: restApiEvent(document, 'prod', '/try/it'),
      want: 'https://api.example.nhs.uk/try/it/nhs-app',
    },
    {
      name: 'have no stage on a custom domain',
      given: httpApiEvent(document, 'prod', 'api.example.nhs.uk'),
      want: 'https://api.example.nhs.uk/nhs-app',
    },
    {
      name: 'have the scheme of a load balancer',
      given: loadBalancerEvent({ ...document, headers: [['X-Forwarded-Proto', 'http']] }),
      want: 'http://lambda-846800462.eu-west-2.elb.amazonaws.com/nhs-app',
    },
    {
      name: 'have no host or prefix that a client writes',
      given: functionUrlEvent({
        ...document,
        headers: [
          ['Host', 'a.example'],
          ['X-Forwarded-Host', 'evil.example'],
          ['X-Forwarded-Prefix', '/evil'],
        ],
      }),
      want: 'https://a.example/nhs-app',
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want }) => {
    const { body } = await handler(given);
    const { servers }: { readonly servers: readonly { readonly url: string }[] } = JSON.parse(body);
    expect(servers[0]?.url).toBe(want);
  });
});

describe('a redirection to a file', () => {
  const stage = 'https://a1b2c3d4e5.execute-api.eu-west-2.amazonaws.com/prod';
  const file = '/_sandbox/files/nhs-notify-supplier/letter.pdf';
  const byRule: SentToAws = { path: pdf, headers: [requestId] };
  const byPrefer: SentToAws = { path: pdf, headers: [requestId, ['Prefer', 'code=303']] };
  const rows: readonly { readonly name: string; readonly given: LambdaEvent; readonly want: string }[] = [
    { name: 'has the stage of a REST API, by a rule', given: restApiEvent(byRule), want: stage + file },
    { name: 'has the stage of a REST API, by Prefer', given: restApiEvent(byPrefer), want: stage + file },
    { name: 'has the stage of an HTTP API, by a rule', given: httpApiEvent(byRule, 'prod'), want: stage + file },
    { name: 'has the stage of an HTTP API, by Prefer', given: httpApiEvent(byPrefer, 'prod'), want: stage + file },
    {
      name: 'has the base path of a custom domain',
      given: restApiEvent(byRule, 'prod', '/try'),
      want: `https://api.example.nhs.uk/try${file}`,
    },
    {
      name: 'has the host and the scheme of a load balancer',
      given: loadBalancerEvent({
        ...byPrefer,
        headers: [requestId, ['Prefer', 'code=303'], ['Host', host], ['X-Forwarded-Proto', 'http']],
      }),
      want: `http://${host}${file}`,
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want }) => {
    const result = await handler(given);
    expect([result.statusCode, fieldsOf(result)['location']]).toEqual([303, want]);
  });
});

it('the handler imports nothing of Node.js or of another package', () => {
  const hosts = fileURLToPath(new URL('../../sandbox/hosts/', import.meta.url));
  const seen = new Map<string, readonly string[]>();
  const waiting = [join(hosts, 'lambda.ts')];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    const targets = [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gm)].map(([, target = '']) => target);
    seen.set(file, targets);
    for (const target of targets) if (target.startsWith('.')) waiting.push(join(dirname(file), target));
  }
  expect(seen.size).toBeGreaterThan(5);
  expect([...seen.values()].flat().filter((target) => !target.startsWith('.'))).toEqual([]);
});
