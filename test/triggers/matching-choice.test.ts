import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const item = {
  type: 'object',
  required: ['sku'],
  properties: { sku: { type: 'string', minLength: 2, pattern: '^[A-Z]+$' } },
};
const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 4 },
    age: { type: 'integer', minimum: 1 },
    items: { type: 'array', items: item },
  },
};

type Examples = Readonly<Record<string, Json>>;

function sandboxWith(responses: JsonObject, rules: readonly JsonObject[] = []) {
  const post = {
    operationId: 'add',
    parameters: [parameter('query', 'limit', { type: 'integer', maximum: 9 })],
    requestBody: jsonBody(schema),
    responses: { 201: response({ done: {} }), ...responses },
  };
  return ruledSandbox(documentOf({ '/pets': { post } }), { rules });
}

const nameless: Json = {};
const good = { name: 'Rex' };
const issue = (field: string, message: string) => ({ field, message });
const failures = (...list: readonly Json[]) => ({ failures: list });

/** Several examples that may be about a fault, and the one chosen, in whatever order they are documented. */
const contests: readonly {
  readonly name: string;
  readonly body: Json;
  readonly examples: Examples;
  readonly want: string;
}[] = [
  {
    name: 'a location before none',
    body: nameless,
    examples: { any: failures({ message: 'A required field is missing' }), it: failures(issue('name', 'is required')) },
    want: 'it',
  },
  {
    name: 'the kind of fault before a general statement about the body',
    body: nameless,
    examples: { any: { message: 'Invalid request body' }, it: { message: 'A required field is missing' } },
    want: 'it',
  },
  {
    name: 'location and fault before a general statement about the body',
    body: { name: 'Rex', age: 0 },
    examples: { any: { message: 'Invalid request body' }, it: { message: 'age must be at least 1' } },
    want: 'it',
  },
  {
    name: 'a specific message before “is invalid”',
    body: { name: 'Rexxx' },
    examples: { vague: failures(issue('name', 'is invalid')), it: failures(issue('name', 'is too long')) },
    want: 'it',
  },
  {
    name: 'a specific message before “validation failed”',
    body: { name: 'Rexxx' },
    examples: { vague: failures(issue('name', 'Validation failed')), it: failures(issue('name', 'is too long')) },
    want: 'it',
  },
  {
    name: 'missing property: “required” before “blank”',
    body: nameless,
    examples: { blank: failures(issue('name', "can't be blank")), it: failures(issue('name', 'is required')) },
    want: 'it',
  },
  {
    name: 'empty string: “blank” before “required”',
    body: { name: '' },
    examples: { missing: failures(issue('name', 'is required')), it: failures(issue('name', "can't be blank")) },
    want: 'it',
  },
  {
    name: 'a list item by index before any item',
    body: { name: 'Rex', items: [{ sku: 'AB' }, {}] },
    examples: { any: failures(issue('items.sku', 'is required')), it: failures(issue('items[1].sku', 'is required')) },
    want: 'it',
  },
  {
    name: 'any item before an item with another index',
    body: { name: 'Rex', items: [{ sku: 'AB' }, {}] },
    examples: {
      other: failures(issue('items[0].sku', 'is required')),
      it: failures(issue('items.sku', 'is required')),
    },
    want: 'it',
  },
  {
    name: 'an example about one fault before one about two',
    body: { name: 'Rex', items: [{}] },
    examples: {
      two: failures(issue('items.sku', 'is required'), issue('items.sku', 'is required')),
      it: failures(issue('items.sku', 'is required')),
    },
    want: 'it',
  },
  {
    name: 'two faults: an example about both before one about either',
    body: { age: 0 },
    examples: {
      name: failures(issue('name', 'is required')),
      age: failures(issue('age', 'must be at least 1')),
      three: failures(issue('name', 'is required'), issue('age', 'must be at least 1'), issue('items', 'is required')),
      it: failures(issue('age', 'must be at least 1'), issue('name', 'is required')),
    },
    want: 'it',
  },
  {
    name: 'two faults of one kind: an example about both before one about the kind',
    body: { name: 'Rex', items: [{}, {}] },
    examples: {
      any: failures({ message: 'A required field is missing' }),
      it: failures(issue('items[1].sku', 'is required'), issue('items[0].sku', 'is required')),
    },
    want: 'it',
  },
  {
    name: 'two faults at one location: an example about either',
    body: { name: 'Rex', items: [{ sku: 'a' }] },
    examples: {
      other: failures(issue('items[0].sku', 'is required')),
      it: failures(issue('items[0].sku', 'is too short')),
    },
    want: 'it',
  },
  {
    name: 'a location in prose before a location within a list of values',
    body: { name: 'Rex', age: 'x' },
    examples: {
      other: { message: 'name must be one of: age, items' },
      it: { message: 'age must be an integer' },
    },
    want: 'it',
  },
];

