import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { type Checks, compare } from '../fixtures/body-checks.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schemas = {
  Cat: {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind', 'bark'],
    properties: { kind: { type: 'string' }, bark: { type: 'string' } },
  },
};
const refs = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];
const cat = (kind: string) => ({ kind, lives: 9 });
const discriminator = (mapping?: Json) => ({ propertyName: 'kind', ...(mapping !== undefined && { mapping }) });

const implicit: Checks = {
  schema: { oneOf: refs, discriminator: discriminator() },
  schemas,
  takes: [cat('Cat'), { kind: 'Dog', bark: 'loud' }],
  refuses: [
    [{ kind: 'Cat' }, 'required /lives'],
    [{ kind: 'Cat', lives: 'nine' }, 'type /lives'],
    [{ kind: 'Dog', lives: 9 }, 'required /bark'],
    [{ lives: 9 }, 'required /kind'],
    [cat('Fish'), 'enum /kind'],
  ],
};

describe('a discriminator says which schema is meant (OpenAPI 3.1.1, 4.8.25)', () => {
  it.each<readonly [string, string, Checks]>([
    ['by the name of the schema', '3.1.1', implicit],
    ['in 3.0 as well', '3.0.4', implicit],
    ['with anyOf', '3.1.1', { ...implicit, schema: { anyOf: refs, discriminator: discriminator() } }],
    [
      'by a mapping to a reference',
      '3.1.1',
      {
        schema: {
          oneOf: refs,
          discriminator: discriminator({ kitty: '#/components/schemas/Cat', 'good/boy': '#/components/schemas/Dog' }),
        },
        schemas,
        takes: [cat('kitty'), { kind: 'good/boy', bark: 'x' }],
        refuses: [
          [{ kind: 'kitty' }, 'required /lives'],
          [cat('fish'), 'enum /kind'],
        ],
      },
    ],
    [
      'by a mapping to a name',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', doggy: 'Dog' }) },
        schemas,
        takes: [cat('kitty')],
        refuses: [[{ kind: 'doggy' }, 'required /bark']],
      },
    ],
    [
      'two values for one schema',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', tiger: 'Cat' }) },
        schemas,
        takes: [cat('kitty'), cat('tiger')],
      },
    ],
    [
      'a schema that is mapped is known by its name as well, "unless a mapping is present for that value"',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', Dog: 'Cat', hound: 'Dog' }) },
        schemas,
        takes: [cat('Cat'), cat('kitty'), cat('Dog'), { kind: 'hound', bark: 'x' }],
        refuses: [[{ kind: 'Dog', bark: 'x' }, 'required /lives']],
      },
    ],
    [
      'what the mapping leaves out keeps its name',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat' }) },
        schemas,
        takes: [cat('kitty'), { kind: 'Dog', bark: 'x' }],
      },
    ],
    [
      'a schema beside the choice counts as well',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator(), required: ['name'] },
        schemas,
        takes: [{ ...cat('Cat'), name: 'Tom' }],
        refuses: [[cat('Cat'), 'required /name']],
      },
    ],
    [
      'nullable beside it',
      '3.0.4',
      {
        schema: { oneOf: refs, discriminator: discriminator(), nullable: true },
        schemas,
        takes: [null, cat('Cat')],
        refuses: [[{ kind: 'Cat' }, 'required /lives']],
      },
    ],
    [
      'in a list',
      '3.1.1',
      {
        schema: { items: { oneOf: refs, discriminator: discriminator() } },
        schemas,
        takes: [[cat('Cat')]],
        refuses: [[[cat('Cat'), { kind: 'Dog' }], 'required /1/bark']],
      },
    ],
    [
      'with schemas that stand in place it has no meaning, and the choice stays one',
      '3.1.1',
      {
        schema: { oneOf: [{ type: 'string' }, { type: 'integer' }], discriminator: discriminator() },
        takes: ['x', 1],
        refuses: [[true, 'oneOf']],
      },
    ],
    [
      'beside allOf, it does not search for children (4.8.25.4)',
      '3.1.1',
      {
        schema: { $ref: '#/components/schemas/Pet' },
        schemas: {
          Pet: { required: ['kind'], properties: { kind: { type: 'string' } }, discriminator: discriminator() },
          Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['lives'] }] },
        },
        takes: [{ kind: 'Cat' }],
        refuses: [[{}, 'required /kind']],
      },
    ],
    [
      'a child is checked with its parent',
      '3.1.1',
      {
        schema: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: discriminator() },
        schemas: {
          Pet: { required: ['kind', 'name'] },
          Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['lives'] }] },
        },
        takes: [{ ...cat('Cat'), name: 'Tom' }],
        refuses: [[{ kind: 'Cat' }, 'required /lives', 'required /name']],
      },
    ],
    ['a value that is no object fits none', '3.1.1', { ...implicit, takes: [], refuses: [['Cat', 'type']] }],
  ])('%s', async (_, openapi, checks) => {
    const { want, got } = await compare(openapi, checks);
    expect(got).toEqual(want);
  });

  it.each([
    ['by the name of the file', '', { kind: 'cat' }],
    ['by a mapping to the file as the choice writes it', 'kitty: ./schemas/cat.yaml', { kind: 'kitty' }],
    ['by a mapping to the file in another spelling', 'kitty: schemas/cat.yaml', { kind: 'kitty' }],
    ['by a mapping to a component that is that file', "kitty: '#/components/schemas/Cat'", { kind: 'kitty' }],
  ])('schemas in files: %s', async (_, mapping, body) => {
    const document = `openapi: 3.1.1
info: { title: x, version: '1' }
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              oneOf: [{ $ref: ./schemas/cat.yaml }, { $ref: ./schemas/dog.yaml }]
              discriminator: { propertyName: kind, mapping: { ${mapping} } }
      responses: { 200: { description: ok } }
components: { schemas: { Cat: { $ref: schemas/cat.yaml } } }
`;
    const files = { 'schemas/cat.yaml': 'required: [lives]', 'schemas/dog.yaml': 'required: [bark]' };
    const { faults } = await ask(sandboxOf(document, files), 'POST /things', { body });
    expect(faults).toEqual(['body /lives required']);
  });
});
