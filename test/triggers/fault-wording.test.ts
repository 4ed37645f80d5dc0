import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../sandbox/syntax/json.ts';
import { pointerOf } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { type Stated, writings } from '../fixtures/stated-errors.ts';

const sku = { type: 'string', maxLength: 2 };
const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    age: { type: 'integer' },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku } } },
  },
};

function sandboxWith(examples: Readonly<Record<string, Json>>, mediaType?: string, rules: readonly JsonObject[] = []) {
  const post = {
    operationId: 'add',
    parameters: [parameter('query', 'limit', { type: 'integer', maximum: 9 })],
    requestBody: jsonBody(schema),
    responses: { 201: response({ done: {} }), 400: response(examples, mediaType) },
  };
  return ruledSandbox(documentOf({ '/pets': { post } }), { rules });
}

const ruleFor = (at: string, keyword: string) => ({ operation: 'add', faults: [{ at, keyword }], answer: '400/ruled' });
const at = (...steps: Stated['at']) => ({ in: 'body', at: steps }) as const;

/** A request with several faults, and what is said of each: in an example's words where one is about it. */
interface Row {
  readonly name: string;
  readonly examples: readonly (readonly Stated[])[];
  /** What a rule gives for one fault. */
  readonly ruled?: readonly [JsonObject, Stated];
  readonly target?: string;
  readonly body: Json;
  /** Place and words. */
  readonly want: readonly (readonly [string, string])[];
}

