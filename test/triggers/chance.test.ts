import { describe, expect, it } from 'vitest';
import { type Answer, type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const parameters = ['limit', 'page'].map((name) => parameter('query', name, { type: 'integer' }));
const paths = {
  '/letters': {
    get: {
      operationId: 'list',
      parameters,
      responses: {
        200: response({ few: [1], many: [1, 2] }),
        400: response({ wrong: { message: 'wrong' } }),
        429: response({ spike: { message: 'slow down' }, quota: { message: 'too many' } }),
        503: response({ down: { message: 'down' } }),
      },
    },
  },
};
const rules = [
  { operation: 'list', when: { query: { required: ['limit'], maxProperties: 1 } }, answer: '200/many' },
  {
    operation: 'list',
    when: { 'query.page': 2 },
    answer: { scenario: '200/few', headers: { Link: '{$url}' } },
  },
];
const sandbox = ruledSandbox(documentOf(paths), { rules });
const strict = ruledSandbox(documentOf(paths, { security: [{ bearer: [] }], components: { securitySchemes } }), {
  auth: 'strict',
});

const prefer = (value: string): Asking => ({ headers: { Prefer: value } });
const ids = Array.from({ length: 1000 }, (_, index) => String(index + 1));
const identified = (value: string, name: string): Promise<readonly Answer[]> =>
  Promise.all(ids.map((id) => ask(sandbox, 'GET /letters', { headers: { Prefer: value, [name]: id } })));
const failures = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 429).length;

const identifying = ['X-Request-ID', 'X-Correlation-ID', 'traceparent'];
const shares = [
  ...[0, 0.1, 0.9, 1].map((chance) => ({ name: `${chance} by X-Request-ID`, chance, header: 'X-Request-ID' })),
  ...identifying.map((header) => ({ name: `0.5 by ${header}`, chance: 0.5, header })),
];

describe('chance over a thousand requests (design, step 4)', () => {
  it.each(byName(shares))('that share of them fails: %s', async (_, { chance, header }) => {
    const answers = await identified(`code=429, chance=${chance}`, header);
    const slack = chance === 0 || chance === 1 ? 0 : 50;
    expect(Math.abs(failures(answers) - chance * ids.length)).toBeLessThanOrEqual(slack);
    const others = answers.filter(({ status }) => status !== 429);
    expect(new Set(others.map(({ scenario, trigger }) => `${scenario} ${trigger}`))).toEqual(
      new Set(chance === 1 ? [] : ['list/200/few default']),
    );
  });

  it.each(identifying)('consecutive ids do not fail consecutively: %s', async (header) => {
    const answers = await identified('code=429, chance=0.5', header);
    const runs = answers.map(({ status }) => (status === 429 ? 'x' : '.')).join('');
    expect(runs).not.toMatch(/x{20}|\.{20}/);
  });

  it('the same requests fail again', async () => {
    const first = await identified('code=429, chance=0.5', 'X-Request-ID');
    expect(await identified('code=429, chance=0.5', 'X-Request-ID')).toEqual(first);
  });

  it('requests that fail at a small chance fail at a greater one', async () => {
    const [small, great] = await Promise.all(
      [0.2, 0.6].map((chance) => identified(`code=429, chance=${chance}`, 'X-Request-ID')),
    );
    const both = small?.filter(({ status }, index) => status === 429 && great?.[index]?.status === 429) ?? [];
    expect(both.length).toBeGreaterThan(100);
    expect(both.length).toBe(failures(small ?? []));
  });
});

