import { describe, expect, it } from 'vitest';
import { fatalIn, here, reported } from '../fixtures/scenario-file.ts';

/** A file with one rule, for `getThing` unless the lines name another operation. */
const get = (lines: string) => `rules:\n  - operation: getThing\n${lines.replace(/^/gm, '    ')}\n`;
const add = (lines: string) => `rules:\n  - operation: addThing\n${lines.replace(/^/gm, '    ')}\n`;
const fitted = (lines: string) => get(`answer:\n  scenario: 200/small\n${lines.replace(/^/gm, '  ')}`);

describe('a rule with an unknown name stops the start, and the message gives the line and the known names', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'operation',
      'rules:\n  - operation: getThings # here\n    answer: 200/small\n',
      ['getThings', 'getThing', 'addThing', 'DELETE /things'],
    ],
    [
      'operation in a list',
      'rules:\n  - operation:\n      - getThing\n      - nope # here\n    answer: 4XX/gone\n',
      ['nope', 'getThing', 'addThing'],
    ],
    [
      'operation with the wrong method',
      'rules:\n  - operation: GET /things # here\n    answer: 204/empty\n',
      ['GET /things', 'DELETE /things'],
    ],
    ['status', get('answer: 500/small # here'), ['500', '200', '4XX', '429']],
    ['status within a documented range', get('answer: 404/gone # here'), ['404', '4XX']],
    ['example', get('answer: 200/smal # here'), ['smal', '200/small', '200/large', '200/a/b']],
    ['example of a response without examples', get('answer: 429/slow # here'), ['slow', '429/empty']],
    ['example of another status', get('answer: 200/gone # here'), ['gone', '200/small']],
    [
      'scenario of an answer object',
      get('answer:\n  scenario: 200/nope # here\n  headers: { X-A: b }'),
      ['nope', '200/small'],
    ],
    ['path parameter', get('when:\n  path.key: 5 # here\nanswer: 200/small'), ['key', 'id']],
    ['query parameter', get('when:\n  query.limi: 5 # here\nanswer: 200/small'), ['limi', 'limit', 'sort']],
    ['query parameter in another case', get('when:\n  query.Limit: 5 # here\nanswer: 200/small'), ['Limit', 'limit']],
    ['cookie parameter', get('when:\n  cookie.sesion: x # here\nanswer: 200/small'), ['sesion', 'session']],
    ['parameter of another location', get('when:\n  query.id: 5 # here\nanswer: 200/small'), ['id', 'limit']],
    [
      'second of two conditions',
      get('when:\n  path.id: 5\n  query.nope: 5 # here\nanswer: 200/small'),
      ['nope', 'limit'],
    ],
    ['body of an operation without one', get('when:\n  body#/name: x # here\nanswer: 200/small'), ['body']],
    ['body property', add('when:\n  body#/nam: x # here\nanswer: 201/empty'), ['nam', 'name', 'owner', 'tags']],
    [
      'nested body property',
      add('when:\n  body#/owner/frist: x # here\nanswer: 201/empty'),
      ['frist', 'first', 'last'],
    ],
    [
      'body property within a list item',
      add('when:\n  body#/tags/0/keys: x # here\nanswer: 201/empty'),
      ['keys', 'key'],
    ],
    [
      'query parameter in a fault',
      get('faults:\n  - path.id\n  - query.limt # here\nanswer: 4XX/gone'),
      ['limt', 'limit', 'sort'],
    ],
    [
      'header in a fault that is no parameter',
      get('faults:\n  - header.X-Knd # here\nanswer: 4XX/gone'),
      ['X-Knd', 'X-Kind'],
    ],
    [
      'body property in a fault',
      add('faults:\n  - { at: body#/nam, keyword: required } # here\nanswer: 400/no-name'),
      ['nam', 'name'],
    ],
    [
      'body property in a fault, within any list item',
      add('faults:\n  - body#/tags/*/kee # here\nanswer: 400/no-name'),
      ['kee', 'key'],
    ],
    [
      'response body property',
      fitted('body:\n  /id: $request.path.id\n  /idd: 5 # here'),
      ['/idd', '/id', '/list', '/owner'],
    ],
    ['nested response body property', fitted('body:\n  /owner/nam: x # here'), ['/owner/nam', '/owner/name']],
    [
      'response body property that only another example has',
      get('answer:\n  scenario: 200/large\n  body:\n    /owner: x # here'),
      ['/owner', '/id', '/list'],
    ],
    ['response body list', fitted('limit:\n  /lists: 1 # here'), ['/lists', '/list']],
    ['path parameter in an expression', fitted('body:\n  /id: $request.path.key # here'), ['key', 'id']],
    [
      'query parameter in an expression within a string',
      fitted('headers:\n  Location: "/things/{$request.query.nope}" # here'),
      ['nope', 'limit'],
    ],
    [
      'response body property in an expression',
      fitted('headers:\n  X-A: $response.body#/nope # here'),
      ['/nope', '/id'],
    ],
    [
      'response header in an expression',
      fitted('headers:\n  X-A: $response.header.X-Totl # here'),
      ['X-Totl', 'X-Total'],
    ],
    ['status alone', get('answer: 418 # here'), ['418', '200', '4XX']],
    ['response header to leave out', fitted('headers:\n  X-Totl: null # here'), ['X-Totl', 'X-Total']],
    ['file', fitted('headers:\n  Location: $file.leter.pdf # here'), ['leter.pdf', 'letter.pdf']],
    ['expression', fitted('body:\n  /id: $request.nope # here'), ['$request.nope']],
    ['expression within a string', fitted('headers:\n  X-A: "a{$nope}b" # here'), ['{$nope}']],
    [
      'query parameter in the expression of a limit',
      fitted('limit:\n  /list: $request.query.nope # here'),
      ['nope', 'limit'],
    ],
  ])('%s', (_, text, names) => {
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal', code: 'scenario-name' }]);
    for (const name of names) expect(problems[0]?.message).toContain(name);
  });

  it('every unknown name is reported, not only the first', () => {
    const text =
      'rules:\n  - { operation: getThing, answer: 200/nope }\n  - { operation: addThing, answer: 500/empty }\n';
    expect(fatalIn(text).map((problem) => reported(problem).at)).toEqual([
      'scenarios/api.yaml:2',
      'scenarios/api.yaml:3',
    ]);
  });

  it('with several operations, the one that lacks the name is named', () => {
    const text = 'rules:\n  - operation: [getThing, addThing]\n    answer: 4XX/gone # here\n';
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal' }]);
    expect(problems[0]?.message).toContain('addThing');
  });
});