const nameless: Stated = { ...at('name'), says: 'A pet has to be given a name: it is required' };
const unwanted: Stated = { ...at('name'), says: 'Nobody leaves that out: it is mandatory' };
const longSku: Stated = { ...at('lines', 0, 'sku'), says: 'This is too long for a label' };
const rows: readonly Row[] = [
  {
    name: 'one fault is told in the words of an example, the other in the sandbox’s own',
    examples: [[nameless]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'each in the words of its example',
    examples: [[{ ...at('age'), says: 'should be an integer, as ages are' }], [nameless]],
    body: { age: 'x' },
    want: [
      ['/age', 'should be an integer, as ages are'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'in the words of one of the errors that an example states',
    examples: [[nameless, longSku]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'a parameter',
    examples: [[{ in: 'query', at: ['limit'], says: 'is too large for one page' }]],
    target: '?limit=10',
    body: {},
    want: [
      ['limit', 'is too large for one page'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'another item of the list, at its own place',
    examples: [[longSku]],
    body: { name: 'Rex', lines: [{ sku: 'A' }, { sku: 'ABC' }] },
    want: [['/lines/1/sku', longSku.says]],
  },
  {
    name: 'two items of the list, each at its own place',
    examples: [[longSku]],
    body: { name: 'Rex', lines: [{ sku: 'ABC' }, { sku: 'ABC' }] },
    want: [
      ['/lines/0/sku', longSku.says],
      ['/lines/1/sku', longSku.says],
    ],
  },
  {
    name: 'of two examples, in the words for that very item',
    examples: [[{ ...at('lines', 1, 'sku'), says: 'The second is too long' }], [longSku]],
    body: { lines: [{ sku: 'ABC' }] },
    want: [
      ['/lines/0/sku', longSku.says],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'in the words of a rule before those of an example',
    examples: [[unwanted]],
    ruled: [ruleFor('body#/name', 'required'), nameless],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'in the words of a rule about any item, at its own place',
    examples: [],
    ruled: [ruleFor('body#/lines/*/sku', 'maxLength'), longSku],
    body: { lines: [{}, { sku: 'ABC' }] },
    want: [
      ['/lines/0/sku', 'lines[0].sku is required'],
      ['/lines/1/sku', longSku.says],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'not in words about another keyword',
    examples: [[{ ...at('name'), says: 'is too long' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'not in words about another place',
    examples: [[{ ...at('age'), says: 'is required' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'not in words that say nothing of it',
    examples: [[{ ...at('name'), says: 'Validation failed' }], [{ ...at('name'), says: 'has already been taken' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'not in a word for the whole body',
    examples: [[{ ...at(), says: 'The request body is invalid' }]],
    target: '?limit=10',
    body: {},
    want: [
      ['limit', 'The query parameter limit must be at most 9'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'not in a sentence about two places',
    examples: [[{ ...at(), says: 'name is required; age must be an integer' }]],
    target: '?limit=10',
    body: {},
    want: [
      ['limit', 'The query parameter limit must be at most 9'],
      ['/name', 'name is required'],
    ],
  },
];

const general: Stated = { ...at(), says: 'The request is wrong' };

/** Place and words of each error of a body. */
function errorsIn(body: Json | undefined): readonly (readonly [string, string])[] {
  const list = property(body, 'issue') ?? property(body, 'errors') ?? property(body, 'detail');
  return (isArray(list) ? list : []).map((error) => {
    const source = property(error, 'source') ?? error;
    const [expression] = [property(error, 'expression')].flatMap((one) => (isArray(one) ? one : []));
    const pointer = String(expression ?? '').replace(/(?:^|\.)(\w+)|\[(\d+)\]/g, '/$1$2');
    const loc = property(error, 'loc');
    if (isArray(loc)) return [pointerOf(loc.map(String)).replace(/^.(body|query.)/, ''), text(error, 'msg') ?? ''];
    const place = text(source, 'pointer')?.replace('#', '') ?? text(source, 'parameter') ?? pointer;
    return [place.replace(/^\/limit$/, 'limit'), text(error, 'diagnostics') ?? text(error, 'detail') ?? ''];
  });
}

describe.each(byName(writings.filter(({ builds }) => builds)))('in %s (design, step 7)', (_, { write, mediaType }) => {
  it.each(byName(rows))('%s', async (_, { examples, ruled, target = '', body, want }) => {
    const documented = examples.map((stated, index) => [`e${index}`, write(stated)] as const);
    const byRule = ruled ? { ruled: write([ruled[1]]) } : {};
    const all = { first: write([general]), ...Object.fromEntries(documented), ...byRule };
    const answer = await ask(sandboxWith(all, mediaType, ruled ? [ruled[0]] : []), `POST /pets${target}`, { body });
    expect(answer.scenario).toBe('add/400/built');
    expect(errorsIn(answer.body)).toEqual(want);
  });
});

/** What else a documented error has, and what becomes of it. */
const kept: readonly { readonly name: string; readonly example: Json; readonly body: Json; readonly want: Json }[] = [
  {
    name: 'an OperationOutcome: code, details and extensions',
    example: {
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'fatal', code: 'too-long', details: { text: 'Too long' }, expression: ['lines[0].sku'], id: 'a' },
      ],
    },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: { severity: 'fatal', code: 'too-long', details: { text: 'Too long' }, expression: ['lines[1].sku'], id: 'a' },
  },
  {
    name: 'an OperationOutcome: a location would be that of the other item',
    example: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', diagnostics: 'is too long', location: ['/Order/lines[1]/sku'] }],
    },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: { severity: 'error', code: 'invalid', diagnostics: 'is too long', expression: ['lines[1].sku'] },
  },
  {
    name: 'JSON:API: code, title and links',
    example: {
      errors: [
        {
          status: '400',
          code: 'LONG',
          title: 'Too long',
          links: { about: 'https://example.com/long' },
          source: { pointer: '/lines/0/sku' },
        },
      ],
    },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: {
      status: '400',
      code: 'LONG',
      title: 'Too long',
      links: { about: 'https://example.com/long' },
      source: { pointer: '/lines/1/sku' },
    },
  },
  {
    name: 'FastAPI’s list of places: type and context, but not what was sent elsewhere',
    example: {
      detail: [
        {
          type: 'string_too_long',
          loc: ['body', 'lines', 0, 'sku'],
          msg: 'is too long',
          input: 'ABCD',
          ctx: { max_length: 2 },
        },
      ],
    },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: {
      type: 'string_too_long',
      loc: ['body', 'lines', 1, 'sku'],
      msg: 'is too long',
      ctx: { max_length: 2 },
    },
  },
  {
    name: 'JSON:API: what is said of any place is told of this one',
    example: { errors: [{ status: '400', code: 'LONG', detail: 'A value is too long' }] },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: { status: '400', code: 'LONG', detail: 'A value is too long', source: { pointer: '/lines/1/sku' } },
  },
];

describe('a built error keeps what else a documented one has (design, step 7):', () => {
  it.each(byName(kept))('%s', async (_, { example, body, want }) => {
    const answer = await ask(sandboxWith({ example }), 'POST /pets', { body });
    expect(answer.scenario).toBe('add/400/built');
    const { issue, errors, detail } = isObject(answer.body) ? answer.body : {};
    expect(issue ?? errors ?? detail).toContainEqual(want);
  });
});

it('a statement of two places is used for neither alone (design, step 7)', async () => {
  const issue = { severity: 'error', code: 'required', diagnostics: 'Both are required', expression: ['name', 'age'] };
  const sandbox = sandboxWith({ both: { resourceType: 'OperationOutcome', issue: [issue] } });
  expect((await ask(sandbox, 'POST /pets?limit=10', { body: {} })).body).toMatchObject({
    issue: [{ expression: ['limit'] }, { diagnostics: 'name is required', expression: ['name'] }],
  });
});