const first = { 'X-Request-ID': 'a', 'X-Correlation-ID': 'b', traceparent: 'c' };
const attempts: readonly { name: string; changed: Readonly<Record<string, string>>; anew: boolean }[] = [
  { name: 'another X-Request-ID: drawn anew', changed: { 'X-Request-ID': 'x' }, anew: true },
  { name: 'another X-Correlation-ID: drawn anew', changed: { 'X-Correlation-ID': 'x' }, anew: true },
  { name: 'another traceparent: drawn anew', changed: { traceparent: 'x' }, anew: true },
  {
    name: 'ids exchanged between two headers: drawn anew',
    changed: { 'X-Request-ID': 'b', 'X-Correlation-ID': 'a' },
    anew: true,
  },
  {
    name: 'one id that concatenates two: drawn anew',
    changed: { 'X-Request-ID': 'ab', 'X-Correlation-ID': '' },
    anew: true,
  },
  { name: 'other headers: the same draw', changed: { 'User-Agent': 'x', tracestate: 'x' }, anew: false },
];

/** The greatest of a hundred chances at which the request does not fail, which approximates the number drawn. */
async function drawn(headers: Readonly<Record<string, string>>, target = 'GET /letters'): Promise<number> {
  const chances = Array.from({ length: 101 }, (_, index) => index / 100);
  const answers = await Promise.all(
    chances.map((chance) => ask(sandbox, target, { headers: { ...headers, Prefer: `code=429, chance=${chance}` } })),
  );
  return answers.filter(({ status }) => status === 200).length;
}

describe('what determines the draw (design, step 4)', () => {
  it.each(byName(attempts))('%s', async (_, { changed, anew }) => {
    expect((await drawn({ ...first, ...changed })) !== (await drawn(first))).toBe(anew);
  });

  it('a missing id equals an empty one', async () =>
    expect(await drawn({ 'X-Request-ID': 'a', traceparent: '' })).toBe(await drawn({ 'X-Request-ID': 'a' })));

  it('a request without ids ignores its other headers', async () => {
    const [bare, ...others] = await Promise.all([
      drawn({}),
      drawn({ 'User-Agent': 'x' }),
      drawn({}, 'GET /letters?page=1'),
    ]);
    expect(others).toEqual([bare, bare]);
  });
});

const never: readonly { name: string; given: string; with: Asking; closed?: boolean; want: object }[] = [
  {
    name: 'default response',
    given: 'GET /letters',
    with: prefer('code=503, chance=0'),
    want: { scenario: 'list/200/few', trigger: 'default' },
  },
  {
    name: 'rule that applies',
    given: 'GET /letters?limit=1',
    with: prefer('code=503, chance=0'),
    want: { scenario: 'list/200/many', trigger: 'rule' },
  },
  {
    name: 'token that names an error',
    given: 'GET /letters',
    with: { headers: { Prefer: 'code=503, chance=0', Authorization: 'Bearer quota' } },
    want: { scenario: 'list/429/quota', trigger: 'token' },
  },
  {
    name: 'fault',
    given: 'GET /letters?limit=x',
    with: prefer('code=503, chance=0'),
    want: { status: 400, trigger: 'fault' },
  },
  {
    name: 'fault with handling=lenient',
    given: 'GET /letters?limit=x',
    with: prefer('code=503, chance=0, handling=lenient'),
    want: { scenario: 'list/200/many', trigger: 'rule' },
  },
  {
    name: 'missing credentials: 401',
    given: 'GET /letters',
    with: prefer('code=503, chance=0'),
    closed: true,
    want: { status: 401, trigger: 'token' },
  },
];

describe('a request that is not drawn is answered as without Prefer (design, step 4):', () => {
  it.each(byName(never))('%s', async (_, { given, with: asking, closed, want }) =>
    expect(await ask(closed === true ? strict : sandbox, given, asking)).toMatchObject(want),
  );
});

const always: readonly { name: string; given: string; want: object }[] = [
  { name: 'code', given: 'code=429, chance=1', want: { scenario: 'list/429/spike', trigger: 'prefer' } },
  { name: 'example', given: 'example=quota, chance=1', want: { scenario: 'list/429/quota', trigger: 'prefer' } },
  {
    name: 'code and example',
    given: 'chance=1, code=429, example=quota',
    want: { scenario: 'list/429/quota' },
  },
  {
    name: 'example of a success',
    given: 'example=many, chance=1',
    want: { scenario: 'list/200/many', trigger: 'prefer' },
  },
];

