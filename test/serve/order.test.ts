import { describe, expect, it } from 'vitest';
import { createSandbox, type SampleRequest, type Sandbox } from '../../sandbox/index.ts';
import type { OperationPlan } from '../../sandbox/plan.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes, origin } from '../fixtures/ask.ts';
import { documentOf, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { seeded, shuffled, withShuffledKeys } from '../fixtures/shuffle.ts';

/** A request in which the properties of the body and the query parameters may be reordered. */
interface Ordered {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
}

/** For each operation: documented bodies, also with faults, and queries, also with invalid or unknown parameters. */
function requestsTo(sandbox: Sandbox): readonly Ordered[] {
  const { scenarios } = sandbox.catalogue(origin);
  return sandbox.plan.apis.flatMap(({ name, operations }) =>
    operations.flatMap(({ key }) => {
      const entries = scenarios.filter(({ api, operationId }) => api === name && operationId === key);
      const [good] = entries.filter(({ status }) => status < 400).flatMap(({ requests }) => requests);
      return good ? variantsOf(good, sandbox.operation(name, key)) : [];
    }),
  );
}

function variantsOf({ method, url, headers }: SampleRequest, plan: OperationPlan): readonly Ordered[] {
  const { pathname, search } = new URL(url);
  const query = search.split(/[?&]/).filter((part) => part !== '');
  const common = { method, path: pathname, query, headers };
  if (!plan.body) {
    const wrong = ['zz=1', 'aa=2', 'limit=x', 'page=0', 'page=y', 'filter[z]=1', 'filter[a]=x'];
    return [query, [...query, ...wrong]].map((one) => ({ ...common, query: one, body: undefined }));
  }
  const bodies = plan.requestExamples.map(({ value }) => value);
  return [...bodies, ...bodies.flatMap(faulty)].map((body) => ({ ...common, body }));
}

/** A body with each property omitted, of another type, or with others beside it. */
function faulty(body: Json): readonly Json[] {
  if (isArray(body)) return body.slice(0, 2).flatMap((item) => faulty(item).map((one) => [one]));
  if (!isObject(body)) return [];
  const here = Object.keys(body)
    .slice(0, 12)
    .flatMap((name): readonly JsonObject[] => {
      const { [name]: _, ...rest } = body;
      return [rest, { ...body, [name]: isObject(body[name]) ? 'x' : {} }];
    });
  const below = Object.entries(body).flatMap(([name, child]) =>
    faulty(child)
      .slice(0, 6)
      .map((one) => ({ ...body, [name]: one })),
  );
  const allWrong = Object.fromEntries(Object.keys(body).map((name) => [name, false]));
  return [...here, ...below, allWrong, {}, { ...body, zz: 1, aa: { b: 1, a: 2 }, mm: [] }];
}

async function answerTo(sandbox: Sandbox, { method, path, query, headers, body }: Ordered): Promise<string> {
  const target = query.length > 0 ? `${path}?${query.join('&')}` : path;
  const sent = body === undefined ? {} : { body: bytes(JSON.stringify(body)) };
  const { status, headers: received, text } = await ask(sandbox, `${method} ${target}`, { headers, ...sent });
  return JSON.stringify([status, received, text]);
}

function reordered(request: Ordered, random: () => number): Ordered {
  const headers = Object.fromEntries(shuffled(Object.entries(request.headers), random));
  const body = request.body === undefined ? undefined : withShuffledKeys(request.body, random);
  return { ...request, headers, body, query: inOtherOrder(request.query, random) };
}

/** Several values of one parameter are a list, whose order matters. */
function inOtherOrder(query: readonly string[], random: () => number): readonly string[] {
  const nameOf = (part: string) => part.split('=')[0] ?? '';
  const names = shuffled([...new Set(query.map(nameOf))], random);
  return names.flatMap((name) => query.filter((part) => nameOf(part) === name));
}

const branches = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'lives'],
      properties: { kind: { const: 'cat' }, lives: { type: 'integer' }, tags: { type: 'array' } },
      additionalProperties: false,
    },
    {
      type: 'object',
      required: ['kind', 'tricks'],
      properties: { kind: { const: 'dog' }, tricks: { type: 'array', items: { type: 'string' } } },
      patternProperties: { '^x-': { type: 'string' }, '^X-': { type: 'integer' } },
      propertyNames: { maxLength: 8 },
      unevaluatedProperties: false,
    },
  ],
};
const problem = { type: 'about:blank', title: 'Wrong', status: 400, detail: 'Wrong' };
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', diagnostics: 'Wrong', expression: ['kind'] }],
};

function operation(operationId: string, schema: Json, examples: JsonObject, wrong: Json): JsonObject {
  return {
    post: {
      operationId,
      parameters: [
        parameter('query', 'limit', { type: 'integer' }, { example: 1, required: true }),
        parameter('query', 'page', { type: 'integer', minimum: 1 }),
        parameter('header', 'X-Mode', { enum: ['a', 'b'] }, { example: 'a', required: true }),
      ],
      requestBody: { required: true, content: { 'application/json': { schema, examples: named(examples) } } },
      responses: {
        201: response(Object.fromEntries(Object.keys(examples).map((name) => [name, { made: name }]))),
        400: response({ wrong }),
      },
    },
  };
}

