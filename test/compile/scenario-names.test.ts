import { describe, expect, it } from 'vitest';
import { fatalIn, here, reported } from '../fixtures/scenario-file.ts';

/** A file of one rule: `getThing` unless the lines say otherwise. */
const get = (lines: string) => `rules:\n  - operation: getThing\n${lines.replace(/^/gm, '    ')}\n`;
const add = (lines: string) => `rules:\n  - operation: addThing\n${lines.replace(/^/gm, '    ')}\n`;
const fitted = (lines: string) => get(`answer:\n  scenario: 200/small\n${lines.replace(/^/gm, '  ')}`);

describe('a rule that names what does not exist stops the start, at its line, with the names that do', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'an operation',
      'rules:\n  - operation: getThings # here\n    answer: 200/small\n',
      ['getThings', 'getThing', 'addThing', 'DELETE /things'],
    ],
    [
      'one operation of a list',
      'rules:\n  - operation:\n      - getThing\n      - nope # here\n    answer: 4XX/gone\n',
      ['nope', 'getThing', 'addThing'],
    ],
    [
      'an operation by the wrong method',
      'rules:\n  - operation: GET /things # here\n    answer: 204/empty\n',
      ['GET /things', 'DELETE /things'],
    ],
    ['a status', get('answer: 500/small # here'), ['500', '200', '4XX', '429']],
    ['a status within a range that is documented as a range', get('answer: 404/gone # here'), ['404', '4XX']],
    ['an example', get('answer: 200/smal # here'), ['smal', '200/small', '200/large', '200/a/b']],
    ['an example of an answer that has none', get('answer: 429/slow # here'), ['slow', '429/empty']],
    ['an example of another status', get('answer: 200/gone # here'), ['gone', '200/small']],
    [
      'the scenario of a longer answer',
      get('answer:\n  scenario: 200/nope # here\n  headers: { X-A: b }'),
      ['nope', '200/small'],
    ],
    ['a path parameter', get('when:\n  path.key: 5 # here\nanswer: 200/small'), ['key', 'id']],
    ['a query parameter', get('when:\n  query.limi: 5 # here\nanswer: 200/small'), ['limi', 'limit', 'sort']],
    ['a query parameter in another case', get('when:\n  query.Limit: 5 # here\nanswer: 200/small'), ['Limit', 'limit']],
    ['a cookie', get('when:\n  cookie.sesion: x # here\nanswer: 200/small'), ['sesion', 'session']],
    ['a parameter of another place', get('when:\n  query.id: 5 # here\nanswer: 200/small'), ['id', 'limit']],
    [
      'the second of two conditions',
      get('when:\n  path.id: 5\n  query.nope: 5 # here\nanswer: 200/small'),
      ['nope', 'limit'],
    ],
    ['a body where there is none', get('when:\n  body#/name: x # here\nanswer: 200/small'), ['body']],
    ['a place in a body', add('when:\n  body#/nam: x # here\nanswer: 201/empty'), ['nam', 'name', 'owner', 'tags']],
    [
      'a place deep in a body',
      add('when:\n  body#/owner/frist: x # here\nanswer: 201/empty'),
      ['frist', 'first', 'last'],
    ],
    ['a place in an item of a list', add('when:\n  body#/tags/0/keys: x # here\nanswer: 201/empty'), ['keys', 'key']],
    [
      'a parameter in a fault',
      get('faults:\n  - path.id\n  - query.limt # here\nanswer: 4XX/gone'),
      ['limt', 'limit', 'sort'],
    ],
    [
      'a header in a fault that is no parameter',
      get('faults:\n  - header.X-Knd # here\nanswer: 4XX/gone'),
      ['X-Knd', 'X-Kind'],
    ],
    [
      'a place in a fault',
      add('faults:\n  - { at: body#/nam, keyword: required } # here\nanswer: 400/no-name'),
      ['nam', 'name'],
    ],
    [
      'a place in a fault, below any item',
      add('faults:\n  - body#/tags/*/kee # here\nanswer: 400/no-name'),
      ['kee', 'key'],
    ],
    [
      'a place in the body of the answer',
      fitted('body:\n  /id: $request.path.id\n  /idd: 5 # here'),
      ['/idd', '/id', '/list', '/owner'],
    ],
    ['a place deep in the body of the answer', fitted('body:\n  /owner/nam: x # here'), ['/owner/nam', '/owner/name']],
    [
      'a place that only another example has',
      get('answer:\n  scenario: 200/large\n  body:\n    /owner: x # here'),
      ['/owner', '/id', '/list'],
    ],
    ['a list in the body of the answer', fitted('limit:\n  /lists: 1 # here'), ['/lists', '/list']],
    ['a parameter in an expression', fitted('body:\n  /id: $request.path.key # here'), ['key', 'id']],
    [
      'a parameter in an expression inside a text',
      fitted('headers:\n  Location: "/things/{$request.query.nope}" # here'),
      ['nope', 'limit'],
    ],
    ['a place of the body in an expression', fitted('headers:\n  X-A: $response.body#/nope # here'), ['/nope', '/id']],
    [
      'a header of the answer in an expression',
      fitted('headers:\n  X-A: $response.header.X-Totl # here'),
      ['X-Totl', 'X-Total'],
    ],
    ['a file', fitted('headers:\n  Location: $file.leter.pdf # here'), ['leter.pdf', 'letter.pdf']],
    ['an expression', fitted('body:\n  /id: $request.nope # here'), ['$request.nope']],
    ['an expression inside a text', fitted('headers:\n  X-A: "a{$nope}b" # here'), ['{$nope}']],
    ['an expression for a limit', fitted('limit:\n  /list: $request.query.nope # here'), ['nope', 'limit']],
  ])('%s', (_, text, names) => {
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal', code: 'scenario-name' }]);
    for (const name of names) expect(problems[0]?.message).toContain(name);
  });

  it('all mistakes are told, not only the first', () => {
    const text =
      'rules:\n  - { operation: getThing, answer: 200/nope }\n  - { operation: addThing, answer: 500/empty }\n';
    expect(fatalIn(text).map((problem) => reported(problem).at)).toEqual([
      'scenarios/api.yaml:2',
      'scenarios/api.yaml:3',
    ]);
  });

  it('of several operations, the one that has no such thing is named', () => {
    const text = 'rules:\n  - operation: [getThing, addThing]\n    answer: 4XX/gone # here\n';
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal' }]);
    expect(problems[0]?.message).toContain('addThing');
  });
});

