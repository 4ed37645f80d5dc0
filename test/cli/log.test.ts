import { describe, expect, it } from 'vitest';
import { colouringOf, painter } from '../../sandbox/cli/colours.ts';
import { shown } from '../../sandbox/cli/output.ts';
import { requestJson, requestLine } from '../../sandbox/cli/request-log.ts';
import type { AccessLogEntry } from '../../sandbox/index.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const answered: AccessLogEntry = {
  method: 'GET',
  path: '/pets',
  status: 200,
  scenario: 'list/200/ok',
  trigger: 'default',
  hint: null,
  ms: 0.8,
};
const plain = painter('never', true);
const coloured = painter('always', false);

const lines = [
  { name: 'a response from a scenario', given: answered, want: 'GET /pets 200 list/200/ok default 0.8 ms' },
  {
    name: 'a refusal',
    given: { ...answered, status: 404, scenario: null, trigger: 'route' },
    want: 'GET /pets 404 route 0.8 ms',
  },
  {
    name: 'a path of the sandbox itself',
    given: { ...answered, path: '/_sandbox/health', scenario: null, trigger: null },
    want: 'GET /_sandbox/health 200 0.8 ms',
  },
  {
    name: 'a misspelt preference',
    given: { ...answered, hint: '"cod" is no preference of the sandbox. Did you mean code?' },
    want: 'GET /pets 200 list/200/ok default 0.8 ms "cod" is no preference of the sandbox. Did you mean code?',
  },
];

describe('the access log', () => {
  it.each(byName(lines))('has a line for %s', (_, { given, want }) => expect(requestLine(given, plain)).toBe(want));

  it.each([
    { status: 204, code: 32 },
    { status: 304, code: 36 },
    { status: 429, code: 33 },
    { status: 503, code: 31 },
  ])('shows $status in the colour of its class', ({ status, code }) =>
    expect(shown([requestLine({ ...answered, status }, coloured)])).toContain(`\u001b[${code}m${status}\u001b[0m`),
  );

  it('is one JSON object per line with --log json', () => {
    expect(requestJson(answered)).not.toContain('\n');
    expect(JSON.parse(requestJson(answered))).toEqual(answered);
  });
});

const settings = [
  { name: 'no variables: depends on the terminal', given: {}, want: 'auto' },
  { name: 'NO_COLOR: no colours', given: { NO_COLOR: '1' }, want: 'never' },
  { name: 'NO_COLOR=0: no colours', given: { NO_COLOR: '0' }, want: 'never' },
  { name: 'empty NO_COLOR: ignored', given: { NO_COLOR: '' }, want: 'auto' },
  { name: 'FORCE_COLOR: colours', given: { FORCE_COLOR: '1' }, want: 'always' },
  { name: 'FORCE_COLOR=0: no colours', given: { FORCE_COLOR: '0' }, want: 'never' },
  { name: 'empty FORCE_COLOR: ignored', given: { FORCE_COLOR: '' }, want: 'auto' },
  { name: 'both: colours', given: { NO_COLOR: '1', FORCE_COLOR: '1' }, want: 'always' },
];

describe('colours', () => {
  it.each(byName(settings))('%s', (_, { given, want }) => expect(colouringOf(given)).toBe(want));

  it('are used for terminals only', () => {
    expect(painter('auto', false)('red', 'x')).toBe('x');
    expect(painter('auto', true)('red', 'x')).not.toBe('x');
  });
});

describe('onAnswer is called', () => {
  const reported: AccessLogEntry[] = [];
  const get = { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } };
  const sandbox = sandboxOf(documentOf({ '/pets': { get } }), {}, { onAnswer: (one) => reported.push(one) });
  const preflight = { headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' } };

  it('for every response, with its duration', async () => {
    await ask(sandbox, 'GET /pets?a=1');
    await ask(sandbox, 'GET /nothing');
    await ask(sandbox, 'OPTIONS /pets', preflight);
    const ms: unknown = expect.any(Number);
    expect(reported).toEqual([
      { ...answered, ms },
      { method: 'GET', path: '/nothing', status: 404, scenario: null, trigger: 'route', hint: null, ms },
      { method: 'OPTIONS', path: '/pets', status: 204, scenario: null, trigger: null, hint: null, ms },
    ]);
  });
});
