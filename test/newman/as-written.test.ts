import { expect, it } from 'vitest';
import { requestOf } from '../../sandbox/exporters/postman/request.ts';
import { listen } from '../../sandbox/hosts/node.ts';
import type { WireRequest } from '../../sandbox/requests/wire-request.ts';
import { runCollection } from './newman.ts';

/** Requests of every odd kind arrive as they were proven. */
const get = { method: 'GET', headers: {}, text: null };
const post = { method: 'POST', target: '/', headers: { 'Content-Type': 'application/json' } };
const rows: readonly { name: string; given: WireRequest }[] = [
  { name: 'a parameter without a name', given: { ...get, target: '/a?=x' } },
  { name: 'a parameter without a value', given: { ...get, target: '/a?b&c=' } },
  { name: 'a parameter that is there twice', given: { ...get, target: '/a?b=1&b=2&b=1' } },
  { name: 'a value with = and ? in it', given: { ...get, target: '/a?b=c=d?e' } },
  { name: 'what is percent-encoded', given: { ...get, target: '/a%2Fb/%C3%A9%20?c=%26%3D%2B+%20' } },
  { name: 'brackets', given: { ...get, target: '/a?b[c]=1&d[]=2' } },
  { name: 'a colon', given: { ...get, target: '/:a/b:c?d=:e' } },
  { name: 'an empty segment', given: { ...get, target: '/a//b/' } },
  { name: 'a header without a value', given: { ...get, target: '/a', headers: { 'X-Empty': '' } } },
  { name: 'a cookie', given: { ...get, target: '/a', headers: { Cookie: 'a=b; c=d' } } },
  { name: 'a method of its own', given: { ...get, method: 'QUERY', target: '/a', headers: {}, text: 'a' } },
  { name: 'a method that usually has no body', given: { ...post, method: 'PURGE', text: '{}' } },
  { name: 'what is no JSON', given: { ...post, text: '{"a":' } },
  { name: 'JSON that is written oddly', given: { ...post, text: '{"a":1,"a":2}' } },
  { name: 'characters beyond ASCII', given: { ...post, text: '"Grüße 😀"' } },
  {
    name: 'a form',
    given: { ...post, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, text: 'a=b+c&a=%20' },
  },
  {
    name: 'parts',
    given: {
      ...post,
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      text: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    },
  },
  { name: 'thousands of items', given: { ...post, text: `[${'{"a":"\\n"},'.repeat(3000)}{}]` } },
  { name: 'a body of no media type', given: { ...post, headers: {}, text: 'a' } },
];

it.each(rows)('$name', async ({ given }) => {
  const received: unknown[] = [];
  const server = await listen(
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const names = ['content-type', ...Object.keys(given.headers)];
      const headers = names.map((name) => [name, request.headers.get(name)]);
      received.push({ method: request.method, target: pathname + search, headers, text: await request.text() });
      return new Response(null, { status: 204 });
    },
    { port: 0, host: '127.0.0.1' },
  );
  const base = { value: 'http://sandbox.invalid', variable: 'baseUrl' };
  const context = { auth: { type: 'noauth' }, base, parameters: [], description: '' } as const;
  const { request, script, behavior } = requestOf(given, context, 204);
  const event = [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }] as const;
  const item = { id: 'one', name: 'one', event, protocolProfileBehavior: behavior, request, response: [] };
  const info = { _postman_id: 'c', name: 'c', description: '', schema: '' };
  const collection = {
    info,
    item: [item],
    event: [],
    variable: [],
    protocolProfileBehavior: { disableCookies: true },
  } as const;
  await runCollection(collection, { baseUrl: server.url });
  await server.close();
  const want = new Headers(given.headers);
  const headers = ['content-type', ...Object.keys(given.headers)].map((name) => [name, want.get(name)]);
  expect(received).toEqual([{ method: given.method, target: given.target, headers, text: given.text ?? '' }]);
});
