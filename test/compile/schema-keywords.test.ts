import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/validators.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bodyDocument, faultsOf } from '../fixtures/body-checks.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document whose body has a property `thing` of the schema that the line says, and a sound one beside it. */
const thingDocument = (line: string, openapi = '3.1.0') => `openapi: ${openapi}
info: { title: Things, version: '1' }
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                other: { type: string }
                thing:
                  ${line}
      responses: { 200: { description: ok } }
`;

const many = (name: string) => Array.from({ length: 1001 }, (_, index) => `{ const: ${name}${index} }`).join(', ');

describe('what cannot be used is told at its line and left out, and nothing else (design, Real documents)', () => {
  it.each<readonly [string, string, string, Json, string]>([
    ['a count as a text', 'maxLength: "1" # here', 'schema-keyword', 'xx', 'maxLength'],
    ['a negative count', 'minLength: -1 # here', 'schema-keyword', '', 'minLength'],
    ['a broken count', 'maxItems: 1.5 # here', 'schema-keyword', [1, 2], 'maxItems'],
    ['a limit as a text', 'minimum: "5" # here', 'schema-keyword', 1, 'minimum'],
    ['a limit that is empty', 'maximum: # here', 'schema-keyword', 1, 'maximum'],
    ['a limit that is no number', 'maximum: many # here', 'schema-keyword', 1, 'maximum'],
    ['the flag of 3.0', 'exclusiveMinimum: true # here', 'schema-keyword', 1, 'exclusiveMinimum'],
    ['a step of nothing', 'multipleOf: 0 # here', 'schema-keyword', 1, 'multipleOf'],
    ['a step backwards', 'multipleOf: -2 # here', 'schema-keyword', 1, 'multipleOf'],
    ['a flag as a text', 'uniqueItems: "yes" # here', 'schema-keyword', [1, 1], 'uniqueItems'],
    ['an unknown type', 'type: strnig # here', 'schema-keyword', 1, 'strnig'],
    ['a type of Swagger', 'type: file # here', 'schema-keyword', 1, 'file'],
    ['no type at all', 'type: [] # here', 'schema-keyword', 1, 'type'],
    ['an unknown type among others', 'type: [string, nil] # here', 'schema-keyword', 1, 'nil'],
    ['a choice of one that is no list', 'enum: red # here', 'schema-keyword', 'blue', 'enum'],
    ['a required name that is no list', 'required: name # here', 'schema-keyword', {}, 'required'],
    ['required names that are none', 'required: [1] # here', 'schema-keyword', {}, 'required'],
    ['a required name twice', 'required: [a, a] # here', 'schema-keyword', {}, 'required'],
    ['names that are no list', 'dependentRequired: { a: b } # here', 'schema-keyword', { a: 1 }, 'dependentRequired'],
    ['properties as a list', 'properties: [name] # here', 'schema-keyword', { name: 1 }, 'properties'],
    ['a property that is no schema', 'properties: { name: string } # here', 'schema-keyword', { name: 1 }, 'schema'],
    ['a property that is empty', 'properties: { name: } # here', 'schema-keyword', { name: 1 }, 'schema'],
    ['items that are no schema', 'items: string # here', 'schema-keyword', [1], 'schema'],
    ['a text for additional properties', 'additionalProperties: "no" # here', 'schema-keyword', { a: 1 }, 'schema'],
    ['allOf as an object', 'allOf: { type: string } # here', 'schema-keyword', 1, 'allOf'],
    ['allOf of nothing', 'allOf: [] # here', 'schema-keyword', 1, 'allOf'],
    ['a part of oneOf that is no schema', 'oneOf: [string] # here', 'schema-keyword', 1, 'schema'],
    ['a choice of too many', `oneOf: [${many('a')}] # here`, 'schema-unusable', 5, 'oneOf has more than 1000 schemas'],
    ['another choice of too many', `anyOf: [${many('b')}] # here`, 'schema-unusable', 5, 'anyOf has more than 1000'],
    ['a reference that is no text', '$ref: 5 # here', 'schema-keyword', 1, '$ref'],
    ['a pattern that is no text', 'pattern: 5 # here', 'schema-keyword', 'x', 'pattern'],
    ['a pattern that does not compile', "pattern: '[a-z' # here", 'schema-pattern', 'X', '[a-z'],
    ['a pattern with the flags of another language', "pattern: '(?i)abc' # here", 'schema-pattern', 'x', '(?i)abc'],
    ['a pattern with an unknown class', "pattern: '\\p{Foo}' # here", 'schema-pattern', 'x', '\\p{Foo}'],
    ['an English sentence with a bracket', "pattern: 'Letters (only' # here", 'schema-pattern', 'x', 'Letters (only'],
    [
      'a name that does not compile',
      "patternProperties: { '(': { type: string } } # here",
      'schema-pattern',
      { '(': 1 },
      '(',
    ],
    ['an unknown format', 'format: nino # here', 'schema-format', 'x', 'nino'],
    ['a format that is no text', 'format: 5 # here', 'schema-keyword', 'x', 'format'],
  ])('%s', async (_, line, code, value, words) => {
    const text = thingDocument(line);
    const sandbox = sandboxOf(text);
    expect({
      faults: await faultsOf(sandbox, { thing: value, other: 1 }),
      problems: problemsOf(sandbox).map((problem) => `${placed(problem)} ${problem.severity}`),
    }).toEqual({ faults: ['type /other'], problems: [`api.yaml:${lineOf(text)} ${code} warning`] });
    expect(problemsOf(sandbox)[0]?.message).toContain(words);
  });

  it.each<readonly [string, string, string]>([
    ['a flag of 3.0 as a text', 'nullable: "true" # here', '3.0.4'],
    ['an exclusive limit of 3.0 as a text', 'exclusiveMinimum: "true" # here', '3.0.4'],
  ])('%s', (_, line, openapi) => {
    const text = thingDocument(line, openapi);
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} schema-keyword`]);
  });

  it.each<readonly [string, string, Json]>([
    ['a pattern inside not', "not: { pattern: '[' } # here", 'x'],
    ['a format inside not', 'not: { format: nino } # here', 'x'],
    ['not, of nothing', 'not: # here', 'x'],
    ['a reference to another host inside not', 'not: { $ref: https://example.com/a.yaml } # here', 'x'],
    ['a pattern in a condition', "{ if: { pattern: '[' }, then: { maxLength: 0 } } # here", 'x'],
    ['a pattern in one of oneOf', "oneOf: [{ type: string, pattern: '[' }, { const: x }] # here", 'x'],
    [
      'a reference to another host in one of oneOf',
      'oneOf: [{ $ref: https://example.com/a.yaml }, { const: x }] # here',
      'x',
    ],
  ])('what is left out refuses nothing: %s', async (_, line, value) => {
    const sandbox = sandboxOf(thingDocument(line));
    expect(await faultsOf(sandbox, { thing: value, other: 1 })).toEqual(['type /other']);
    expect(problemsOf(sandbox)).toHaveLength(1);
  });

  it.each<readonly [string, string]>([
    ['a whole number that is written 1.0', 'maxLength: 1.0'],
    ['required: true at a property, as in the days before JSON Schema 4', 'required: true'],
    ['an extension', 'x-anything: [1]'],
    ['a keyword that nobody knows (JSON Schema 2020-12 Core, 6.5)', 'colour: red'],
    ['annotations', '{ title: x, description: x, deprecated: true, externalDocs: {}, xml: {} }'],
    ['a format of the registry that checks nothing', 'format: commonmark'],
    ['a pattern in the manner of Unicode', "pattern: '^\\p{Lu}$'"],
  ])('nothing is wrong with %s', (_, line) => {
    expect(problemsOf(sandboxOf(thingDocument(line)))).toEqual([]);
  });

  // JSON Schema 2020-12 Core, 6.4: the flag `u` is recommended; ECMA-262, B.1.2: what is allowed without it.
  it.each<readonly [string, string, string]>([
    ['^a\\_b\\-c$', 'a_b-c', 'a.b-c'],
    ['^\\@\\#\\ \\:$', '@# :', '@#::'],
    ['^[\\w-.]+$', 'a-.', 'a!'],
    ['^[.-\\w]+$', 'a-.', 'a/'],
    ['^[\\w\\_\\@-]+$', 'a_@-', 'a#'],
    ['^[\\]\\-\\w-x]+$', ']-ax', '['],
  ])('a pattern that is none with the flag u is read without: %s', async (pattern, taken, refused) => {
    const sandbox = sandboxOf(bodyDocument('3.0.4', { schema: { type: 'string', pattern } }));
    expect([await faultsOf(sandbox, taken), await faultsOf(sandbox, refused)]).toEqual([[], ['pattern']]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each(['^\\p{IsGreek}$', '^\\A[a-z]\\z$', '^a{,3}$', '(?i)^a$'])(
    'a pattern of another language is still left out: %s',
    async (pattern) => {
      const sandbox = sandboxOf(bodyDocument('3.0.4', { schema: { type: 'string', pattern } }));
      expect(await faultsOf(sandbox, 'x')).toEqual([]);
      expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['schema-pattern']);
    },
  );

  it.each<readonly [string, string, string]>([
    ['/^\\d{4}$/', '2024', '/2024/'],
    ['/^\\d{4}-\\d{2}$/u', '2024-01', 'x'],
    ['/[a-z]{3}/', 'abc', 'ABC'],
    ['/^(yes|no)$/i', 'YES', 'maybe'],
    ['/^[a-c\\d]\\x2d$/i', 'B-', 'd-'],
    ['/^a.b$/s', 'a\nb', 'ab'],
    ['/^a\\/b[/]$/', 'a/b/', 'a/b'],
  ])('a pattern between slashes is read as it is meant, and told: %s', async (pattern, taken, refused) => {
    const sandbox = sandboxOf(bodyDocument('3.0.4', { schema: { type: 'string', pattern } }));
    expect([await faultsOf(sandbox, taken), await faultsOf(sandbox, refused)]).toEqual([[], ['pattern']]);
    expect(problemsOf(sandbox)).toMatchObject([{ code: 'schema-pattern', location: { line: 17 } }]);
  });

  it.each<readonly [string, string]>([
    ['/users/', 'a/users/b'],
    ['/v1/[a-z]+/', '/v1/pets/'],
    ['^/[a-z]+/$', '/pets/'],
  ])('slashes that belong to a path are part of the pattern: %s', async (pattern, taken) => {
    const sandbox = sandboxOf(bodyDocument('3.0.4', { schema: { type: 'string', pattern } }));
    expect([await faultsOf(sandbox, taken), await faultsOf(sandbox, 'users')]).toEqual([[], ['pattern']]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('names by a pattern between slashes, too', async () => {
    const schema = { type: 'object', patternProperties: { '/^x-/': { type: 'integer' } } };
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema }));
    expect(await faultsOf(sandbox, { 'x-a': 'x' })).toEqual(['type /x-a']);
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['schema-pattern']);
  });

  it('names by such a pattern, too', async () => {
    const schema = { type: 'object', patternProperties: { '^[\\w-.]+$': { type: 'integer' } } };
    expect(await faultsOf(sandboxOf(bodyDocument('3.1.1', { schema })), { 'a-.': 'x' })).toEqual(['type /a-.']);
  });

  it('the constraints beside the one that is left out stand', async () => {
    const schema = { type: 'string', pattern: '[', minLength: 2, properties: 5 };
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema }));
    expect(await faultsOf(sandbox, 'x')).toEqual(['minLength']);
    expect(await faultsOf(sandbox, 1)).toEqual(['type']);
  });

  it('a defect of a schema that many use is told once', () => {
    const content = "{ application/json: { schema: { $ref: '#/components/schemas/Thing' } } }";
    const operation = `{ requestBody: { content: ${content} }, responses: { 200: { description: ok, content: ${content} } } }`;
    const text = `openapi: 3.1.0
info: {}
paths:
  /a: { post: ${operation}, put: ${operation} }
  /b: { post: ${operation} }
components: { schemas: { Thing: { type: strnig } } } # here
`;
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} schema-keyword`]);
  });

  it('a parameter is told as well', () => {
    const text = `openapi: 3.1.0
info: {}
paths:
  /a:
    get:
      parameters:
        - { name: n, in: query, schema: { type: int } } # here
      responses: { 200: { description: ok } }
`;
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} schema-keyword`]);
  });
});

it('a choice of as many as can be compiled is checked, wherever it is (design, Real documents)', async () => {
  const oneOf = Array.from({ length: 1000 }, (_, index) => ({ const: `a${index}` }));
  const schema = { type: 'array', items: { items: { properties: { a: { oneOf } } } } };
  const validate = createSchemaCompiler()({ $defs: { A: schema } }).validatorAt('/$defs/A');
  expect(validate([[{ a: 'a999' }]])).toEqual([]);
  expect(validate([[{ a: 'b' }]])).toHaveLength(1);
});
