import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { isErrorFor } from '../fixtures/is-error-for.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const text = { type: 'string' };
const Tree = { type: 'array', items: { $ref: '#/components/schemas/Tree' } };
const schema = {
  type: 'object',
  properties: {
    resourceType: text,
    name: text,
    value: text,
    error: text,
    type: text,
    to: text,
    age: { type: 'integer' },
    email: text,
    nhsNumber: text,
    accountId: text,
    startDate: text,
    recurrence: text,
    owner: { type: 'object', properties: { email: text, postcode: text, name: text } },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: text, id: text, notes: { type: 'array', items: text } } },
    },
    answerOption: { type: 'array', items: text },
    'na me': text,
    meta: { type: 'object', additionalProperties: text },
    shape: {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { const: 'a' }, data: { type: 'object' } } },
        {
          type: 'object',
          required: ['kind'],
          properties: { kind: { const: 'b' }, data: { type: 'object', properties: { size: { type: 'integer' } } } },
        },
      ],
    },
    constructor: text,
    __proto__x: text,
  },
};
const parameters = [
  parameter('query', 'limit', { type: 'integer' }),
  parameter('query', 'ods-organisation-code', { type: 'string', pattern: '^A' }),
  parameter('query', 'filter', { type: 'object', properties: { age: { type: 'integer' } } }, { style: 'deepObject' }),
  parameter('header', 'X-Tenant', { type: 'string', pattern: '^t' }),
  parameter('path', 'id', { type: 'integer' }),
];
const operation = { schema, parameters };

/** A body in which the values at these locations have another type. */
const wrong: Readonly<
  Record<string, { readonly target?: string; readonly headers?: Readonly<Record<string, string>>; readonly body: Json }>
> = {
  age: { body: { age: 'x' } },
  name: { body: { name: 1 } },
  value: { body: { value: 1 } },
  error: { body: { error: 1 } },
  type: { body: { type: 1 } },
  to: { body: { to: 1 } },
  email: { body: { email: 1 } },
  nhsNumber: { body: { nhsNumber: 1 } },
  accountId: { body: { accountId: 1 } },
  startDate: { body: { startDate: 1 } },
  recurrence: { body: { recurrence: 1 } },
  owner: { body: { owner: 1 } },
  'owner.email': { body: { owner: { email: 1 } } },
  'owner.name': { body: { owner: { name: 1 } } },
  'owner.postcode': { body: { owner: { postcode: 1 } } },
  lines: { body: { lines: 1 } },
  'lines[0]': { body: { lines: [1] } },
  'lines[0].sku': { body: { lines: [{ sku: 1 }] } },
  'lines[1].sku': { body: { lines: [{}, { sku: 1 }] } },
  'lines[0].id': { body: { lines: [{ id: 1 }] } },
  'lines[0].notes[1]': { body: { lines: [{ notes: ['', 1] }] } },
  'answerOption[0]': { body: { answerOption: [1] } },
  'na me': { body: { 'na me': 1 } },
  'meta.colour': { body: { meta: { colour: 1 } } },
  'shape.data.size': { body: { shape: { kind: 'b', data: { size: 'x' } } } },
  constructor: { body: JSON.parse('{"constructor": 1}') },
  'the body': { body: 1 },
  limit: { target: '?limit=x', body: {} },
  ods: { target: '?ods-organisation-code=x', body: {} },
  filter: { target: '?filter[age]=x', body: {} },
  tenant: { headers: { 'X-Tenant': 'x' }, body: {} },
  'the path’s id': { target: '/x', body: {} },
};

/**
 * How an error body writes a location, the faults that it is about, and the faults that it must not be mistaken for.
 */
interface Row {
  readonly written: string;
  readonly is: readonly string[];
  readonly isNot?: readonly string[];
}

function sent(place: string) {
  const found = wrong[place];
  if (!found) throw new Error(`There is no request that is wrong at ${place}.`);
  return found;
}

function checks(rows: readonly Row[], write: (written: string) => Json, mediaType?: string) {
  const all = rows.flatMap(({ written, is, isNot = [] }) => [
    ...is.map((place) => [written, 'is', place] as const),
    ...isNot.map((place) => [written, 'is not', place] as const),
  ]);
  it.each(all)('%s %s %s', async (written, want, place) => {
    const got = await isErrorFor(operation, write(written), sent(place), mediaType);
    expect(got ? 'is' : 'is not').toBe(want);
  });
}

