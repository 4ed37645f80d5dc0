import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const ok = response({ first: 1, second: 2 });
const rows: readonly { name: string; given: JsonObject; status: number; want: string }[] = [
  {
    name: 'several successes: the lowest status',
    given: { 404: ok, 202: ok, 201: ok },
    status: 201,
    want: 'get/201/first',
  },
  { name: 'a success and 2XX: the success', given: { '2XX': ok, 206: ok }, status: 206, want: 'get/206/first' },
  {
    name: '2XX and default: 2XX, as 200',
    given: { '2XX': ok, default: ok, 400: ok },
    status: 200,
    want: 'get/2XX/first',
  },
  { name: '2xx in lower case: 2XX, as 200', given: { '2xx': ok, 400: ok }, status: 200, want: 'get/2XX/first' },
  {
    name: 'an error and default: default, as 200',
    given: { 400: ok, default: ok },
    status: 200,
    want: 'get/default/first',
  },
  { name: 'a redirect and an error: the first', given: { 302: empty, 404: ok }, status: 302, want: 'get/302/empty' },
  { name: 'only errors: the first', given: { 404: ok, 503: ok }, status: 404, want: 'get/404/first' },
  {
    name: 'a success without content and an error: the success',
    given: { 204: empty, 404: ok },
    status: 204,
    want: 'get/204/empty',
  },
  { name: 'no responses: 200 without a body', given: {}, status: 200, want: 'get/200/empty' },
  { name: 'an extension first: ignored', given: { 'x-first': ok, 201: ok }, status: 201, want: 'get/201/first' },
];

describe('the default response (design, step 10)', () => {
  it.each(byName(rows))('%s', async (_, { given, status, want }) => {
    const sandbox = ruledSandbox(documentOf({ '/': { get: { operationId: 'get', responses: given } } }));
    expect(await ask(sandbox, 'GET /')).toMatchObject({ status, scenario: want, trigger: 'default' });
  });

  it('unnamed example: named `example`', async () => {
    const get = { operationId: 'get', responses: { 200: { content: { 'application/json': { example: [1] } } } } };
    const answer = await ask(ruledSandbox(documentOf({ '/': { get } })), 'GET /');
    expect(answer).toMatchObject({ scenario: 'get/200/example', body: [1] });
  });

  it('no example: generated from the schema', async () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'integer' }, name: { type: 'string', example: 'Rex' } },
    };
    const get = { operationId: 'get', responses: { 200: { content: { 'application/json': { schema } } } } };
    const answer = await ask(ruledSandbox(documentOf({ '/': { get } })), 'GET /');
    expect(answer).toMatchObject({ scenario: 'get/200/generated', body: { id: 0, name: 'Rex' } });
  });
});

it.each([
  ['a chosen error', {}, { headers: { Prefer: 'code=404' } }],
  ['a fault', { limit: 'x' }, {}],
])(
  'errors of an operation without documented responses (design, step 10): %s gives problem details',
  async (_, query, asking) => {
    const get = { parameters: [parameter('query', 'limit', { type: 'integer' })] };
    const target = `/?${new URLSearchParams(query)}`;
    const { headers } = await ask(ruledSandbox(documentOf({ '/': { get } })), `GET ${target}`, asking);
    expect(headers['content-type']).toBe('application/problem+json');
  },
);
