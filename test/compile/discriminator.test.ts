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

describe('a discriminator selects the schema (OpenAPI 3.1.1, 4.8.25)', () => {
  it.each<readonly [string, string, Checks]>([
    ['no mapping: selects by schema name', '3.1.1', implicit],
    ['no mapping in 3.0: selects by schema name', '3.0.4', implicit],
    [
      'beside anyOf: selects by schema name',
      '3.1.1',
      { ...implicit, schema: { anyOf: refs, discriminator: discriminator() } },
    ],
    [
      'mapping to references: selects by the mapped value',
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
      'mapping to schema names: selects by the mapped value',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', doggy: 'Dog' }) },
        schemas,
        takes: [cat('kitty')],
        refuses: [[{ kind: 'doggy' }, 'required /bark']],
      },
    ],
    [
      'two mapped values for one schema: both select it',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', tiger: 'Cat' }) },
        schemas,
        takes: [cat('kitty'), cat('tiger')],
      },
    ],
    [
      'a mapped schema: its name selects it as well, "unless a mapping is present for that value"',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat', Dog: 'Cat', hound: 'Dog' }) },
        schemas,
        takes: [cat('Cat'), cat('kitty'), cat('Dog'), { kind: 'hound', bark: 'x' }],
        refuses: [[{ kind: 'Dog', bark: 'x' }, 'required /lives']],
      },
    ],
    [
      'a schema that the mapping leaves out: selected by its name',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator({ kitty: 'Cat' }) },
        schemas,
        takes: [cat('kitty'), { kind: 'Dog', bark: 'x' }],
      },
    ],
    [
      'keywords beside the choice: validated as well',
      '3.1.1',
      {
        schema: { oneOf: refs, discriminator: discriminator(), required: ['name'] },
        schemas,
        takes: [{ ...cat('Cat'), name: 'Tom' }],
        refuses: [[cat('Cat'), 'required /name']],
      },
    ],
    [
      'nullable beside the choice: null is accepted',
      '3.0.4',
      {
        schema: { oneOf: refs, discriminator: discriminator(), nullable: true },
        schemas,
        takes: [null, cat('Cat')],
        refuses: [[{ kind: 'Cat' }, 'required /lives']],
      },
    ],
    [
      'a choice within a list: selects for each item',
      '3.1.1',
      {
        schema: { items: { oneOf: refs, discriminator: discriminator() } },
        schemas,
        takes: [[cat('Cat')]],
        refuses: [[[cat('Cat'), { kind: 'Dog' }], 'required /1/bark']],
      },
    ],
    [
      'inline schemas: the discriminator has no effect, and oneOf applies',
      '3.1.1',
      {
        schema: { oneOf: [{ type: 'string' }, { type: 'integer' }], discriminator: discriminator() },
        takes: ['x', 1],
        refuses: [[true, 'oneOf']],
      },
    ],
    [
      'beside allOf: child schemas are not searched (4.8.25.4)',
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
      'a child schema: validated together with its parent',
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
    ['a value that is no object: refused', '3.1.1', { ...implicit, takes: [], refuses: [['Cat', 'type']] }],
  ])('%s', async (_, openapi, checks) => {
    const { want, got } = await compare(openapi, checks);
    expect(got).toEqual(want);
  });

  it.each([
    ['no mapping: selects by file name', '', { kind: 'cat' }],
    ['mapping to the file as the choice writes it: selects it', 'kitty: ./schemas/cat.yaml', { kind: 'kitty' }],
    ['mapping to the file in another spelling: selects it', 'kitty: schemas/cat.yaml', { kind: 'kitty' }],
    [
      'mapping to a component that refers to the file: selects it',
      "kitty: '#/components/schemas/Cat'",
      { kind: 'kitty' },
    ],
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
