import { describe, expect, it } from 'vitest';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const limit = parameter('query', 'limit', { type: 'integer' });
const sandbox = ruledSandbox(
  documentOf(
    {
      '/pets': {
        get: {
          operationId: 'list',
          parameters: [limit],
          responses: {
            200: response({ few: [1], 'a lot': [1, 2, 3], größe: [4] }),
            404: response({ none: { message: 'none' }, 'say "no", thanks': { message: 'no' } }),
            429: response({ 'too-many': { message: 'slow down' } }),
          },
        },
      },
      '/strict': {
        get: { operationId: 'closed', parameters: [limit], responses: { 200: response({ ok: {} }), 204: {} } },
      },
    },
    { servers: [{ url: 'https://example.com/v1' }] },
  ),
  {
    rules: [
      { operation: 'closed', when: { query: { required: ['limit'], maxProperties: 1 } }, answer: '204/empty' },
      {
        operation: 'list',
        when: { query: { required: ['limit'] } },
        answer: { scenario: '200/few', headers: { Link: '{$url}' } },
      },
    ],
  },
);

const header = (value: string): Asking => ({ headers: { Prefer: value } });
const ways: readonly { name: string; given: string; with?: Asking; status: number; want: string }[] = [
  { name: 'Prefer header', given: 'GET /pets', with: header('code=404'), status: 404, want: 'list/404/none' },
  {
    name: 'preference name in another case (RFC 7240, 2)',
    given: 'GET /pets',
    with: header('Code=404'),
    status: 404,
    want: 'list/404/none',
  },
  {
    name: 'spaces around the equals sign (RFC 7240, 2)',
    given: 'GET /pets',
    with: header('code = 404 , example = none'),
    status: 404,
    want: 'list/404/none',
  },
  {
    name: 'quoted string (RFC 7240, 2)',
    given: 'GET /pets',
    with: header('code="404"'),
    status: 404,
    want: 'list/404/none',
  },
  {
    name: 'quoted string with a comma and escaped quotes',
    given: 'GET /pets',
    with: header('example="say \\"no\\", thanks"'),
    status: 404,
    want: 'list/404/say%20%22no%22%2C%20thanks',
  },
  {
    name: 'unquoted spaces',
    given: 'GET /pets',
    with: header('example=a lot, code=200'),
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'preference given twice: the first (RFC 7240, 2)',
    given: 'GET /pets',
    with: header('code=429, code=404'),
    status: 429,
    want: 'list/429/too-many',
  },
  {
    name: 'among other preferences',
    given: 'GET /pets',
    with: header('respond-async, wait=10, code=429; foo="a, code=404"'),
    status: 429,
    want: 'list/429/too-many',
  },
  {
    name: 'example as a parameter of the code (RFC 7240, 2)',
    given: 'GET /pets',
    with: header('code=200;example="a lot"'),
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'code as a parameter of the example',
    given: 'GET /pets',
    with: header('example="a lot"; code=200'),
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'code as a parameter of a delay',
    given: 'GET /pets',
    with: header('delay=1; chance=1; code=429'),
    status: 429,
    want: 'list/429/too-many',
  },
  { name: 'query parameter', given: 'GET /pets?__code=404', status: 404, want: 'list/404/none' },
  {
    name: 'query parameter beside a documented one',
    given: 'GET /pets?limit=5&__example=a%20lot',
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'percent-encoded query parameter',
    given: 'GET /pets?__example=gr%C3%B6%C3%9Fe',
    status: 200,
    want: 'list/200/gr%C3%B6%C3%9Fe',
  },
  { name: 'path prefix', given: 'GET /_sandbox/as/code=429/pets', status: 429, want: 'list/429/too-many' },
  {
    name: 'path prefix before a base path',
    given: 'GET /_sandbox/as/code=429/v1/pets',
    status: 429,
    want: 'list/429/too-many',
  },
  {
    name: 'path prefix with two preferences',
    given: 'GET /_sandbox/as/code=200,example=a%20lot/pets?limit=5',
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'path prefix with a parameter of a preference',
    given: 'GET /_sandbox/as/code=200;example=a%20lot/pets?limit=5',
    status: 200,
    want: 'list/200/a%20lot',
  },
  {
    name: 'path prefix with a quoted, percent-encoded name',
    given: `GET /_sandbox/as/${encodeURIComponent('example="say \\"no\\", thanks"')}/pets`,
    status: 404,
    want: 'list/404/say%20%22no%22%2C%20thanks',
  },
];