describe.each([
  ['in document order', (examples: Examples) => examples],
  ['in reverse order', (examples: Examples) => Object.fromEntries(Object.entries(examples).reverse())],
])('examples %s (design, step 7)', (_, order) => {
  it.each(byName(contests))('%s', async (_, { body, examples, want }) => {
    const sandbox = sandboxWith({ 400: response(order(examples)) });
    expect(await ask(sandbox, 'POST /pets', { body })).toMatchObject({ scenario: `add/400/${want}`, trigger: 'fault' });
  });
});

it('the first of two equal examples wins (design, step 7)', async () => {
  const examples = { one: failures(issue('name', 'is required')), two: failures(issue('name', 'is missing')) };
  expect((await ask(sandboxWith({ 400: response(examples) }), 'POST /pets', { body: {} })).scenario).toBe(
    'add/400/one',
  );
});

describe('where an example says what it is about (design, step 7)', () => {
  const vague: Json = { message: 'Bad request' };
  const named: readonly (readonly [name: string, body: Json])[] = [
    ['missing-name', nameless],
    ['NAME_TOO_LONG', { name: 'Rexxx' }],
    ['nameTooLong', { name: 'Rexxx' }],
    ['name-too-long', { name: 'Rexxx' }],
    ['AgeTooSmall', { name: 'Rex', age: 0 }],
    ['invalid-age', { name: 'Rex', age: 0 }],
    ['age_not_an_integer', { name: 'Rex', age: 'x' }],
    ['400-missing-name', nameless],
  ];
  it.each(named)('in its name %s', async (name, body) => {
    const sandbox = sandboxWith({ 400: response({ first: vague, [name]: vague }) });
    expect((await ask(sandbox, 'POST /pets', { body })).scenario).toBe(`add/400/${name}`);
  });

  it.each(named)('in its name %s, which is not that of another fault', async (name, body) => {
    const other = named.find(([, sent]) => Object.keys(Object(sent)).length !== Object.keys(Object(body)).length);
    const sandbox = sandboxWith({ 400: response({ first: vague, [name]: vague }) });
    expect((await ask(sandbox, 'POST /pets', { body: other?.[1] ?? 1 })).scenario).toBe('add/400/first');
  });

  it('in its summary', async () => {
    const examples = { one: { value: vague }, two: { summary: 'The name is missing', value: vague } };
    const sandbox = sandboxWith({ 400: { description: '', content: { 'application/json': { examples } } } });
    expect((await ask(sandbox, 'POST /pets', { body: {} })).scenario).toBe('add/400/two');
  });

  it('in its body, whatever its name', async () => {
    const examples = { 'missing-name': { message: 'age must be at least 1' }, other: vague };
    const sandbox = sandboxWith({ 400: response(examples) });
    expect((await ask(sandbox, 'POST /pets', { body: { name: 'Rex', age: 0 } })).scenario).toBe('add/400/missing-name');
  });
});

describe('the choice between statuses (design, step 7)', () => {
  const failed = failures(issue('name', 'is required'));
  const prose = { message: 'name is required' };
  const other = failures(issue('age', 'must be at least 1'));
  const unread = { message: 'The body is not valid JSON' };
  const csv = { message: 'The content type is not supported' };
  const rows: readonly {
    readonly name: string;
    readonly responses: Readonly<Record<string, Examples>>;
    readonly sent?: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: Json | Uint8Array<ArrayBuffer>;
    };
    readonly want: string;
    readonly status: number;
  }[] = [
    {
      name: '400 and 422, both about the fault: 422',
      responses: { 400: { about: failed }, 422: { about: failed } },
      want: '422/about',
      status: 422,
    },
    {
      name: '400 about the fault, 422 about another: 400',
      responses: { 400: { about: failed }, 422: { other } },
      want: '400/about',
      status: 400,
    },
    {
      name: '400 more specific than 422: 400',
      responses: { 400: { about: failed }, 422: { prose } },
      want: '400/about',
      status: 400,
    },
    {
      name: 'neither 400 nor 422 about the fault: 422',
      responses: { 400: { other }, 422: { other } },
      want: '422/other',
      status: 422,
    },
    { name: '4XX: as 422', responses: { '4XX': { other, about: failed } }, want: '4XX/about', status: 422 },
    { name: 'default: as 422', responses: { default: { other, about: failed } }, want: 'default/about', status: 422 },
    {
      name: '400 and 4XX, only 4XX about the fault: 400',
      responses: { 400: { other }, '4XX': { about: failed } },
      want: '400/other',
      status: 400,
    },
    {
      name: '400 and 409, only 409 about the fault: 400',
      responses: { 400: { other }, 409: { about: failed } },
      want: '400/other',
      status: 400,
    },
    {
      name: 'body that cannot be parsed, 400 and 422: 400',
      responses: { 400: { unread }, 422: { unread } },
      sent: { headers: { 'Content-Type': 'application/json' }, body: bytes('{') },
      want: '400/unread',
      status: 400,
    },
    {
      name: 'body that cannot be parsed, only 422 about it: 422',
      responses: { 400: { other }, 422: { unread } },
      sent: { headers: { 'Content-Type': 'application/json' }, body: bytes('{') },
      want: '422/unread',
      status: 422,
    },
    {
      name: 'unsupported media type, 415 whatever it says: 415',
      responses: { 400: { other, csv }, 415: { sorry: { message: 'Sorry' } } },
      sent: { headers: { 'Content-Type': 'text/csv' }, body: bytes('a,b') },
      want: '415/sorry',
      status: 415,
    },
    {
      name: 'unsupported media type, no 415: the 400 about it',
      responses: { 400: { other, csv } },
      sent: { headers: { 'Content-Type': 'text/csv' }, body: bytes('a,b') },
      want: '400/csv',
      status: 400,
    },
    {
      name: 'unsupported character set, several 415 examples: the one about it',
      responses: { 415: { csv, set: { message: 'The charset must be utf-8' } } },
      sent: { headers: { 'Content-Type': 'application/json; charset=utf-16' }, body: bytes('{}') },
      want: '415/set',
      status: 415,
    },
  ];
  it.each(byName(rows))('%s', async (_, { responses, sent = { body: {} }, want, status }) => {
    const documented = Object.entries(responses).map(([key, examples]) => [key, response(examples)]);
    const sandbox = sandboxWith(Object.fromEntries(documented));
    expect(await ask(sandbox, 'POST /pets', sent)).toMatchObject({ status, scenario: `add/${want}`, trigger: 'fault' });
  });
});

