import { describe, expect, it } from 'vitest';
import { createLambdaHandler } from '../../sandbox/hosts/lambda.ts';
import type { LambdaEvent } from '../../sandbox/hosts/lambda-event.ts';
import { receivedText } from '../../sandbox/syntax/header.ts';
import { byName } from '../fixtures/by-name.ts';
import {
  functionUrlEvent,
  httpApiEvent,
  httpApiV1Event,
  loadBalancerEvent,
  loadBalancerHost,
  multiValueEvent,
  restApiEvent,
} from '../fixtures/lambda-events.ts';

/** The request that is made of an event. */
async function requestOf(event: LambdaEvent): Promise<Request> {
  const received: Request[] = [];
  await createLambdaHandler((request) => {
    received.push(request);
    return new Response();
  })(event);
  const [request] = received;
  if (!request) throw new Error('There was no request.');
  return request;
}

describe('the address of a request', () => {
  const at = 'https://a.example';
  const headers = [['Host', 'a.example']] as const;
  const rows: readonly { readonly name: string; readonly given: LambdaEvent; readonly want: string }[] = [
    {
      name: 'format 2.0: the query as it was sent',
      given: functionUrlEvent({ path: '/p', query: 'a=1&a=2&b=%20%2B+&c', headers }),
      want: `${at}/p?a=1&a=2&b=%20%2B+&c`,
    },
    {
      name: 'format 1.0: the query encoded again, each value of a name',
      given: restApiEvent({ path: '/p', query: 'a=1&a=x%26y&b=%C3%A9%20%2B&c%5Bd%5D=%25', headers }),
      want: `${at}/p?a=1&a=x%26y&b=%C3%A9%20%2B&c%5Bd%5D=%25`,
    },
    {
      name: 'format 1.0 without lists of values: the query encoded again',
      given: {
        ...restApiEvent({ path: '/p', query: 'a=x%26y', headers }),
        multiValueQueryStringParameters: null,
      },
      want: `${at}/p?a=x%26y`,
    },
    {
      name: 'load balancer: the query as it was sent',
      given: loadBalancerEvent({ path: '/p', query: 'a=x%26y&b=%C3%A9', headers }),
      want: `${at}/p?a=x%26y&b=%C3%A9`,
    },
    {
      name: 'load balancer with multi-value headers: the query as it was sent, each value of a name',
      given: multiValueEvent({ path: '/p', query: 'a=1&a=x%26y&b=%C3%A9', headers }),
      want: `${at}/p?a=1&a=x%26y&b=%C3%A9`,
    },
    {
      name: 'REST API: the path as it was sent',
      given: restApiEvent({ path: '/a%2Fb/%20%3F/c', headers }),
      want: `${at}/a%2Fb/%20%3F/c`,
    },
    {
      name: 'Function URL: the path as it was sent',
      given: functionUrlEvent({ path: '/a%2Fb/%20%3F/c', headers }),
      want: `${at}/a%2Fb/%20%3F/c`,
    },
    {
      name: 'load balancer: the path as it was sent',
      given: loadBalancerEvent({ path: '/a%2Fb/%20%3F/c', headers }),
      want: `${at}/a%2Fb/%20%3F/c`,
    },
    {
      name: 'HTTP API: a decoded path, encoded again where it would end or lose characters',
      given: httpApiEvent({ path: '/a%23b%3Fc/%5Cd/%C3%A9%0A%20', query: 'e=1', headers }),
      want: `${at}/a%23b%3Fc/%5Cd/%C3%A9%0A%20?e=1`,
    },
    {
      name: 'HTTP API, format 1.0: a decoded path, encoded again where it would end',
      given: httpApiV1Event({ path: '/a%23b%3Fc', query: 'e=1', headers }),
      want: `${at}/a%23b%3Fc?e=1`,
    },
    {
      name: 'dots, encoded or not: as every URL parser takes them',
      given: functionUrlEvent({ path: '/a/%2e%2E/b/./c/../d', headers }),
      want: `${at}/b/d`,
    },
    { name: 'slashes at the beginning stay', given: functionUrlEvent({ path: '//b', headers }), want: `${at}//b` },
    {
      name: 'the port of Host',
      given: loadBalancerEvent({ path: '/p', headers: [['Host', 'a.example:8080']] }),
      want: 'https://a.example:8080/p',
    },
    {
      name: 'the scheme of the first of several proxies',
      given: loadBalancerEvent({ path: '/p', headers: [...headers, ['X-Forwarded-Proto', 'HTTP, https']] }),
      want: 'http://a.example/p',
    },
    {
      name: 'Host, although the API has another name',
      given: httpApiEvent({ path: '/p', headers }, '$default', 'other.example'),
      want: `${at}/p`,
    },
    {
      name: 'no Host: the name of the API',
      given: { ...httpApiEvent({ path: '/p' }, '$default', 'api.example.nhs.uk'), headers: {} },
      want: 'https://api.example.nhs.uk/p',
    },
    {
      name: 'a Host that is none: the name of the API',
      given: httpApiEvent({ path: '/p', headers: [['Host', 'me@evil.example/']] }, '$default', 'api.example.nhs.uk'),
      want: 'https://api.example.nhs.uk/p',
    },
    {
      name: 'no name at all: a constant',
      given: { ...loadBalancerEvent({ path: '/p' }), headers: {} },
      want: 'https://localhost/p',
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want }) => expect((await requestOf(given)).url).toBe(want));
});