describe('a choice may be made by (design, step 4)', () => {
  it.each(byName(ways))('%s', async (_, { given, with: asking, status, want }) =>
    expect(await ask(sandbox, given, asking)).toMatchObject({ status, scenario: want, trigger: 'prefer' }),
  );
});

describe('the query parameters __code and __example (design, step 4)', () => {
  it('are not validated or matched as parameters', async () =>
    expect(await ask(sandbox, 'GET /strict?__example=ok&limit=1')).toMatchObject({ scenario: 'closed/200/ok' }));

  it('leave the other parameters unchanged', async () =>
    expect(await ask(sandbox, 'GET /strict?limit=x&__example=ok')).toMatchObject({ status: 422, trigger: 'fault' }));
});

const unmoved = [
  { name: 'preferences that the sandbox does not know', given: 'respond-async, wait=10, return=minimal, dynamic=true' },
  { name: 'handling=strict (RFC 7240, 4.4)', given: 'handling=strict' },
  { name: 'an empty value', given: '' },
  { name: 'a parameter of a preference that the sandbox does not know', given: 'respond-async; code=404' },
  { name: 'a value that is no preference', given: ';;=,"' },
];

describe('a Prefer header without a choice changes nothing (design, step 4)', () => {
  it.each(byName(unmoved))('%s', async (_, { given }) => {
    const answer = await ask(sandbox, 'GET /pets', header(given));
    expect(answer).toMatchObject({ status: 200, scenario: 'list/200/few', trigger: 'default' });
    expect(answer.headers['preference-applied']).toBeUndefined();
  });
});

const misspelt = (name: string, intended: string) =>
  `"${name}" is no preference of the sandbox. Did you mean ${intended}?`;
const aloneChance =
  'chance applies to a chosen answer, a delay or a fault. Add a code, an example, a delay or a fault: code=429, chance=0.5';
const aloneSeed = 'seed applies to bodies that vary. Add dynamic: dynamic=true, seed=42';
const hints = [
  { name: 'a letter left out', prefer: 'cod=429', want: misspelt('cod', 'code') },
  { name: 'two letters swapped', prefer: 'dealy=10', want: misspelt('dealy', 'delay') },
  { name: 'in upper case', prefer: 'EXAMPLES=few', want: misspelt('examples', 'example') },
  { name: 'beside a foreign preference', prefer: 'respond-async, cod=429', want: misspelt('cod', 'code') },
  { name: 'several: the first', prefer: 'cod=429, exmple=x', want: misspelt('cod', 'code') },
  { name: 'chance without a choice', prefer: 'chance=0.5', want: aloneChance },
  { name: 'chance without a choice, in the query', given: 'GET /pets?__chance=0.5', want: aloneChance },
  { name: 'seed without dynamic', prefer: 'seed=42', want: aloneSeed },
  { name: 'nothing wrong', prefer: 'delay=0, seed=42, dynamic=true, handling=lenient', want: undefined },
  { name: 'foreign preferences', prefer: 'respond-async, wait=10, return=minimal', want: undefined },
  { name: 'no preferences', want: undefined },
];