describe('`expression` of an OperationOutcome', () => {
  checks(
    [
      { written: 'age', is: ['age'], isNot: ['name', 'the body'] },
      { written: 'Patient.age', is: ['age'] },
      { written: 'Patient.owner.email', is: ['owner.email'], isNot: ['email'] },
      { written: 'lines[0].sku', is: ['lines[0].sku'], isNot: ['lines[1].sku', 'lines[0].id'] },
      { written: 'lines.sku', is: ['lines[0].sku', 'lines[1].sku'], isNot: ['lines', 'lines[0].id'] },
      { written: 'Bundle.lines[0].notes[1]', is: ['lines[0].notes[1]'] },
      { written: 'Bundle.lines.notes', is: [], isNot: ['lines[0].notes[1]'] },
      { written: 'line[0].sku', is: ['lines[0].sku'] },
      { written: 'answerOptions[0]', is: ['answerOption[0]'] },
      { written: 'Patient', is: [], isNot: ['age', 'name'] },
      { written: 'limit', is: ['limit'] },
      { written: 'x-tenant', is: ['tenant'] },
      { written: 'http.X-Tenant', is: ['tenant'] },
      { written: 'id', is: ['the path’s id'], isNot: ['lines[0].id', 'accountId'] },
      { written: 'meta.colour', is: ['meta.colour'] },
      { written: 'shape.data.size', is: ['shape.data.size'] },
      { written: 'owner.age', is: [], isNot: ['age'] },
      { written: 'Owner.Age', is: [], isNot: ['age'] },
      { written: 'foo.age', is: [], isNot: ['age'] },
      { written: 'constructor', is: ['constructor'], isNot: ['age'] },
    ],
    (expression) => ({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', diagnostics: 'has the wrong type', expression: [expression] }],
    }),
  );
});

describe('`location` of an OperationOutcome', () => {
  checks(
    [
      { written: '/f:Patient/f:age', is: ['age'] },
      { written: '/Patient/lines[1]/sku', is: ['lines[0].sku'], isNot: ['lines[1].sku'] },
      { written: 'Patient.age', is: ['age'] },
    ],
    (location) => ({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', diagnostics: 'has the wrong type', location: [location] }],
    }),
  );
});

describe('`pointer` of a JSON:API error', () => {
  checks(
    [
      { written: '/age', is: ['age'], isNot: ['name'] },
      { written: '#/age', is: ['age'] },
      { written: '#/na%20me', is: ['na me'] },
      { written: '#/%', is: [], isNot: ['name'] },
      { written: '/na me', is: ['na me'] },
      { written: '/lines/0/sku', is: ['lines[0].sku'], isNot: ['lines[1].sku', 'lines'] },
      { written: '/lines/1', is: [], isNot: ['lines[0]', 'lines[1].sku'] },
      { written: '/body/age', is: ['age'] },
      { written: 'age', is: ['age'] },
      { written: '/query/limit', is: ['limit'] },
      { written: '/limit', is: [], isNot: ['limit'] },
      { written: '', is: ['the body'], isNot: ['age'] },
      { written: '/', is: ['the body'], isNot: ['age'] },
    ],
    (pointer) => ({
      errors: [{ status: '400', detail: 'The body must be an object or a string', source: { pointer } }],
    }),
  );
});

describe('`parameter` of a JSON:API error', () => {
  checks(
    [
      { written: 'limit', is: ['limit'], isNot: ['age'] },
      { written: 'odsOrganisationCode', is: ['ods'] },
      { written: 'filter[age]', is: ['filter'], isNot: ['age'] },
      { written: 'age', is: ['age'] },
    ],
    (parameter) => ({ errors: [{ status: '400', detail: 'is of the wrong format or type', source: { parameter } }] }),
  );
});

