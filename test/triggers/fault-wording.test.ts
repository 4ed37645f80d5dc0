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

/** A request with several faults, and the message for each: an example's words if one is about it. */
interface Row {
  readonly name: string;
  readonly examples: readonly (readonly Stated[])[];
  /** The error that a rule returns for one fault. */
  readonly ruled?: readonly [JsonObject, Stated];
  readonly target?: string;
  readonly body: Json;
  /** Location and message. */
  readonly want: readonly (readonly [string, string])[];
}

const nameless: Stated = { ...at('name'), says: 'A pet has to be given a name: it is required' };
const unwanted: Stated = { ...at('name'), says: 'Nobody leaves that out: it is mandatory' };
const longSku: Stated = { ...at('lines', 0, 'sku'), says: 'This is too long for a label' };
const rows: readonly Row[] = [
  {
    name: 'an example about one of two faults: its words for that fault, the sandbox’s for the other',
    examples: [[nameless]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'an example about each fault: their words',
    examples: [[{ ...at('age'), says: 'should be an integer, as ages are' }], [nameless]],
    body: { age: 'x' },
    want: [
      ['/age', 'should be an integer, as ages are'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'an example with several errors: the words of the one about the fault',
    examples: [[nameless, longSku]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'an example about a parameter',
    examples: [[{ in: 'query', at: ['limit'], says: 'is too large for one page' }]],
    target: '?limit=10',
    body: {},
    want: [
      ['limit', 'is too large for one page'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'an example about another list item: its words, the sent location',
    examples: [[longSku]],
    body: { name: 'Rex', lines: [{ sku: 'A' }, { sku: 'ABC' }] },
    want: [['/lines/1/sku', longSku.says]],
  },
  {
    name: 'an example about a list item, two items invalid: its words for both locations',
    examples: [[longSku]],
    body: { name: 'Rex', lines: [{ sku: 'ABC' }, { sku: 'ABC' }] },
    want: [
      ['/lines/0/sku', longSku.says],
      ['/lines/1/sku', longSku.says],
    ],
  },
  {
    name: 'two examples, one about the very item: its words',
    examples: [[{ ...at('lines', 1, 'sku'), says: 'The second is too long' }], [longSku]],
    body: { lines: [{ sku: 'ABC' }] },
    want: [
      ['/lines/0/sku', longSku.says],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'a rule and an example: the words of the rule',
    examples: [[unwanted]],
    ruled: [ruleFor('body#/name', 'required'), nameless],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', nameless.says],
    ],
  },
  {
    name: 'a rule about any list item: its words, the sent location',
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
    name: 'an example about another keyword: not its words',
    examples: [[{ ...at('name'), says: 'is too long' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'an example about another location: not its words',
    examples: [[{ ...at('age'), says: 'is required' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'an example that does not say what is wrong: not its words',
    examples: [[{ ...at('name'), says: 'Validation failed' }], [{ ...at('name'), says: 'has already been taken' }]],
    body: { age: 'x' },
    want: [
      ['/age', 'age must be of type integer'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'an example about the body as a whole: not its words',
    examples: [[{ ...at(), says: 'The request body is invalid' }]],
    target: '?limit=10',
    body: {},
    want: [
      ['limit', 'The query parameter limit must be at most 9'],
      ['/name', 'name is required'],
    ],
  },
  {
    name: 'an example about two locations in one sentence: not its words',
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

/** Location and message of each error in a body. */
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

describe.each(byName(writings.filter(({ builds }) => builds)))(
  'messages of a built error in %s (design, step 7)',
  (_, { write, mediaType }) => {
    it.each(byName(rows))('%s', async (_, { examples, ruled, target = '', body, want }) => {
      const documented = examples.map((stated, index) => [`e${index}`, write(stated)] as const);
      const byRule = ruled ? { ruled: write([ruled[1]]) } : {};
      const all = { first: write([general]), ...Object.fromEntries(documented), ...byRule };
      const answer = await ask(sandboxWith(all, mediaType, ruled ? [ruled[0]] : []), `POST /pets${target}`, { body });
      expect(answer.scenario).toBe('add/400/built');
      expect(errorsIn(answer.body)).toEqual(want);
    });
  },
);

/** Other members of a documented error, and what the built one has of them. */
const kept: readonly { readonly name: string; readonly example: Json; readonly body: Json; readonly want: Json }[] = [
  {
    name: 'OperationOutcome: code, details and extensions are kept',
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
    name: 'OperationOutcome with a location: dropped, since it belongs to another item',
    example: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', diagnostics: 'is too long', location: ['/Order/lines[1]/sku'] }],
    },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: { severity: 'error', code: 'invalid', diagnostics: 'is too long', expression: ['lines[1].sku'] },
  },
  {
    name: 'JSON:API: code, title and links are kept',
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
    name: 'FastAPI: type and ctx are kept, the input is not',
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
    name: 'JSON:API error about any location: used for this one',
    example: { errors: [{ status: '400', code: 'LONG', detail: 'A value is too long' }] },
    body: { name: 'Rex', lines: [{}, { sku: 'ABC' }] },
    want: { status: '400', code: 'LONG', detail: 'A value is too long', source: { pointer: '/lines/1/sku' } },
  },
];

describe('a built error keeps the other members of the documented one (design, step 7):', () => {
  it.each(byName(kept))('%s', async (_, { example, body, want }) => {
    const answer = await ask(sandboxWith({ example }), 'POST /pets', { body });
    expect(answer.scenario).toBe('add/400/built');
    const { issue, errors, detail } = isObject(answer.body) ? answer.body : {};
    expect(issue ?? errors ?? detail).toContainEqual(want);
  });
});

it('an error about two locations is used for neither alone (design, step 7)', async () => {
  const issue = { severity: 'error', code: 'required', diagnostics: 'Both are required', expression: ['name', 'age'] };
  const sandbox = sandboxWith({ both: { resourceType: 'OperationOutcome', issue: [issue] } });
  expect((await ask(sandbox, 'POST /pets?limit=10', { body: {} })).body).toMatchObject({
    issue: [{ expression: ['limit'] }, { diagnostics: 'name is required', expression: ['name'] }],
  });
});
