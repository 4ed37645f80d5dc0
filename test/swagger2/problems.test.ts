import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document in which one line is wrong; beside it stands what it may refer to. */
const document = ({ send = '', answer = '', beside = '' }) => `swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /ping: { get: { operationId: ping, responses: { 200: { description: ok } } } }
  /pets:
    post:
      parameters:
        - { in: query, name: fine, type: string }
        ${send}
      responses:
        200:
          description: ok
          ${answer}
${beside}
`;

describe('a problem with what was converted is told where it was written (design, Real documents)', () => {
  it.each<readonly [string, Parameters<typeof document>[0], string]>([
    ['a schema of a parameter', { send: '- { in: query, name: a, type: strnig } # here' }, 'schema-keyword'],
    [
      'a pattern',
      { send: '- name: a\n          in: query\n          type: string\n          pattern: "(" # here' },
      'schema-pattern',
    ],
    [
      'the items of a parameter',
      {
        send: '- name: a\n          in: query\n          type: array\n          items:\n            type: strnig # here',
      },
      'schema-keyword',
    ],
    ['a default', { send: '- { in: query, name: a, type: integer, default: x } # here' }, 'example-invalid'],
    [
      'an example of a parameter',
      {
        send: '- name: a\n          in: query\n          type: string\n          enum: [x]\n          x-examples:\n            one: x\n            two: y # here',
      },
      'example-invalid',
    ],
    [
      'a schema of the body',
      {
        send: '- name: a\n          in: body\n          schema:\n            properties:\n              b: { type: strnig } # here',
      },
      'schema-keyword',
    ],
    [
      'an example of the body',
      {
        send: '- name: a\n          in: body\n          schema: { type: array, maxItems: 1 }\n          x-examples:\n            a: { value: [1] }\n            b:\n              value: [1, 2] # here',
      },
      'example-invalid',
    ],
    [
      'a body that is not checked',
      { send: '- { in: body, name: a, schema: { type: object } } # here', beside: 'consumes: [application/cbor]' },
      'media-type-unchecked',
    ],
    [
      'a pattern of a form field',
      { send: '- { in: formData, name: a, type: string, pattern: "(" } # here' },
      'schema-pattern',
    ],
    ['a schema of a response', { answer: 'schema:\n            type: strnig # here' }, 'schema-keyword'],
    [
      'an example of a response',
      { answer: 'schema: { type: string }\n          examples:\n            application/json: 5 # here' },
      'example-invalid',
    ],
    [
      'a header of a response',
      { answer: 'headers:\n            X-A: { type: strnig, default: 1 } # here' },
      'schema-keyword',
    ],
    [
      'a definition',
      {
        send: "- { in: body, name: a, schema: { $ref: '#/definitions/A' } }",
        beside: 'definitions:\n  A:\n    properties:\n      b:\n        type: strnig # here',
      },
      'schema-keyword',
    ],
    [
      'a shared parameter',
      {
        send: "- { $ref: '#/parameters/a' }",
        beside: 'parameters:\n  a:\n    name: a\n    in: query\n    type: strnig # here',
      },
      'schema-keyword',
    ],
    [
      'a shared body',
      {
        send: "- { $ref: '#/parameters/a' }",
        beside: 'parameters:\n  a:\n    name: a\n    in: body\n    schema:\n      type: strnig # here',
      },
      'schema-keyword',
    ],
    [
      'a shared response',
      {
        answer: '',
        beside:
          "  /b: { get: { produces: [text/json], responses: { 200: { $ref: '#/responses/a' } } } }\nresponses:\n  a:\n    description: ok\n    schema:\n      type: strnig # here",
      },
      'schema-keyword',
    ],
    [
      'a schema that has no counterpart',
      { send: "- { in: body, name: a, schema: { $ref: '#/x-a/b' } }", beside: 'x-a:\n  b:\n    type: strnig # here' },
      'schema-keyword',
    ],
    [
      'an operationId that is taken',
      { beside: '  /b:\n    get:\n      operationId: ping # here\n      responses: { 200: { description: ok } }' },
      'operation-duplicate',
    ],
    [
      'a parameter of a path that has no such place',
      { send: '- { in: path, name: a, required: true, type: string } # here' },
      'structure',
    ],
  ])('%s', (_, parts, code) => {
    const text = document(parts);
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} ${code}`]);
  });

  it('to the column, with the lines around it', () => {
    const text = document({ send: '- { in: query, name: a, type: strnig }' });
    const [problem] = problemsOf(sandboxOf(text));
    expect(problem?.location?.column).toBe(33);
    expect(problem?.frame).toMatch(/^> {2}9 \| {9}- \{ in: query, name: a, type: strnig \}\n {5}\| {33}\^$/m);
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
    [
      'a parameter',
      '{ $ref: parts/a.yaml }',
      { 'parts/a.yaml': 'in: query\nname: a\ntype: strnig' },
      'a.yaml:3 schema-keyword',
    ],
    [
      'a body',
      '{ $ref: a.yaml }',
      { 'a.yaml': 'in: body\nname: a\nschema:\n  type: strnig' },
      'a.yaml:4 schema-keyword',
    ],
    [
      'a schema',
      '{ in: body, name: a, schema: { $ref: a.yaml } }',
      { 'a.yaml': 'properties:\n  a:\n    type: strnig' },
      'a.yaml:3 schema-keyword',
    ],
    [
      'what a parameter is missing',
      '{ $ref: a.yaml }',
      { 'a.yaml': '# a\n{ in: query, name: a }' },
      'a.yaml:2 structure',
    ],
  ])('%s of another file', (_, parameter, files, want) => {
    expect(problemsOf(sandboxOf(document({ send: `- ${parameter}` }), files)).map(placed)).toEqual([want]);
  });
});

describe('a reference that leads nowhere is told as it was written, and only what needs it is affected (design, Real documents)', () => {
  const missing = 'reference-missing error';
  it.each<readonly [string, Parameters<typeof document>[0], string, RegExp]>([
    ['a parameter', { send: "- { $ref: '#/parameters/nope' } # here" }, missing, / #\/parameters\/nope\./],
    [
      'a definition',
      { send: "- { in: body, name: a, schema: { $ref: '#/definitions/nope' } } # here" },
      missing,
      / #\/definitions\/nope\./,
    ],
    [
      'a response',
      { beside: "  /b: { get: { responses: { 200: { $ref: '#/responses/nope' } } } } # here" },
      missing,
      / #\/responses\/nope\./,
    ],
    ['a path', { beside: "  /b: { $ref: '#/x-paths/nope' } # here" }, missing, / #\/x-paths\/nope\./],
    [
      'the schema of a response',
      { answer: "schema: { $ref: '#/definitions/nope' } # here" },
      missing,
      / #\/definitions\/nope\./,
    ],
    ['a file', { send: '- { $ref: nope.yaml } # here' }, missing, /nope\.yaml/],
    [
      'another host',
      { send: '- { $ref: https://example.com/a.yaml } # here' },
      'reference-remote warning',
      /^https:\/\/example\.com\/a\.yaml is/,
    ],
    [
      'itself',
      { beside: "parameters: { a: { $ref: '#/parameters/a' } }\nx: 1", send: "- { $ref: '#/parameters/a' } # here" },
      'reference-circular error',
      /^#\/parameters\/a leads/,
    ],
    [
      'itself, by way of another',
      {
        send: "- { in: body, name: a, schema: { $ref: '#/definitions/a' } } # here",
        beside: "definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } }",
      },
      'reference-circular error',
      /^#\/definitions\/[ab] leads/,
    ],
  ])('%s', async (_, parts, what, message) => {
    const text = document(parts);
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
    expect((await ask(sandbox, 'POST /pets', { body: {} })).status).toBe(200);
    const problems = problemsOf(sandbox);
    expect(problems.map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} ${what}`,
    ]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('a circle without a step into the value', () => {
    const text = document({
      send: "- { in: body, name: a, schema: { $ref: '#/definitions/a' } }",
      beside: "definitions:\n  a: { allOf: [{ $ref: '#/definitions/a' }] } # here",
    });
    const [problem] = problemsOf(sandboxOf(text));
    expect(problem && placed(problem)).toBe(`api.yaml:${lineOf(text)} schema-unusable`);
    expect(problem?.message).toMatch(/^#\/definitions\/a leads back here/);
  });

  it('once, however many operations refer to it', () => {
    const response = "responses: { 200: { $ref: '#/responses/a' } }";
    const text = document({
      beside: `  /b: { get: { produces: [text/json], ${response} } }\n  /c: { get: { ${response} } }\nresponses:\n  a:\n    description: ok\n    schema: { $ref: '#/definitions/nope' } # here`,
    });
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} reference-missing`]);
  });
});

describe('what is wrong with a document of 2.0 is told, and served as far as it goes (design, Real documents)', () => {
  it.each<readonly [string, Parameters<typeof document>[0], string]>([
    ['a parameter without a type', { send: '- { in: query, name: a } # here' }, 'warning'],
    ['a parameter without a name', { send: '- { in: query, type: string } # here' }, 'error'],
    ['a parameter without a place', { send: '- { name: a, type: string } # here' }, 'error'],
    ['a parameter in a place that does not exist', { send: '- { in: matrix, name: a, type: string } # here' }, 'error'],
    ['a parameter that is a text', { send: '- x # here' }, 'error'],
    ['a field of a form without a name', { send: '- { in: formData, type: string } # here' }, 'error'],
    ['a body without a schema', { send: '- { in: body, name: a } # here' }, 'error'],
    ['a file in a query', { send: '- { in: query, name: a, type: file } # here' }, 'warning'],
    [
      'a collectionFormat that does not exist',
      { send: '- { in: query, name: a, type: array, items: {}, collectionFormat: dots } # here' },
      'warning',
    ],
    [
      'multi in a header',
      { send: '- { in: header, name: a, type: array, items: {}, collectionFormat: multi } # here' },
      'warning',
    ],
    [
      'tsv, which cannot be checked',
      { send: '- { in: query, name: a, type: array, items: {}, collectionFormat: tsv } # here' },
      'warning',
    ],
    [
      'parameters that are no list',
      { beside: '  /b: { get: { parameters: {}, responses: { 200: { description: ok } } } } # here' },
      'error',
    ],
    [
      'parameters that lead nowhere',
      { beside: "  /b: { get: { parameters: { $ref: '#/nope' }, responses: { 200: { description: ok } } } } # here" },
      'error',
    ],
    ['examples that are a list', { answer: 'examples: [1] # here' }, 'error'],
    ['an example of no media type', { answer: 'examples: { rex: {} } # here' }, 'warning'],
    ['types that are no list', { beside: 'produces: application/json # here' }, 'warning'],
    ['types that are no texts', { beside: 'consumes: [5] # here' }, 'warning'],
    [
      'types of an operation',
      { beside: '  /b: { get: { produces: { a: 1 }, responses: { 200: { description: ok } } } } # here' },
      'warning',
    ],
    ['a host that is a number', { beside: 'host: 5 # here' }, 'error'],
    ['a basePath that is a list', { beside: 'basePath: [] # here' }, 'error'],
    ['a basePath without a slash', { beside: 'basePath: v1 # here' }, 'warning'],
    ['definitions that are a list', { beside: 'definitions: [] # here' }, 'error'],
    ['parameters of the document that are a list', { beside: 'parameters: [] # here' }, 'error'],
    ['responses of the document that are a text', { beside: 'responses: x # here' }, 'error'],
    ['security definitions that are a list', { beside: 'securityDefinitions: [] # here' }, 'error'],
    [
      'a security definition of an unknown type',
      { beside: 'securityDefinitions: { a: { type: http } } # here' },
      'warning',
    ],
    [
      'a flow that does not exist',
      { beside: 'securityDefinitions: { a: { type: oauth2, flow: device } } # here' },
      'warning',
    ],
    ['a path without a slash', { beside: '  b: { get: {} } # here' }, 'error'],
  ])('%s', async (_, parts, severity) => {
    const text = document(parts);
    const sandbox = sandboxOf(text);
    expect((await ask(sandbox, 'GET /ping')).scenario).toBe('ping/200/empty');
    expect((await ask(sandbox, 'POST /pets', { body: {} })).status).toBeLessThan(500);
    const reported = problemsOf(sandbox).filter(({ code }) => code === 'structure');
    expect(reported.map((problem) => `${placed(problem)} ${problem.severity}`)).toEqual([
      `api.yaml:${lineOf(text)} structure ${severity}`,
    ]);
  });
});
