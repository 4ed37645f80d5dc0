import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { fatalIn, here, reported, ruledBy } from '../fixtures/scenario-file.ts';

const rule = (lines: string) => `rules:\n  - operation: getThing\n${lines.replace(/^/gm, '    ')}\n`;

describe('a scenario file of the wrong form stops the start, at its line', () => {
  it.each<readonly [string, string, RegExp]>([
    ['no YAML', 'rules: @x # here\n', /YAML/],
    ['empty', '# here\n', /object/],
    ['a list', '- operation: getThing # here\n  answer: 200/small\n', /object/],
    ['without rules', 'rule: [] # here\n', /rule/],
    ['rules that are no list', 'rules: { operation: getThing } # here\n', /array/],
    ['a rule that is no object', 'rules:\n  - getThing # here\n', /object/],
    ['an unknown key', rule('answer: 200/small\nwen: { path.id: 5 } # here'), /wen/],
    ['an unknown key beside the rules', 'rules: []\nrule: [] # here\n', /rule/],
    ['no answer', 'rules:\n  - operation: getThing # here\n    when: { path.id: 5 }\n', /answer/],
    ['no operation', 'rules:\n  - answer: 200/small # here\n', /operation/],
    ['an operation that is no text', 'rules:\n  - operation: 5 # here\n    answer: 200/small\n', /string/],
    ['an answer without an example', rule('answer: "200" # here'), /pattern/],
    ['an answer that is a number', rule('answer: 200 # here'), /string|object/],
    ['an answer with an impossible status', rule('answer: 600/small # here'), /pattern/],
    ['an answer without its scenario', rule('answer: # here\n  headers: { X-A: b }'), /scenario/],
    ['an unknown key in an answer', rule('answer:\n  scenario: 200/small\n  header: { X-A: b } # here'), /header/],
    ['a header that is no text', rule('answer:\n  scenario: 200/small\n  headers:\n    X-A: 5 # here'), /string/],
    ['a limit that is none', rule('answer:\n  scenario: 200/small\n  limit:\n    /list: -1 # here'), />= 0|minimum/],
    [
      'a place in the body that is no pointer',
      rule('answer:\n  scenario: 200/small\n  body:\n    id: 5 # here'),
      /"id"/,
    ],
    [
      'when and faults',
      'rules:\n  - operation: getThing # here\n    when: { path.id: 5 }\n    faults: [path.id]\n    answer: 200/small\n',
      /when.*faults|faults.*when/,
    ],
    [
      'masks without faults',
      'rules:\n  - operation: getThing # here\n    masks: true\n    answer: 200/small\n',
      /faults/,
    ],
    ['masks: false', rule('faults: [path.id]\nmasks: false # here\nanswer: 4XX/gone'), /masks|constant/],
    ['no faults', rule('faults: [] # here\nanswer: 4XX/gone'), /1 item/],
    ['faults that are no list', rule('faults: path.id # here\nanswer: 4XX/gone'), /array/],
    [
      'an unknown key in a fault',
      rule('faults:\n  - { at: path.id, keywords: type } # here\nanswer: 4XX/gone'),
      /keywords/,
    ],
    ['a fault without a place', rule('faults:\n  - { keyword: type } # here\nanswer: 4XX/gone'), /at/],
    ['a place that is none', rule('when:\n  params.id: 5 # here\nanswer: 200/small'), /params\.id/],
    ['a place in a body without a slash', rule('when:\n  body#name: 5 # here\nanswer: 200/small'), /body#name/],
    ['a fault at all query parameters', rule('faults:\n  - query # here\nanswer: 4XX/gone'), /query/],
    ['no conditions, though it says `when`', rule('when: {} # here\nanswer: 200/small'), /1 propert/],
  ])('%s', (_, text, message) => {
    const problems = fatalIn(text).map(reported);
    expect(problems).toContainEqual({
      at: here(text),
      severity: 'fatal',
      code: expect.stringMatching(/^(scenario-file|scenario-name|syntax)$/),
      message: expect.stringMatching(message),
    });
  });

  it.each<readonly [string, string]>([
    ['a pattern that does not compile', rule("when:\n  query.sort: { pattern: '[' } # here\nanswer: 200/small")],
    ['an unknown format', rule('when:\n  query.sort: { format: nino } # here\nanswer: 200/small')],
    ['an unknown type', rule('when:\n  query.sort: { type: strnig } # here\nanswer: 200/small')],
    [
      'a keyword whose value is of the wrong shape',
      rule('when:\n  query.sort: { maxLength: "5" } # here\nanswer: 200/small'),
    ],
    ['a reference to nothing', rule("when:\n  query.sort: { $ref: '#/nope' } # here\nanswer: 200/small")],
  ])('a condition that cannot be checked would always hold: %s', (_, text) => {
    expect(fatalIn(text).map(reported)).toMatchObject([{ at: here(text), severity: 'fatal' }]);
  });
});

describe('a rule that is never reached stops the start', () => {
  const otherwise = '  - { operation: getThing, answer: 200/small }\n';
  const late = '  - { operation: getThing, when: { path.id: 5 }, answer: 200/large } # here\n';

  it.each<readonly [string, string]>([
    ['after one without conditions', `rules:\n${otherwise}${late}`],
    ['also with others between them', `rules:\n${otherwise}  - { operation: addThing, answer: 201/empty }\n${late}`],
    ['another without conditions', `rules:\n${otherwise}  - { operation: getThing, answer: 200/large } # here\n`],
    ['for one of several operations', `rules:\n  - { operation: [getThing], answer: 200/small }\n${late}`],
  ])('%s', (_, text) => {
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal', code: 'scenario-file' }]);
    expect(problems[0]?.message).toContain('getThing');
  });

  it.each<readonly [string, string]>([
    ['it is the last', `rules:\n${late}${otherwise}`],
    [
      'what follows is for another operation',
      `rules:\n${otherwise}  - { operation: addThing, when: { body#/name: x }, answer: 201/empty }\n`,
    ],
    [
      'what follows speaks for the gateway',
      `rules:\n${otherwise}  - { operation: getThing, when: { path.id: 5 }, answer: 429/empty }\n`,
    ],
    [
      'what follows is for invalid requests',
      `rules:\n${otherwise}  - { operation: getThing, faults: [path.id], answer: 4XX/gone }\n`,
    ],
  ])('but not when %s', (_, text) => {
    expect(fatalIn(text).map(reported)).toEqual([]);
  });
});

describe('a sound file', () => {
  it('rules are tried in the order of the file, the last one otherwise', async () => {
    const sandbox = ruledBy(`# yaml-language-server: $schema=./schema.json
rules:
  - operation: getThing
    when: { path.id: 5, query.limit: { minimum: 2 } }
    answer: 200/a/b
  - operation: [getThing]
    when: { path.id: 5 }
    answer: 200/large
  - operation: getThing
    answer: { scenario: 200/small, body: { /id: $request.path.id }, limit: { /list: 1 } }
`);
    const answers = ['/things/5?limit=2', '/things/5?limit=1', '/things/7'].map(async (path) => {
      const { scenario, trigger } = await ask(sandbox, `GET ${path}`);
      return `${scenario} ${trigger}`;
    });
    expect(await Promise.all(answers)).toEqual([
      'getThing/200/a%2Fb rule',
      'getThing/200/large rule',
      'getThing/200/small rule',
    ]);
    expect((await ask(sandbox, 'GET /things/7')).body).toEqual({ id: 7, list: [1], owner: { name: 'Tom' } });
  });

  it('may be JSON', async () => {
    const sandbox = ruledBy(
      '{ "$schema": "./schema.json", "rules": [{ "operation": "getThing", "answer": "200/large" }] }',
    );
    expect((await ask(sandbox, 'GET /things/1')).scenario).toBe('getThing/200/large');
  });
});