describe('a request that is drawn gets the choice (design, step 4)', () => {
  it.each(byName(always))('%s', async (_, { given, want }) =>
    expect(await ask(sandbox, 'GET /letters', prefer(given))).toMatchObject(want),
  );

  it('an error also for an invalid request, a success only for a valid one', async () => {
    const statuses = ['code=429, chance=1', 'code=200, chance=1'].map(
      async (value) => (await ask(sandbox, 'GET /letters?limit=x', prefer(value))).status,
    );
    expect(await Promise.all(statuses)).toEqual([429, 400]);
  });
});

const ways = [
  { name: 'Prefer header', given: 'GET /letters', prefer: 'code=429, chance=CHANCE' },
  { name: 'Prefer header with a quoted string', given: 'GET /letters', prefer: 'code=429, chance="CHANCE"' },
  { name: 'query parameters', given: 'GET /letters?__code=429&__chance=CHANCE' },
  { name: 'path prefix', given: 'GET /_sandbox/as/code=429,chance=CHANCE/letters' },
  { name: 'path prefix, and the code in the query', given: 'GET /_sandbox/as/chance=CHANCE/letters?__code=429' },
  { name: 'query parameter, and the code in the header', given: 'GET /letters?__chance=CHANCE', prefer: 'code=429' },
];

describe('chance may be given in (design, step 4)', () => {
  it.each(byName(ways))('%s', async (_, { given, prefer: value }) => {
    const status = async (chance: string) => {
      const asking = value === undefined ? {} : prefer(value.replace('CHANCE', chance));
      return (await ask(sandbox, given.replace('CHANCE', chance), asking)).status;
    };
    expect([await status('0'), await status('1')]).toEqual([200, 429]);
  });

  it('__chance is not validated or matched as a parameter', async () =>
    expect(await ask(sandbox, 'GET /letters?limit=1&__chance=0&__code=429')).toMatchObject({
      scenario: 'list/200/many',
    }));

  it('__chance is not in the URL that expressions insert', async () =>
    expect((await ask(sandbox, 'GET /letters?__code=429&page=2&__chance=0')).headers['link']).toBe(
      'http://localhost:9000/letters?page=2',
    ));
});

const numbers = [
  { chance: '1.0', want: 429 },
  { chance: '1e0', want: 429 },
  { chance: '0.0', want: 200 },
  { chance: '.0', want: 200 },
  { chance: '0E5', want: 200 },
];
const noNumbers = ['', 'often', '50%', '1.5', '-0.1', '1e1', '0x1', 'NaN', 'Infinity', '0.5.5', '"0, 5"'];

