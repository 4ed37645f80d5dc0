import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type Asking, ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const pet = {
  type: 'object',
  required: ['id', 'name', 'tags'],
  properties: {
    id: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    name: { type: 'string', pattern: '^[A-Z][a-z]{3,8}$' },
    tags: { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string', minLength: 1 } },
    secret: { type: 'string', writeOnly: true },
  },
};
const made = { description: '', content: { 'application/json': { schema: pet } } };
const documented = { description: '', content: { 'application/json': { schema: pet, example: { id: 1 } } } };
const id = [parameter('path', 'id', { type: 'string' })];
const document = documentOf({
  '/pets/{id}': { get: { operationId: 'get', parameters: id, responses: { 200: made, 404: made } } },
  '/documented': { get: { operationId: 'documented', responses: { 200: documented } } },
  '/nothing': { get: { operationId: 'nothing', responses: { 200: { description: '' } } } },
});
const sandbox = sandboxOf(document);

const get = async (target: string, headers: Asking['headers'] = {}) => ask(sandbox, `GET ${target}`, { headers });
const bodyOf = async (target: string, headers?: Asking['headers']) => JSON.stringify((await get(target, headers)).body);

describe('a generated body (design, Prism)', () => {
  it('is always the same and valid, unless another is requested', async () => {
    const first = await bodyOf('/pets/1');
    expect(await bodyOf('/pets/2', { 'X-Request-ID': '2' })).toBe(first);
    expect(isPet(JSON.parse(first))).toBe(true);
  });

  it('varies by path, request id and seed', async () => {
    const bodies = await Promise.all([
      bodyOf('/pets/1', { Prefer: 'dynamic=true' }),
      bodyOf('/pets/2', { Prefer: 'dynamic=true' }),
      bodyOf('/pets/1', { Prefer: 'dynamic=true', 'X-Request-ID': '2' }),
      bodyOf('/pets/1', { Prefer: 'dynamic=true, seed=1' }),
      bodyOf('/pets/1', { Prefer: 'dynamic=true, seed=99' }),
    ]);
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  it.each(
    byName([
      { name: 'the same request', headers: { Prefer: 'dynamic=true', 'X-Request-ID': '7' }, target: '/pets/1' },
      { name: 'the same seed', headers: { Prefer: 'dynamic, seed=3' }, target: '/pets/1' },
      { name: 'the query', headers: {}, target: '/pets/1?__dynamic=true&__seed=3' },
      { name: 'the prefix', headers: {}, target: '/_sandbox/as/dynamic=true,seed=3/pets/1' },
      { name: 'a chosen error', headers: { Prefer: 'code=404, dynamic=true, seed=3' }, target: '/pets/1' },
    ]),
  )('is reproducible for %s, and valid', async (_, { headers, target }) => {
    const first = await bodyOf(target, headers);
    expect(await bodyOf(target, headers)).toBe(first);
    expect(isPet(JSON.parse(first))).toBe(true);
    expect(first).not.toBe(await bodyOf('/pets/1'));
  });

  it('never contains writeOnly properties, whatever the seed', async () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const { body } = await get('/pets/1', { Prefer: `dynamic=true, seed=${seed}` });
      expect(isPet(body)).toBe(true);
      expect(body).not.toHaveProperty('secret');
    }
  });
});

it.each([
  ['GET /pets/1', 'dynamic=true, seed=3', 'dynamic=true, seed=3'],
  ['GET /pets/1', 'dynamic', 'dynamic=""'],
  ['GET /documented', 'dynamic=true', undefined],
  ['GET /nothing', 'dynamic=true', undefined],
  ['GET /pets/1', 'dynamic=false', undefined],
])('%s with Prefer: %s reports %s in Preference-Applied (design, Prism)', async (request, prefer, want) => {
  const { headers } = await ask(sandbox, request, { headers: { Prefer: prefer } });
  expect(headers['preference-applied']).toBe(want);
});

it('a documented body is not varied (design, Prism)', async () =>
  expect((await get('/documented', { Prefer: 'dynamic=true' })).body).toEqual({ id: 1 }));

it.each([
  ['dynamic=perhaps', /perhaps.*dynamic=true/],
  ['dynamic=true, seed=x', /is no seed.*seed=42/],
])('Prefer: %s is refused with an explanation (design, Prism)', async (prefer, want) => {
  const { status, trigger, text } = await get('/pets/1', { Prefer: prefer });
  expect([status, trigger]).toEqual([404, 'prefer']);
  expect(text).toMatch(want);
});

it('an option makes all generated bodies vary (design, Prism)', async () => {
  const varying = sandboxOf(document, {}, { dynamic: true });
  const bodies = await Promise.all(['/pets/1', '/pets/2'].map((path) => ask(varying, `GET ${path}`)));
  expect(new Set(bodies.map(({ text }) => text)).size).toBe(2);
  const still = await ask(varying, 'GET /pets/1', { headers: { Prefer: 'dynamic=false' } });
  expect(still.text).toBe((await get('/pets/1')).text);
});

function isPet(body: Json | undefined): boolean {
  const { id: number, name, tags } = Object(body);
  return (
    Number.isInteger(number) &&
    number >= 1 &&
    number <= 1_000_000 &&
    /^[A-Z][a-z]{3,8}$/.test(name) &&
    new Set(tags).size === tags.length &&
    tags.length > 1
  );
}
