import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const string = { type: 'string' };
const types = Array.from({ length: 12 }, (_, index) => `Kind${index}`);

/** Many schemas, each with an optional property and a list of every other, and some strings. */
const circles: JsonObject = Object.fromEntries(
  types.map((name) => [
    name,
    {
      type: 'object',
      required: ['id'],
      properties: {
        id: string,
        ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`text${index}`, string])),
        ...Object.fromEntries(
          types.flatMap((other) => [
            [other, { $ref: `#/components/schemas/${other}` }],
            [`${other}s`, { type: 'array', items: { $ref: `#/components/schemas/${other}` } }],
          ]),
        ),
      },
    },
  ]),
);

/** The response of a document with this schema and no example, default and random. */
function sandboxFor(schema: Json, schemas: JsonObject = {}) {
  const content = { 'application/json': { schema } };
  const get = { operationId: 'get', responses: { 200: { description: '', content } } };
  return sandboxOf(documentOf({ '/me': { get } }, { components: { schemas } }));
}

const manners = ['dynamic=false', 'dynamic=true, seed=7'];

describe('a generated body has at most 64 KB, unless the schema requires more', () => {
  it.each(manners)('hundreds of optional circular properties: %s', async (Prefer) => {
    const sandbox = sandboxFor({ $ref: '#/components/schemas/Kind0' }, circles);
    const { text, body } = await ask(sandbox, 'GET /me', { headers: { Prefer } });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(Object.keys(body ?? {}).length).toBeGreaterThan(20);
  });

  it.each(manners)('a list with maxItems of a million: %s', async (Prefer) => {
    const row = { type: 'object', properties: { a: string, b: { type: 'array', maxItems: 1_000_000, items: string } } };
    const sandbox = sandboxFor({ type: 'array', maxItems: 1_000_000, items: row });
    expect((await ask(sandbox, 'GET /me', { headers: { Prefer } })).text.length).toBeLessThan(1000);
  });

  it.each(manners)('strings and objects with high limits: %s', async (Prefer) => {
    const text = { type: 'string', maxLength: 10_000_000, pattern: '^[a-z]*$' };
    const schema = { type: 'object', maxProperties: 1_000_000, properties: { text }, additionalProperties: string };
    expect((await ask(sandboxFor(schema), 'GET /me', { headers: { Prefer } })).text.length).toBeLessThan(1000);
  });

  it.each(manners)('larger if the schema requires it: %s', async (Prefer) => {
    const schema = { type: 'array', minItems: 2000, items: { type: 'string', minLength: 100 } };
    const { text, body } = await ask(sandboxFor(schema), 'GET /me', { headers: { Prefer } });
    expect([text.length > 200_000, Array.isArray(body) && body.length]).toEqual([true, 2000]);
  });

  it.each(manners)('a chain of 300 schemas is cut: %s', async (Prefer) => {
    const links = Array.from({ length: 300 }, (_, index): readonly [string, Json] => [
      `Link${index}`,
      { type: 'object', properties: { name: string, next: { $ref: `#/components/schemas/Link${(index + 1) % 300}` } } },
    ]);
    const sandbox = sandboxFor({ $ref: '#/components/schemas/Link0' }, Object.fromEntries(links));
    const { text } = await ask(sandbox, 'GET /me', { headers: { Prefer } });
    expect(text.split('{').length).toBeLessThan(40);
  });
});