describe('a chance (design, step 4)', () => {
  it.each(numbers)('may be written $chance', async ({ chance, want }) =>
    expect((await ask(sandbox, 'GET /letters', prefer(`code=429, chance=${chance}`))).status).toBe(want),
  );

  it.each(noNumbers)('outside of 0 to 1 is refused with an explanation: %s', async (chance) => {
    const answer = await ask(sandbox, 'GET /letters', prefer(`code=429, chance=${chance}`));
    expect(answer).toMatchObject({ status: 404, trigger: 'prefer', body: { status: 404, title: 'Not Found' } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers).not.toHaveProperty('preference-applied');
    expect(answer.text).toContain('from 0 (never) to 1 (always): chance=0.5');
  });

  it.each(['0', '1', 'often'])('without a code, an example or a delay is ignored: %s', async (chance) => {
    const answer = await ask(sandbox, 'GET /letters', prefer(`chance=${chance}`));
    expect(answer).toMatchObject({ scenario: 'list/200/few', trigger: 'default' });
    expect(answer.headers).not.toHaveProperty('preference-applied');
  });

  it.each(['code=418', 'example=nothing', 'code=429, example=few'])(
    'for an unknown choice is refused, drawn or not: %s',
    async (choice) =>
      expect(await ask(sandbox, 'GET /letters', prefer(`${choice}, chance=0`))).toMatchObject({
        status: 404,
        trigger: 'prefer',
      }),
  );
});

const applied = [
  {
    name: 'drawn: the choice and the chance',
    given: 'GET /letters',
    prefer: 'code=429, chance=1',
    want: 'code=429, chance=1',
  },
  {
    name: 'drawn, in another notation: the choice and the chance',
    given: 'GET /letters',
    prefer: 'chance=1.0, example=quota, code=429',
    want: 'code=429, example=quota, chance=1.0',
  },
  { name: 'not drawn: the chance only', given: 'GET /letters', prefer: 'code=429, chance=0', want: 'chance=0' },
  {
    name: 'not drawn, invalid request: the chance only',
    given: 'GET /letters?limit=x',
    prefer: 'code=429, chance=0',
    want: 'chance=0',
  },
  {
    name: 'success drawn, invalid request: nothing',
    given: 'GET /letters?limit=x',
    prefer: 'code=200, chance=1',
    want: undefined,
  },
  {
    name: 'code in the query, chance in the header: the chance only',
    given: 'GET /letters?__code=429',
    prefer: 'chance=1',
    want: 'chance=1',
  },
  { name: 'delay drawn: both', given: 'GET /letters', prefer: 'delay=1, chance=1', want: 'chance=1, delay=1' },
  { name: 'delay not drawn: the chance only', given: 'GET /letters', prefer: 'delay=1, chance=0', want: 'chance=0' },
  {
    name: 'choice and delay not drawn: the chance only',
    given: 'GET /letters',
    prefer: 'code=429, delay=1, chance=0',
    want: 'chance=0',
  },
  { name: 'nothing to draw: nothing', given: 'GET /letters', prefer: 'chance=0.5', want: undefined },
  {
    name: 'code in the header, chance in the query: nothing',
    given: 'GET /letters?__chance=0',
    prefer: 'code=429',
    want: undefined,
  },
];

/** Longer than a test may take, and limited by the sandbox below. */
const long = 600_000;
const delays = [
  { name: 'drawn', given: `delay=${long}, chance=1`, isDelayed: true, want: { scenario: 'list/200/few' } },
  { name: 'not drawn', given: `delay=${long}, chance=0`, isDelayed: false, want: { scenario: 'list/200/few' } },
  {
    name: 'drawn with a code',
    given: `code=429, delay=${long}, chance=1`,
    isDelayed: true,
    want: { scenario: 'list/429/spike' },
  },
  {
    name: 'not drawn with a code',
    given: `code=429, delay=${long}, chance=0`,
    isDelayed: false,
    want: { scenario: 'list/200/few' },
  },
];

describe('a chance applies to a delay too, so that a retry is in time (design, step 4)', () => {
  const short = ruledSandbox(documentOf(paths), { rules, maxDelay: 30 });
  it.each(byName(delays))('%s', async (_, { given, isDelayed, want }) => {
    const answer = await ask(short, 'GET /letters', prefer(given));
    expect(answer).toMatchObject(want);
    // A delay that is applied is shortened to the maximum, and the answer says so.
    expect((answer.headers['preference-applied'] ?? '').includes('delay=30')).toBe(isDelayed);
  });
});

describe('Preference-Applied after a draw (RFC 7240, 3)', () => {
  it.each(byName(applied))('%s', async (_, { given, prefer: value, want }) =>
    expect((await ask(sandbox, given, prefer(value))).headers['preference-applied']).toBe(want),
  );

  it('the requests for which the choice was drawn', async () => {
    const answers = await identified('code=429, chance=0.5', 'X-Request-ID');
    const reported = answers.map(({ status, headers }) => `${status} ${headers['preference-applied']}`);
    expect(new Set(reported)).toEqual(new Set(['429 code=429, chance=0.5', '200 chance=0.5']));
  });
});