describe('the stage, or what a custom domain has instead', () => {
  const rest = restApiEvent({ path: '/pets/a%2Fb' }, 'prod', '/base');
  const rows: readonly {
    readonly name: string;
    readonly given: LambdaEvent;
    readonly want: { readonly path: string; readonly prefix: string | null };
  }[] = [
    {
      name: 'REST API: in requestContext.path alone',
      given: restApiEvent({ path: '/pets/1' }),
      want: { path: '/pets/1', prefix: '/prod' },
    },
    {
      name: 'REST API, at its root: in requestContext.path alone',
      given: restApiEvent({ path: '/' }),
      want: { path: '/', prefix: '/prod' },
    },
    {
      name: 'REST API: not a path that begins with the name of the stage',
      given: restApiEvent({ path: '/prod/pets' }),
      want: { path: '/prod/pets', prefix: '/prod' },
    },
    {
      name: 'REST API on a custom domain: a base path before {proxy+}',
      given: restApiEvent({ path: '/pets/1' }, 'prod', '/base/v1'),
      want: { path: '/pets/1', prefix: '/base/v1' },
    },
    {
      name: 'REST API on a custom domain: a base path before an encoded {proxy+}',
      given: rest,
      want: { path: '/pets/a%2Fb', prefix: '/base' },
    },
    {
      name: 'REST API on a custom domain: a base path before a template',
      given: { ...rest, resource: '/pets/{id}', pathParameters: { id: 'a%2Fb' } },
      want: { path: '/pets/a%2Fb', prefix: '/base' },
    },
    {
      name: 'REST API on a custom domain: a base path before the root',
      given: { ...restApiEvent({ path: '' }, 'prod', '/base'), resource: '/', pathParameters: null },
      want: { path: '/', prefix: '/base' },
    },
    {
      name: 'REST API on a custom domain without a base path',
      given: {
        ...restApiEvent({ path: '/pets/1' }, 'prod', '/'),
        path: '/pets/1',
        requestContext: { path: '/pets/1' },
      },
      want: { path: '/pets/1', prefix: null },
    },
    {
      name: 'HTTP API: before the path',
      given: httpApiEvent({ path: '/pets/1' }, 'prod'),
      want: { path: '/pets/1', prefix: '/prod' },
    },
    {
      name: 'HTTP API, at its root: before the path',
      given: { ...httpApiEvent({ path: '/' }, 'prod'), rawPath: '/prod' },
      want: { path: '/', prefix: '/prod' },
    },
    {
      name: 'HTTP API: $default is never in the path',
      given: httpApiEvent({ path: '/$default/pets' }),
      want: { path: '/$default/pets', prefix: null },
    },
    {
      name: 'HTTP API: not a path that only begins like it',
      given: { ...httpApiEvent({ path: '' }, 'prod'), rawPath: '/production/pets' },
      want: { path: '/production/pets', prefix: null },
    },
    {
      name: 'HTTP API on a custom domain: before the path, which the client has not sent',
      given: httpApiEvent({ path: '/pets/1' }, 'prod', 'api.example.nhs.uk'),
      want: { path: '/pets/1', prefix: null },
    },
    {
      name: 'HTTP API, format 1.0: before both paths',
      given: httpApiV1Event({ path: '/pets/1' }, 'prod'),
      want: { path: '/pets/1', prefix: '/prod' },
    },
    {
      name: 'HTTP API on a custom domain, format 1.0: the key of a mapping',
      given: { ...httpApiV1Event({ path: '/base/pets' }), resource: '/pets', pathParameters: null },
      want: { path: '/pets', prefix: '/base' },
    },
    {
      name: 'Function URL: none',
      given: functionUrlEvent({ path: '/prod/p' }),
      want: { path: '/prod/p', prefix: null },
    },
    {
      name: 'load balancer: none',
      given: loadBalancerEvent({ path: '/prod/p' }),
      want: { path: '/prod/p', prefix: null },
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want }) => {
    const { url, headers } = await requestOf(given);
    expect({ path: new URL(url).pathname, prefix: headers.get('X-Forwarded-Prefix') }).toEqual(want);
  });
});

