import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { bodyDocument, type Checks, compare } from '../fixtures/body-checks.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

describe('circular schemas (JSON Schema 2020-12 Core, 8.2.3.1)', () => {
  const Node = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
  };
  const deep = (levels: number, bottom: JsonObject): JsonObject =>
    levels === 0 ? bottom : { name: 'x', children: [deep(levels - 1, bottom)] };

  it.each<readonly [string, Checks]>([
    [
      'a schema that is a list of itself',
      {
        schema: { $ref: '#/components/schemas/Node' },
        schemas: { Node },
        takes: [{ name: 'a', children: [] }],
        refuses: [[{ name: 'a', children: [{ name: 'b', children: [{}] }] }, 'required /children/0/children/0/name']],
      },
    ],
    [
      'two schemas that contain each other',
      {
        schema: { $ref: '#/components/schemas/Hen' },
        schemas: {
          Hen: { properties: { egg: { $ref: '#/components/schemas/Egg' } } },
          Egg: { required: ['white'], properties: { hen: { $ref: '#/components/schemas/Hen' } } },
        },
        takes: [{ egg: { white: true, hen: {} } }],
        refuses: [[{ egg: { white: true, hen: { egg: {} } } }, 'required /egg/hen/egg/white']],
      },
    ],
    [
      'a schema that is a choice including lists of itself',
      {
        schema: { $ref: '#/components/schemas/Any' },
        schemas: {
          Any: { oneOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/components/schemas/Any' } }] },
        },
        takes: ['x', [['x'], 'y']],
        refuses: [[1, 'oneOf']],
      },
    ],
    [
      'a nested schema that refers to its outer schema',
      {
        schema: { $ref: '#/components/schemas/Outer' },
        schemas: {
          Outer: {
            properties: { inner: { properties: { outer: { $ref: '#/components/schemas/Outer' } }, required: ['a'] } },
          },
        },
        takes: [{ inner: { a: 1, outer: {} } }],
        refuses: [[{ inner: { a: 1, outer: { inner: {} } } }, 'required /inner/outer/inner/a']],
      },
    ],
  ])('%s', async (_, checks) => {
    const { want, got } = await compare('3.1.1', checks);
    expect(got).toEqual(want);
  });

  it('a value nested 50 levels deep is validated to the bottom', async () => {
    const { want, got } = await compare('3.1.1', {
      schema: { $ref: '#/components/schemas/Node' },
      schemas: { Node },
      takes: [deep(50, { name: 'leaf' })],
      refuses: [[deep(50, { name: 5 }), `type ${'/children/0'.repeat(50)}/name`]],
    });
    expect(got).toEqual(want);
  });
});

/** Validation against these would not terminate (JSON Schema 2020-12 Core, 9.4.1: the behaviour is undefined). */
describe('schemas that apply to themselves at the same location of the value (JSON Schema 2020-12 Core, 8.2.3.1)', () => {
  const Cat = { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['name'] }] };
  const choice = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] };

  it.each<readonly [string, JsonObject]>([
    ['allOf of itself', { Pet: { allOf: [{ $ref: '#/components/schemas/Pet' }], required: ['name'] } }],
    ['$ref beside other keywords', { Pet: { $ref: '#/components/schemas/Cat', required: ['name'] }, Cat }],
    ['oneOf children that include the parent', { Pet: choice, Cat, Dog: Cat }],
    [
      'oneOf children that include the parent, with a discriminator',
      { Pet: { ...choice, discriminator: { propertyName: 'kind' } }, Cat, Dog: Cat },
    ],
  ])('%s: the server starts and reports it', async (_, schemas) => {
    const document = bodyDocument('3.1.1', { schema: { $ref: '#/components/schemas/Pet' }, schemas });
    const sandbox = sandboxOf(document);
    const { status } = await ask(sandbox, 'POST /things', { body: { kind: 'Cat', name: 'Tom' } });
    expect(status).toBe(200);
    expect(problemsOf(sandbox).map(({ code }) => code)).toContain('schema-unusable');
  });

  it('an example whose schema contains such a circle does not stop the start', () => {
    const schema = { $ref: '#/components/schemas/Pet' };
    const pet = { allOf: [schema], required: ['name'] };
    const content = { 'application/json': { schema, example: { name: 'Tom' } } };
    const sandbox = sandboxOf({
      openapi: '3.1.1',
      paths: { '/things': { post: { requestBody: { content }, responses: { 200: { description: '', content } } } } },
      components: { schemas: { Pet: pet } },
    });
    expect(problemsOf(sandbox).map(({ code }) => code)).toContain('schema-unusable');
  });
});