describe('a field name of the document’s own error format', () => {
  checks(
    [
      { written: 'age', is: ['age'] },
      { written: 'Age', is: ['age'] },
      { written: 'body.age', is: ['age'] },
      { written: '$.age', is: ['age'] },
      { written: '$', is: ['the body'], isNot: ['age'] },
      { written: 'request.age', is: ['age'] },
      { written: 'query.limit', is: ['limit'] },
      { written: 'headers.x-tenant', is: ['tenant'] },
      { written: 'header.limit', is: [], isNot: ['limit'] },
      { written: 'path.id', is: ['the path’s id'] },
      { written: 'nhs_number', is: ['nhsNumber'] },
      { written: 'NhsNumber', is: ['nhsNumber'] },
      { written: 'owner.email', is: ['owner.email'], isNot: ['email', 'owner'] },
      { written: 'lines[].sku', is: ['lines[0].sku', 'lines[1].sku'] },
      { written: 'lines.0.sku', is: ['lines[0].sku'] },
      { written: 'lines[*].sku', is: ['lines[0].sku', 'lines[1].sku'] },
      { written: 'nothing', is: [], isNot: ['age', 'name', 'the body'] },
      { written: '.', is: ['the body'], isNot: ['age'] },
      { written: '[', is: ['the body'], isNot: ['age'] },
      { written: '__proto__', is: [], isNot: ['age', 'constructor'] },
      { written: 'constructor.name', is: [], isNot: ['constructor', 'name'] },
      { written: 'toString', is: [], isNot: ['age'] },
    ],
    (field) => ({ failures: [{ field, message: 'The body must be an object' }] }),
  );
});

describe('a location in prose', () => {
  checks(
    [
      { written: 'age must be an integer', is: ['age'], isNot: ['name', 'email'] },
      { written: 'NHS Number must be a string', is: ['nhsNumber'] },
      { written: 'The nhs-number is not a string', is: ['nhsNumber'] },
      { written: 'NHS_NUMBER must be a string', is: ['nhsNumber'] },
      { written: 'The ODS organisation code has the wrong format', is: ['ods'] },
      { written: '"ods-organisation-code" has the wrong format', is: ['ods'] },
      { written: 'accountId must be a string', is: ['accountId'], isNot: ['the path’s id', 'lines[0].id'] },
      { written: 'The account id must be a string', is: ['accountId'], isNot: ['the path’s id', 'lines[0].id'] },
      { written: 'The customer id must be a string', is: [], isNot: ['the path’s id', 'lines[0].id', 'accountId'] },
      { written: 'id must be an integer', is: ['the path’s id'], isNot: ['accountId'] },
      { written: 'X-Tenant header has the wrong format', is: ['tenant'] },
      { written: 'The email of the owner must be a string', is: ['owner.email'], isNot: ['email', 'owner'] },
      { written: 'owner email must be a string', is: ['owner.email'], isNot: ['email'] },
      { written: 'email must be a string', is: ['email'], isNot: ['owner.email'] },
      { written: 'owner.postcode must be a string', is: ['owner.postcode'], isNot: ['owner'] },
      { written: 'owner.name must be a string', is: ['owner.name'], isNot: ['owner', 'name'] },
      { written: 'lines[0].sku must be a string', is: ['lines[0].sku'], isNot: ['lines[1].sku', 'lines'] },
      { written: 'data/lines/1/sku must be string', is: ['lines[1].sku'], isNot: ['lines[0].sku'] },
      { written: 'body.age must be an integer', is: ['age'] },
      { written: 'Wrong type of sku in lines', is: ['lines[0].sku', 'lines[1].sku'], isNot: ['lines'] },
      { written: "'lines' must be an array", is: ['lines'], isNot: ['lines[0]'] },
      {
        written: 'startDate must be a string when recurrence is given',
        is: ['startDate'],
        isNot: ['recurrence'],
      },
      { written: 'When recurrence is given, startDate must be a string', is: ['startDate'], isNot: ['recurrence'] },
      { written: "Value 'email' of age must be an integer", is: ['age'], isNot: ['email'] },
      { written: 'startDate must be a string. See recurrence.', is: ['startDate'], isNot: ['recurrence'] },
      { written: 'startDate and recurrence must be strings', is: [], isNot: ['startDate', 'recurrence'] },
      { written: 'startDate must be a string, lines[0].sku as well', is: [], isNot: ['startDate', 'lines[0].sku'] },
      { written: "age must be 'email' or 'name', an integer", is: [], isNot: ['email', 'name'] },
      { written: 'startDate must be a string; age must be an integer', is: [], isNot: ['startDate', 'age'] },
      { written: 'name must be a string', is: ['name'], isNot: ['owner.name', 'email'] },
      { written: 'The name field must be a string', is: ['name'] },
      { written: 'type must be a string', is: ['type'], isNot: ['name'] },
      { written: 'to must be a string', is: ['to'] },
      { written: 'age has to be an integer', is: ['age'], isNot: ['to'] },
      { written: "'name' must be a string", is: ['name'], isNot: ['value'] },
      { written: 'The name of the thing must be a string', is: [], isNot: ['name'] },
      { written: 'shape size must be an integer', is: [], isNot: ['shape.data.size'] },
      { written: "shape 'size' must be an integer", is: ['shape.data.size'] },
      { written: 'The value must be a string', is: [], isNot: ['value'] },
      { written: '"value" must be a string', is: ['value'] },
      { written: 'error: must be a string', is: [], isNot: ['error'] },
      { written: '`error` must be a string', is: ['error'] },
      { written: "The user's eyes must be a string", is: [], isNot: ['age', 'name', 'the body'] },
      { written: 'The page must be an integer', is: [], isNot: ['age'] },
      { written: 'The constructor must be a string', is: ['constructor'] },
      { written: 'hasOwnProperty must be a string', is: [], isNot: ['constructor', 'age'] },
      { written: 'A property has the wrong type', is: [], isNot: ['ods'] },
    ],
    (message) => ({ message }),
  );
});

