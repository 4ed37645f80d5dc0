import { describe, expect, it } from 'vitest';
import { UnusableDocumentError } from '../../sandbox/problem.ts';
import { located } from '../../sandbox/read/located.ts';
import { parseSource, problemAt, type Source } from '../../sandbox/read/source.ts';
import { byName } from '../fixtures/by-name.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

function sourceOf(file: string, text: string): Source {
  const parsed = parseSource(file, text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.source;
}

/** `line:column` of a place in a file, looked for together with others. */
function place(file: string, text: string, pointer: string, ...others: readonly string[]): string {
  const source = sourceOf(file, text);
  const problems = [...others, pointer].map((at) => problemAt(source, at, 'structure', 'It is odd.'));
  const location = located(problems).at(-1)?.location;
  return `${location?.line}:${location?.column}`;
}

const json = `{
  "a": { "b": [ 1, { "c/d": true } ], "~": {} },
  "twice": { "x": 1 }, "a text with { [ \\" in it": "} ]",
  "twice": { "y": [[], [[2]]] },
  "\\u0065": null
}`;

const yaml = `a: { b: [ 1, { c/d: true } ], ~: {} }
twice: { y: [[], [[2]]] }
anchor: &one
  - k: 1
alias: *one
1.10: x
set: !!set { p, q }
`;

const rows = [
  { name: 'the whole text of JSON', file: 'a.json', text: json, pointer: '', want: '1:1' },
  { name: 'blanks before it', file: 'a.json', text: '\n\n  [1]', pointer: '', want: '3:3' },
  { name: 'a member', file: 'a.json', text: json, pointer: '/a', want: '2:3' },
  { name: 'an item', file: 'a.json', text: json, pointer: '/a/b/1', want: '2:20' },
  { name: 'a key with a slash', file: 'a.json', text: json, pointer: '/a/b/1/c~1d', want: '2:22' },
  { name: 'a key with a tilde', file: 'a.json', text: json, pointer: '/a/~0', want: '2:39' },
  { name: 'a key written with an escape', file: 'a.json', text: json, pointer: '/e', want: '5:3' },
  { name: 'what follows a text with brackets in it', file: 'a.json', text: json, pointer: '/twice', want: '4:3' },
  { name: 'lists in lists', file: 'a.json', text: json, pointer: '/twice/y/1/0/0', want: '4:26' },
  {
    name: 'a place that is only in the key that does not count',
    file: 'a.json',
    text: json,
    pointer: '/twice/x',
    want: '4:3',
  },
  { name: 'the nearest ancestor of what is not there', file: 'a.json', text: json, pointer: '/a/b/7/c', want: '2:10' },
  { name: 'an ancestor that is a scalar', file: 'a.json', text: json, pointer: '/a/b/0/c', want: '2:17' },
  { name: 'a member of YAML', file: 'a.yaml', text: yaml, pointer: '/a/b/1/c~1d', want: '1:16' },
  { name: 'a key of YAML that looks like nothing', file: 'a.yaml', text: yaml, pointer: '/a/~0', want: '1:31' },
  { name: 'a key of YAML that looks like a number', file: 'a.yaml', text: yaml, pointer: '/1.10', want: '6:1' },
  { name: 'lists in lists of YAML', file: 'a.yaml', text: yaml, pointer: '/twice/y/1/0/0', want: '2:20' },
  { name: 'what an alias leads to: the alias', file: 'a.yaml', text: yaml, pointer: '/alias/0/k', want: '5:1' },
  { name: 'an item of a set', file: 'a.yaml', text: yaml, pointer: '/set/1', want: '7:17' },
];

describe('the line and column of a place are found', () => {
  it.each(byName(rows))('%s', (_, { file, text, pointer, want }) => {
    expect(place(file, text, pointer)).toBe(want);
    expect(place(file, text, pointer, '', '/a/b', '/twice/x', '/nothing', '/a/b/1/c~1d')).toBe(want);
  });
});

describe('what is told of a problem', () => {
  const document = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      parameters: [{ in: query, name: a, schema: { type: strnig } }]
      responses: { 204: { description: none } }
`;

  it('has its line and frame, and no document in it', () => {
    const sandbox = sandboxOf(document);
    while (sandbox.planNext());
    for (const problems of [sandbox.problems(), sandbox.check()]) {
      expect(problems).toContainEqual(
        expect.objectContaining({
          location: expect.objectContaining({ line: 6 }),
          frame: expect.stringMatching(/^> 6/m),
        }),
      );
      expect(JSON.stringify(problems)).not.toContain('title: A, version');
    }
  });

  it('is the same when its line was found before', () => {
    const once = located(sandboxOf(document).check());
    expect(located(once)).toEqual(once);
  });

  it('of what cannot be served as well', () => {
    const reported = () => sandboxOf('openapi: 3.1.0\ninfo: @x\n');
    expect(reported).toThrow(UnusableDocumentError);
    expect(reported).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ location: expect.objectContaining({ line: 2 }) })],
      }),
    );
  });
});
