import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const documented = { id: 'a', list: [1, 2, 3], link: { url: 'x', title: 'y' }, note: '"\uffff0\uffff"' };

/** The answer of an operation by a rule. */
function answerBy(answer: JsonObject, request = 'GET /things/7?name=Ann', example: JsonObject = documented) {
  const get = {
    operationId: 'get',
    parameters: [parameter('path', 'id', { type: 'integer' }), parameter('query', 'name', { type: 'string' })],
    responses: { 200: response({ ok: example }) },
  };
  const rules = [{ operation: 'get', answer: { scenario: '200/ok', ...answer } }];
  return ask(ruledSandbox(documentOf({ '/things/{id}': { get } }), { rules }), request);
}

const name = '{$request.query.name}';

const rows = [
  { name: 'one place', answer: { body: { '/id': name } }, want: { ...documented, id: 'Ann' } },
  {
    name: 'places in another order than they stand in',
    answer: { body: { '/link/url': name, '/id': '$request.path.id' } },
    want: { ...documented, id: 7, link: { url: 'Ann', title: 'y' } },
  },
  { name: 'an item of a list', answer: { body: { '/list/1': name } }, want: { ...documented, list: [1, 'Ann', 3] } },
  {
    name: 'a list that is cut',
    answer: { body: { '/id': name }, limit: { '/list': 2 } },
    want: { ...documented, id: 'Ann', list: [1, 2] },
  },
  { name: 'the whole', answer: { body: { '': name } }, want: 'Ann' },
];

describe('a rule sets in a body', () => {
  it.each(byName(rows))('%s', async (_, { answer, want }) => {
    const { body, headers, text } = await answerBy(answer);
    expect(body).toEqual(want);
    expect(headers['content-type']).toBe('application/json');
    // As the document orders them.
    expect(text).toBe(JSON.stringify(want));
  });

  it('nothing where the request has no value for it', async () => {
    const { text } = await answerBy({ body: { '/id': name, '/link/url': '$request.path.id' } }, 'GET /things/7');
    expect(JSON.parse(text)).toEqual({ ...documented, link: { url: 7, title: 'y' } });
  });

  it('and a header repeats what it has set', async () => {
    const headers = { Location: '/things/{$response.body#/id}' };
    expect((await answerBy({ body: { '/id': name }, headers })).headers.location).toBe('/things/Ann');
  });

  it('a text with quotes and other letters', async () => {
    const { body } = await answerBy({ body: { '/id': name } }, 'GET /things/7?name=%22%C3%A9%5C%22');
    expect(body).toEqual({ ...documented, id: '"é\\"' });
  });

  it('a long text among numbers that are sent as they were written', async () => {
    const big = await answerBy({ body: { '/id': '$request.path.id' } }, 'GET /things/12345678901234567890?name=a');
    expect(big.text).toContain('"id":12345678901234567890');
  });
});
