import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, named, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };
const object = { type: 'object', properties: { a: integer, b: { type: 'string' } }, additionalProperties: false };

interface Given {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly schema: Json;
  readonly example?: Json;
  readonly more?: JsonObject;
}

/** The one parameter `q` of `GET /things`, which is required. */
function sandboxWith({ in: place, schema, example, more = {} }: Given) {
  const shown = example === undefined ? {} : { example };
  const parameter = {
    name: 'q',
    in: place,
    required: true,
    ...('content' in more ? {} : { schema, ...shown }),
    ...more,
  };
  const path = place === 'path' ? '/things/{q}' : '/things';
  return sandboxOf(
    documentOf({ [path]: { get: { operationId: 'list', parameters: [parameter], responses: { 200: empty } } } }),
  );
}

/** How the default request serializes it, the problems reported, and how an invalid value is answered. */
async function served(given: Given, wrong: string) {
  const sandbox = sandboxWith(given);
  const [request] = sandbox.catalogue().scenarios.flatMap(({ requests }) => requests);
  const { pathname, search } = new URL(request?.url ?? 'http://none');
  const headers = request?.headers ?? {};
  const stated = {
    path: pathname.slice('/things/'.length),
    query: search.slice(1),
    header: headers['q'],
    cookie: headers['Cookie'],
  };
  const target = given.in === 'path' ? `/things/${wrong}` : given.in === 'query' ? `/things?${wrong}` : '/things';
  const { faults } = await ask(sandbox, `GET ${target}`, { headers: { q: wrong, cookie: wrong } });
  return { sent: stated[given.in], told: problemsOf(sandbox).map(({ code }) => code), faults };
}

interface Row extends Given {
  readonly name: string;
  /** As the default request sends it. */
  readonly sent: string;
  /** A value that is refused, and its violations. */
  readonly wrong: string;
  readonly faults: readonly string[];
  /** Empty if no problem is reported. */
  readonly reported?: readonly string[];
}

const json = { content: { 'application/json': { schema: object, example: '{"a":1}' } } };

