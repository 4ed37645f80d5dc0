import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, property } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const securitySchemes = {
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://a.example/token', scopes: {} } } },
};
const get = {
  operationId: 'list',
  parameters: [parameter('query', 'note', { type: 'string' })],
  responses: { 200: response({ ok: { self: 'x' } }) },
};
const rules = [
  { operation: 'list', answer: { scenario: '200/ok', body: { '/self': '$url' }, headers: { Link: '<{$url}>' } } },
];
const sandbox = ruledSandbox(documentOf({ '/pets': { get } }, { components: { securitySchemes } }), {
  rules,
  trustProxy: true,
});

/** Names that a URL may contain and that are special in replacements, JSON, HTML or a shell. */
const hosts = [
  { name: 'what was matched', host: '$&' },
  { name: 'what follows', host: "$'" },
  { name: 'what is before', host: '$`' },
  { name: 'a dollar', host: '$$' },
  { name: 'a group', host: '$1$<a>'.replace(/[<>]/g, '') },
  { name: 'a quote', host: 'a"b' },
  { name: 'a quote of shells', host: "a'b;echo pwned".replace(/ /g, '') },
  { name: 'a command', host: '`id`' },
  { name: 'a substitution', host: '$(id)' },
  { name: 'an ampersand', host: 'a&lt;b' },
];

/** All strings in a value. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

describe('the host name in the request is inserted literally everywhere', () => {
  it.each(byName(hosts))('%s', async (_, { host }) => {
    const at = (path: string) => sandbox.fetch(`http://${host}${path}`);
    const ordinary = await (await sandbox.fetch('http://plain/_sandbox/scenarios')).text();
    for (const path of [
      '/_sandbox/scenarios',
      '/_sandbox/openapi/api.json',
      '/_sandbox/oauth2/.well-known/openid-configuration',
    ]) {
      const answer = await at(path);
      const text = await answer.text();
      const body: Json = JSON.parse(text);
      expect(text.length).toBeLessThan(4 * ordinary.length + 20_000);
      for (const url of textsIn(body).filter((one) => /^http:\S+$/.test(one)))
        if (!url.includes('a.example')) expect(new URL(url).host).toBe(new URL(`http://${host}`).host);
      expect(text).not.toContain('sandbox.invalid');
    }
  });

  it.each(byName(hosts))('in a shell command for %s, which sends to it', async (_, { host }) => {
    const body: Json = JSON.parse(await (await sandbox.fetch(`http://${host}/_sandbox/scenarios`)).text());
    const commands = textsIn(body).filter((text) => text.startsWith('curl '));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      // The shell parses the command, and only printf is run.
      const printed = execFileSync('sh', ['-c', command.replace(/^curl/, "printf '%s\\n'")], { encoding: 'utf8' });
      const url = printed.split('\n').find((line) => line.startsWith('http:'));
      expect(new URL(url ?? '').host).toBe(new URL(`http://${host}`).host);
    }
  });

  it.each(byName(hosts))('in what a rule inserts for %s', async (_, { host }) => {
    const answer = await sandbox.fetch(`http://${host}/pets?note=$%26`);
    expect(answer.status).toBe(200);
    const self = property(JSON.parse(await answer.text()), 'self');
    expect(new URL(String(self)).host).toBe(new URL(`http://${host}`).host);
    expect(answer.headers.get('link')).toBe(`<${self}>`);
  });
});

describe('the host name from a proxy is inserted literally too', () => {
  it.each(['$&', "$'", '$`', 'a"b', '<b>'])('%s', async (stated) => {
    const headers = { 'X-Forwarded-Host': stated, 'X-Forwarded-Prefix': `/${stated}`, 'X-Forwarded-Proto': stated };
    const { body, text } = await ask(sandbox, 'GET /_sandbox/openapi/api.json', { headers });
    expect(property(body, 'servers')).toEqual([{ url: 'http://localhost:9000', description: 'Sandbox' }]);
    expect(text).not.toContain('sandbox.invalid');
  });
});

it('the catalogue is sent whole, with its length in bytes', async () => {
  const answer = await sandbox.fetch('http://xn--tst-qla.example/_sandbox/scenarios');
  const text = await answer.text();
  expect(Number(answer.headers.get('content-length'))).toBe(bytes(text).byteLength);
});
