import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import { fatalProblems } from '../fixtures/problems.ts';

/** The first reason for which a document cannot be served, as `file:line:column`, and what it says. */
function failure(path: string, text: string) {
  const [problem] = fatalProblems(() => build([{ name: 'api', path, scenarios: null }], memoryFiles({ [path]: text })));
  if (!problem) throw new Error(`${path} can be served.`);
  const { location, code, severity, message, frame } = problem;
  const at = location && `${location.file}:${location.line}:${location.column}`;
  return { at, code, severity, message, frame };
}

describe('a YAML document that cannot be parsed is told with line and column', () => {
  it.each<[string, string, string]>([
    ['a tab for indentation', 'openapi: 3.1.0\ninfo:\n\ttitle: x\n', '3:1'],
    ['a quotation mark that is missing at the end', 'openapi: 3.1.0\ninfo: "x\n', '3:1'],
    ['a bracket that is not closed', 'openapi: 3.1.0\ntags: [a, b\ninfo: x\n', '3:1'],
    ['the same key twice', 'openapi: 3.1.0\ninfo: {}\npaths: {}\ninfo: {}\n', '4:1'],
    ['a key that is indented too far', 'openapi: 3.1.0\ninfo:\n  title: x\n    version: 1\n', '3:10'],
    ['a value on top of a mapping', 'openapi: 3.1.0\ninfo\npaths: {}\n', '2:1'],
    ['a reserved character', 'openapi: 3.1.0\ninfo: @x\n', '2:7'],
    ['an alias that nobody anchored', 'openapi: 3.1.0\ninfo:\n  title: *nope\n', '3:10'],
    ['a second document in the file', 'openapi: 3.1.0\n---\nopenapi: 3.1.0\n', '2:1'],
  ])('%s', (_, text, at) => {
    expect(failure('openapi.yaml', text)).toMatchObject({
      at: `openapi.yaml:${at}`,
      code: 'syntax',
      severity: 'fatal',
      message: expect.stringMatching(/YAML/),
    });
  });
});

describe('a JSON document that cannot be parsed is told with line and column', () => {
  it.each<[string, string, string]>([
    ['a comma after the last property', '{\n  "openapi": "3.1.0",\n}', '3:1'],
    ['a comma after the last item', '{\n  "tags": [1, 2, ]\n}', '2:18'],
    ['no comma between properties', '{\n  "openapi": "3.1.0"\n  "info": {}\n}', '3:3'],
    ['no comma between items', '{ "tags": [1 2] }', '1:14'],
    ['no colon', '{\n  "openapi" "3.1.0"\n}', '2:13'],
    ['apostrophes', "{\n  'openapi': '3.1.0'\n}", '2:3'],
    ['a name without quotation marks', '{\n  openapi: "3.1.0"\n}', '2:3'],
    ['a comment', '{\n  // the version\n  "openapi": "3.1.0"\n}', '2:3'],
    ['a word that is none', '{\n  "deprecated": True\n}', '2:17'],
    ['a word cut short', '{\n  "deprecated": tru\n}', '2:20'],
    ['a number with a leading zero', '{\n  "maximum": 01\n}', '2:15'],
    ['a number that ends in a point', '{\n  "maximum": 1.\n}', '2:16'],
    ['an escape that is none', '{\n  "pattern": "\\d"\n}', '2:16'],
    ['a line break inside a string', '{\n  "title": "a\nb"\n}', '2:14'],
    ['text after the end', '{ "openapi": "3.1.0" }\n}', '2:1'],
    ['an end too early', '{\n  "openapi": "3.1.0",\n  "info": {', '3:12'],
    ['a string without an end', '{ "openapi": "3.1', '1:18'],
    ['an empty file', '', '1:1'],
    ['YAML in a file named .json', 'openapi: 3.1.0\n', '1:1'],
  ])('%s', (_, text, at) => {
    expect(failure('openapi.json', text)).toMatchObject({
      at: `openapi.json:${at}`,
      code: 'syntax',
      severity: 'fatal',
      message: expect.stringMatching(/JSON/),
    });
  });

  it.each([
    ['a missing comma', '{ "openapi": "3.1.0" "secret": 1 }'],
    ['a word cut short', '{ "secret": tru }'],
    ['no JSON from the beginning, and long', '../../../secret/documents/openapi.json\n'],
  ])('the message repeats neither the position, which stands beside it, nor the text: %s', (_, text) => {
    expect(failure('openapi.json', text).message).not.toMatch(/position|secret|\.\.|not valid JSON/);
  });
});

