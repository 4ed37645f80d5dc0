import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import { bundleDocument } from '../../sandbox/compile/bundle/bundle.ts';
import type { OperationPlan } from '../../sandbox/plan.ts';
import type { Files } from '../../sandbox/read/files.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';

const info = { title: 'A test', version: '1' };

/** Bundles the files, of which `openapi.json` is the root document. */
function bundled(files: Readonly<Record<string, Json>>): JsonObject {
  const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return bundleOf('openapi.json', memoryFiles(Object.fromEntries(texts)));
}

function bundleOf(path: string, files?: Files): JsonObject {
  const [opened] = build([{ name: 'a', path, scenarios: null }], files).opened;
  if (!opened) throw new Error(`${path} was not opened.`);
  return bundleDocument(opened.api.tree, opened.api.dialect);
}

/** A document with one response, which has this schema. */
const answering = (schema: Json, rest: JsonObject = {}, openapi = '3.1.0'): JsonObject => ({
  openapi,
  info,
  paths: { '/a': { get: { responses: { 200: { description: '', content: { 'a/json': { schema } } } } } } },
  ...rest,
});
const schemaPlace = '/paths/~1a/get/responses/200/content/a~1json/schema';
const components = (schemas: JsonObject) => ({ components: { schemas } });
const toPet = { $ref: '#/components/schemas/Pet' };
const pet = { type: 'object', properties: { name: { type: 'string' } } };

/** Unnamed schemas are named after the files and locations that hold them. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/("schemaPointer":"[^"@]*)@[^"]*/g, '$1'));
}

interface Row {
  readonly name: string;
  readonly files: Readonly<Record<string, Json>>;
  /** Pointers into the bundle and the values expected there; null: no value. */
  readonly want: Readonly<Record<string, Json>>;
}