describe('Sandbox-Hint says what is probably a mistake; the answer stays the same (design, step 4)', () => {
  it.each(byName(hints))('%s', async (_, { given = 'GET /pets', prefer, want }) => {
    const answer = await ask(sandbox, given, prefer === undefined ? {} : header(prefer));
    expect(answer).toMatchObject({ status: 200, scenario: 'list/200/few', trigger: 'default' });
    expect(answer.headers['sandbox-hint']).toBe(want);
  });

  it.each([
    ['a parameter', 'GET /pets', 'code=404; exmple=none'],
    ['beside a choice in the path', 'GET /_sandbox/as/code=404,exmple=none/pets', ''],
  ])('%s', async (_, given, prefer) => {
    const answer = await ask(sandbox, given, header(prefer));
    expect(answer).toMatchObject({ status: 404, scenario: 'list/404/none', trigger: 'prefer' });
    expect(answer.headers['sandbox-hint']).toBe(misspelt('exmple', 'example'));
  });

  it('pages of other origins can read it', async () =>
    expect((await ask(sandbox, 'GET /pets')).headers['access-control-expose-headers']).toContain('Sandbox-Hint'));
});

const wrong = 'GET /pets?limit=many';
const lenient = [
  { name: 'handling=lenient', given: 'handling=lenient', want: 'list/200/few', trigger: 'rule' },
  { name: 'handling=Lenient', given: 'handling=Lenient', want: 'list/200/few', trigger: 'rule' },
  {
    name: 'handling=lenient and the code of a success',
    given: 'handling=lenient, code=200',
    want: 'list/200/few',
    trigger: 'prefer',
  },
  {
    name: 'handling=lenient and an example',
    given: 'handling=lenient, example="a lot"',
    want: 'list/200/a%20lot',
    trigger: 'prefer',
  },
];

describe('validation is skipped (design, step 4)', () => {
  it.each(byName(lenient))('with %s', async (_, { given, want, trigger }) =>
    expect(await ask(sandbox, wrong, header(given))).toMatchObject({ status: 200, scenario: want, trigger }),
  );

  it('with handling=lenient in a prefix', async () =>
    expect(await ask(sandbox, 'GET /_sandbox/as/handling=lenient/pets?limit=many')).toMatchObject({ status: 200 }));

  it('not without handling=lenient', async () =>
    expect(await ask(sandbox, wrong)).toMatchObject({ status: 422, trigger: 'fault' }));
});

const applied = [
  { name: 'error chosen by code', given: 'GET /pets', prefer: 'code=404', want: 'code=404' },
  { name: 'response chosen by example', given: 'GET /pets', prefer: 'example="a lot"', want: 'example="a lot"' },
  {
    name: 'response chosen by code and example',
    given: 'GET /pets',
    prefer: 'example=none, code=404',
    want: 'code=404, example=none',
  },
  {
    name: 'example as a parameter of the code',
    given: 'GET /pets',
    prefer: 'code=404;example=none',
    want: 'code=404, example=none',
  },
  {
    name: 'choice among unknown preferences: the choice only',
    given: 'GET /pets',
    prefer: 'wait=5, code=404',
    want: 'code=404',
  },
  { name: 'skipped validation', given: wrong, prefer: 'handling=lenient', want: 'handling=lenient' },
  { name: 'success withheld from an invalid request: nothing', given: wrong, prefer: 'code=200', want: undefined },
  {
    name: 'success that Accept excludes: nothing',
    given: 'GET /pets',
    prefer: 'code=200',
    accept: 'text/csv',
    want: undefined,
  },
  { name: 'unknown code: nothing', given: 'GET /pets', prefer: 'code=418', want: undefined },
];

describe('Preference-Applied names the preferences applied (RFC 7240, 3)', () => {
  it.each(byName(applied))('%s', async (_, { given, prefer, accept, want }) => {
    const headers = { Prefer: prefer, ...(accept !== undefined && { Accept: accept }) };
    expect((await ask(sandbox, given, { headers })).headers['preference-applied']).toBe(want);
  });
});
