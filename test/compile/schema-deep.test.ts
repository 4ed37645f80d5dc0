import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody } from '../fixtures/document.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** Wraps one schema of the chain into the next. */
const links: Readonly<Record<string, (next: JsonObject) => JsonObject>> = {
  'nothing but a reference': (next) => next,
  'a reference with a description': (next) => ({ ...next, description: 'as it is' }),
  allOf: (next) => ({ allOf: [next] }),
  properties: (next) => ({ type: 'object', properties: { a: next } }),
  items: (next) => ({ type: 'array', items: next }),
  additionalProperties: (next) => ({ type: 'object', additionalProperties: next }),
};

const reference = (index: number): JsonObject => ({ $ref: `#/components/schemas/S${index}` });

/** A chain of schemas, the last of which is an integer. */
function chain(link: (next: JsonObject) => JsonObject, length: number): JsonObject {
  const schemas = Array.from({ length }, (_, index) => [`S${index}`, link(reference(index + 1))] as const);
  return { ...Object.fromEntries(schemas), [`S${length}`]: { type: 'integer' } };
}

/** The same chain, nested in one schema. */
function nested(link: (next: JsonObject) => JsonObject, depth: number): JsonObject {
  return Array.from({ length: depth }).reduce<JsonObject>((schema) => link(schema), { type: 'integer' });
}

function sandboxWith(schema: Json, schemas: JsonObject, openapi: string) {
  const content = { 'application/json': { schema } };
  const responses = { 200: empty, 201: { description: '', content } };
  const post = { operationId: 'send', requestBody: jsonBody(schema), responses };
  return sandboxOf({ ...documentOf({ '/things': { post } }, { components: { schemas } }), openapi });
}

/** Each of them refuses a string. */
async function expectRefused(schema: Json, schemas: JsonObject, openapi: string) {
  const sandbox = sandboxWith(schema, schemas, openapi);
  expect(problemsOf(sandbox).map(placed)).toEqual([]);
  expect(await ask(sandbox, 'POST /things', { body: 'text' })).toMatchObject({ status: 422 });
  expect(() => sandbox.catalogue()).not.toThrow();
}

describe('a long chain of references is validated to its end (JSON Schema 2020-12 Core, 8.2.3.1)', () => {
  it.each(
    Object.keys(links).flatMap((name) =>
      [150, 400].flatMap((length) => ['3.0.3', '3.1.0'].map((openapi) => ({ name, length, openapi }))),
    ),
  )('$length schemas with $name between them, in $openapi', async ({ name, length, openapi }) => {
    await expectRefused(reference(0), chain(links[name] ?? ((next) => next), length), openapi);
  });
});

describe('deeply nested schemas are validated to the bottom', () => {
  it.each(['allOf', 'properties', 'items', 'additionalProperties'])('100 levels of %s', async (name) => {
    await expectRefused(nested(links[name] ?? ((next) => next), 100), {}, '3.1.0');
  });
});

it('a circle of 400 schemas is validated', async () => {
  const round = Array.from({ length: 400 }, (_, index) => [
    `S${index}`,
    { type: 'object', properties: { next: reference((index + 1) % 400) } },
  ]);
  const sandbox = sandboxWith(reference(0), Object.fromEntries(round), '3.1.0');
  expect(problemsOf(sandbox)).toEqual([]);
  const body = { next: { next: { next: { next: 5 } } } };
  expect(await ask(sandbox, 'POST /things', { body })).toMatchObject({ faults: ['body /next/next/next/next type'] });
  expect(await ask(sandbox, 'POST /things', { body: { next: {} } })).toMatchObject({ status: 200 });
});

describe('a schema applied too often to one value is reported and not validated; the schemas around it are', () => {
  it.each<readonly [string, (next: JsonObject) => JsonObject]>([
    ['allOf, twice', (next) => ({ allOf: [next, next] })],
    ['anyOf and allOf', (next) => ({ anyOf: [next, { type: 'null' }], allOf: [next] })],
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    ['if, then and else', (next) => ({ if: next, then: next, else: next })],
  ])('%s', async (_, link) => {
    const schema = { type: 'object', required: ['a'], properties: { a: reference(0) } };
    const sandbox = sandboxWith(schema, chain(link, 40), '3.1.0');
    const reported = problemsOf(sandbox).filter(({ code }) => code === 'schema-unusable');
    expect(reported.length).toBeGreaterThan(0);
    expect(reported[0]).toMatchObject({
      severity: 'error',
      pointer: expect.stringMatching(/^\/components\/schemas\/S\d+$/),
    });
    expect(reported[0]?.message).toMatch(/for one value it applies more than 2000 schemas/);
    expect(await ask(sandbox, 'POST /things', { body: {} })).toMatchObject({ faults: ['body /a required'] });
    expect(sandbox.catalogue().scenarios).toHaveLength(2);
  });

  it('nested properties that double at each level are validated', async () => {
    await expectRefused(
      reference(0),
      chain((next) => ({ type: 'object', properties: { a: next, b: next } }), 40),
      '3.1.0',
    );
  });
});