describe('a rule in a scenario file (design, step 7)', () => {
  const examples = { about: failures(issue('name', 'is required')), ruled: { message: 'As it was told' } };
  const rule = { operation: 'add', faults: [{ at: 'body#/name', keyword: 'required' }], answer: '400/ruled' };

  it('comes before the example about the fault', async () => {
    const answer = await ask(sandboxWith({ 400: response(examples) }, [rule]), 'POST /pets', { body: {} });
    expect(answer).toMatchObject({ scenario: 'add/400/ruled', trigger: 'rule' });
  });

  it('leaves other faults to the examples about them', async () => {
    const more = { ...examples, long: failures(issue('name', 'is too long')) };
    const answer = await ask(sandboxWith({ 400: response(more) }, [rule]), 'POST /pets', { body: { name: 'Rexxx' } });
    expect(answer).toMatchObject({ scenario: 'add/400/long', trigger: 'fault' });
  });

  it('may answer a fault with an example about another', async () => {
    const odd = { ...rule, answer: '400/about', faults: ['query.limit'] };
    const answer = await ask(sandboxWith({ 400: response(examples) }, [odd]), 'POST /pets?limit=10', { body: good });
    expect(answer).toMatchObject({ scenario: 'add/400/about', trigger: 'rule' });
  });
});

describe('several faults (design, step 7)', () => {
  const three = { age: 0, items: [{}, { sku: 'a' }] };
  it('get the example about all of them', async () => {
    const all = failures(
      issue('items[1].sku', 'is too short'),
      issue('items[0].sku', 'is required'),
      issue('age', 'must be at least 1'),
      issue('name', 'is required'),
      issue('limit', 'is too large'),
    );
    const sandbox = sandboxWith({ 400: response({ other: { message: 'No' }, all }) });
    expect((await ask(sandbox, 'POST /pets?limit=10', { body: three })).scenario).toBe('add/400/all');
    expect((await ask(sandbox, 'POST /pets', { body: three })).scenario).toBe('add/400/other');
  });

  it('are read separately from the heading above them', async () => {
    const headed = failures({ message: 'Validation failed' }, issue('name', 'is required'));
    const sandbox = sandboxWith({ 400: response({ other: { message: 'No' }, headed }) });
    expect((await ask(sandbox, 'POST /pets', { body: {} })).scenario).toBe('add/400/headed');
  });

  it('are found in one of two sentences', async () => {
    const sandbox = sandboxWith({
      400: response({ other: { message: 'No' }, both: { message: 'name and age are required' } }),
    });
    expect((await ask(sandbox, 'POST /pets', { body: {} })).scenario).toBe('add/400/other');
  });

  it('get a general statement about the body if no example is about them', async () => {
    const sandbox = sandboxWith({
      400: response({ other: { message: 'No' }, body: { message: 'Invalid request body' } }),
    });
    expect((await ask(sandbox, 'POST /pets', { body: three })).scenario).toBe('add/400/body');
    expect((await ask(sandbox, 'POST /pets?limit=10', { body: three })).scenario).toBe('add/400/other');
  });
});
