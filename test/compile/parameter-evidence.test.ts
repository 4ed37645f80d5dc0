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

/** How the ordinary request says it; what is told of the document; how another value fares. */
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
  /** As the ordinary request has it. */
  readonly sent: string;
  /** A value that is refused, and why. */
  readonly wrong: string;
  readonly faults: readonly string[];
  /** None: nothing. */
  readonly reported?: readonly string[];
}

const json = { content: { 'application/json': { schema: object, example: '{"a":1}' } } };

const rows: readonly Row[] = [
  {
    name: 'a number as a text',
    in: 'query',
    schema: integer,
    example: '2',
    sent: 'q=2',
    wrong: 'q=abc',
    faults: ['query q type'],
  },
  { name: 'in a path', in: 'path', schema: integer, example: '2', sent: '2', wrong: 'abc', faults: ['path q type'] },
  {
    name: 'in a header',
    in: 'header',
    schema: integer,
    example: '2',
    sent: '2',
    wrong: 'abc',
    faults: ['header q type'],
  },
  {
    name: 'in a cookie',
    in: 'cookie',
    schema: integer,
    example: '2',
    sent: 'q=2',
    wrong: 'q=abc',
    faults: ['cookie q type'],
  },
  {
    name: 'true as a text',
    in: 'query',
    schema: { type: 'boolean' },
    example: 'true',
    sent: 'q=true',
    wrong: 'q=2',
    faults: ['query q type'],
  },
  {
    name: 'a decimal as a text',
    in: 'query',
    schema: { type: 'number' },
    example: '2.5',
    sent: 'q=2.5',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'a number that is a text',
    in: 'query',
    schema: { type: 'string', maxLength: 4 },
    example: 2017,
    sent: 'q=2017',
    wrong: 'q=20170',
    faults: ['query q maxLength'],
  },
  {
    name: 'a flag that is a text',
    in: 'header',
    schema: { enum: ['true', 'false'], type: 'string' },
    example: true,
    sent: 'true',
    wrong: 'x',
    faults: ['header q enum'],
  },
  {
    name: 'a list as a text',
    in: 'query',
    schema: integers,
    example: '1,2',
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=1,x',
    faults: ['query q/1 type'],
  },
  {
    name: 'with spaces',
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
    name: 'with pipes',
    in: 'query',
    schema: integers,
    example: '1|2',
    more: { style: 'pipeDelimited', explode: false },
    sent: 'q=1%7C2',
    wrong: 'q=1|x',
    faults: ['query q/1 type'],
  },
  {
    name: 'with blanks',
    in: 'query',
    schema: integers,
    example: '1 2',
    more: { style: 'spaceDelimited', explode: false },
    sent: 'q=1%202',
    wrong: 'q=1%20x',
    faults: ['query q/1 type'],
  },
  {
    name: 'with its name',
    in: 'query',
    schema: integers,
    example: 'q=1&q=2',
    sent: 'q=1&q=2',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'as JSON',
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
    name: 'a list in a path',
    in: 'path',
    schema: integers,
    example: '1,2',
    sent: '1,2',
    wrong: '1,x',
    faults: ['path q/1 type'],
  },
  {
    name: 'a list in a header',
    in: 'header',
    schema: integers,
    example: '1, 2',
    sent: '1,2',
    wrong: '1,x',
    faults: ['header q/1 type'],
  },
  {
    name: 'a list in the style label',
    in: 'path',
    schema: integers,
    example: '.1.2',
    more: { style: 'label', explode: true },
    sent: '.1.2',
    wrong: '.x',
    faults: ['path q/0 type'],
  },
  {
    name: 'a list in the style matrix',
    in: 'path',
    schema: integers,
    example: ';q=1,2',
    more: { style: 'matrix' },
    sent: ';q=1,2',
    wrong: ';q=x',
    faults: ['path q/0 type'],
  },
  {
    name: 'a list of texts that are numbers',
    in: 'query',
    schema: integers,
    example: ['1', '2'],
    more: { explode: false },
    sent: 'q=1,2',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'one item that is no list',
    in: 'query',
    schema: integers,
    example: 5,
    sent: 'q=5',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'a list that is one text',
    in: 'query',
    schema: { type: 'string', maxLength: 3 },
    example: ['a', 'b'],
    sent: 'q=a%2Cb',
    wrong: 'q=abcd',
    faults: ['query q maxLength'],
  },
  {
    name: 'an object as a text',
    in: 'query',
    schema: object,
    example: 'a,1,b,x',
    more: { explode: false },
    sent: 'q=a,1,b,x',
    wrong: 'q=a,x',
    faults: ['query q/a type'],
  },
  {
    name: 'an exploded object as a text',
    in: 'query',
    schema: object,
    example: 'a=1&b=x',
    sent: 'a=1&b=x',
    wrong: 'a=x',
    faults: ['query q/a type'],
  },
  {
    name: 'an object as JSON',
    in: 'query',
    schema: object,
    example: '{"a":1}',
    sent: 'a=1',
    wrong: 'a=x',
    faults: ['query q/a type'],
  },
  {
    name: 'deepObject as a text',
    in: 'query',
    schema: object,
    example: 'q[a]=1',
    more: { style: 'deepObject' },
    sent: 'q%5Ba%5D=1',
    wrong: 'q[a]=x',
    faults: ['query q/a type'],
  },
  {
    name: 'deepObject with texts',
    in: 'query',
    schema: object,
    example: { a: '1' },
    more: { style: 'deepObject' },
    sent: 'q%5Ba%5D=1',
    wrong: 'q[a]=x',
    faults: ['query q/a type'],
  },
  {
    name: 'JSON as a text',
    in: 'query',
    schema: object,
    more: json,
    sent: 'q=%7B%22a%22%3A1%7D',
    wrong: 'q=%7B%22a%22%3A%22x%22%7D',
    faults: ['query q/a type'],
  },
  {
    name: 'what is never sent: null',
    in: 'query',
    schema: integer,
    example: null,
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'what is never sent: no text',
    in: 'query',
    schema: integer,
    example: '',
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q type'],
  },
  {
    name: 'what is never sent: no items',
    in: 'query',
    schema: { ...integers, minItems: 1 },
    example: [],
    sent: 'q=0',
    wrong: 'q=x',
    faults: ['query q/0 type'],
  },
  {
    name: 'an example of the schema',
    in: 'query',
    schema: { ...integer, example: '2' },
    sent: 'q=2',
    wrong: 'q=x',
    faults: ['query q type'],
  },
];

