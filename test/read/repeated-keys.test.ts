import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import { located } from '../../sandbox/read/located.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const head = '"openapi": "3.1.0", "info": { "title": "A", "version": "1" }, "paths": {}';

/** The problems of a JSON document, as `line:column pointer`. */
function reported(rest: string): readonly string[] {
  const files = memoryFiles({ 'openapi.json': `{ ${head},\n${rest} }` });
  const { problems } = build([{ name: 'api', path: 'openapi.json', scenarios: null }], files);
  return located(problems).flatMap(({ code, severity, location, pointer }) =>
    code === 'key-duplicate' && severity === 'warning' ? [`${location?.line}:${location?.column} ${pointer}`] : [],
  );
}

const rows = [
  { name: 'in the root object', given: '"x-a": 1,\n"x-a": 2', want: ['3:1 /x-a'] },
  {
    name: 'in a nested object',
    given: '"x-a": { "b": [{}, { "c": 1,\n "d": 2, "c": 3 }] }',
    want: ['3:10 /x-a/b/1/c'],
  },
  {
    name: 'three times: the second and third',
    given: '"x-a": 1,\n"x-a": 2,\n"x-a": 3',
    want: ['3:1 /x-a', '4:1 /x-a'],
  },
  { name: 'once written with an escape', given: '"x-a": 1,\n"x-\\u0061": 2', want: ['3:1 /x-a'] },
  {
    name: '__proto__ twice',
    given: '"x-a": { "__proto__": 1,\n"__proto__": 2 }',
    want: ['3:1 /x-a/__proto__'],
  },
  { name: 'behind a string with an escaped quotation mark', given: '"x-a": "\\"{\\\\",\n"x-a": 2', want: ['3:1 /x-a'] },
  { name: 'in two different objects: no problem', given: '"x-a": { "b": 1 },\n"x-b": { "b": 2 }', want: [] },
  { name: 'in an object and in its value: no problem', given: '"x-a": {\n"x-a": 2 }', want: [] },
  { name: 'equal strings that are no keys: no problem', given: '"x-a": ["b",\n"b", "x-a"], "x-b": "x-a"', want: [] },
  { name: 'constructor once: no problem', given: '"x-a": { "constructor": 1 }', want: [] },
];

describe('a repeated key in a JSON object is reported where it is repeated (RFC 8259, 4):', () => {
  it.each(byName(rows))('%s', (_, { given, want }) => expect(reported(given)).toEqual(want));

  const referring = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /pets:
    get:
      responses:
        200: { description: '', content: { application/json: { schema: { $ref: pet.json } } } }
`;

  it('in a referenced file, and in a scenario file', () => {
    const files = {
      'pet.json': '{ "type": "object",\n  "type": "string" }',
      'scenarios/api.json': '{ "rules": [],\n\n"rules": [] }',
    };
    const reported = problemsOf(sandboxOf(referring, files)).map(placed);
    expect(reported).toEqual(['api.json:3 key-duplicate', 'pet.json:2 key-duplicate']);
  });

  it('the last one counts, and its problems are reported there', async () => {
    const pet = '{ "example": "first", "pattern": "(",\n"example": "last",\n"pattern": "[" }';
    const sandbox = sandboxOf(referring, { 'pet.json': pet });
    expect((await ask(sandbox, 'GET /pets')).body).toBe('last');
    expect(problemsOf(sandbox).map(placed)).toContain('pet.json:3 schema-pattern');
  });
});
