import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { basic, securitySchemes } from '../../fixtures/credentials.ts';
import { empty, parameter, response } from '../../fixtures/document.ts';
import { answers, type Row, type Topic, topicOf } from '../topic.ts';

const unauthorized: JsonObject = { ...answers, 401: response({ who: { message: 'who are you?' } }) };

function secured(name: string, security: readonly JsonObject[] | undefined, sendings: readonly Headers[]): Row {
  const path = `/${name}`;
  const parameters = [parameter('query', 'limit', { type: 'integer' })];
  return {
    at: `GET ${path}`,
    operation: { parameters, responses: unauthorized, ...(security && { security }) },
    asked: [`GET ${path}`, `GET ${path}?limit=x`, ...sendings.map((headers) => [`GET ${path}`, { headers }] as const)],
  };
}

type Headers = Readonly<Record<string, string>>;

const authorization = (value: string): Headers => ({ Authorization: value });
const key = { 'X-Api-Key': 'k' };
const bearers = ['Bearer abc', 'bearer abc', 'BEARER abc', 'Bearer', 'Bearer ', 'Basic abc', 'abc'].map(authorization);
const basics = [basic('me'), basic('me', ''), basic('me', 'a:b'), `Basic ${btoa('me')}`, 'Basic !', 'Bearer abc'];

const rows: readonly Row[] = [
  secured('global', undefined, bearers),
  secured('none', [], [authorization('Bearer abc')]),
  secured('optional', [{}, { bearer: [] }], [...bearers]),
  secured('basic', [{ basic: [] }], [...basics, basic('me').replace('Basic', 'basic')].map(authorization)),
  secured('oauth', [{ oauth: ['read'] }], bearers),
  secured('openid', [{ openId: [] }], bearers),
  secured(
    'header-key',
    [{ headerKey: [] }],
    [key, { 'x-api-key': 'k' }, { 'X-Api-Key': '' }, authorization('Bearer k')],
  ),
  secured('query-key', [{ queryKey: [] }], [key]),
  secured(
    'cookie-key',
    [{ cookieKey: [] }],
    [
      { Cookie: 'session=k' },
      { Cookie: 'other=1; session=k' },
      { Cookie: 'other=1' },
      { Cookie: 'session=' },
      { Cookie: 'mysession=k' },
    ],
  ),
  secured(
    'both',
    [{ bearer: [], headerKey: [] }],
    [key, authorization('Bearer abc'), { ...key, Authorization: 'Bearer abc' }],
  ),
  secured('either', [{ basic: [] }, { headerKey: [] }], [key, authorization(basic('me')), authorization('Bearer abc')]),
  secured('certificate', [{ certificate: [] }], [authorization('Bearer abc')]),
  secured('unknown', [{ nobody: [] }], [authorization('Bearer abc')]),
  secured(
    'digest',
    [{ digest: [] }],
    [authorization('Digest username="a", realm="b", nonce="c", uri="d", response="e"')],
  ),
  {
    at: 'GET /query-key-given',
    operation: { security: [{ queryKey: [] }], responses: unauthorized },
    asked: ['GET /query-key-given?key=k', 'GET /query-key-given?key=', 'GET /query-key-given?KEY=k'],
  },
  ...[{ '4XX': empty }, { default: empty }, {}, { 403: empty }, { 401: empty }].map((documented, index): Row => {
    const path = `/answer-${index}`;
    return { at: `GET ${path}`, operation: { responses: { 200: empty, ...documented } }, asked: [`GET ${path}`] };
  }),
  {
    at: 'GET /documented-challenge',
    operation: {
      responses: { 200: empty, 401: { ...empty, headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } } },
    },
    asked: ['GET /documented-challenge'],
  },
  ...['basic', 'headerKey', 'oauth', 'openId'].map((scheme): Row => {
    const path = `/undocumented-${scheme}`;
    const operation = { security: [{ [scheme]: [] }], responses: { 200: empty } };
    return { at: `GET ${path}`, operation, asked: [`GET ${path}`] };
  }),
];

export const security: Topic = topicOf('credentials', rows, {
  security: [{ bearer: [] }],
  components: { securitySchemes: { ...securitySchemes, digest: { type: 'http', scheme: 'digest' } } },
});