const rows: readonly Row[] = [
  {
    name: 'integer as a string',
    in: 'query',
    schema: integer,
    example: '2',
    sent: 'q=2',
    wrong: 'q=abc',
    faults: ['query q type'],
  },
  {
    name: 'integer as a string, in the path',
    in: 'path',
    schema: integer,
    example: '2',
    sent: '2',
    wrong: 'abc',
    faults: ['path q type'],
  },
  {
    name: 'integer as a string, in a header',
    in: 'header',
    schema: integer,
    example: '2',
    sent: '2',
    wrong: 'abc',
    faults: ['header q type'],
  },
  {
    name: 'integer as a string, in a cookie',
    in: 'cookie',
    schema: integer,
    example: '2',
    sent: 'q=2',
    wrong: 'q=abc',
    faults: ['cookie q type'],
  },
  {
    name: 'boolean as a string',
    in: 'query',
    schema: { type: 'boolean' },
    example: 'true',
    sent: 'q=true',
    wrong: 'q=2',
    faults: ['query q type'],
  },
  {
    name: 'decimal as a string',
    in: 'query',
    schema: { type: 'number' },
    example: '2.5',
    sent: 'q=2.5',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'number where the schema wants a string',
    in: 'query',
    schema: { type: 'string', maxLength: 4 },
    example: 2017,
    sent: 'q=2017',
    wrong: 'q=20170',
    faults: ['query q maxLength'],
  },
  {
    name: 'boolean where the schema wants a string',
    in: 'header',
    schema: { enum: ['true', 'false'], type: 'string' },
    example: true,
    sent: 'true',
    wrong: 'x',
    faults: ['header q enum'],
  },
  {
    name: 'list as a serialized string',
    in: 'query',
    schema: integers,
    example: '1,2',
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=1,x',
    faults: ['query q/1 type'],
  },
  {
    name: 'list as a string with spaces after the commas',
    in: 'query',
    schema: integers,
    example: '1, 2',
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=1,x',
    reported: ['example-invalid'],
    faults: ['query q/1 type'],
  },
  {
    name: 'list as a pipe-delimited string',
    in: 'query',
    schema: integers,
    example: '1|2',
    more: { style: 'pipeDelimited', explode: false },
    sent: 'q=1%7C2',
    wrong: 'q=1|x',
    faults: ['query q/1 type'],
  },
  {
    name: 'list as a space-delimited string',
    in: 'query',
    schema: integers,
    example: '1 2',
    more: { style: 'spaceDelimited', explode: false },
    sent: 'q=1%202',
    wrong: 'q=1%20x',
    faults: ['query q/1 type'],
  },
  {
    name: 'list as an exploded query string',
    in: 'query',
    schema: integers,
    example: 'q=1&q=2',
    sent: 'q=1&q=2',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'list as JSON in a string',
    in: 'query',
    schema: integers,
    example: '[1, 2]',
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=1,x',
    reported: ['example-invalid'],
    faults: ['query q/1 type'],
  },
  {
    name: 'list as a serialized string, in the path',
    in: 'path',
    schema: integers,
    example: '1,2',
    sent: '1,2',
    wrong: '1,x',
    faults: ['path q/1 type'],
  },
  {
    name: 'list as a serialized string, in a header',
    in: 'header',
    schema: integers,
    example: '1, 2',
    sent: '1,2',
    wrong: '1,x',
    faults: ['header q/1 type'],
  },
  {
    name: 'list as a string in style label',
    in: 'path',
    schema: integers,
    example: '.1.2',
    more: { style: 'label', explode: true },
    sent: '.1.2',
    wrong: '.x',
    faults: ['path q/0 type'],
  },
  {
    name: 'list as a string in style matrix',
    in: 'path',
    schema: integers,
    example: ';q=1,2',
    more: { style: 'matrix' },
    sent: ';q=1,2',
    wrong: ';q=x',
    faults: ['path q/0 type'],
  },
  {
    name: 'list of numbers as strings',
    in: 'query',
    schema: integers,
    example: ['1', '2'],
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'single item instead of a list',
    in: 'query',
    schema: integers,
    example: 5,
    sent: 'q=5',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'list where the schema wants a string',
    in: 'query',
    schema: { type: 'string', maxLength: 3 },
    example: ['a', 'b'],
    sent: 'q=a%2Cb',
    wrong: 'q=abcd',
    faults: ['query q maxLength'],
  },
  {
    name: 'object as a serialized string',
    in: 'query',
    schema: object,
    example: 'a,1,b,x',
    more: { explode: false },
    sent: 'q=a,1,b,x',
    wrong: 'q=a,x',
    faults: ['query q/a type'],
  },
  {
    name: 'object as an exploded query string',
    in: 'query',
    schema: object,
    example: 'a=1&b=x',
    sent: 'a=1&b=x',
    wrong: 'a=x',
    faults: ['query q/a type'],
  },
  {
    name: 'object as JSON in a string',
    in: 'query',
    schema: object,
    example: '{"a":1}',
    sent: 'a=1',
    wrong: 'a=x',
    faults: ['query q/a type'],
  },
  {
    name: 'object as a deepObject query string',
    in: 'query',
    schema: object,
    example: 'q[a]=1',
    more: { style: 'deepObject' },
    sent: 'q%5Ba%5D=1',
    wrong: 'q[a]=x',
    faults: ['query q/a type'],
  },
  {
    name: 'object in style deepObject with numbers as strings',
    in: 'query',
    schema: object,
    example: { a: '1' },
    more: { style: 'deepObject' },
    sent: 'q%5Ba%5D=1',
    wrong: 'q[a]=x',
    faults: ['query q/a type'],
  },
  {
    name: 'parameter with JSON content, example as a string',
    in: 'query',
    schema: object,
    more: json,
    sent: 'q=%7B%22a%22%3A1%7D',
    wrong: 'q=%7B%22a%22%3A%22x%22%7D',
    faults: ['query q/a type'],
  },
  {
    name: 'null, which cannot be sent: ignored',
    in: 'query',
    schema: integer,
    example: null,
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'empty string for an integer: ignored',
    in: 'query',
    schema: integer,
    example: '',
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'empty list: ignored',
    in: 'query',
    schema: { ...integers, minItems: 1 },
    example: [],
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'example within the schema',
    in: 'query',
    schema: { ...integer, example: '2' },
    sent: 'q=2',
    wrong: 'q=x',
    faults: ['query q type'],
  },
];