describe('no location', () => {
  const plain = { type: 'object', properties: { age: { type: 'integer' }, size: { maximum: 3 } }, required: ['age'] };
  const query = [parameter('query', 'limit', { type: 'integer', maximum: 9 }, { required: true })];
  const requests = {
    'a missing property': { target: '?limit=1', body: {} },
    'a missing parameter': { body: { age: 1 } },
    'a property of another type': { target: '?limit=1', body: { age: 'x' } },
    'a property that is too large': { target: '?limit=1', body: { age: 1, size: 4 } },
    'no body': { target: '?limit=1' },
    'a parameter that is too large': { target: '?limit=10', body: { age: 1 } },
  } as const;
  const says = (written: string, ...is: readonly (keyof typeof requests)[]) => [written, is] as const;
  it.each([
    says('A required field is missing', 'a missing property', 'a missing parameter', 'no body'),
    says('Missing required query parameter', 'a missing parameter'),
    says('The request body is missing', 'no body'),
    says('A field is missing in the request body', 'a missing property', 'no body'),
    says(
      'The body is invalid',
      'a missing property',
      'a property of another type',
      'a property that is too large',
      'no body',
    ),
    says('A value is too large', 'a property that is too large', 'a parameter that is too large'),
    says('The limit is too large', 'a parameter that is too large'),
    says('wrong type', 'a property of another type'),
    says('The request is invalid'),
    says('Bad request'),
    says('The access token is missing'),
    says('Authentication required'),
    says('API key is missing'),
    says('Missing resource'),
    says('Missing code'),
    says('Limit exceeded'),
    says('The request exceeds your plan’s limit'),
    says('limit exceeds the maximum', 'a parameter that is too large'),
    says('Missing customer e-mail'),
    says('The account in the request body is closed'),
    says('Rate limit exceeded'),
    says('The daily limit of orders is exceeded'),
    says('Internal server error'),
    says('age has already been taken'),
    says('Only JSON is supported'),
    says(''),
  ])('%j is about %j', async (message, want) => {
    const got = [];
    for (const [name, sent] of Object.entries(requests)) {
      if (await isErrorFor({ schema: plain, parameters: query }, { message }, sent)) got.push(name);
    }
    expect(got).toEqual(want);
  });
});