describe('names that exist', () => {
  it.each<readonly [string, string]>([
    ['operation by method and path', 'rules: [{ operation: DELETE /things, answer: 204/empty }]'],
    ['example with a slash in its name', get('answer: 200/a/b')],
    ['4XX range', get('answer: 4XX/gone')],
    ['response without a body', get('answer: 429/empty')],
    ['any request header in a condition', get('when: { header.X-Anything: x }\nanswer: 200/small')],
    ['header parameter in a fault, in another case', get('faults: [header.x-kind]\nanswer: 4XX/gone')],
    ['Content-Type in a fault', add('faults: [header.Content-Type]\nanswer: 400/no-name')],
    ['all query parameters', get('when: { query: { required: [whatever] } }\nanswer: 200/small')],
    ['undescribed property of an open object', add('when: { body#/free/any/thing: 1 }\nanswer: 201/empty')],
    ['wildcards in faults', add('faults: [body#/tags/*/key, { at: body#/**, keyword: type }]\nanswer: 400/no-name')],
    ['file beside the scenario file', fitted('headers: { Location: $file.letter.pdf }')],
    ['response header in another case', fitted('headers: { X-A: $response.header.x-total }')],
    ['empty list of rules', 'rules: []'],
  ])('%s', (_, text) => {
    expect(fatalIn(text).map(reported)).toEqual([]);
  });
});
