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

/** `line:column` of a pointer in a file, looked up together with others. */
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
  { name: 'JSON, the whole document', file: 'a.json', text: json, pointer: '', want: '1:1' },
  { name: 'JSON, whitespace before the document', file: 'a.json', text: '\n\n  [1]', pointer: '', want: '3:3' },
  { name: 'JSON, a property', file: 'a.json', text: json, pointer: '/a', want: '2:3' },
  { name: 'JSON, a list item', file: 'a.json', text: json, pointer: '/a/b/1', want: '2:20' },
  { name: 'JSON, a key with a slash', file: 'a.json', text: json, pointer: '/a/b/1/c~1d', want: '2:22' },
  { name: 'JSON, a key with a tilde', file: 'a.json', text: json, pointer: '/a/~0', want: '2:39' },
  { name: 'JSON, a key written with an escape', file: 'a.json', text: json, pointer: '/e', want: '5:3' },
  {
    name: 'JSON, a property behind a string with brackets',
    file: 'a.json',
    text: json,
    pointer: '/twice',
    want: '4:3',
  },
  { name: 'JSON, nested lists', file: 'a.json', text: json, pointer: '/twice/y/1/0/0', want: '4:26' },
  {
    name: 'JSON, a property of the overridden one of two equal keys: the key that counts',
    file: 'a.json',
    text: json,
    pointer: '/twice/x',
    want: '4:3',
  },
  {
    name: 'JSON, a missing location: its nearest ancestor',
    file: 'a.json',
    text: json,
    pointer: '/a/b/7/c',
    want: '2:10',
  },
  {
    name: 'JSON, a location below a scalar: the scalar',
    file: 'a.json',
    text: json,
    pointer: '/a/b/0/c',
    want: '2:17',
  },
  { name: 'YAML, a property', file: 'a.yaml', text: yaml, pointer: '/a/b/1/c~1d', want: '1:16' },
  { name: 'YAML, a key that is a tilde', file: 'a.yaml', text: yaml, pointer: '/a/~0', want: '1:31' },
  { name: 'YAML, a key that looks like a number', file: 'a.yaml', text: yaml, pointer: '/1.10', want: '6:1' },
  { name: 'YAML, nested lists', file: 'a.yaml', text: yaml, pointer: '/twice/y/1/0/0', want: '2:20' },
  {
    name: 'YAML, a location behind an alias: the alias',
    file: 'a.yaml',
    text: yaml,
    pointer: '/alias/0/k',
    want: '5:1',
  },
  { name: 'YAML, an item of a set', file: 'a.yaml', text: yaml, pointer: '/set/1', want: '7:17' },
];

describe('the line and column of a pointer', () => {
  it.each(byName(rows))('%s', (_, { file, text, pointer, want }) => {
    expect(place(file, text, pointer)).toBe(want);
    expect(place(file, text, pointer, '', '/a/b', '/twice/x', '/nothing', '/a/b/1/c~1d')).toBe(want);
  });
});

describe('a reported problem', () => {
  const document = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      parameters: [{ in: query, name: a, schema: { type: strnig } }]
      responses: { 204: { description: none } }
`;

  it('has its line and frame, and no reference to the document', () => {
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

  it('is the same if its line was looked up before', () => {
    const once = located(sandboxOf(document).check());
    expect(located(once)).toEqual(once);
  });

  it('of a document that cannot be served has them too', () => {
    const reported = () => sandboxOf('openapi: 3.1.0\ninfo: @x\n');
    expect(reported).toThrow(UnusableDocumentError);
    expect(reported).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ location: expect.objectContaining({ line: 2 }) })],
      }),
    );
  });
});
