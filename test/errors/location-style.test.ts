import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { type Answer, ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const pet = {
  type: 'object',
  required: ['name', 'age'],
  properties: {
    name: { type: 'string' },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'object', required: ['id'] } },
  },
};

function petsAnswering(examples: Readonly<Record<string, Json>>, mediaType: string, rules: readonly JsonObject[] = []) {
  const post = {
    operationId: 'add',
    requestBody: jsonBody(pet),
    responses: { 201: response({ added: {} }), 400: response(examples, mediaType) },
  };
  return ruledSandbox(documentOf({ '/pets': { post } }), { rules });
}

const outcomeOf = (issue: JsonObject) => ({ resourceType: 'OperationOutcome', issue: [issue] });
const errorsOf = (error: JsonObject) => ({ errors: [error] });

const manners: readonly { format: string; mediaType: string; example: Json; want: Json }[] = [
  {
    format: 'an OperationOutcome keeps severity and code',
    mediaType: 'application/fhir+json',
    example: outcomeOf({ severity: 'fatal', code: 'structure', diagnostics: 'The request is wrong' }),
    want: {
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'fatal', code: 'structure', diagnostics: 'age must be at least 0', expression: ['age'] },
        { severity: 'fatal', code: 'structure', diagnostics: 'name is required', expression: ['name'] },
      ],
    },
  },
  {
    format: 'JSON:API errors keep id, links, code and title',
    mediaType: 'application/vnd.api+json',
    example: errorsOf({
      id: 'e1',
      links: { about: 'https://example.com/bad' },
      status: '400',
      code: 'BAD',
      title: 'Wrong',
      detail: 'The request is wrong',
    }),
    want: {
      errors: [
        {
          id: 'e1',
          links: { about: 'https://example.com/bad' },
          status: '400',
          code: 'BAD',
          title: 'Wrong',
          detail: 'age must be at least 0',
          source: { pointer: '/age' },
        },
        {
          id: 'e1',
          links: { about: 'https://example.com/bad' },
          status: '400',
          code: 'BAD',
          title: 'Wrong',
          detail: 'name is required',
          source: { pointer: '/name' },
        },
      ],
    },
  },
  {
    format: 'problem details keep type and title',
    mediaType: 'application/problem+json',
    example: { type: 'https://example.com/bad', title: 'Wrong', status: 400, detail: 'The request is wrong' },
    want: {
      type: 'https://example.com/bad',
      title: 'Wrong',
      status: 400,
      detail: 'age must be at least 0; name is required',
      errors: [
        { detail: 'age must be at least 0', pointer: '#/age' },
        { detail: 'name is required', pointer: '#/name' },
      ],
    },
  },
];

describe('a built body follows the style of the documented one', () => {
  it.each(manners)('$format', async ({ mediaType, example, want }) => {
    const sandbox = petsAnswering({ wrong: example }, mediaType);
    const answer = await ask(sandbox, 'POST /pets', { body: { age: -1 } });
    expect(answer).toMatchObject({ status: 400, scenario: 'add/400/built', trigger: 'fault', body: want });
    expect(answer.headers['content-type']).toBe(mediaType);
  });
});

const problem = (more: JsonObject) => ({ type: 'about:blank', title: 'Bad Request', status: 400, ...more });
const largeId = 'must be at most 9';

/** How two violations are located if the document’s example locates one in this style. */
const places: readonly (readonly [string, Json, JsonObject])[] = [
  ...(
    [
      ['JSON Pointer', '/tags/0/id', '/age', '/tags/1/id'],
      ['JSON Pointer as a fragment', '#/tags/0/id', '#/age', '#/tags/1/id'],
      ['path with brackets', 'tags[0].id', 'age', 'tags[1].id'],
      ['path with dots', 'tags.0.id', 'age', 'tags.1.id'],
      ['JSONPath', '$.tags[0].id', '$.age', '$.tags[1].id'],
      ['path that begins with body', 'body.tags.0.id', 'body.age', 'body.tags.1.id'],
      ['pointer that begins with body', '/body/tags/0/id', '/body/age', '/body/tags/1/id'],
    ] as const
  ).map(
    ([name, given, age, id]) =>
      [
        name,
        problem({ errors: [{ pointer: given, detail: largeId }] }),
        {
          errors: [
            { pointer: age, detail: 'age must be at least 0' },
            { pointer: id, detail: 'tags[1].id is required' },
          ],
        },
      ] as const,
  ),
  [
    'members with custom names',
    problem({ violations: [{ field: 'tags.0.id', message: largeId }] }),
    {
      violations: [
        { field: 'age', message: 'age must be at least 0' },
        { field: 'tags.1.id', message: 'tags[1].id is required' },
      ],
    },
  ],
  [
    'JSON:API with a pointer as a fragment',
    errorsOf({ status: '400', detail: largeId, source: { pointer: '#/tags/0/id' } }),
    { errors: [{ source: { pointer: '#/age' } }, { source: { pointer: '#/tags/1/id' } }] },
  ],
  [
    'OperationOutcome with dots',
    outcomeOf({ severity: 'error', code: 'value', diagnostics: largeId, expression: ['tags.0.id'] }),
    { issue: [{ expression: ['age'] }, { expression: ['tags.1.id'] }] },
  ],
  [
    'loc that begins with body',
    { detail: [{ loc: ['body', 'tags', 0, 'id'], msg: largeId, type: 'x' }] },
    { detail: [{ loc: ['body', 'age'] }, { loc: ['body', 'tags', 1, 'id'] }] },
  ],
  [
    'loc without body',
    { detail: [{ loc: ['tags', 0, 'id'], msg: largeId, type: 'x' }] },
    { detail: [{ loc: ['age'] }, { loc: ['tags', 1, 'id'] }] },
  ],
  [
    'loc of a query parameter',
    { detail: [{ loc: ['query', 'limit'], msg: largeId, type: 'x' }] },
    { detail: [{ loc: ['body', 'age'] }, { loc: ['body', 'tags', 1, 'id'] }] },
  ],
];