describe('the header of a request', () => {
  const rows: readonly {
    readonly name: string;
    readonly given: LambdaEvent;
    readonly field: string;
    readonly want: string | null;
  }[] = [
    {
      name: 'REST API: lines of one field are joined by commas (RFC 9110, 5.3)',
      given: restApiEvent({
        path: '/',
        headers: [
          ['Accept', 'a/b'],
          ['Accept', 'c/d; q=0.5'],
        ],
      }),
      field: 'accept',
      want: 'a/b, c/d; q=0.5',
    },
    {
      name: 'load balancer: lines of one field are joined by commas (RFC 9110, 5.3)',
      given: multiValueEvent({
        path: '/',
        headers: [
          ['Accept', 'a/b'],
          ['Accept', 'c/d; q=0.5'],
        ],
      }),
      field: 'accept',
      want: 'a/b, c/d; q=0.5',
    },
    {
      name: 'REST API: lines of Cookie are joined by semicolons (RFC 9113, 8.2.3)',
      given: restApiEvent({
        path: '/',
        headers: [
          ['Cookie', 'a=1'],
          ['Cookie', 'b=2; c=3'],
        ],
      }),
      field: 'cookie',
      want: 'a=1; b=2; c=3',
    },
    {
      name: 'load balancer: lines of Cookie are joined by semicolons (RFC 9113, 8.2.3)',
      given: multiValueEvent({
        path: '/',
        headers: [
          ['Cookie', 'a=1'],
          ['Cookie', 'b=2; c=3'],
        ],
      }),
      field: 'cookie',
      want: 'a=1; b=2; c=3',
    },
    {
      name: 'format 2.0: the list of cookies',
      given: httpApiEvent({ path: '/', headers: [['Cookie', 'a=1; b=2']] }),
      field: 'cookie',
      want: 'a=1; b=2',
    },
    {
      name: 'format 2.0: the list of cookies once, if they are in the header as well',
      given: { ...httpApiEvent({ path: '/' }), headers: { Cookie: 'a=1,b=2' }, cookies: ['a=1', 'b=2'] },
      field: 'cookie',
      want: 'a=1; b=2',
    },
    {
      name: 'format 2.0: lines of one field, which AWS has joined',
      given: httpApiEvent({
        path: '/',
        headers: [
          ['X-Two', '1'],
          ['X-Two', '2'],
        ],
      }),
      field: 'x-two',
      want: '1,2',
    },
    {
      name: 'REST API whose lists are empty: single values',
      given: { ...restApiEvent({ path: '/', headers: [['X-One', '1']] }), multiValueHeaders: {} },
      field: 'x-one',
      want: '1',
    },
    {
      name: 'a value beyond ASCII',
      given: httpApiEvent({ path: '/', headers: [['X-Name', 'café ☕']] }),
      field: 'x-name',
      want: 'café ☕',
    },
    {
      name: 'a value beyond ASCII, given as its octets',
      given: multiValueEvent({ path: '/', headers: [['X-Name', 'cafÃ©']] }),
      field: 'x-name',
      want: 'café',
    },
    {
      name: 'the host, as it was sent',
      given: loadBalancerEvent({ path: '/' }),
      field: 'host',
      want: loadBalancerHost,
    },
    {
      name: 'no prefix of the client',
      given: loadBalancerEvent({ path: '/', headers: [['X-Forwarded-Prefix', '/evil']] }),
      field: 'x-forwarded-prefix',
      want: null,
    },
    {
      name: 'no host that a client says is forwarded',
      given: loadBalancerEvent({ path: '/', headers: [['X-Forwarded-Host', 'evil.example']] }),
      field: 'x-forwarded-host',
      want: null,
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, field, want }) => {
    const value = (await requestOf(given)).headers.get(field);
    expect(value === null ? null : receivedText(value)).toBe(want);
  });
});

