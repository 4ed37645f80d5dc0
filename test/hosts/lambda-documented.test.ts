import { expect, it } from 'vitest';
import { createLambdaHandler } from '../../sandbox/hosts/lambda.ts';
import type { LambdaEvent } from '../../sandbox/hosts/lambda-event.ts';
import { byName } from '../fixtures/by-name.ts';

/** What payload formats 1.0 and 2.0 have in common in the documentation of AWS. */
const identity = { accountId: '123456789012', requestId: 'id', routeKey: '$default', stage: '$default' };

const http = {
  method: 'POST',
  path: '/my/path',
  protocol: 'HTTP/1.1',
  sourceIp: '192.0.2.1',
  userAgent: 'agent',
};

const v2 = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/my/path',
  rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
  cookies: ['cookie1', 'cookie2'],
  headers: { header1: 'value1', header2: 'value1,value2' },
  queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
  requestContext: {
    ...identity,
    apiId: 'api-id',
    authentication: { clientCert: { clientCertPem: 'CERT_CONTENT', subjectDN: 'www.example.com' } },
    authorizer: { jwt: { claims: { claim1: 'value1' }, scopes: ['scope1', 'scope2'] } },
    domainName: 'id.execute-api.us-east-1.amazonaws.com',
    domainPrefix: 'id',
    http,
    time: '12/Mar/2020:19:03:58 +0000',
    timeEpoch: 1_583_348_638_390,
  },
  body: 'Hello from Lambda',
  pathParameters: { parameter1: 'value1' },
  isBase64Encoded: false,
  stageVariables: { stageVariable1: 'value1', stageVariable2: 'value2' },
};

const v1 = {
  version: '1.0',
  resource: '/my/path',
  path: '/my/path',
  httpMethod: 'GET',
  headers: { header1: 'value1', header2: 'value2' },
  multiValueHeaders: { header1: ['value1'], header2: ['value1', 'value2'] },
  queryStringParameters: { parameter1: 'value1', parameter2: 'value' },
  multiValueQueryStringParameters: { parameter1: ['value1', 'value2'], parameter2: ['value'] },
  requestContext: {
    ...identity,
    apiId: 'id',
    authorizer: { claims: null, scopes: null },
    domainName: 'id.execute-api.us-east-1.amazonaws.com',
    domainPrefix: 'id',
    extendedRequestId: 'request-id',
    httpMethod: 'GET',
    identity: { accountId: null, sourceIp: '192.0.2.1', user: null, userAgent: 'user-agent' },
    path: '/my/path',
    protocol: 'HTTP/1.1',
    requestTime: '04/Mar/2020:19:15:17 +0000',
    requestTimeEpoch: 1_583_349_317_135,
    resourceId: null,
    resourcePath: '/my/path',
  },
  pathParameters: null,
  stageVariables: null,
  body: 'Hello from Lambda!',
  isBase64Encoded: false,
};

const loadBalancer = {
  requestContext: {
    elb: {
      targetGroupArn:
        'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda-279XGJDqGZ5rsrHC2Fjr/49e9d65c45c6791a',
    },
  },
  httpMethod: 'GET',
  path: '/lambda',
  queryStringParameters: { query: '1234ABCD' },
  headers: {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,image/apng,*/*;q=0.8',
    'accept-encoding': 'gzip',
    'accept-language': 'en-US,en;q=0.9',
    connection: 'keep-alive',
    host: 'lambda-alb-123578498.us-east-2.elb.amazonaws.com',
    'upgrade-insecure-requests': '1',
    'user-agent': 'agent',
    'x-amzn-trace-id': 'Root=1-5c536348-3d683b8b04734faae651f476',
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-port': '80',
    'x-forwarded-proto': 'http',
    'x-imforwards': '20',
  },
  body: '',
  isBase64Encoded: false,
};

const multiValue = {
  requestContext: loadBalancer.requestContext,
  httpMethod: 'GET',
  path: '/lambda',
  multiValueHeaders: {
    cookie: ['cookie-name=cookie-value;cookie-name2=cookie-value2', 'cookie-name3=cookie-value3'],
    host: ['lambda-alb-123578498.us-east-2.elb.amazonaws.com'],
    'x-forwarded-proto': ['http'],
  },
  multiValueQueryStringParameters: { myKey: ['val1', 'val2'] },
  body: '',
  isBase64Encoded: false,
};

const functionUrl = {
  ...v2,
  requestContext: {
    ...identity,
    apiId: 'url-id',
    authentication: null,
    authorizer: { iam: { accessKey: 'AKIA...', accountId: '111122223333', userId: 'AIDA...' } },
    domainName: 'url-id.lambda-url.us-west-2.on.aws',
    domainPrefix: 'url-id',
    http,
  },
  body: 'SGVsbG8gZnJvbSBjbGllbnQh',
  pathParameters: null,
  isBase64Encoded: true,
  stageVariables: null,
};

interface Row {
  readonly name: string;
  readonly given: LambdaEvent;
  readonly want: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

const query = 'parameter1=value1&parameter1=value2&parameter2=value';
const rows: readonly Row[] = [
  {
    name: 'API Gateway, payload format 2.0',
    given: v2,
    want: {
      method: 'POST',
      url: `https://id.execute-api.us-east-1.amazonaws.com/my/path?${query}`,
      headers: {
        cookie: 'cookie1; cookie2',
        'content-length': '17',
        header1: 'value1',
        header2: 'value1,value2',
      },
      body: 'Hello from Lambda',
    },
  },
  {
    name: 'API Gateway, payload format 1.0',
    given: v1,
    want: {
      method: 'GET',
      url: `https://id.execute-api.us-east-1.amazonaws.com/my/path?${query}`,
      headers: { header1: 'value1', header2: 'value1, value2' },
      body: '',
    },
  },
  {
    name: 'a Function URL',
    given: functionUrl,
    want: {
      method: 'POST',
      url: `https://url-id.lambda-url.us-west-2.on.aws/my/path?${query}`,
      headers: {
        cookie: 'cookie1; cookie2',
        'content-length': '18',
        header1: 'value1',
        header2: 'value1,value2',
      },
      body: 'Hello from client!',
    },
  },
  {
    name: 'an Application Load Balancer',
    given: loadBalancer,
    want: {
      method: 'GET',
      url: 'http://lambda-alb-123578498.us-east-2.elb.amazonaws.com/lambda?query=1234ABCD',
      headers: loadBalancer.headers,
      body: '',
    },
  },
  {
    name: 'an Application Load Balancer, multi-value headers',
    given: multiValue,
    want: {
      method: 'GET',
      url: 'http://lambda-alb-123578498.us-east-2.elb.amazonaws.com/lambda?myKey=val1&myKey=val2',
      headers: {
        cookie: 'cookie-name=cookie-value;cookie-name2=cookie-value2; cookie-name3=cookie-value3',
        host: 'lambda-alb-123578498.us-east-2.elb.amazonaws.com',
        'x-forwarded-proto': 'http',
      },
      body: '',
    },
  },
];

it.each(byName(rows))('the event that AWS documents as an example of %s', async (_, { given, want }) => {
  const received: Request[] = [];
  const handler = createLambdaHandler((request) => {
    received.push(request);
    return new Response('Hello');
  });
  const result = await handler(given);
  const requests = await Promise.all(
    received.map(async (request) => ({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    })),
  );
  expect(requests).toEqual([want]);
  expect(result).toMatchObject({ statusCode: 200, body: 'Hello', isBase64Encoded: false });
});
