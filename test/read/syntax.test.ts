import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import { fatalProblems } from '../fixtures/problems.ts';

/** The first reason why a document cannot be served, as `file:line:column`, and its message. */
function failure(path: string, text: string) {
  const [problem] = fatalProblems(() => build([{ name: 'api', path, scenarios: null }], memoryFiles({ [path]: text })));
  if (!problem) throw new Error(`${path} can be served.`);
  const { location, code, severity, message, frame } = problem;
  const at = location && `${location.file}:${location.line}:${location.column}`;
  return { at, code, severity, message, frame };
}

describe('a YAML syntax error is reported with line and column', () => {
  it.each<[string, string, string]>([
    ['a tab for indentation', 'openapi: 3.1.0\ninfo:\n\ttitle: x\n', '3:1'],
    ['a missing closing quotation mark', 'openapi: 3.1.0\ninfo: "x\n', '2:7'],
    ['an unclosed bracket', 'openapi: 3.1.0\ntags: [a, b\ninfo: x\n', '2:7'],
    ['a repeated key', 'openapi: 3.1.0\ninfo: {}\npaths: {}\ninfo: {}\n', '4:1'],
    ['a key that is indented too far', 'openapi: 3.1.0\ninfo:\n  title: x\n    version: 1\n', '3:10'],
    ['a scalar where a mapping continues', 'openapi: 3.1.0\ninfo\npaths: {}\n', '2:1'],
    ['a reserved character', 'openapi: 3.1.0\ninfo: @x\n', '2:7'],
    ['an alias without an anchor', 'openapi: 3.1.0\ninfo:\n  title: *nope\n', '3:10'],
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

describe('a JSON syntax error is reported with line and column', () => {
  it.each<[string, string, string]>([
    ['a trailing comma in an object', '{\n  "openapi": "3.1.0",\n}', '3:1'],
    ['a trailing comma in a list', '{\n  "tags": [1, 2, ]\n}', '2:18'],
    ['a missing comma between properties', '{\n  "openapi": "3.1.0"\n  "info": {}\n}', '3:3'],
    ['a missing comma between items', '{ "tags": [1 2] }', '1:14'],
    ['a missing colon', '{\n  "openapi" "3.1.0"\n}', '2:13'],
    ['single quotes', "{\n  'openapi': '3.1.0'\n}", '2:3'],
    ['an unquoted property name', '{\n  openapi: "3.1.0"\n}', '2:3'],
    ['a comment', '{\n  // the version\n  "openapi": "3.1.0"\n}', '2:3'],
    ['an unknown word', '{\n  "deprecated": True\n}', '2:17'],
    ['an incomplete word', '{\n  "deprecated": tru\n}', '2:20'],
    ['a number with a leading zero', '{\n  "maximum": 01\n}', '2:15'],
    ['a number that ends in a decimal point', '{\n  "maximum": 1.\n}', '2:16'],
    ['an invalid escape', '{\n  "pattern": "\\d"\n}', '2:16'],
    ['a line break inside a string', '{\n  "title": "a\nb"\n}', '2:14'],
    ['text after the end', '{ "openapi": "3.1.0" }\n}', '2:1'],
    ['an unexpected end of the file', '{\n  "openapi": "3.1.0",\n  "info": {', '3:12'],
    ['an unclosed string', '{ "openapi": "3.1', '1:18'],
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
    ['an incomplete word', '{ "secret": tru }'],
    ['a long text that is no JSON', '../../../secret/documents/openapi.json\n'],
  ])('the message contains neither the position nor the text: %s', (_, text) => {
    expect(failure('openapi.json', text).message).not.toMatch(/position|secret|\.\.|not valid JSON/);
  });
});

describe('the frame quotes the lines around the error, with a caret below it', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'in the middle of the file',
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
      'where line numbers gain a digit',
      'openapi.json',
      `{${'\n'.repeat(8)}  "a": 1\n  "b": 2\n}`,
      ['   9 |   "a": 1', '> 10 |   "b": 2', '     |   ^', '  11 | }'],
    ],
  ])('%s', (_, path, text, frame) => {
    expect(failure(path, text).frame?.split('\n')).toEqual(frame);
  });
});

describe('a file that is no OpenAPI document', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['no version field', 'openapi.yaml', 'info: {}\n', '1:1', /openapi/],
    ['an empty file', 'openapi.yaml', '', '1:1', /openapi/],
    ['only comments', 'openapi.yaml', '# to do\n', '1:1', /openapi/],
    ['a list instead of an object', 'openapi.yaml', '- openapi: 3.1.0\n', '1:1', /openapi/],
    ['Swagger 1.2', 'openapi.yaml', 'swagger: "1.2"\n', '1:1', /1\.2/],
    ['an unknown major version', 'openapi.yaml', 'info: {}\nopenapi: 4.0.0\n', '2:1', /4\.0\.0/],
    ['a version that only begins like a known one', 'openapi.json', '{ "openapi": "3.10.0" }', '1:3', /3\.10\.0/],
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

  it('a version that YAML reads as a number is accepted', () => {
    const files = memoryFiles({ 'openapi.yaml': 'openapi: 3.1\npaths: {}\n' });
    expect(fatalProblems(() => build([{ name: 'api', path: 'openapi.yaml', scenarios: null }], files))).toEqual([]);
  });

  it('a missing file is reported by its path', () => {
    const problems = fatalProblems(() => build([{ name: 'api', path: 'nope.yaml', scenarios: null }], memoryFiles({})));
    expect(problems).toMatchObject([{ code: 'file-unreadable', severity: 'fatal' }]);
    expect(problems[0]?.message).toContain('nope.yaml');
  });
});

describe('a document that is nested too deep', () => {
  const paths = (example: string) =>
    `{"openapi":"3.1.0","info":{"title":"A","version":"1"},\n"paths":{"/a":{"get":{"responses":{"200":{"description":"ok",\n"content":{"application/json":{"schema":${example}}}}}}}}}`;
  const schema = (levels: number) => `${'{"properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;

  it('is refused, and the message names where the nesting begins', () => {
    expect(failure('openapi.json', paths(schema(3000)))).toMatchObject({
      at: 'openapi.json:2:23',
      code: 'syntax',
      message: expect.stringContaining('deeper than 500 levels'),
    });
  });

  it('is served up to the limit', () => {
    const input = { name: 'api', path: 'openapi.json', scenarios: null };
    const built = build([input], memoryFiles({ 'openapi.json': paths(schema(200)) }));
    expect(built.operation('api', 'GET /a').problems).toEqual([]);
  });
});
