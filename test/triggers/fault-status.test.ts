import { describe, expect, it } from 'vitest';
import { type Asking, ask, bytes } from '../fixtures/ask.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/** An operation that documents these statuses besides its success, each with an example. */
function sandboxWith(keys: readonly string[]) {
  const errors = keys.map((key) => [key, response({ wrong: { message: key } })]);
  const post = {
    operationId: 'add',
    parameters: [parameter('query', 'limit', { type: 'integer' })],
    requestBody: jsonBody({ type: 'object', required: ['name'] }),
    responses: { 201: response({ added: {} }), ...Object.fromEntries(errors) },
  };
  return ruledSandbox(documentOf({ '/pets': { post } }));
}

const utf16 = { 'Content-Type': 'application/json; charset=utf-16' };
const requests = {
  'a wrong value': { body: {} },
  'a missing body': {},
  'another media type': { headers: { 'Content-Type': 'text/csv' }, body: bytes('a,b') },
  'another character set': { headers: utf16, body: bytes('{"name":1}') },
  'a body that cannot be parsed': { headers: { 'Content-Type': 'application/json' }, body: bytes('{') },
  'a body that is no UTF-8': { headers: { 'Content-Type': 'application/json' }, body: new Uint8Array([34, 0xff, 34]) },
  'a parameter that cannot be decoded': { target: '/pets?limit=%E0%A4', body: { name: 1 } },
  'a parameter given twice': { target: '/pets?limit=1&limit=2', body: { name: 1 } },
  'an answer that the caller does not take': { headers: { Accept: 'text/csv' }, body: { name: 1 } },
} satisfies Record<string, Asking & { target?: string }>;

interface Row {
  readonly given: keyof typeof requests;
  readonly documented: readonly string[];
  readonly status: number;
  /** The key in the document; undefined: undocumented, so problem details. */
  readonly want: string | null;
}

const rows: readonly Row[] = [
  ...(['a wrong value', 'a missing body'] as const).flatMap((given): readonly Row[] => [
    { given, documented: ['400', '422'], status: 422, want: '422' },
    { given, documented: ['400', '4XX', 'default'], status: 400, want: '400' },
    { given, documented: ['4XX', 'default'], status: 422, want: '4XX' },
    { given, documented: ['default'], status: 422, want: 'default' },
    { given, documented: ['404', '500'], status: 422, want: null },
    { given, documented: [], status: 422, want: null },
  ]),
  ...(['another media type', 'another character set'] as const).flatMap((given): readonly Row[] => [
    { given, documented: ['400', '415', '422'], status: 415, want: '415' },
    { given, documented: ['415'], status: 415, want: '415' },
    { given, documented: ['4XX'], status: 415, want: '4XX' },
    { given, documented: ['default'], status: 415, want: 'default' },
    { given, documented: [], status: 415, want: null },
  ]),
  { given: 'another media type', documented: ['400', '422', '4XX'], status: 422, want: '422' },
  { given: 'another media type', documented: ['400', '4XX'], status: 400, want: '400' },
  ...(
    [
      'a body that cannot be parsed',
      'a body that is no UTF-8',
      'a parameter that cannot be decoded',
      'a parameter given twice',
    ] as const
  ).flatMap((given): readonly Row[] => [
    { given, documented: ['400', '422'], status: 400, want: '400' },
    { given, documented: ['422', '4XX'], status: 422, want: '422' },
    { given, documented: ['4XX', 'default'], status: 400, want: '4XX' },
    { given, documented: ['default'], status: 400, want: 'default' },
    { given, documented: [], status: 400, want: null },
  ]),
  { given: 'an answer that the caller does not take', documented: ['400', '406', '4XX'], status: 406, want: '406' },
  { given: 'an answer that the caller does not take', documented: ['400', '4XX'], status: 406, want: '4XX' },
  { given: 'an answer that the caller does not take', documented: ['default'], status: 406, want: 'default' },
  { given: 'an answer that the caller does not take', documented: ['400'], status: 406, want: null },
];
const named = rows.map((row) => {
  const documented = row.documented.join(', ') || 'nothing';
  return [row.given, documented, row.status, row] as const;
});

describe('the status of a fault (design, step 7)', () => {
  it.each(named)('for %s, where %s is documented: %i', async (_given, _documented, status, row) => {
    const request: Asking & { target?: string } = requests[row.given];
    const answer = await ask(sandboxWith(row.documented), `POST ${request.target ?? '/pets'}`, request);
    const scenario = row.want === null ? `add/${status}/built` : `add/${row.want}/wrong`;
    expect(answer).toMatchObject({ status, scenario });
    expect(answer.headers['content-type']).toBe(row.want === null ? 'application/problem+json' : 'application/json');
    expect(answer.trigger).toBe(status === 406 ? 'accept' : 'fault');
    if (row.want === null) expect(answer.body).toMatchObject({ type: 'about:blank', status });
  });
});

describe('an unsupported character set (design, step 7)', () => {
  const rules = [{ operation: 'add', faults: [{ at: 'header.Content-Type', keyword: 'charset' }], answer: '400/odd' }];
  const post = {
    operationId: 'add',
    requestBody: jsonBody({ type: 'object' }),
    responses: { 201: response({ added: {} }), 400: response({ wrong: {}, odd: {} }), 415: response({ type: {} }) },
  };
  const sandbox = ruledSandbox(documentOf({ '/pets': { post } }), { rules });

  it('with a rule about it: the answer of the rule', async () =>
    expect(await ask(sandbox, 'POST /pets', { headers: utf16, body: bytes('{}') })).toMatchObject({
      scenario: 'add/400/odd',
      trigger: 'rule',
    }));

  const right = ['utf-8', 'UTF-8', '"utf-8"', 'utf8', 'us-ascii'];
  it.each(right)('%s is accepted', async (charset) => {
    const headers = { 'Content-Type': `application/json; charset=${charset}` };
    expect(await ask(sandbox, 'POST /pets', { headers, body: bytes('{}') })).toMatchObject({ status: 201 });
  });
});