const rows: readonly Row[] = [
  {
    name: 'a file that is referred to: becomes a component named after the file',
    files: { 'openapi.json': answering({ $ref: 'schemas/Pet.json' }), 'schemas/Pet.json': pet },
    want: { [schemaPlace]: toPet, '/components/schemas/Pet': pet },
  },
  {
    name: 'a file with a title: named after the title, in the characters that a component name allows',
    files: { 'openapi.json': answering({ $ref: 'p.json' }), 'p.json': { title: 'My pet!', type: 'object' } },
    want: { [`${schemaPlace}/$ref`]: '#/components/schemas/My-pet-' },
  },
  {
    name: 'a location within a file: named after the location',
    files: { 'openapi.json': answering({ $ref: 'all.json#/$defs/Pet' }), 'all.json': { $defs: { Pet: pet } } },
    want: { [schemaPlace]: toPet, '/components/schemas/Pet': pet },
  },
  {
    name: 'two files of the same name: two components',
    files: {
      'openapi.json': answering({ anyOf: [{ $ref: 'a/Pet.json' }, { $ref: 'b/Pet.json' }, { $ref: 'a/Pet.json' }] }),
      'a/Pet.json': { type: 'string' },
      'b/Pet.json': { type: 'integer' },
    },
    want: {
      [`${schemaPlace}/anyOf`]: [toPet, { $ref: '#/components/schemas/Pet-2' }, toPet],
      '/components/schemas': { Pet: { type: 'string' }, 'Pet-2': { type: 'integer' } },
    },
  },
  {
    name: 'a component that refers to a file: keeps its name',
    files: {
      'openapi.json': answering({ $ref: 'p.json' }, components({ Pet: { $ref: 'p.json' } })),
      'p.json': pet,
    },
    want: { [schemaPlace]: toPet, '/components/schemas': { Pet: pet } },
  },
  {
    name: 'a component that refers to another component: stays a reference',
    files: { 'openapi.json': answering(toPet, components({ Pet: { $ref: '#/components/schemas/Dog' }, Dog: pet })) },
    want: { '/components/schemas': { Pet: { $ref: '#/components/schemas/Dog' }, Dog: pet } },
  },
  {
    name: 'files that refer to each other in a circle: bundled once each',
    files: {
      'openapi.json': answering({ $ref: 's/Pet.json' }),
      's/Pet.json': { properties: { owner: { $ref: '../s/Owner.json' } } },
      's/Owner.json': { properties: { pet: { $ref: 'Pet.json' } } },
    },
    want: {
      '/components/schemas': {
        Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } },
        Owner: { properties: { pet: toPet } },
      },
    },
  },
  {
    name: 'a reference to a location that is no component: becomes a component',
    files: {
      'openapi.json': answering({ $ref: `#/components/schemas/Pet/properties/name` }, components({ Pet: pet })),
    },
    want: { [`${schemaPlace}/$ref`]: '#/components/schemas/name', '/components/schemas/name': { type: 'string' } },
  },
  {
    name: 'references by $id and anchor: rewritten to pointers (JSON Schema 2020-12 Core, 8.2)',
    files: {
      'openapi.json': answering(
        { $ref: 'https://example.com/pet#name' },
        components({ Pet: { $id: 'https://example.com/pet', $defs: { n: { $anchor: 'name', type: 'string' } } } }),
      ),
    },
    want: {
      [`${schemaPlace}/$ref`]: '#/components/schemas/n',
      '/components/schemas': { Pet: { $defs: { n: { type: 'string' } } }, n: { type: 'string' } },
    },
  },
  {
    name: 'keywords beside a $ref in 3.1: kept (OpenAPI 3.1.1, 4.8.24)',
    files: { 'openapi.json': answering({ $ref: 'Pet.json', minProperties: 1 }), 'Pet.json': pet },
    want: { [schemaPlace]: { minProperties: 1, ...toPet } },
  },
  {
    name: 'keywords beside a $ref in 3.0: dropped (OpenAPI 3.0.4, 4.7.23)',
    files: { 'openapi.json': answering({ $ref: 'Pet.json', minProperties: 1 }, {}, '3.0.4'), 'Pet.json': pet },
    want: { [schemaPlace]: toPet },
  },
  {
    name: 'a path item in a file: inlined, with the fields beside its $ref (OpenAPI 3.1.1, 4.8.9)',
    files: {
      'openapi.json': { openapi: '3.1.0', info, paths: { '/a': { $ref: 'p/a.json', summary: 'Mine' } } },
      'p/a.json': { summary: 'Theirs', get: { responses: { 200: { $ref: 'ok.json' } } } },
      'p/ok.json': { description: 'All is well' },
    },
    want: {
      '/paths/~1a': { summary: 'Mine', get: { responses: { 200: { $ref: '#/components/responses/ok' } } } },
      '/components/responses/ok': { description: 'All is well' },
    },
  },
  {
    name: 'a path item whose callback refers to itself: bundling ends',
    files: {
      'openapi.json': { openapi: '3.1.0', info, paths: { '/a': { $ref: 'a.json' } } },
      'a.json': { get: { callbacks: { done: { '{$url}': { $ref: 'a.json', summary: 'Again' } } }, responses: {} } },
    },
    want: { '/paths/~1a/get/callbacks/done': { '{$url}': { summary: 'Again' } } },
  },
  {
    name: 'texts and example values in files of their own: inlined',
    files: {
      'openapi.json': {
        ...answering(true),
        info: { ...info, description: { $ref: 'text.md' } },
        components: {
          examples: { rex: { externalValue: './rex.json' }, tom: { value: { pet: { $ref: 'rex.json' } } } },
        },
      },
      'rex.json': { name: 'Rex' },
      'text.md': 'Pets.',
    },
    want: {
      '/info/description': '"Pets."',
      '/components/examples': { rex: { value: { name: 'Rex' } }, tom: { value: { pet: { name: 'Rex' } } } },
    },
  },
  {
    name: 'a file with a payload where an Example Object is expected: becomes its value',
    files: {
      'openapi.json': {
        ...answering(true),
        components: {
          examples: { rex: { $ref: 'rex.json' }, table: { $ref: 'table.csv' } },
        },
      },
      'rex.json': { name: 'Rex' },
      'table.csv': 'a,b',
    },
    want: { '/components/examples': { rex: { value: { name: 'Rex' } }, table: { value: '"a,b"' } } },
  },
  {
    name: 'a reference to an example: stays a reference, with nothing beside it',
    files: {
      'openapi.json': {
        openapi: '3.1.0',
        info,
        paths: {
          '/a': {
            get: {
              responses: {
                200: { description: '', content: { 'a/json': { examples: { rex: { $ref: 'rex.json' } } } } },
              },
            },
          },
        },
      },
      'rex.json': { summary: 'A dog', value: { name: 'Rex' } },
    },
    want: {
      '/paths/~1a/get/responses/200/content/a~1json/examples/rex': { $ref: '#/components/examples/rex' },
      '/components/examples/rex': { summary: 'A dog', value: { name: 'Rex' } },
    },
  },
  {
    name: 'a discriminator whose mapping names files: names components (OpenAPI 3.1.1, 4.8.25)',
    files: {
      'openapi.json': answering(
        { discriminator: { propertyName: 'kind', mapping: { dog: './Pet.json', cat: 'Cat' } } },
        components({ Cat: {} }),
      ),
      'Pet.json': pet,
    },
    want: { [`${schemaPlace}/discriminator/mapping`]: { dog: '#/components/schemas/Pet', cat: 'Cat' } },
  },
  {
    name: 'a property named $ref and an example that contains $ref: left alone',
    files: {
      'openapi.json': answering(
        { properties: { $ref: { type: 'string' } } },
        components({ Pet: { example: { $ref: 1 } } }),
      ),
    },
    want: {
      [schemaPlace]: { properties: { $ref: { type: 'string' } } },
      '/components/schemas/Pet/example': { $ref: 1 },
    },
  },
  {
    name: 'a component name with reserved characters: percent-encoded in references (RFC 6901, 6)',
    files: {
      'openapi.json': answering({ $ref: '#/components/schemas/größe%201%25%22' }, components({ 'größe 1%"': pet })),
    },
    want: {
      [`${schemaPlace}/$ref`]: '#/components/schemas/gr%C3%B6%C3%9Fe%201%25%22',
      '/components/schemas/größe 1%"': pet,
    },
  },
  {
    name: 'a reference to another host: reported, or left out',
    files: {
      'openapi.json': {
        ...answering({ $ref: 'https://example.com/pet.json' }),
        components: { parameters: { p: { $ref: 'https://example.com/p.json' } } },
        'x-more': { $ref: 'https://example.com/more.json' },
        'x-logo': { url: 'logo.png' },
      },
    },
    want: {
      [schemaPlace]: { description: 'Described at https://example.com/pet.json, which is not part of this document.' },
      '/components/parameters/p': null,
      '/x-more': null,
      '/x-logo': { url: 'logo.png' },
    },
  },
  {
    name: 'an OpenAPI 2.0 document: bundled as 3.0',
    files: {
      'openapi.json': { swagger: '2.0', info, paths: {}, definitions: { Pet: { $ref: 'p.json' } } },
      'p.json': pet,
    },
    want: { '/openapi': '3.0.4', '/components/schemas/Pet': pet },
  },
];