describe('error bodies of unexpected types are no error of the sandbox:', () => {
  const deep = (depth: number): Json => JSON.parse(`${'{"errors":['.repeat(depth)}{}${']}'.repeat(depth)}`);
  const long = 'age must be an integer and nothing else, as we have said before. '.repeat(1600);
  const odd: readonly (readonly [string, Json])[] = [
    ['null', null],
    ['the body is a number', 7],
    ['the body is a string', 'No'],
    ['the body is a list of values of every type', [null, 7, 'No', [], {}, true]],
    ['the body is an empty list', []],
    ['errors: null', { errors: null }],
    ['errors: a list of nulls', { errors: [null, null] }],
    [
      'fields that are no strings',
      {
        errors: [
          { field: 7, message: 'No' },
          { field: {}, message: 'No' },
        ],
      },
    ],
    ['messages that are no strings', { errors: [{ field: 'age', message: { en: 'No' } }] }],
    ['a path with segments of every type', { errors: [{ path: [null, {}, 7, 'age'], message: 'must be an integer' }] }],
    ['an empty path', { errors: [{ path: [], message: 'must be an integer' }] }],
    ['an issue that is null', { resourceType: 'OperationOutcome', issue: [null] }],
    ['issues that are no list', { resourceType: 'OperationOutcome', issue: { code: 'invalid' } }],
    ['expressions that are no strings', { resourceType: 'OperationOutcome', issue: [{ expression: [7, null, {}] }] }],
    ['a source that is a string', { errors: [{ status: '400', detail: 'No', source: '/age' }] }],
    ['a pointer that is a number', { errors: [{ status: '400', detail: 'No', source: { pointer: 7 } }] }],
    ['errors of problem details as a string', { title: 'No', status: 400, errors: 'age' }],
    [
      'member names of Object.prototype',
      JSON.parse('{"errors": {"__proto__": ["is missing"], "constructor": ["is missing"]}}'),
    ],
    [
      'member names of Object.prototype as locations',
      { errors: [{ field: '__proto__', message: 'toString is required' }] },
    ],
    ['a body nested 200 levels deep', deep(100)],
    ['a message of 100 kB', { message: long }],
    ['a location of 100 kB', { errors: [{ field: 'a.'.repeat(50_000), message: 'is missing' }] }],
    ['a word of 100 kB', { message: `${'a'.repeat(100_000)} is missing` }],
    [
      '10,000 errors',
      { errors: Array.from({ length: 10_000 }, (_, index) => ({ field: `f${index}`, message: long.slice(0, 200) })) },
    ],
  ];
  const wide = {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`field${index}`, {}])),
  };

  it.each(odd)('%s', async (_, error) => {
    const responses = {
      201: response({ done: {} }),
      400: response({ odd: error, it: { message: 'age must be an integer' } }),
    };
    const all: JsonObject = { allOf: [{ properties: { age: { type: 'integer' } } }, wide] };
    const post = { operationId: 'act', requestBody: jsonBody(all), responses };
    const sandbox = ruledSandbox(documentOf({ '/things': { post } }));
    const { status, scenario } = await ask(sandbox, 'POST /things', { body: { age: 'x' } });
    expect(status).toBe(400);
    expect(scenario).toMatch(/^act\/400\/(odd|it|built)$/);
  });

  it('a schema that is a list of itself', async () => {
    const post = {
      operationId: 'grow',
      requestBody: jsonBody({ $ref: '#/components/schemas/Tree' }),
      responses: {
        201: response({ done: {} }),
        400: response({ it: { field: 'leaf.leaf', message: 'leaf is wrong' } }),
      },
    };
    const sandbox = ruledSandbox(documentOf({ '/trees': { post } }, { components: { schemas: { Tree } } }));
    expect(await ask(sandbox, 'POST /trees', { body: [[1]] })).toMatchObject({ status: 400, scenario: 'grow/400/it' });
  });

  it('a schema whose first property refers to itself without end', async () => {
    const $ref = '#/components/schemas/Node';
    const names = Array.from({ length: 20 }, (_, index) => [`n${index}`, { $ref }]);
    const Node = { type: 'object', properties: Object.fromEntries(names) };
    const post = {
      operationId: 'grow',
      requestBody: jsonBody({ type: 'object', properties: { tree: { $ref }, age: { type: 'integer' } } }),
      responses: { 201: response({ done: {} }), 400: response({ first: 'No', it: 'age must be an integer' }) },
    };
    const sandbox = ruledSandbox(documentOf({ '/trees': { post } }, { components: { schemas: { Node } } }));
    expect(await ask(sandbox, 'POST /trees', { body: { age: 'x' } })).toMatchObject({ scenario: 'grow/400/it' });
  });

  it('a schema whose choices are itself', async () => {
    const $ref = '#/components/schemas/Node';
    const Node = {
      type: 'object',
      anyOf: Array.from({ length: 12 }, () => ({ properties: { left: { $ref }, right: { items: { $ref } } } })),
    };
    const field = `${'left.right.'.repeat(8)}nothing`;
    const post = {
      operationId: 'grow',
      requestBody: jsonBody({ $ref }),
      responses: { 201: response({ done: {} }), 400: response({ it: { field, message: 'left right is wrong' } }) },
    };
    const sandbox = ruledSandbox(documentOf({ '/trees': { post } }, { components: { schemas: { Node } } }));
    expect(await ask(sandbox, 'POST /trees', { body: 1 })).toMatchObject({ status: 400, scenario: 'grow/400/it' });
  });
});