describe('locations are written in the style of the document’s examples:', () => {
  it.each(places)('%s', async (_, example, want) => {
    const sandbox = petsAnswering({ wrong: example }, 'application/json');
    const answer = await ask(sandbox, 'POST /pets', { body: { name: 'x', age: -1, tags: [{ id: 1 }, {}] } });
    expect(answer).toMatchObject({ scenario: 'add/400/built', body: want });
  });

  it('if the first example has no location, in the style of another example of the response', async () => {
    const examples = { plain: problem({}), placed: problem({ errors: [{ pointer: '/tags/0/id', detail: largeId }] }) };
    const sandbox = petsAnswering(examples, 'application/json');
    const { body } = await ask(sandbox, 'POST /pets', { body: { name: 'x', age: -1 } });
    expect(at(body, 'errors')).toEqual([{ pointer: '/age', detail: 'age must be at least 0' }]);
  });
});

interface Words {
  readonly format: string;
  readonly mediaType: string;
  readonly examples: Readonly<Record<string, Json>>;
  readonly stated: (answer: Answer) => Json | undefined;
  readonly want: readonly Json[];
}

const words: readonly Words[] = [
  {
    format: 'OperationOutcome',
    mediaType: 'application/fhir+json',
    examples: {
      nameless: outcomeOf({ severity: 'error', code: 'required', diagnostics: 'Who is it?', expression: ['name'] }),
      idless: outcomeOf({ severity: 'error', code: 'required', diagnostics: 'Which?', expression: ['tags[0].id'] }),
    },
    stated: ({ body }) => at(body, 'issue'),
    want: [
      { severity: 'error', code: 'required', diagnostics: 'Who is it?', expression: ['name'] },
      { severity: 'error', code: 'required', diagnostics: 'Which?', expression: ['tags[1].id'] },
    ],
  },
  {
    format: 'JSON:API',
    mediaType: 'application/json',
    examples: {
      nameless: errorsOf({ status: '400', code: 'N1', detail: 'Who is it?', source: { pointer: '/name' } }),
      idless: errorsOf({ status: '400', code: 'T1', detail: 'Which?', source: { pointer: '/tags/0/id' } }),
    },
    stated: ({ body }) => at(body, 'errors'),
    want: [
      { status: '400', code: 'N1', detail: 'Who is it?', source: { pointer: '/name' } },
      { status: '400', code: 'T1', detail: 'Which?', source: { pointer: '/tags/1/id' } },
    ],
  },
  {
    format: 'problem details',
    mediaType: 'application/problem+json',
    examples: {
      nameless: { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'Who is it?' },
      idless: { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'Which?' },
    },
    stated: ({ body }) => at(body, 'errors'),
    want: [
      { detail: 'Who is it?', pointer: '#/name' },
      { detail: 'Which?', pointer: '#/tags/1/id' },
    ],
  },
];

const rules = [
  { operation: 'add', faults: [{ at: 'body#/name', keyword: 'required' }], answer: '400/nameless' },
  { operation: 'add', faults: [{ at: 'body#/tags/*/id', keyword: 'required' }], answer: '400/idless' },
];

describe('several violations that no rule covers together use the words of the rules that cover one each', () => {
  it.each(words)('$format', async ({ mediaType, examples, stated, want }) => {
    const sandbox = petsAnswering(examples, mediaType, rules);
    const answer = await ask(sandbox, 'POST /pets', { body: { age: 1, tags: [{ id: 1 }, {}] } });
    expect(answer).toMatchObject({ status: 400, scenario: 'add/400/built' });
    expect(stated(answer)).toEqual(want);
  });
});

function at(body: Json | undefined, name: string): Json | undefined {
  return typeof body === 'object' && body !== null
    ? Object.entries(body).find(([key]) => key === name)?.[1]
    : undefined;
}