const pets = {
  cat: { kind: 'cat', lives: 9, tags: ['a', { b: 1, a: 2 }] },
  dog: { kind: 'dog', tricks: ['sit', 'roll'], 'x-a': '1', 'X-b': 2 },
  invalid: { kind: 'bird', wings: 2, feathers: { colour: 'red', many: true } },
};
const messages = {
  letter: { type: 'letter', to: { name: 'Ann', town: 'Leeds' }, pages: [1, 2], urgent: true },
  email: { type: 'email', address: 'ann@example.com', subject: 'Hello', html: true, urgent: false },
  sms: {
    type: 'sms',
    phone: '07700 900000',
    parts: [
      { text: 'a', last: false },
      { text: 'b', last: true },
    ],
  },
};
const closed = {
  type: 'object',
  required: ['type', 'to'],
  maxProperties: 4,
  properties: { type: { enum: ['letter', 'email', 'sms'] }, urgent: { type: 'boolean' } },
  dependentRequired: { phone: ['country', 'area'], subject: ['cc', 'bcc'] },
  additionalProperties: { type: ['string', 'object', 'array'] },
};
/** Validators iterate over the body, not over the schema. */
const listed = {
  type: 'object',
  properties: {
    kind: { type: 'string' },
    tags: { type: 'array' },
    deep: { additionalProperties: { type: 'integer' } },
  },
  patternProperties: { '^x': { type: 'string' }, '^m': { type: 'integer' } },
  propertyNames: { maxLength: 5 },
  additionalProperties: false,
};
const filter = { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false };
const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`u${index * 7}`, index]));
const strict = {
  one: { kind: 'x', tags: [1], deep: { b: 1, a: 2 }, xa: 'x', xb: 'y' },
  invalid: {
    kind: 1,
    deep: { d: 'x', b: 'x', a: 'x', c: 'x' },
    xb: 1,
    xa: 2,
    mb: 'x',
    ma: 'y',
    other: 1,
    longish: 2,
    ant: 3,
  },
  wrong: unknown,
};
const rules = [
  { operation: 'addPet', faults: [{ at: 'body#/lives', keyword: 'type' }], answer: '400/wrong' },
  {
    operation: 'addPet',
    when: { 'body#/lives': 9 },
    answer: { scenario: '201/cat', body: { '/made': '$request.body#/kind' } },
  },
];
const own = documentOf({
  '/pets': {
    ...operation('addPet', branches, pets, problem),
    get: {
      operationId: 'listPets',
      parameters: [
        { ...parameter('query', 'filter', filter), style: 'deepObject' },
        parameter('query', 'others', { type: 'object', additionalProperties: { type: 'integer' } }),
        parameter('query', 'page', { type: 'array', items: { type: 'integer', minimum: 1 } }),
      ],
      responses: { 200: response({ some: [] }), 400: response({ wrong: problem }) },
    },
  },
  '/messages': operation('sendMessage', closed, messages, outcome),
  '/strict': operation('addStrict', listed, strict, problem),
  '/strict-fhir': operation('addFhir', listed, strict, outcome),
  '/free': operation('addFree', {}, { ...pets, ...messages }, { errors: [{ status: '400', title: 'Wrong' }] }),
});

const sandboxes: Readonly<Record<string, () => Sandbox>> = {
  'a document of all kinds': () => ruledSandbox(own, { rules }),
  'our documents': () => createSandbox(),
};

describe.each(Object.entries(sandboxes))('the responses of %s', (_, make) => {
  const sandbox = make();
  const requests = requestsTo(sandbox);

  it('exist for many valid and invalid requests', async () => {
    const answers = await Promise.all(requests.map((request) => answerTo(sandbox, request)));
    expect(answers.filter((answer) => /^\[[23]/.test(answer)).length).toBeGreaterThan(20);
    expect(new Set(answers.filter((answer) => /^\[4/.test(answer))).size).toBeGreaterThan(40);
    expect(answers.filter((answer) => !/^\[[234]\d\d,.*"sandbox-scenario"/.test(answer))).toEqual([]);
  });

  it.each([1, 2, 3])('do not depend on the order within the request (seed %d)', async (seed) => {
    const random = seeded(seed);
    for (const request of requests) {
      const other = reordered(request, random);
      expect(await answerTo(sandbox, other), JSON.stringify(other)).toBe(await answerTo(sandbox, request));
    }
  });

  it('do not depend on earlier or concurrent requests', async () => {
    const first = new Map<Ordered, string>();
    const fresh = make();
    for (const request of requests.toReversed()) first.set(request, await answerTo(fresh, request));
    const random = seeded(4);
    for (let round = 0; round < 3; round += 1) {
      const mixed = shuffled(requests, random);
      const answers = await Promise.all(mixed.map((request) => answerTo(sandbox, request)));
      expect(answers).toEqual(mixed.map((request) => first.get(request)));
    }
  });
});
