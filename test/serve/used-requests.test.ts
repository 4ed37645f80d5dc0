import { describe, expect, it } from 'vitest';
import { documentOf, empty, jsonBody } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const sandbox = ruledSandbox(
  documentOf({ '/pets': { put: { requestBody: jsonBody({ type: 'object' }), responses: { 200: empty } } } }),
);
const address = 'http://localhost/pets';
const sent = (further: RequestInit = {}) =>
  new Request(address, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{}', ...further });
const read = async (request: Request) => {
  await request.text();
  return request;
};
const locked = (request: Request) => {
  request.body?.getReader();
  return request;
};

// Fetch Standard, 5.4: the constructor of `Request`, which `fetch` begins with, throws if the body is unusable.
describe.each(['follow', 'manual', 'error'] as const)('given `redirect: %s`', (redirect) => {
  it.each([
    { given: 'a Request whose body was read', make: () => read(sent({ redirect })) },
    { given: 'a Request whose body is being read', make: async () => locked(sent({ redirect })) },
    { given: 'a Request of known length', make: () => read(sent({ redirect, headers: { 'Content-Length': '2' } })) },
  ])('$given is a TypeError', async ({ make }) => {
    const request = await make();
    await expect(sandbox.fetch(request)).rejects.toThrow(TypeError);
    await expect(fetch(request)).rejects.toThrow(TypeError);
  });

  it('the same Request twice is a TypeError, and a clone is answered', async () => {
    const request = sent({ redirect });
    const clone = request.clone();
    expect((await sandbox.fetch(request)).status).toBe(200);
    await expect(sandbox.fetch(request)).rejects.toThrow(TypeError);
    expect((await sandbox.fetch(clone)).status).toBe(200);
  });

  it('the same Request twice is answered if it has no body', async () => {
    const request = new Request(address, { redirect });
    for (const _ of [1, 2]) expect((await sandbox.fetch(request)).status).toBe(405);
  });
});

it('a Request whose body was read is answered with another body', async () => {
  const request = await read(sent());
  expect((await sandbox.fetch(address, { method: 'PUT', headers: request.headers, body: '{}' })).status).toBe(200);
});