describe('the frame shows the lines around the place, with a mark under it', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'in the middle',
      'openapi.json',
      '{\n  "openapi": "3.1.0"\n  "info": {}\n}',
      ['  2 |   "openapi": "3.1.0"', '> 3 |   "info": {}', '    |   ^', '  4 | }'],
    ],
    ['on the first line', 'openapi.json', "{ 'openapi': 1 }", ["> 1 | { 'openapi': 1 }", '    |   ^']],
    [
      'on the last line',
      'openapi.yaml',
      'openapi: 3.1.0\ninfo: @x',
      ['  1 | openapi: 3.1.0', '> 2 | info: @x', '    |       ^'],
    ],
    [
      'with Windows line ends',
      'openapi.json',
      '{\r\n  "a": 1\r\n  "b": 2\r\n}',
      ['  2 |   "a": 1', '> 3 |   "b": 2', '    |   ^', '  4 | }'],
    ],
    [
      'where line numbers grow a digit',
      'openapi.json',
      `{${'\n'.repeat(8)}  "a": 1\n  "b": 2\n}`,
      ['   9 |   "a": 1', '> 10 |   "b": 2', '     |   ^', '  11 | }'],
    ],
  ])('%s', (_, path, text, frame) => {
    expect(failure(path, text).frame?.split('\n')).toEqual(frame);
  });
});

describe('a document that is no OpenAPI document', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['without a version', 'openapi.yaml', 'info: {}\n', '1:1', /openapi/],
    ['an empty file', 'openapi.yaml', '', '1:1', /openapi/],
    ['only comments', 'openapi.yaml', '# to do\n', '1:1', /openapi/],
    ['a list', 'openapi.yaml', '- openapi: 3.1.0\n', '1:1', /openapi/],
    ['Swagger 1.2', 'openapi.yaml', 'swagger: "1.2"\n', '1:1', /1\.2/],
    ['a version of the future', 'openapi.yaml', 'info: {}\nopenapi: 4.0.0\n', '2:1', /4\.0\.0/],
    ['a version that only begins like one', 'openapi.json', '{ "openapi": "3.10.0" }', '1:3', /3\.10\.0/],
  ])('%s', (_, path, text, at, message) => {
    expect(failure(path, text)).toMatchObject({
      at: `${path}:${at}`,
      code: 'version',
      severity: 'fatal',
      message: expect.stringMatching(message),
    });
  });

  it.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1', '3.2.0'])('version %s is read', (version) => {
    const files = memoryFiles({ 'openapi.yaml': `openapi: ${version}\ninfo: { title: x, version: '1' }\npaths: {}\n` });
    expect(fatalProblems(() => build([{ name: 'api', path: 'openapi.yaml', scenarios: null }], files))).toEqual([]);
  });

  it('a version that YAML takes for a number is one all the same', () => {
    const files = memoryFiles({ 'openapi.yaml': 'openapi: 3.1\npaths: {}\n' });
    expect(fatalProblems(() => build([{ name: 'api', path: 'openapi.yaml', scenarios: null }], files))).toEqual([]);
  });

  it('a file that is not there is told by its path', () => {
    const problems = fatalProblems(() => build([{ name: 'api', path: 'nope.yaml', scenarios: null }], memoryFiles({})));
    expect(problems).toMatchObject([{ code: 'file-unreadable', severity: 'fatal' }]);
    expect(problems[0]?.message).toContain('nope.yaml');
  });
});

describe('a document that is nested too deep for anybody', () => {
  const paths = (example: string) =>
    `{"openapi":"3.1.0","info":{"title":"A","version":"1"},\n"paths":{"/a":{"get":{"responses":{"200":{"description":"ok",\n"content":{"application/json":{"schema":${example}}}}}}}}}`;
  const schema = (levels: number) => `${'{"properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;

  it('is refused where it begins', () => {
    expect(failure('openapi.json', paths(schema(3000)))).toMatchObject({
      at: 'openapi.json:2:23',
      code: 'syntax',
      message: expect.stringContaining('deeper than 500 levels'),
    });
  });

  it('is served while it is not', () => {
    const input = { name: 'api', path: 'openapi.json', scenarios: null };
    const built = build([input], memoryFiles({ 'openapi.json': paths(schema(200)) }));
    expect(built.operation('api', 'GET /a').problems).toEqual([]);
  });
});