describe('what does exist', () => {
  it.each<readonly [string, string]>([
    ['an operation by its method and path', 'rules: [{ operation: DELETE /things, answer: 204/empty }]'],
    ['an example with a slash in its name', get('answer: 200/a/b')],
    ['a range', get('answer: 4XX/gone')],
    ['an answer without a body', get('answer: 429/empty')],
    ['any header in a condition', get('when: { header.X-Anything: x }\nanswer: 200/small')],
    ['a header parameter in a fault, in any case', get('faults: [header.x-kind]\nanswer: 4XX/gone')],
    ['the headers of the message itself in a fault', add('faults: [header.Content-Type]\nanswer: 400/no-name')],
    ['all query parameters', get('when: { query: { required: [whatever] } }\nanswer: 200/small')],
    ['what nobody described, in an object that is open', add('when: { body#/free/any/thing: 1 }\nanswer: 201/empty')],
    ['wildcards', add('faults: [body#/tags/*/key, { at: body#/**, keyword: type }]\nanswer: 400/no-name')],
    ['a file beside it', fitted('headers: { Location: $file.letter.pdf }')],
    ['a header of the answer', fitted('headers: { X-A: $response.header.x-total }')],
    ['no rules', 'rules: []'],
  ])('%s', (_, text) => {
    expect(fatalIn(text).map(reported)).toEqual([]);
  });
});