describe('an example of a parameter is read as it is sent (OpenAPI 3.1.1, 4.8.12.3)', () => {
  it.each(rows.map((row) => [row.name, row] as const))(
    '%s',
    async (_, { sent, wrong, faults, reported = [], ...given }) => {
      expect(await served(given, wrong)).toEqual({ sent, told: reported, faults });
    },
  );

  it.each<readonly [string, Json, Json]>([
    ['what is wrong however it is read', integer, 'abc'],
    ['what is another number', { type: 'integer', maximum: 5 }, '6'],
  ])('but %s sets the constraint aside', async (_, schema, example) => {
    const sandbox = sandboxWith({ in: 'query', schema, example });
    const { faults } = await ask(sandbox, `GET /things?q=${JSON.stringify(example).slice(1, -1)}0`);
    expect([faults, problemsOf(sandbox).map(({ code }) => code)]).toEqual([[], ['constraint-set-aside']]);
  });

  it('of an exploded list, a text with commas means its items; sent as it stands, it is taken and told', async () => {
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

  it('in 2.0, x-example likewise', async () => {
    const sandbox = sandboxOf(
      swaggerWith([{ in: 'query', name: 'q', type: 'string', maxLength: 4, 'x-example': 2017 }]),
    );
    expect(problemsOf(sandbox)).toEqual([]);
    expect((await ask(sandbox, 'POST /things?q=20170')).faults).toEqual(['query q maxLength']);
  });

  it('a default is read so, too: rules compare it', async () => {
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

describe('an example of a parameter that is paired with an error is a negative, as in bodies', () => {
  const schema = { type: 'string', maxLength: 3 };
  it.each<readonly [string, JsonObject, JsonObject, 'stands' | 'set aside']>([
    ['with an error of its name', { minor: 'Thomas' }, { 400: response({ minor: {} }) }, 'stands'],
    ['with a range', { minor: 'Thomas' }, { '4XX': response({ minor: {} }) }, 'stands'],
    ['with a server error', { minor: 'Thomas' }, { 503: response({ minor: {} }) }, 'stands'],
    ['with `default` beside a success', { minor: 'Thomas' }, { default: response({ minor: {} }) }, 'stands'],
    ['with the words of an error', { minor: 'Thomas' }, { 400: response({ minorResponse: {} }) }, 'stands'],
    ['by its own name', { 'invalid-name': 'Thomas' }, { 400: empty }, 'stands'],
    ['with a success', { minor: 'Thomas' }, { 201: response({ minor: {} }) }, 'set aside'],
    ['with both', { minor: 'Thomas' }, { 201: response({ minor: {} }), 400: response({ minor: {} }) }, 'set aside'],
    ['with nothing', { minor: 'Thomas' }, { 400: response({ major: {} }) }, 'set aside'],
    ['not by the name `example`', { example: 'Thomas' }, { 400: response({ example: {} }) }, 'set aside'],
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
