import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { fatalIn, here, reported, ruledBy } from '../fixtures/scenario-file.ts';

const rule = (lines: string) => `rules:\n  - operation: getThing\n${lines.replace(/^/gm, '    ')}\n`;

describe('a malformed scenario file stops the start, and the message names the line', () => {
  it.each<readonly [string, string, RegExp]>([
    ['invalid YAML', 'rules: @x # here\n', /YAML/],
    ['empty file', '# here\n', /object/],
    ['list instead of an object', '- operation: getThing # here\n  answer: 200/small\n', /object/],
    ['missing rules', 'rule: [] # here\n', /rule/],
    ['rules that are no list', 'rules: { operation: getThing } # here\n', /array/],
    ['rule that is no object', 'rules:\n  - getThing # here\n', /object/],
    ['unknown key in a rule', rule('answer: 200/small\nwen: { path.id: 5 } # here'), /wen/],
    ['unknown key beside rules', 'rules: []\nrule: [] # here\n', /rule/],
    ['missing answer', 'rules:\n  - operation: getThing # here\n    when: { path.id: 5 }\n', /answer/],
    ['missing operation', 'rules:\n  - answer: 200/small # here\n', /operation/],
    ['operation that is a number', 'rules:\n  - operation: 5 # here\n    answer: 200/small\n', /string/],
    ['answer without the name after the slash', rule('answer: 200/ # here'), /pattern/],
    ['answer that is no status', rule('answer: 2000 # here'), /<= 599/],
    ['answer that is a list', rule('answer: [200] # here'), /string|object/],
    ['answer with status 600', rule('answer: 600/small # here'), /pattern/],
    ['answer object without scenario', rule('answer: # here\n  headers: { X-A: b }'), /scenario/],
    ['unknown key in an answer', rule('answer:\n  scenario: 200/small\n  header: { X-A: b } # here'), /header/],
    [
      'header value that is a number',
      rule('answer:\n  scenario: 200/small\n  headers:\n    X-A: 5 # here'),
      /string,null/,
    ],
    ['negative limit', rule('answer:\n  scenario: 200/small\n  limit:\n    /list: -1 # here'), />= 0|minimum/],
    [
      'body location without a leading slash',
      rule('answer:\n  scenario: 200/small\n  body:\n    id: 5 # here'),
      /"id"/,
    ],
    [
      'both when and faults',
      'rules:\n  - operation: getThing # here\n    when: { path.id: 5 }\n    faults: [path.id]\n    answer: 200/small\n',
      /when.*faults|faults.*when/,
    ],
    [
      'masks without faults',
      'rules:\n  - operation: getThing # here\n    masks: true\n    answer: 200/small\n',
      /faults/,
    ],
    ['masks: false', rule('faults: [path.id]\nmasks: false # here\nanswer: 4XX/gone'), /masks|constant/],
    ['empty faults', rule('faults: [] # here\nanswer: 4XX/gone'), /1 item/],
    ['faults that are no list', rule('faults: path.id # here\nanswer: 4XX/gone'), /array/],
    [
      'unknown key in a fault',
      rule('faults:\n  - { at: path.id, keywords: type } # here\nanswer: 4XX/gone'),
      /keywords/,
    ],
    ['fault without a location', rule('faults:\n  - { keyword: type } # here\nanswer: 4XX/gone'), /at/],
    ['unknown kind of location', rule('when:\n  params.id: 5 # here\nanswer: 200/small'), /params\.id/],
    ['body location without a slash', rule('when:\n  body#name: 5 # here\nanswer: 200/small'), /body#name/],
    ['fault located at all query parameters', rule('faults:\n  - query # here\nanswer: 4XX/gone'), /query/],
    ['empty when', rule('when: {} # here\nanswer: 200/small'), /1 propert/],
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
    ['pattern with a syntax error', rule("when:\n  query.sort: { pattern: '[' } # here\nanswer: 200/small")],
    ['unknown format', rule('when:\n  query.sort: { format: nino } # here\nanswer: 200/small')],
    ['unknown type', rule('when:\n  query.sort: { type: strnig } # here\nanswer: 200/small')],
    [
      'keyword with a value of the wrong type',
      rule('when:\n  query.sort: { maxLength: "5" } # here\nanswer: 200/small'),
    ],
    ['dangling reference', rule("when:\n  query.sort: { $ref: '#/nope' } # here\nanswer: 200/small")],
  ])('a condition whose schema does not compile stops the start: %s', (_, text) => {
    expect(fatalIn(text).map(reported)).toMatchObject([{ at: here(text), severity: 'fatal' }]);
  });
});

describe('a rule that can never apply stops the start', () => {
  const otherwise = '  - { operation: getThing, answer: 200/small }\n';
  const late = '  - { operation: getThing, when: { path.id: 5 }, answer: 200/large } # here\n';

  it.each<readonly [string, string]>([
    ['after a rule without conditions', `rules:\n${otherwise}${late}`],
    [
      'after a rule without conditions, with others in between',
      `rules:\n${otherwise}  - { operation: addThing, answer: 201/empty }\n${late}`,
    ],
    ['second rule without conditions', `rules:\n${otherwise}  - { operation: getThing, answer: 200/large } # here\n`],
    [
      'after a rule without conditions for one of its operations',
      `rules:\n  - { operation: [getThing], answer: 200/small }\n${late}`,
    ],
  ])('%s', (_, text) => {
    const problems = fatalIn(text).map(reported);
    expect(problems).toMatchObject([{ at: here(text), severity: 'fatal', code: 'scenario-file' }]);
    expect(problems[0]?.message).toContain('getThing');
  });

  it.each<readonly [string, string]>([
    ['the rule without conditions comes last', `rules:\n${late}${otherwise}`],
    [
      'the later rule is for another operation',
      `rules:\n${otherwise}  - { operation: addThing, when: { body#/name: x }, answer: 201/empty }\n`,
    ],
    [
      'the later rule answers as the gateway',
      `rules:\n${otherwise}  - { operation: getThing, when: { path.id: 5 }, answer: 429/empty }\n`,
    ],
    [
      'the later rule is for faults',
      `rules:\n${otherwise}  - { operation: getThing, faults: [path.id], answer: 4XX/gone }\n`,
    ],
  ])('starts if %s', (_, text) => {
    expect(fatalIn(text).map(reported)).toEqual([]);
  });
});

describe('a valid file', () => {
  it('tries its rules in order, the one without conditions last', async () => {
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