describe('bundling a document of several files', () => {
  it.each(rows)('$name', ({ files, want }) => {
    const bundle = bundled(files);
    const found = Object.keys(want).map((place) => [place, valueAt(bundle, place) ?? null] as const);
    expect(Object.fromEntries(found)).toEqual(want);
  });

  it('an example file that is not valid text: the example loses its value', () => {
    const photo = { summary: 'Rex', externalValue: 'rex.png' };
    const text = JSON.stringify({ ...answering(true), components: { examples: { photo } } });
    const files = { ...memoryFiles({ 'openapi.json': text }), base64: () => btoa('\u0089PNG') };
    expect(valueAt(bundleOf('openapi.json', files), '/components/examples/photo')).toEqual({ summary: 'Rex' });
  });

  it.each(['nhs-app', 'nhs-notify-supplier'])('the bundle is served like the files: %s', (name) => {
    const path = `specification/${name}/openapi.yaml`;
    const bundle = bundleOf(path);
    const files = memoryFiles({ 'openapi.json': JSON.stringify(bundle) });
    const [one, other] = [
      build([{ name, path, scenarios: null }]),
      build([{ name, path: 'openapi.json', scenarios: null }], files),
    ];
    expect(other.plan).toEqual(one.plan);
    expect(other.problems).toEqual([]);
    for (const { key } of one.plan.apis[0]?.operations ?? []) {
      const [want, got] = [one.operation(name, key).plan, other.operation(name, key).plan];
      const scenarios = ({ responses }: OperationPlan) =>
        responses.map((response) => withoutPlaces(response.scenarios));
      expect(scenarios(got)).toEqual(scenarios(want));
      expect(got.requestExamples).toEqual(want.requestExamples);
    }
    expect(JSON.stringify(bundle).match(/"\$ref":"(?!#\/components\/)[^"]*"/)).toBeNull();
  });
});