describe('the body of a request', () => {
  const post = { method: 'POST', path: '/p', headers: [['Content-Type', 'text/plain']] } as const;
  const base64 = (event: LambdaEvent, bytes: Uint8Array) => ({
    ...event,
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  });
  const rows: readonly { readonly name: string; readonly given: LambdaEvent; readonly want: readonly number[] }[] = [
    { name: 'a text', given: { ...httpApiEvent(post), body: 'é' }, want: [0xc3, 0xa9] },
    { name: 'a text in base64', given: base64(restApiEvent(post), new TextEncoder().encode('é')), want: [0xc3, 0xa9] },
    {
      name: 'bytes in base64',
      given: base64(multiValueEvent(post), new Uint8Array([0, 255, 128])),
      want: [0, 255, 128],
    },
    { name: 'null', given: restApiEvent(post), want: [] },
    { name: 'an empty text', given: loadBalancerEvent(post), want: [] },
    { name: 'of QUERY', given: { ...httpApiEvent({ ...post, method: 'QUERY' }), body: 'a' }, want: [97] },
    { name: 'of TRACE', given: { ...loadBalancerEvent({ ...post, method: 'TRACE' }), body: 'a' }, want: [97] },
    { name: 'of GET, dropped', given: { ...httpApiEvent({ path: '/p' }), body: 'a' }, want: [] },
    { name: 'of HEAD, dropped', given: { ...httpApiEvent({ path: '/p', method: 'HEAD' }), body: 'a' }, want: [] },
    {
      name: 'with another Content-Length than it has',
      given: { ...httpApiEvent({ ...post, headers: [['Content-Length', '0']] }), body: 'ab' },
      want: [97, 98],
    },
  ];

  it.each(byName(rows))('%s', async (_, { given, want }) => {
    const request = await requestOf(given);
    expect([...new Uint8Array(await request.arrayBuffer())]).toEqual(want);
    if (want.length > 0) expect(request.headers.get('Content-Length')).toBe(String(want.length));
  });

  it('adds no Content-Type', async () => {
    const request = await requestOf({ ...httpApiEvent({ method: 'POST', path: '/p' }), body: 'a' });
    expect(request.headers.get('Content-Type')).toBeNull();
  });

  it('leaves the method as it is', async () => {
    const methods = ['GET', 'TRACE', 'QUERY', 'PATCH'];
    const requests = await Promise.all(methods.map((method) => requestOf(loadBalancerEvent({ method, path: '/p' }))));
    expect(requests.map(({ method }) => method)).toEqual(methods);
  });
});
