import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bodyDocument, faultsOf } from '../fixtures/body-checks.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document whose body has a property `thing` with this schema, and a valid property beside it. */
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

describe('a keyword that cannot be used is reported at its line and dropped; the rest applies (design, Real documents)', () => {
  it.each<readonly [string, string, string, Json, string]>([
    ['maxLength as a string', 'maxLength: "1" # here', 'schema-keyword', 'xx', 'maxLength'],
    ['negative minLength', 'minLength: -1 # here', 'schema-keyword', '', 'minLength'],
    ['fractional maxItems', 'maxItems: 1.5 # here', 'schema-keyword', [1, 2], 'maxItems'],
    ['minimum as a string', 'minimum: "5" # here', 'schema-keyword', 1, 'minimum'],
    ['maximum without a value', 'maximum: # here', 'schema-keyword', 1, 'maximum'],
    ['maximum that is no number', 'maximum: many # here', 'schema-keyword', 1, 'maximum'],
    ['exclusiveMinimum: true, as in 3.0', 'exclusiveMinimum: true # here', 'schema-keyword', 1, 'exclusiveMinimum'],
    ['multipleOf: 0', 'multipleOf: 0 # here', 'schema-keyword', 1, 'multipleOf'],
    ['negative multipleOf', 'multipleOf: -2 # here', 'schema-keyword', 1, 'multipleOf'],
    ['uniqueItems as a string', 'uniqueItems: "yes" # here', 'schema-keyword', [1, 1], 'uniqueItems'],
    ['an unknown type', 'type: strnig # here', 'schema-keyword', 1, 'strnig'],
    ['type: file, as in Swagger', 'type: file # here', 'schema-keyword', 1, 'file'],
    ['empty list of types', 'type: [] # here', 'schema-keyword', 1, 'type'],
    ['an unknown type among known ones', 'type: [string, nil] # here', 'schema-keyword', 1, 'nil'],
    ['enum that is no list', 'enum: red # here', 'schema-keyword', 'blue', 'enum'],
    ['required that is no list', 'required: name # here', 'schema-keyword', {}, 'required'],
    ['required names that are no strings', 'required: [1] # here', 'schema-keyword', {}, 'required'],
    ['required with the same name twice', 'required: [a, a] # here', 'schema-keyword', {}, 'required'],
    [
      'dependentRequired that is no list',
      'dependentRequired: { a: b } # here',
      'schema-keyword',
      { a: 1 },
      'dependentRequired',
    ],
    ['properties as a list', 'properties: [name] # here', 'schema-keyword', { name: 1 }, 'properties'],
    [
      'a property whose schema is a string',
      'properties: { name: string } # here',
      'schema-keyword',
      { name: 1 },
      'schema',
    ],
    ['a property whose schema is null', 'properties: { name: } # here', 'schema-keyword', { name: 1 }, 'schema'],
    ['items that is a string', 'items: string # here', 'schema-keyword', [1], 'schema'],
    [
      'additionalProperties that is a string',
      'additionalProperties: "no" # here',
      'schema-keyword',
      { a: 1 },
      'schema',
    ],
    ['allOf as an object', 'allOf: { type: string } # here', 'schema-keyword', 1, 'allOf'],
    ['empty allOf', 'allOf: [] # here', 'schema-keyword', 1, 'allOf'],
    ['a branch of oneOf that is a string', 'oneOf: [string] # here', 'schema-keyword', 1, 'schema'],
    [
      'oneOf with too many branches',
      `oneOf: [${many('a')}] # here`,
      'schema-unusable',
      5,
      'oneOf has more than 1000 schemas',
    ],
    ['anyOf with too many branches', `anyOf: [${many('b')}] # here`, 'schema-unusable', 5, 'anyOf has more than 1000'],
    ['$ref that is no string', '$ref: 5 # here', 'schema-keyword', 1, '$ref'],
    ['pattern that is no string', 'pattern: 5 # here', 'schema-keyword', 'x', 'pattern'],
    ['pattern with a syntax error', "pattern: '[a-z' # here", 'schema-pattern', 'X', '[a-z'],
    ['pattern with inline flags of another language', "pattern: '(?i)abc' # here", 'schema-pattern', 'x', '(?i)abc'],
    ['pattern with an unknown character class', "pattern: '\\p{Foo}' # here", 'schema-pattern', 'x', '\\p{Foo}'],
    [
      'pattern that is an English sentence with a bracket',
      "pattern: 'Letters (only' # here",
      'schema-pattern',
      'x',
      'Letters (only',
    ],
    [
      'patternProperties with a syntax error in its pattern',
      "patternProperties: { '(': { type: string } } # here",
      'schema-pattern',
      { '(': 1 },
      '(',
    ],
    ['an unknown format', 'format: nino # here', 'schema-format', 'x', 'nino'],
    ['format that is no string', 'format: 5 # here', 'schema-keyword', 'x', 'format'],
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
    ['nullable of 3.0 as a string', 'nullable: "true" # here', '3.0.4'],
    ['exclusiveMinimum of 3.0 as a string', 'exclusiveMinimum: "true" # here', '3.0.4'],
  ])('%s', (_, line, openapi) => {
    const text = thingDocument(line, openapi);
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} schema-keyword`]);
  });

  it.each<readonly [string, string, Json]>([
    ['a pattern inside not', "not: { pattern: '[' } # here", 'x'],
    ['a format inside not', 'not: { format: nino } # here', 'x'],
    ['not without a schema', 'not: # here', 'x'],
    ['a reference to another host inside not', 'not: { $ref: https://example.com/a.yaml } # here', 'x'],
    ['a pattern in a condition', "{ if: { pattern: '[' }, then: { maxLength: 0 } } # here", 'x'],
    ['a pattern in one of oneOf', "oneOf: [{ type: string, pattern: '[' }, { const: x }] # here", 'x'],
    [
      'a reference to another host in one of oneOf',
      'oneOf: [{ $ref: https://example.com/a.yaml }, { const: x }] # here',
      'x',
    ],
  ])('a dropped keyword refuses no value: %s', async (_, line, value) => {
    const sandbox = sandboxOf(thingDocument(line));
    expect(await faultsOf(sandbox, { thing: value, other: 1 })).toEqual(['type /other']);
    expect(problemsOf(sandbox)).toHaveLength(1);
  });

  it.each<readonly [string, string]>([
    ['an integer written as 1.0', 'maxLength: 1.0'],
    ['an extension', 'x-anything: [1]'],
    ['an unknown keyword (JSON Schema 2020-12 Core, 6.5)', 'colour: red'],
    ['annotations', '{ title: x, description: x, deprecated: true, externalDocs: {}, xml: {} }'],
    ['a format of the registry without a validator', 'format: commonmark'],
    ['a pattern with a Unicode property', "pattern: '^\\p{Lu}$'"],
  ])('no problem is reported for %s', (_, line) => {
    expect(problemsOf(sandboxOf(thingDocument(line)))).toEqual([]);
  });

  // JSON Schema 2020-12 Core, 6.4 recommends the flag `u`; ECMA-262, B.1.2 allows more without it.
  it.each<readonly [string, string, string]>([
    ['^a\\_b\\-c$', 'a_b-c', 'a.b-c'],
    ['^\\@\\#\\ \\:$', '@# :', '@#::'],
    ['^[\\w-.]+$', 'a-.', 'a!'],
    ['^[.-\\w]+$', 'a-.', 'a/'],
    ['^[\\w\\_\\@-]+$', 'a_@-', 'a#'],
    ['^[\\]\\-\\w-x]+$', ']-ax', '['],
  ])('a pattern that is invalid with the flag u is compiled without it: %s', async (pattern, taken, refused) => {
    const sandbox = sandboxOf(bodyDocument('3.0.4', { schema: { type: 'string', pattern } }));
    expect([await faultsOf(sandbox, taken), await faultsOf(sandbox, refused)]).toEqual([[], ['pattern']]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each(['^\\p{IsGreek}$', '^\\A[a-z]\\z$', '^a{,3}$', '(?i)^a$'])(
    'a pattern of another language is still dropped: %s',
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
  ])('a pattern between slashes is read without them, and reported: %s', async (pattern, taken, refused) => {
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

  it('patternProperties with a pattern between slashes is read without them', async () => {
    const schema = { type: 'object', patternProperties: { '/^x-/': { type: 'integer' } } };
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema }));
    expect(await faultsOf(sandbox, { 'x-a': 'x' })).toEqual(['type /x-a']);
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['schema-pattern']);
  });

  it('patternProperties with a pattern that is invalid with the flag u is compiled without it', async () => {
    const schema = { type: 'object', patternProperties: { '^[\\w-.]+$': { type: 'integer' } } };
    expect(await faultsOf(sandboxOf(bodyDocument('3.1.1', { schema })), { 'a-.': 'x' })).toEqual(['type /a-.']);
  });

  it('the keywords beside a dropped one apply', async () => {
    const schema = { type: 'string', pattern: '[', minLength: 2, properties: 5 };
    const sandbox = sandboxOf(bodyDocument('3.1.1', { schema }));
    expect(await faultsOf(sandbox, 'x')).toEqual(['minLength']);
    expect(await faultsOf(sandbox, 1)).toEqual(['type']);
  });

  it('a defect in a shared schema is reported once', () => {
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

  it('a defect in the schema of a parameter is reported as well', () => {
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

it('the largest choice that can be compiled is validated, wherever it is (design, Real documents)', async () => {
  const oneOf = Array.from({ length: 1000 }, (_, index) => ({ const: `a${index}` }));
  const schema = { type: 'array', items: { items: { properties: { a: { oneOf } } } } };
  const validate = createSchemaCompiler()({ $defs: { A: schema } }).validatorAt('/$defs/A');
  expect(validate([[{ a: 'a999' }]])).toEqual([]);
  expect(validate([[{ a: 'b' }]])).toHaveLength(1);
});