describe('an example of a parameter may be a value or its serialization (OpenAPI 3.1.1, 4.8.12.3)', () => {
  it.each(rows.map((row) => [row.name, row] as const))(
    '%s',
    async (_, { sent, wrong, faults, reported = [], ...given }) => {
      expect(await served(given, wrong)).toEqual({ sent, told: reported, faults });
    },
  );

  it.each<readonly [string, Json, Json]>([
    ['an example that is invalid as a value and as a serialization', integer, 'abc'],
    ['an example that is read as another number and violates the schema', { type: 'integer', maximum: 5 }, '6'],
  ])('sets the constraint aside: %s', async (_, schema, example) => {
    const sandbox = sandboxWith({ in: 'query', schema, example });
    const { faults } = await ask(sandbox, `GET /things?q=${JSON.stringify(example).slice(1, -1)}0`);
    expect([faults, problemsOf(sandbox).map(({ code }) => code)]).toEqual([[], ['constraint-set-aside']]);
  });

  it('exploded list, string with commas: read as its items; sent literally, it is accepted and reported', async () => {
    const sandbox = sandboxWith({ in: 'query', schema: integers, example: '1,2' });
    const answers = await Promise.all(
      ['q=1&q=2', 'q=1,2', 'q=1,3'].map((query) => ask(sandbox, `GET /things?${query}`)),
    );
    expect(answers.map(({ faults, headers }) => [faults, headers['sandbox-set-aside']])).toEqual([
      [[], undefined],
      [[], 'type query.q/0'],
      [['query q/0 type'], undefined],
    ]);
    expect(problemsOf(sandbox).map(({ message }) => message)).toEqual([
      'The example of the parameter q, sent as it stands, breaks its schema: [0] must be of type integer (type).',
    ]);
  });

  it('x-example of 2.0 is read likewise', async () => {
    const sandbox = sandboxOf(
      swaggerWith([{ in: 'query', name: 'q', type: 'string', maxLength: 4, 'x-example': 2017 }]),
    );
    expect(problemsOf(sandbox)).toEqual([]);
    expect((await ask(sandbox, 'POST /things?q=20170')).faults).toEqual(['query q maxLength']);
  });

  it('a default is read likewise, since rules compare with it', async () => {
    const sandbox = sandboxOf(
      documentOf({
        '/things': {
          get: {
            operationId: 'list',
            parameters: [{ name: 'q', in: 'query', schema: { ...integer, default: '10' } }],
            responses: { 200: response({ first: 1, tenth: 2 }) },
          },
        },
      }),
      { 'scenarios/api.yaml': 'rules:\n  - { operation: list, when: { query.q: 10 }, answer: 200/tenth }' },
    );
    expect((await ask(sandbox, 'GET /things')).scenario).toBe('list/200/tenth');
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

describe('an example of a parameter that is paired with an error is negative, as for bodies', () => {
  const schema = { type: 'string', maxLength: 3 };
  it.each<readonly [string, JsonObject, JsonObject, 'stands' | 'set aside']>([
    ['error with an example of its name', { minor: 'Thomas' }, { 400: response({ minor: {} }) }, 'stands'],
    ['4XX with an example of its name', { minor: 'Thomas' }, { '4XX': response({ minor: {} }) }, 'stands'],
    ['503 with an example of its name', { minor: 'Thomas' }, { 503: response({ minor: {} }) }, 'stands'],
    [
      '`default` beside a success, with an example of its name',
      { minor: 'Thomas' },
      { default: response({ minor: {} }) },
      'stands',
    ],
    [
      'error with an example that shares its words',
      { minor: 'Thomas' },
      { 400: response({ minorResponse: {} }) },
      'stands',
    ],
    ['example named `invalid-…`', { 'invalid-name': 'Thomas' }, { 400: empty }, 'stands'],
    [
      'success with an example of its name: set aside',
      { minor: 'Thomas' },
      { 201: response({ minor: {} }) },
      'set aside',
    ],
    [
      'success and error with an example of its name: set aside',
      { minor: 'Thomas' },
      { 201: response({ minor: {} }), 400: response({ minor: {} }) },
      'set aside',
    ],
    ['no response example of its name: set aside', { minor: 'Thomas' }, { 400: response({ major: {} }) }, 'set aside'],
    [
      'both named `example`: not paired, set aside',
      { example: 'Thomas' },
      { 400: response({ example: {} }) },
      'set aside',
    ],
  ])('%s', async (_, examples, responses, want) => {
    const places = ['query', 'header', 'cookie'] as const;
    const parameters = places.map((place) => ({ name: 'q', in: place, schema, examples: named(examples) }));
    const get = { operationId: 'list', parameters, responses: { 200: empty, ...responses } };
    const sandbox = sandboxOf(documentOf({ '/things': { get } }));
    const { faults } = await ask(sandbox, 'GET /things?q=Barbara', { headers: { q: 'Barbara', cookie: 'q=Barbara' } });
    expect(faults).toEqual(want === 'stands' ? places.map((place) => `${place} q maxLength`) : []);
    expect(problemsOf(sandbox)).toHaveLength(want === 'stands' ? 0 : 3);
  });
});
