import { describe, expect, it } from 'vitest';
import { documentOf } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const redirect = (status: number, location: string) => ({
  responses: {
    [status]: { description: '', headers: { Location: { schema: { type: 'string' }, example: location } } },
  },
});
const ok = { responses: { 200: { description: '' } } };
const jsonBody = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', required: ['name'] } } },
};

const sandbox = ruledSandbox(
  documentOf({
    '/pets': { get: ok, head: ok, post: { ...ok, requestBody: jsonBody }, trace: ok },
    '/see-other': { get: redirect(303, '/pets'), head: redirect(303, '/pets'), post: redirect(303, '/pets#new') },
    '/found': { post: redirect(302, 'pets'), put: redirect(302, '/pets') },
    '/moved': { post: redirect(301, 'http://localhost/pets') },
    '/temporary': { post: { ...redirect(307, '/pets'), requestBody: jsonBody }, trace: redirect(307, '/pets') },
    '/permanent': { post: { ...redirect(308, '/temporary'), requestBody: jsonBody } },
    '/away': { get: redirect(303, 'https://example.org/pets') },
    '/nowhere': { get: redirect(303, 'http://') },
    '/circle': { get: redirect(302, '/circle') },
    '/choices': { get: redirect(300, '/pets') },
    '/chosen': { get: { responses: { ...ok.responses, ...redirect(303, '/pets').responses } } },
  }),
);
const json = { headers: { 'Content-Type': 'application/json' }, body: '{"name":"Rex"}' };

/** Asks for a path, and returns the status, the scenario, the address of the answer, and whether it is redirected. */
async function ask(path: string, init: RequestInit): Promise<readonly unknown[]> {
  const { status, headers, redirected, url } = await sandbox.fetch(`http://localhost${path}`, init);
  const scenario = headers.get('sandbox-scenario');
  return [status, scenario && decodeURIComponent(scenario), redirected, url];
}

const pets = 'http://localhost/pets';

describe('a redirect, answered to `fetch`', () => {
  it.each<{ given: string; path: string; init?: RequestInit; want: readonly unknown[] }>([
    { given: 'a 303 of a GET', path: '/see-other', want: [200, 'GET /pets/200/empty', true, pets] },
    {
      given: 'a 303 of a HEAD',
      path: '/see-other',
      init: { method: 'HEAD' },
      want: [200, 'HEAD /pets/200/empty', true, pets],
    },
    {
      given: 'a 303 of a POST, which is followed by a GET',
      path: '/see-other',
      init: { method: 'POST', ...json },
      want: [200, 'GET /pets/200/empty', true, `${pets}#new`],
    },
    {
      given: 'a 302 of a POST, to a relative address',
      path: '/found',
      init: { method: 'POST', ...json },
      want: [200, 'GET /pets/200/empty', true, pets],
    },
    {
      given: 'a 302 of a PUT, whose method is kept',
      path: '/found',
      init: { method: 'PUT' },
      want: [405, null, true, pets],
    },
    {
      given: 'a 301 of a POST, to an absolute address',
      path: '/moved',
      init: { method: 'POST' },
      want: [200, 'GET /pets/200/empty', true, pets],
    },
    {
      given: 'a 307 of a POST, whose body is sent again',
      path: '/temporary',
      init: { method: 'POST', ...json },
      want: [200, 'POST /pets/200/empty', true, pets],
    },
    {
      given: 'a 308 to a 307',
      path: '/permanent',
      init: { method: 'POST', ...json },
      want: [200, 'POST /pets/200/empty', true, pets],
    },
    {
      given: 'a 307 of a method that scripts cannot send',
      path: '/temporary',
      init: { method: 'TRACE' },
      want: [200, 'TRACE /pets/200/empty', true, pets],
    },
    {
      given: 'a 303 that the request chooses, whose target has no such scenario',
      path: '/chosen',
      init: { headers: { Prefer: 'code=303' } },
      want: [200, 'GET /pets/200/empty', true, pets],
    },
    {
      given: 'a 303 chosen by the path',
      path: '/_sandbox/as/code=303/chosen',
      want: [200, 'GET /pets/200/empty', true, pets],
    },
    { given: 'a 303 to another origin', path: '/away', want: [303, 'GET /away/303/empty', false, ''] },
    { given: 'a 303 to no address', path: '/nowhere', want: [303, 'GET /nowhere/303/empty', false, ''] },
    { given: 'a 300, which offers choices', path: '/choices', want: [300, 'GET /choices/300/empty', false, ''] },
    {
      given: '`redirect: manual`',
      path: '/see-other',
      init: { redirect: 'manual' },
      want: [303, 'GET /see-other/303/empty', false, ''],
    },
  ])('$given', async ({ path, init = {}, want }) => {
    expect(await ask(path, init)).toEqual(want);
  });

  it.each([
    { given: '`redirect: error`', path: '/see-other', init: { redirect: 'error' } as const },
    { given: 'a redirect to itself', path: '/circle', init: {} },
  ])('$given is a TypeError', async ({ path, init }) => {
    await expect(ask(path, init)).rejects.toThrow(TypeError);
  });

  it('is returned by `answer`, as a server sends it', async () => {
    const { status } = await sandbox.answer(new Request('http://localhost/see-other'));
    expect(status).toBe(303);
  });
});
