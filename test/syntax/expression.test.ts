import { describe, expect, it } from 'vitest';
import {
  type Expression,
  parseExpression,
  parseRequestPlace,
  parseTemplate,
  type RequestPlace,
  type Template,
} from '../../sandbox/syntax/runtime-expression.ts';

describe('places in a request (OpenAPI 3.1.1, 4.8.20.4)', () => {
  it.each<[string, RequestPlace]>([
    ['path.id', { in: 'path', name: 'id' }],
    ['query.limit', { in: 'query', name: 'limit' }],
    ['query.filter[name]', { in: 'query', name: 'filter[name]' }],
    ['query.a.b', { in: 'query', name: 'a.b' }],
    ['header.X-Request-ID', { in: 'header', name: 'X-Request-ID' }],
    ['cookie.session', { in: 'cookie', name: 'session' }],
    ['query', { in: 'queryString' }],
    ['body', { in: 'body', pointer: '' }],
    ['body#', { in: 'body', pointer: '' }],
    ['body#/', { in: 'body', pointer: '/' }],
    ['body#/data/id', { in: 'body', pointer: '/data/id' }],
    ['body#/a~1b', { in: 'body', pointer: '/a~1b' }],
  ])('%s', (source, want) => {
    expect(parseRequestPlace(source)).toEqual(want);
  });

  it.each(['', 'path', 'path.', 'header', 'cookie.', 'body/data', 'body#data', 'Body', 'params.id', '$request.body'])(
    '"%s" is none',
    (source) => {
      expect(parseRequestPlace(source)).toBeUndefined();
    },
  );
});

describe('runtime expressions (OpenAPI 3.1.1, 4.8.20.4)', () => {
  it.each<[string, Expression]>([
    ['$url', { of: 'url' }],
    ['$method', { of: 'method' }],
    ['$statusCode', { of: 'statusCode' }],
    ['$request.path.id', { of: 'request', place: { in: 'path', name: 'id' } }],
    ['$request.query.queryUrl', { of: 'request', place: { in: 'query', name: 'queryUrl' } }],
    ['$request.header.accept', { of: 'request', place: { in: 'header', name: 'accept' } }],
    ['$request.body', { of: 'request', place: { in: 'body', pointer: '' } }],
    ['$request.body#/user/uuid', { of: 'request', place: { in: 'body', pointer: '/user/uuid' } }],
    ['$response.body', { of: 'responseBody', pointer: '' }],
    ['$response.body#/status', { of: 'responseBody', pointer: '/status' }],
    ['$response.header.Server', { of: 'responseHeader', name: 'Server' }],
    ['$endpoint', { of: 'endpoint' }],
    ['$file.letter.pdf', { of: 'file', name: 'letter.pdf' }],
  ])('%s', (source, want) => {
    expect(parseExpression(source)).toEqual(want);
  });

  it.each([
    '$',
    '$URL',
    '$nope',
    '$request',
    '$request.path.',
    '$request.nope.x',
    '$response.body#status',
    '$file.',
    '$toString',
  ])('%s is none', (source) => {
    expect(parseExpression(source)).toBeUndefined();
  });
});

describe('texts with expressions (OpenAPI 3.1.1, 4.8.20.4)', () => {
  const id: Expression = { of: 'request', place: { in: 'path', name: 'id' } };

  it.each<[string, string, Template]>([
    ['an expression alone', '$request.path.id', [id]],
    ['one inside a text', 'https://example.org/{$request.path.id}', ['https://example.org/', id]],
    ['text after it', '{$request.path.id}/items', [id, '/items']],
    ['several', '{$endpoint}/{$request.path.id}', [{ of: 'endpoint' }, '/', id]],
    ['next to each other', '{$method}{$statusCode}', [{ of: 'method' }, { of: 'statusCode' }]],
    ['no expression', 'done', ['done']],
    ['braces without an expression', '{id}', ['{id}']],
    ['a dollar sign in a text', 'it costs $5', ['it costs $5']],
    ['a price', '$5', ['$5']],
    ['the empty text', '', []],
  ])('%s', (_, source, template) => {
    expect(parseTemplate(source)).toEqual({ ok: true, template });
  });

  it.each([
    ['alone', '$request.nope', '$request.nope'],
    ['inside a text', 'https://example.org/{$nope}', '{$nope}'],
    ['the first of two', '{$one}{$two}', '{$one}'],
  ])('one that is none is told: %s', (_, source, expression) => {
    expect(parseTemplate(source)).toEqual({ ok: false, expression });
  });
});
