import { describe, expect, it } from 'vitest';
import { createLambdaHandler } from '../../sandbox/hosts/lambda.ts';
import { type LambdaEvent, readEvent } from '../../sandbox/hosts/lambda-event.ts';
import type { LambdaResult } from '../../sandbox/hosts/lambda-result.ts';
import { byName } from '../fixtures/by-name.ts';
import {
  functionUrlEvent,
  httpApiEvent,
  loadBalancerEvent,
  multiValueEvent,
  restApiEvent,
  type SentToAws,
} from '../fixtures/lambda-events.ts';

type EventOf = (sent: SentToAws) => LambdaEvent;

/** The result that is made of a response. */
function resultOf(response: Response, eventOf: EventOf = functionUrlEvent, method = 'GET'): Promise<LambdaResult> {
  return createLambdaHandler(() => response)(eventOf({ method, path: '/' }));
}

describe('the body of a result', () => {
  const rows: readonly {
    readonly name: string;
    readonly type?: string;
    readonly body: string | Uint8Array<ArrayBuffer> | null;
    readonly want: { readonly body: string; readonly isBase64Encoded: boolean };
  }[] = [
    { name: 'JSON', type: 'application/json', body: '{"a":"é"}', want: { body: '{"a":"é"}', isBase64Encoded: false } },
    { name: 'YAML', type: 'application/yaml', body: 'a: 1', want: { body: 'a: 1', isBase64Encoded: false } },
    { name: 'NDJSON', type: 'application/x-ndjson', body: '{}\n{}', want: { body: '{}\n{}', isBase64Encoded: false } },
    {
      name: 'JSON texts',
      type: 'application/json-seq',
      body: '\x1e{}',
      want: { body: '\x1e{}', isBase64Encoded: false },
    },
    {
      name: 'a form',
      type: 'application/x-www-form-urlencoded',
      body: 'a=1',
      want: { body: 'a=1', isBase64Encoded: false },
    },
    {
      name: 'bytes that are a text, whatever their type',
      type: 'application/octet-stream',
      body: 'abc',
      want: { body: 'abc', isBase64Encoded: false },
    },
    {
      name: 'bytes that are no text',
      type: 'application/pdf',
      body: new Uint8Array([37, 80, 255]),
      want: { body: 'JVD/', isBase64Encoded: true },
    },
    {
      name: 'bytes that are no text, although the type says so',
      type: 'text/plain; charset=iso-8859-1',
      body: new Uint8Array([233]),
      want: { body: '6Q==', isBase64Encoded: true },
    },
    {
      name: 'a text with a byte order mark',
      type: 'text/csv',
      body: new Uint8Array([0xef, 0xbb, 0xbf, 97]),
      want: { body: '\ufeffa', isBase64Encoded: false },
    },
    { name: 'none', body: null, want: { body: '', isBase64Encoded: false } },
  ];

  it.each(byName(rows))('%s', async (_, { type, body, want }) => {
    const response = new Response(body, { headers: type === undefined ? {} : { 'Content-Type': type } });
    expect(await resultOf(response)).toMatchObject(want);
  });

  it('of HEAD is empty, although the response has one', async () => {
    const response = new Response(new Uint8Array([37, 80, 255]), { headers: { 'Content-Length': '3' } });
    expect(await resultOf(response, httpApiEvent, 'HEAD')).toEqual({
      statusCode: 200,
      headers: { 'content-length': '3' },
      body: '',
      isBase64Encoded: false,
    });
  });
});

describe('the header of a result', () => {
  const cookies = ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'];
  const one = { 'x-one': '1', 'x-two': '1, 2' };
  const rows: readonly {
    readonly name: string;
    readonly eventOf: EventOf;
    readonly want: Omit<LambdaResult, 'body' | 'isBase64Encoded' | 'statusCode'>;
  }[] = [
    {
      name: 'REST API: each cookie in multiValueHeaders',
      eventOf: (sent) => restApiEvent(sent),
      want: { headers: one, multiValueHeaders: { 'set-cookie': cookies } },
    },
    {
      name: 'HTTP API: each cookie in cookies',
      eventOf: (sent) => httpApiEvent(sent),
      want: { headers: one, cookies },
    },
    { name: 'Function URL: each cookie in cookies', eventOf: functionUrlEvent, want: { headers: one, cookies } },
    {
      name: 'load balancer with multi-value headers: all in multiValueHeaders',
      eventOf: multiValueEvent,
      want: {
        statusDescription: '201 Created',
        multiValueHeaders: { 'set-cookie': cookies, 'x-one': ['1'], 'x-two': ['1, 2'] },
      },
    },
    {
      name: 'load balancer: the first cookie, and what is left out',
      eventOf: loadBalancerEvent,
      want: {
        statusDescription: '201 Created',
        headers: {
          ...one,
          'set-cookie': 'a=1; Path=/',
          'sandbox-hint': '1 more Set-Cookie: the target group sends one, unless it has multi-value headers',
        },
      },
    },
  ];

  it.each(byName(rows))('%s', async (_, { eventOf, want }) => {
    const response = new Response(null, { status: 201, headers: { 'X-One': '1' } });
    for (const value of ['1', '2']) response.headers.append('X-Two', value);
    for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
    expect(await resultOf(response, eventOf)).toEqual({ statusCode: 201, ...want, body: '', isBase64Encoded: false });
  });

  it('load balancer: what is left out, behind another hint', async () => {
    const response = new Response(null, { headers: { 'Sandbox-Hint': 'seed without dynamic' } });
    for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
    const { headers } = await resultOf(response, loadBalancerEvent);
    expect(headers?.['sandbox-hint']).toMatch(/^seed without dynamic; 1 more Set-Cookie: /);
  });

  it('load balancer: one cookie without a hint', async () => {
    const response = new Response(null, { headers: { 'Set-Cookie': 'a=1' } });
    expect((await resultOf(response, loadBalancerEvent)).headers).toEqual({ 'set-cookie': 'a=1' });
  });
});

describe('an event that is no HTTP request', () => {
  const rows: readonly { readonly name: string; readonly given: unknown; readonly want: string }[] = [
    { name: 'of a queue', given: { Records: [] }, want: 'it has the fields Records.' },
    {
      name: 'of a WebSocket',
      given: { requestContext: { routeKey: '$connect', connectionId: 'a=' }, isBase64Encoded: false },
      want: 'it has the fields requestContext, isBase64Encoded.',
    },
    { name: 'with a path, but no method', given: { rawPath: '/' }, want: 'it has the fields rawPath.' },
    { name: 'null', given: null, want: 'it has no fields.' },
    { name: 'a text', given: 'a', want: 'it has no fields.' },
    { name: 'nothing', given: undefined, want: 'it has no fields.' },
  ];

  it.each(byName(rows))('%s', (_, { given, want }) => {
    expect(() => readEvent(given)).toThrow(
      new TypeError(
        `This function answers HTTP requests of API Gateway, a Function URL or an Application Load Balancer. The event is none: ${want}`,
      ),
    );
  });
});
