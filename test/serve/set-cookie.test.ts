import { describe, expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { documentOf, jsonBody, parameter } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const lines = ['a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'b=2'];

function documentWith(header: JsonObject): JsonObject {
  const headers = { 'Set-Cookie': header };
  return documentOf({
    '/a': {
      post: { operationId: 'log-in', requestBody: jsonBody({}), responses: { 200: { description: '', headers } } },
    },
  });
}

const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };

describe('each cookie gets a Set-Cookie line of its own (RFC 9110, 5.3; RFC 6265, 3)', () => {
  const list = { schema: { type: 'array', items: { type: 'string' } }, example: lines };
  it.each<readonly [string, JsonObject, readonly Json[]]>([
    ['a list', list, lines],
    ['a list, exploded', { ...list, explode: true }, lines],
    ['the example of a schema', { schema: { type: 'array', items: { type: 'string' }, example: lines } }, lines],
    ['a text of several lines', { schema: { type: 'string' }, example: `${lines.join('\n')}\n` }, lines],
    ['a text of several lines as text/plain', { content: { 'text/plain': { example: lines.join('\r\n') } } }, lines],
    ['one', { schema: { type: 'string' }, example: 'c=3' }, ['c=3']],
  ])('%s', async (_, header, want) => {
    const sandbox = sandboxOf(documentWith(header));
    expect((await sandbox.fetch(`${origin}/a`, post)).headers.getSetCookie()).toEqual(want);
    const { url, close } = await listen((raw) => sandbox.answer(raw), { port: 0, host: '127.0.0.1' });
    expect((await fetch(`${url}/a`, post)).headers.getSetCookie()).toEqual(want);
    await close();
  });

  it.each([
    ['of a text with a line break', 'x=1\ny=2', ['x=1', 'y=2']],
    ['of a list in the request', '{$request.body#/cookies}', ['p=1', 'q=2']],
  ])('set by a rule: %s', async (_, written, want) => {
    const rules = [{ operation: 'log-in', answer: { scenario: '200/empty', headers: { 'Set-Cookie': written } } }];
    const sandbox = ruledSandbox(documentWith({ schema: { type: 'string' }, example: 'canned=1' }), { rules });
    const answer = await sandbox.fetch(`${origin}/a`, { ...post, body: JSON.stringify({ cookies: ['p=1', 'q=2'] }) });
    expect(answer.headers.getSetCookie()).toEqual(want);
  });
});

describe('octets of a request header are echoed unchanged (RFC 9110, 5.5)', () => {
  const octets = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const parameters = [parameter('header', 'X-Name', { type: 'string', maxLength: 4 })];
  const headers = { 'X-Name': { schema: { type: 'string' } } };
  const responses = { 200: { description: '', headers, content: { 'application/json': { example: { name: '' } } } } };
  const document = documentOf({ '/a': { get: { operationId: 'get', parameters, responses } } });

  it.each([
    ['UTF-8', octets('café'), 'caf%C3%A9'],
    ['UTF-8 beyond Latin-1', octets('日'), '%E6%97%A5'],
    ['Latin-1', 'caf\u00e9', 'caf%E9'],
    ['what is percent-encoded already', 'caf%C3%A9'.slice(0, 4), 'caf%'],
    ['ASCII', 'cafe', 'cafe'],
  ])('%s', async (_, sent, want) => {
    const answer = await ask(sandboxOf(document), 'GET /a', { headers: { 'X-Name': sent } });
    expect(answer).toMatchObject({ status: 200, headers: { 'x-name': want } });
  });

  it('a rule reads them as UTF-8 text', async () => {
    const answer = {
      scenario: '200/example',
      headers: { 'X-Told': '{$request.header.X-Name}' },
      body: { '/name': '{$request.header.X-Name}' },
    };
    const sandbox = ruledSandbox(document, { rules: [{ operation: 'get', answer }] });
    const got = await ask(sandbox, 'GET /a', { headers: { 'X-Name': octets('café') } });
    expect(got).toMatchObject({ body: { name: 'café' }, headers: { 'x-told': 'caf%C3%A9' } });
  });
});
