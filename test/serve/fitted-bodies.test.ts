import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const documented = { id: 'a', list: [1, 2, 3], link: { url: 'x', title: 'y' }, note: '"\uffff0\uffff"' };

/** The response of an operation with one rule. */
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
  { name: 'one location', answer: { body: { '/id': name } }, want: { ...documented, id: 'Ann' } },
  {
    name: 'several locations, in the order of the document',
    answer: { body: { '/link/url': name, '/id': '$request.path.id' } },
    want: { ...documented, id: 7, link: { url: 'Ann', title: 'y' } },
  },
  { name: 'an item of a list', answer: { body: { '/list/1': name } }, want: { ...documented, list: [1, 'Ann', 3] } },
  {
    name: 'a location, and limits a list',
    answer: { body: { '/id': name }, limit: { '/list': 2 } },
    want: { ...documented, id: 'Ann', list: [1, 2] },
  },
  { name: 'the whole body', answer: { body: { '': name } }, want: 'Ann' },
];

describe('a rule sets in the response body', () => {
  it.each(byName(rows))('%s', async (_, { answer, want }) => {
    const { body, headers, text } = await answerBy(answer);
    expect(body).toEqual(want);
    expect(headers['content-type']).toBe('application/json');
    // In the order of the document.
    expect(text).toBe(JSON.stringify(want));
  });

  it('nothing if the request lacks the value', async () => {
    const { text } = await answerBy({ body: { '/id': name, '/link/url': '$request.path.id' } }, 'GET /things/7');
    expect(JSON.parse(text)).toEqual({ ...documented, link: { url: 7, title: 'y' } });
  });

  it('a value that a header refers to', async () => {
    const headers = { Location: '/things/{$response.body#/id}' };
    expect((await answerBy({ body: { '/id': name }, headers })).headers.location).toBe('/things/Ann');
  });

  it('a string with quotes and non-ASCII letters', async () => {
    const { body } = await answerBy({ body: { '/id': name } }, 'GET /things/7?name=%22%C3%A9%5C%22');
    expect(body).toEqual({ ...documented, id: '"é\\"' });
  });

  it('a long string beside numbers whose notation is kept', async () => {
    const big = await answerBy({ body: { '/id': '$request.path.id' } }, 'GET /things/12345678901234567890?name=a');
    expect(big.text).toContain('"id":12345678901234567890');
  });
});
