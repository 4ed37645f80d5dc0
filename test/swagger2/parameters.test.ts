import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { ok, swaggerOf, swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** What an operation reads from a request: a rule puts it into the answer. */
async function readFrom(parameter: JsonObject, sent: string): Promise<Json | undefined> {
  const place = String(parameter['in']);
  const name = 'ids';
  const path = place === 'path' ? '/things/{ids}' : '/things';
  const get = {
    operationId: 'read',
    parameters: [{ name, required: place === 'path', ...parameter }],
    responses: { 200: { description: 'ok', schema: {}, examples: { 'application/json': { read: 'nothing' } } } },
  };
  const answer = { scenario: '200/example', body: { '/read': `$request.${place}.${name}` } };
  const sandbox = ruledSandbox(swaggerOf({ [path]: { get } }), { rules: [{ operation: 'read', answer }] });
  const target = place === 'path' ? `/things/${sent}` : place === 'query' ? `/things?${sent}` : '/things';
  const { body, faults } = await ask(sandbox, `GET ${target}`, place === 'header' ? { headers: { [name]: sent } } : {});
  return faults.length > 0
    ? [...faults]
    : typeof body === 'object' && body !== null && 'read' in body
      ? body.read
      : undefined;
}

const list = (place: string, collectionFormat?: string, items: JsonObject = { type: 'integer' }): JsonObject => ({
  in: place,
  type: 'array',
  items,
  ...(collectionFormat !== undefined && { collectionFormat }),
});

describe('collectionFormat (OpenAPI 2.0, Parameter Object)', () => {
  it.each<readonly [string, JsonObject, string, Json]>([
    ['csv in a query', list('query', 'csv'), 'ids=1,2', [1, 2]],
    ['csv where none is named', list('query'), 'ids=1,2', [1, 2]],
    ['csv takes no repeated name', list('query'), 'ids=1&ids=2', ['query ids syntax']],
    ['ssv in a query', list('query', 'ssv'), 'ids=1%202', [1, 2]],
    ['pipes in a query', list('query', 'pipes'), 'ids=1|2', [1, 2]],
    ['multi in a query', list('query', 'multi'), 'ids=1&ids=2', [1, 2]],
    ['an item that is wrong', list('query', 'pipes'), 'ids=1|x', ['query ids/1 type']],
    ['csv in a path', list('path', 'csv'), '1,2', [1, 2]],
    ['csv in a header', list('header'), '1, 2', [1, 2]],
    ['tsv: one text, whose items are not checked', list('query', 'tsv'), 'ids=1%09x', '1\tx'],
    ['pipes in a path: one text', list('path', 'pipes'), '1%7Cx', '1|x'],
    ['multi in a header is csv', list('header', 'multi'), '1,2', [1, 2]],
    ['one that does not exist is csv', list('query', 'dots'), 'ids=1,2', [1, 2]],
    [
      'a list in a list: texts, which are not checked',
      list('query', 'multi', { type: 'array', items: { type: 'integer' } }),
      'ids=1,2&ids=x',
      ['1,2', 'x'],
    ],
  ])('%s', async (_, parameter, sent, want) => {
    expect(await readFrom(parameter, sent)).toEqual(want);
  });
});

describe('what a parameter says of its value is checked (OpenAPI 2.0, Parameter Object)', () => {
  it.each<readonly [string, JsonObject, string, readonly string[]]>([
    ['type', { type: 'integer' }, 'a=x', ['query a type']],
    ['format', { type: 'string', format: 'date' }, 'a=x', ['query a format']],
    ['enum', { type: 'string', enum: ['x', 'y'] }, 'a=z', ['query a enum']],
    ['minimum', { type: 'integer', minimum: 5 }, 'a=4', ['query a minimum']],
    ['exclusiveMinimum', { type: 'integer', minimum: 5, exclusiveMinimum: true }, 'a=5', ['query a exclusiveMinimum']],
    ['maximum', { type: 'number', maximum: 5 }, 'a=5.5', ['query a maximum']],
    ['exclusiveMaximum', { type: 'number', maximum: 5, exclusiveMaximum: true }, 'a=5', ['query a exclusiveMaximum']],
    ['multipleOf', { type: 'integer', multipleOf: 5 }, 'a=4', ['query a multipleOf']],
    ['minLength', { type: 'string', minLength: 2 }, 'a=x', ['query a minLength']],
    ['maxLength', { type: 'string', maxLength: 2 }, 'a=xyz', ['query a maxLength']],
    ['pattern', { type: 'string', pattern: '^x' }, 'a=y', ['query a pattern']],
    ['minItems', { type: 'array', items: { type: 'string' }, minItems: 2 }, 'a=x', ['query a minItems']],
    ['maxItems', { type: 'array', items: { type: 'string' }, maxItems: 1 }, 'a=x,y', ['query a maxItems']],
    ['uniqueItems', { type: 'array', items: { type: 'string' }, uniqueItems: true }, 'a=x,x', ['query a uniqueItems']],
    ['items', { type: 'array', items: { type: 'string', maxLength: 1 } }, 'a=x,yy', ['query a/1 maxLength']],
    ['required', { type: 'string', required: true }, '', ['query a required']],
    ['an empty value that is not allowed', { type: 'integer' }, 'a=', ['query a type']],
    ['an empty value that is allowed', { type: 'integer', allowEmptyValue: true }, 'a=', []],
    ['x-nullable', { type: 'integer', 'x-nullable': true }, 'a=null', []],
    ['a schema, as 3.0 has it', { schema: { type: 'integer' } }, 'a=x', ['query a type']],
  ])('%s', async (_, parameter, query, want) => {
    const sandbox = sandboxOf(swaggerWith([{ in: 'query', name: 'a', ...parameter }]));
    expect((await ask(sandbox, `POST /things?${query}`)).faults).toEqual(want);
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

describe('a path has parameters for all of its operations (OpenAPI 2.0, Parameter Object)', () => {
  const shared = [
    { in: 'path', name: 'id', type: 'integer', required: true },
    { in: 'query', name: 'a', type: 'integer' },
    { $ref: '#/parameters/b' },
  ];
  const own = { parameters: [{ in: 'query', name: 'a', type: 'boolean' }], responses: ok };
  const sandbox = sandboxOf(
    swaggerOf(
      { '/things/{id}': { parameters: shared, get: { responses: ok }, put: own } },
      { parameters: { b: { in: 'query', name: 'b', type: 'integer' } } },
    ),
  );

  it.each<readonly [string, readonly string[]]>([
    ['GET /things/1?a=1&b=1', []],
    ['GET /things/x?a=true&b=x', ['path id type', 'query a type', 'query b type']],
    ['PUT /things/1?a=true', []],
    ['PUT /things/1?a=1&b=x', ['query a type', 'query b type']],
  ])('%s', async (request, want) => {
    expect([...(await ask(sandbox, request)).faults].sort()).toEqual(want);
  });
});

describe('examples of parameters, which are in common use (OpenAPI 2.0, Parameter Object)', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['x-example', { type: 'string', 'x-example': 'rex' }, 'a=rex'],
    ['example', { type: 'string', example: 'rex' }, 'a=rex'],
    ['a number as a text', { type: 'integer', 'x-example': '5' }, 'a=5'],
    ['a flag as a text', { type: 'boolean', 'x-example': 'false' }, 'a=false'],
    ['a list', { type: 'array', items: { type: 'integer' }, 'x-example': [1, 2] }, 'a=1,2'],
    ['a list as a text', { type: 'array', items: { type: 'integer' }, 'x-example': '1,2' }, 'a=1,2'],
    [
      'a list in tsv',
      { type: 'array', items: { type: 'integer' }, collectionFormat: 'tsv', 'x-example': [1, 2] },
      'a=1%092',
    ],
    ['x-examples by name', { type: 'string', 'x-examples': { dog: { value: 'rex' }, cat: 'tom' } }, 'a=rex'],
    ['x-examples that are bare', { type: 'string', 'x-examples': { cat: 'tom' } }, 'a=tom'],
  ])('%s', (_, parameter, want) => {
    const sandbox = sandboxOf(swaggerWith([{ in: 'query', name: 'a', required: true, ...parameter }]));
    const [request] = sandbox.catalogue().scenarios.flatMap(({ requests }) => requests);
    expect(request?.url.split('?')[1]).toBe(want);
    expect(problemsOf(sandbox).map(({ code }) => code)).not.toContain('example-invalid');
  });
});

it('a response header may be filled from its parameter (OpenAPI 2.0, Parameter Object)', async () => {
  const get = {
    parameters: [{ in: 'header', name: 'X-Request-ID', type: 'string' }],
    responses: { 200: { description: 'ok', headers: { 'X-Request-ID': { type: 'string' } } } },
  };
  const sandbox = sandboxOf(swaggerOf({ '/things': { get } }));
  const { headers } = await ask(sandbox, 'GET /things', { headers: { 'X-Request-ID': 'abc' } });
  expect(headers['x-request-id']).toBe('abc');
});
