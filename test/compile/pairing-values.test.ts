import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, named, parameter, response, responsesOf } from '../fixtures/document.ts';
import { sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** Request and response examples by name, and the pairs expected; the names share no words. */
interface ValueRow {
  readonly name: string;
  readonly requests: JsonObject;
  readonly answers: JsonObject;
  readonly pairs: readonly string[];
}

const values: readonly ValueRow[] = [
  {
    name: 'a string that one response contains: paired',
    requests: { a: { email: 'ann@x.org' }, b: { email: 'bob@x.org' } },
    answers: { 'x/201': { login: 'bob@x.org' }, 'y/201': { login: 'ann@x.org' } },
    pairs: ['a y', 'b x'],
  },
  {
    name: 'a string nested in both: paired',
    requests: { a: { to: [{ address: { town: 'Leeds' } }] }, b: { to: [{ address: { town: 'York' } }] } },
    answers: { 'x/201': { items: [{ sent: { place: 'York' } }] }, 'y/201': { items: [{ sent: { place: 'Leeds' } }] } },
    pairs: ['a y', 'b x'],
  },
  {
    name: 'an equal number of the same property: paired',
    requests: { a: { amount: 5 }, b: { amount: 9 } },
    answers: { 'x/201': { totalAmount: 9 }, 'y/201': { totalAmount: 5 } },
    pairs: ['a y', 'b x'],
  },
  {
    name: 'a small equal number of another property: not paired',
    requests: { a: { amount: 1 }, b: { amount: 2 } },
    answers: { 'x/201': { id: 2 }, 'y/201': { id: 1 } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a short equal string of another property: not paired',
    requests: { a: { country: 'GB' }, b: { country: 'FR' } },
    answers: { 'x/201': { language: 'FR' }, 'y/201': { language: 'GB' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a long number, written as a string in one of them: paired',
    requests: { a: { nhsNumber: '9990548609' }, b: { nhsNumber: '9990548617' } },
    answers: { 'x/201': { patient: 9990548617 }, 'y/201': { patient: 9990548609 } },
    pairs: ['a y', 'b x'],
  },
  {
    name: 'a string that two responses contain: not paired',
    requests: { a: { email: 'ann@x.org' }, b: { email: 'bob@x.org' } },
    answers: { 'x/201': { login: 'ann@x.org' }, 'y/201': { login: 'ann@x.org' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a string that two responses of different status contain: not paired',
    requests: { a: { email: 'ann@x.org' }, b: {} },
    answers: { 'x/201': { login: 'ann@x.org' }, 'y/202': { login: 'ann@x.org' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a string that two requests contain: not paired',
    requests: { a: { email: 'ann@x.org' }, b: { email: 'ann@x.org', note: 'Hello' } },
    answers: { 'x/201': { login: 'ann@x.org' }, 'y/201': {} },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a string that a negative request contains too: paired',
    requests: { a: { email: 'ann@x.org' }, 'invalid-phone': { email: 'ann@x.org', phone: 'x' } },
    answers: { 'x/201': {}, 'y/201': { login: 'ann@x.org' } },
    pairs: ['a y', 'invalid-phone none'],
  },
  {
    name: 'equal booleans, nulls and empty strings: not paired',
    requests: { a: { one: true, two: null, three: '' }, b: { one: false, two: 1, three: 'three' } },
    answers: { 'x/201': { one: false }, 'y/201': { one: true, two: null, three: '' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'several responses share values: paired with the one that shares most',
    requests: { a: { from: 'Leeds', to: 'York', via: 'Selby' }, b: {} },
    answers: { 'x/201': { stop: 'Selby' }, 'y/201': { start: 'Leeds', end: 'York' } },
    pairs: ['a y', 'b none'],
  },
  {
    name: 'two responses share equally many values: not paired',
    requests: { a: { from: 'Leeds', to: 'York' }, b: {} },
    answers: { 'x/201': { stop: 'Leeds' }, 'y/201': { stop: 'York' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a value that is part of a longer string: not paired',
    requests: { a: { name: 'Ann' }, b: { name: 'Bob' } },
    answers: { 'x/201': { text: 'Hello Ann' }, 'y/201': { text: 'Hello Bob' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'a string that only an error contains: not paired',
    requests: { a: { email: 'ann@x.org' }, b: {} },
    answers: { 'x/201': {}, 'y/201': {}, 'z/409': { taken: 'ann@x.org' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'equal names and equal values: paired by name',
    requests: { letter: { email: 'ann@x.org' }, b: {} },
    answers: { 'letter/201': {}, 'y/201': { login: 'ann@x.org' } },
    pairs: ['letter letter', 'b none'],
  },
  {
    name: 'equal keys without equal values: not paired',
    requests: { a: { constructor: 'x', toString: 'x' }, b: { hasOwnProperty: 'x' } },
    answers: { 'x/201': { constructor: 'y' }, 'y/201': { hasOwnProperty: 'y' } },
    pairs: ['a none', 'b none'],
  },
  {
    name: 'strings that are member names of Object.prototype: paired as any other',
    requests: { a: { name: 'constructor' }, b: { name: '__proto__' } },
    answers: { 'x/201': { echo: '__proto__' }, 'y/201': { echo: 'constructor' } },
    pairs: ['a y', 'b x'],
  },
  {
    name: 'a body that is a string: paired',
    requests: { a: 'first text', b: 'second text' },
    answers: { 'x/201': { echo: 'second text' }, 'y/201': ['first text'] },
    pairs: ['a y', 'b x'],
  },
];

describe('a request example leads to the response example that repeats its values', () => {
  it.each(byName(values))('%s', async (_, { requests, answers, pairs }) => {
    const valued = Object.entries(answers).map(([key, value]) => {
      const [name = '', status = ''] = key.split('/');
      return { answer: `${status}/${name}`, value };
    });
    const responses = responsesOf(
      valued.map(({ answer }) => answer),
      (answer) => valued.find((one) => one.answer === answer)?.value ?? null,
    );
    const sandbox = sendSandbox({ schema: {}, examples: requests, responses });
    const got = [];
    for (const [name, body] of Object.entries(requests)) {
      const { scenario = '', trigger } = await ask(sandbox, 'POST /things', { body });
      got.push(`${name} ${trigger === 'example' ? scenario.split('/').at(-1) : 'none'}`);
    }
    expect(got).toEqual(pairs);
  });
});

it('an example of two media types counts as one request', async () => {
  const media = (examples: JsonObject) => ({ 'application/json': { examples }, 'application/fhir+json': { examples } });
  const post = {
    operationId: 'send',
    requestBody: { content: media({ 'new-cat': { value: { says: 'meow' } }, b: { value: { says: 'woof' } } }) },
    responses: {
      200: { description: '' },
      201: {
        description: '',
        content: media({ any: { value: {} }, cat: { value: {} }, d: { value: { said: 'woof' } } }),
      },
    },
  };
  const sandbox = sandboxOf(documentOf({ '/things': { post } }));
  const scenarios = [];
  for (const body of [{ says: 'meow' }, { says: 'woof' }]) {
    for (const type of ['application/json', 'application/fhir+json']) {
      scenarios.push((await ask(sandbox, 'POST /things', { headers: { 'Content-Type': type }, body })).scenario);
    }
  }
  expect(scenarios).toEqual(['send/201/cat', 'send/201/cat', 'send/201/d', 'send/201/d']);
});

/** `GET` of a path with parameters: the requests, and the response example that each gets. */
interface PathRow {
  readonly name: string;
  readonly path: string;
  readonly parameters?: readonly JsonObject[];
  readonly answers: JsonObject;
  readonly asked: Readonly<Record<string, string>>;
}

const petId = parameter('path', 'petId', { type: 'integer' });
const cat = { id: 1, name: 'Tom', ownerId: 2 };
const dog = { id: 2, name: 'Rex', ownerId: 1 };

const paths: readonly PathRow[] = [
  {
    name: 'path ends with {petId}, response has id: chosen by id',
    path: '/pets/{petId}',
    parameters: [petId],
    answers: { cat, dog },
    asked: { '/pets/1': 'cat', '/pets/2': 'dog', '/pets/3': 'none' },
  },
  {
    name: 'parameter named like the property: chosen by it',
    path: '/pets/{id}',
    parameters: [parameter('path', 'id', { type: 'string' })],
    answers: { cat, dog },
    asked: { '/pets/1': 'cat', '/pets/2': 'dog', '/pets/02': 'none' },
  },
  {
    name: 'property named pet_id: chosen by it',
    path: '/pets/{id}',
    parameters: [parameter('path', 'id', { type: 'integer' })],
    answers: { cat: { pet_id: 1 }, dog: { pet_id: 2 } },
    asked: { '/pets/2': 'dog' },
  },
  {
    name: 'parameter of a string: chosen by it',
    path: '/pets/{pet-name}',
    parameters: [parameter('path', 'pet-name', { type: 'string' })],
    answers: { cat, dog },
    asked: { '/pets/Rex': 'dog', '/pets/rex': 'none', '/pets/Re%78': 'dog' },
  },
  {
    name: 'several objects with an id: the outermost counts',
    path: '/pets/{petId}',
    parameters: [petId],
    answers: { cat: { data: { id: 1, owner: { id: 2 } } }, dog: { data: { id: 2, owner: { id: 1 } } } },
    asked: { '/pets/1': 'cat', '/pets/2': 'dog' },
  },
  {
    name: 'id of another resource in the response: not chosen',
    path: '/owners/{ownerId}/pets',
    parameters: [parameter('path', 'ownerId', { type: 'integer' })],
    answers: { few: [{ id: 1 }], many: [{ id: 2 }, { id: 3 }] },
    asked: { '/owners/1/pets': 'none', '/owners/2/pets': 'none' },
  },
  {
    name: 'id of another resource, parameter named id: not chosen',
    path: '/owners/{id}/pets',
    parameters: [parameter('path', 'id', { type: 'integer' })],
    answers: { few: [{ id: 1 }], many: [{ id: 2 }, { id: 3 }] },
    asked: { '/owners/2/pets': 'none' },
  },
  {
    name: 'id in the middle of the path, response has ownerId: chosen by it',
    path: '/owners/{ownerId}/pets',
    parameters: [parameter('path', 'ownerId', { type: 'integer' })],
    answers: {
      few: [{ id: 1, ownerId: 7 }],
      many: [
        { id: 7, ownerId: 8 },
        { id: 3, ownerId: 8 },
      ],
    },
    asked: { '/owners/7/pets': 'few', '/owners/8/pets': 'many' },
  },
  {
    name: 'two ids in the path: each compared with its own property',
    path: '/users/{userId}/posts/{postId}',
    parameters: [parameter('path', 'userId', { type: 'integer' }), parameter('path', 'postId', { type: 'integer' })],
    answers: { first: { id: 1, userId: 1 }, second: { id: 2, userId: 1 }, third: { id: 3, userId: 2 } },
    asked: {
      '/users/1/posts/1': 'first',
      '/users/1/posts/2': 'second',
      '/users/2/posts/3': 'third',
      '/users/2/posts/1': 'first',
    },
  },
  {
    name: 'example of the parameter anywhere in the response: chosen by it',
    path: '/reports/{organisation}',
    parameters: [parameter('path', 'organisation', { type: 'string' }, { example: 'T00429' })],
    answers: { one: { total: 1, of: 'T00001' }, other: { total: 2, for: { ods: 'T00429' } } },
    asked: { '/reports/T00429': 'other', '/reports/T00001': 'none' },
  },
  {
    name: 'example of the parameter is a small number that also occurs in the response: not chosen',
    path: '/pets',
    parameters: [parameter('query', 'limit', { type: 'integer' }, { example: 10 })],
    answers: { few: { total: 3 }, many: { total: 10 } },
    asked: { '/pets?limit=10': 'none' },
  },
  {
    name: 'query parameter equal in every item of a list: chosen by it',
    path: '/pets',
    parameters: [parameter('query', 'status', { type: 'string' })],
    answers: {
      available: [
        { id: 1, status: 'available' },
        { id: 2, status: 'available' },
      ],
      sold: [{ id: 3, status: 'sold' }],
    },
    asked: {
      '/pets?status=sold': 'sold',
      '/pets?status=available': 'available',
      '/pets?status=lost': 'none',
      '/pets': 'none',
    },
  },
  {
    name: 'query parameter that items of two lists match: not chosen',
    path: '/pets',
    parameters: [parameter('query', 'status', { type: 'string' })],
    answers: { mixed: [{ status: 'available' }, { status: 'sold' }], sold: [{ status: 'sold' }] },
    asked: { '/pets?status=sold': 'none', '/pets?status=available': 'mixed' },
  },
  {
    name: 'filter in brackets, and a list of one value: chosen by it',
    path: '/pets',
    parameters: [
      parameter('query', 'filter[status]', { type: 'string' }),
      parameter('query', 'kind', { type: 'array', items: { type: 'string' } }),
    ],
    answers: { a: [{ status: 'sold', kind: 'cat' }], b: [{ status: 'lost', kind: 'dog' }] },
    asked: { '/pets?filter[status]=lost': 'b', '/pets?kind=dog': 'b', '/pets?kind=dog&kind=cat': 'none' },
  },
  {
    name: 'page number: chosen by it',
    path: '/pets',
    parameters: [parameter('query', 'page', { type: 'integer', default: 1 })],
    answers: { two: { page: 2 }, one: { page: 1 } },
    asked: { '/pets?page=1': 'one', '/pets?page=2': 'two', '/pets': 'one' },
  },
  {
    name: 'query parameter for an id: compared only if the names are equal',
    path: '/pets',
    parameters: [parameter('query', 'ownerId', { type: 'integer' }), parameter('query', 'id', { type: 'integer' })],
    answers: { a: [{ id: 1 }], b: [{ id: 2 }] },
    asked: { '/pets?ownerId=2': 'none', '/pets?id=2': 'b' },
  },
  {
    name: 'path and query match different responses: the path decides',
    path: '/pets/{petId}',
    parameters: [parameter('query', 'name', { type: 'string' }), petId],
    answers: { cat, dog },
    asked: { '/pets/2?name=Tom': 'dog', '/pets/3?name=Tom': 'cat' },
  },
  {
    name: 'booleans and empty strings: not compared',
    path: '/pets',
    parameters: [
      parameter('query', 'old', { type: 'boolean' }, { example: true }),
      parameter('query', 'name', { type: 'string' }, { example: '' }),
    ],
    answers: { a: { old: false, name: 'Tom' }, b: { old: true, name: '' } },
    asked: { '/pets?old=true': 'none', '/pets?name=': 'none', '/pets?name=Tom': 'a' },
  },
  {
    name: 'a single documented response: nothing to choose',
    path: '/pets/{petId}',
    parameters: [petId],
    answers: { cat },
    asked: { '/pets/1': 'none', '/pets/2': 'none' },
  },
];

describe('a parameter leads to the response example that repeats its value', () => {
  it.each(byName(paths))('%s', async (_, { path, parameters = [], answers, asked }) => {
    const get = { operationId: 'get', parameters, responses: { 200: { description: '' }, 203: response(answers) } };
    const sandbox = sandboxOf(documentOf({ [path]: { get } }));
    const got: Record<string, string> = {};
    for (const target of Object.keys(asked)) {
      const { scenario, trigger } = await ask(sandbox, `GET ${target}`);
      got[target] = trigger === 'example' ? (scenario ?? '').replace('get/203/', '') : 'none';
    }
    expect(got).toEqual(asked);
  });
});

describe('beside documented request bodies, a parameter leads to a response example only if the path ends with it:', () => {
  const bodies = { 'application/json': { examples: named({ pull: { from: 'x' }, push: { to: 'x' } }) } };
  const operation = (operationId: string, name: string) => ({
    operationId,
    parameters: [parameter('path', name, { type: 'string' })],
    requestBody: { content: bodies },
    responses: { 200: response({ any: {}, pull: { id: 's1', accountId: 'a1' }, push: { id: 's2', accountId: 'a2' } }) },
  });
  const sandbox = sandboxOf(
    documentOf({
      '/accounts/{accountId}/sweeps': { post: operation('add', 'accountId') },
      '/sweeps/{sweepId}': { put: operation('change', 'sweepId') },
    }),
  );

  it.each<readonly [string, Json, string]>([
    ['POST /accounts/a2/sweeps', { from: 'own' }, 'add/200/pull'],
    ['POST /accounts/a1/sweeps', { to: 'own' }, 'add/200/push'],
    ['PUT /sweeps/s2', { from: 'own' }, 'change/200/push'],
    ['PUT /sweeps/s2', { from: 'x' }, 'change/200/pull'],
    ['PUT /sweeps/s3', { from: 'own' }, 'change/200/pull'],
  ])('%s %o', async (line, body, scenario) =>
    expect(await ask(sandbox, line, { body })).toMatchObject({ scenario, trigger: 'example' }),
  );
});
