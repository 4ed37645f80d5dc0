import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Folder, Item } from '../../sandbox/exporters/postman/format.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, named, parameter, response } from '../fixtures/document.ts';
import { postmanCollectionSchema } from '../fixtures/postman-collection-schema.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import {
  committed,
  itemsOf,
  readCollection,
  readEnvironment,
  writeCollection,
  writeInto,
} from '../newman/collections.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(postmanCollectionSchema);

/** The names of folders and requests, nested ones indented. */
function outline(entries: readonly (Folder | Item)[], indent = ''): readonly string[] {
  return entries.flatMap((entry) => [
    indent + entry.name,
    ...('item' in entry ? outline(entry.item, `${indent}  `) : []),
  ]);
}

const get = (operationId: string, rest: JsonObject = {}): JsonObject => ({
  operationId,
  responses: { 200: response({ ok: { id: 1 } }) },
  ...rest,
});
const pets = documentOf(
  {
    '/pets': {
      parameters: [{ $ref: '#/components/parameters/Limit' }],
      get: get('listPets', { tags: ['pet', 'other'], summary: 'List the pets', description: 'All of them.' }),
      post: get('addPet', { tags: ['undeclared'] }),
    },
    '/shops': { get: get('listShops', { tags: ['shop'] }) },
    '/health': { get: get('health') },
    '/upload': { servers: [{ url: 'https://upload.example.com/files' }], put: get('upload') },
  },
  {
    info: { title: 'Pets', version: '2', description: 'A shop.' },
    tags: [{ name: 'shop' }, { name: 'pet', description: 'What you keep.' }, { name: 'unused' }],
    servers: [
      { url: 'https://live.example.com/v1', description: 'Production' },
      { url: 'http://localhost:9000/v1' },
      {
        url: 'https://{region}.example.com/v1/',
        variables: { region: { default: 'eu' } },
        description: 'Integration test',
      },
      {
        url: 'https://example.com/v1',
        description: 'A description that goes on for longer than any name does, really.',
      },
      { url: '/v1' },
    ],
    components: {
      parameters: {
        Limit: parameter('query', 'limit', { type: 'integer' }, { required: true, description: 'How many.' }),
      },
    },
  },
);

describe('a Postman collection', async () => {
  const { folder } = await writeCollection(pets);
  const collection = readCollection(join(folder, 'api.postman_collection.json'));
  const items = itemsOf(collection.item);
  const first = items[1];

  it('is valid for the collection schema', () => {
    expect(validate(collection), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('has a folder for each tag and operation, in document order', () => {
    expect(outline(collection.item)).toEqual([
      'shop',
      '  listShops',
      '    200 ok',
      'pet',
      '  List the pets',
      '    200 ok',
      'undeclared',
      '  addPet',
      '    200 ok',
      'health',
      '  200 ok',
      'upload',
      '  200 ok',
    ]);
  });

  it('has the descriptions of the document', () => {
    const tag = collection.item.find(({ name }) => name === 'pet');
    const [operation] = tag && 'item' in tag ? tag.item : [];
    expect(collection.info.name).toBe('Pets 2');
    expect(collection.info.description).toContain('A shop.');
    expect(tag).toMatchObject({ description: 'What you keep.' });
    expect(operation).toMatchObject({ description: '`GET /pets`\n\nAll of them.' });
    expect(first?.request.url.query).toEqual([{ key: 'limit', value: '0', description: 'How many.' }]);
    expect(first?.request.description).toContain('an ordinary request');
  });

  it('has a saved response for each request', () => {
    const [saved] = first?.response ?? [];
    expect(saved).toMatchObject({ code: 200, status: 'OK', body: '{"id":1}', _postman_previewlanguage: 'json' });
    expect(saved?.header).toContainEqual({ key: 'content-type', value: 'application/json' });
    expect(saved?.header).toContainEqual({ key: 'sandbox-scenario', value: 'listPets/200/ok' });
  });

  it('has variables whose initial values work', () => {
    expect(collection.variable.map(({ key, value }) => [key, value])).toEqual([
      ['baseUrl', 'http://localhost:9000/v1'],
      ['baseUrl2', '{{origin}}/files'],
      ['token', 'sandbox-access-token'],
    ]);
    expect(items.at(-1)?.request.url.raw).toBe('{{baseUrl2}}/upload');
  });

  it('comes with an environment for each server except production', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.postman_environment.json'));
    const reported = names.map((name) => {
      const environment = readEnvironment(join(folder, name));
      return [name, environment.name, environment.values.map(({ key, value }) => `${key}=${value}`)];
    });
    const file = (name: string) => `api.${name}.postman_environment.json`;
    expect(reported).toEqual([
      [
        file('example-com'),
        'Pets: example.com',
        ['baseUrl=https://example.com/v1', 'baseUrl2=https://upload.example.com/files', 'token='],
      ],
      [
        file('integration-test'),
        'Pets: Integration test',
        ['baseUrl=https://eu.example.com/v1', 'baseUrl2=https://upload.example.com/files', 'token='],
      ],
      [file('sandbox'), 'Pets: Sandbox', ['baseUrl=http://localhost:9000/v1', 'token=sandbox-access-token']],
    ]);
  });

  it('has the same unique ids each time', async () => {
    const again = readCollection(join((await writeCollection(pets)).folder, 'api.postman_collection.json'));
    expect(again).toEqual(collection);
    const ids = items.flatMap((item) => [item.id, ...item.response.map(({ id }) => id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps the ids of existing requests when others are added', async () => {
    const more = { ...pets, paths: { '/new': { get: get('new') }, ...Object(pets['paths']) } };
    const grown = readCollection(join((await writeCollection(more)).folder, 'api.postman_collection.json'));
    const ids = itemsOf(grown.item).map(({ id }) => id);
    expect(items.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('gives each request the credentials that its operation requires', async () => {
    const schemes = {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      query: { type: 'apiKey', in: 'query', name: 'key' },
    };
    const paths = Object.fromEntries(
      ['bearer', 'basic', 'query'].map((name) => [`/${name}`, { get: get(name, { security: [{ [name]: [] }] }) }]),
    );
    const open = { '/open': { get: get('open', { security: [] }) } };
    const document = documentOf({ ...paths, ...open }, { components: { securitySchemes: schemes } });
    const secured = readCollection(join((await writeCollection(document)).folder, 'api.postman_collection.json'));
    expect(itemsOf(secured.item).map(({ request }) => request.auth)).toMatchObject([
      { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] },
      { type: 'basic', basic: [{ value: '{{token}}' }, { value: '' }] },
      { type: 'apikey', apikey: [{ value: 'key' }, { value: '{{token}}' }, { value: 'query' }] },
      { type: 'noauth' },
    ]);
  });

  it('does not test responses against its own document', async () => {
    const schema = { type: 'object', properties: { id: { type: 'string' } } };
    const content = { 'application/json': { schema, examples: named({ wrong: { id: 1 } }) } };
    const document = documentOf({ '/a': { get: get('a', { responses: { 200: { description: '', content } } }) } });
    const failure = readCollection(join((await writeCollection(document)).folder, 'api.postman_collection.json'));
    expect(JSON.stringify(itemsOf(failure.item)[0]?.event)).toContain('breaksSchema');
  });
});

describe.each(['nhs-app', 'nhs-notify-supplier'])('the committed collection of %s', (api) => {
  const collection = readCollection(join(committed, `${api}.postman_collection.json`));

  it('is valid for the collection schema', () => {
    expect(validate(collection), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('contains no generated body of excessive size', () => {
    const long = itemsOf(collection.item).filter(({ request }) => (request.body?.raw.length ?? 0) > 2500);
    expect(long.map(({ name }) => name)).toEqual([]);
  });
});

const corpus = (path: string) => fileURLToPath(new URL(`../../../shared/corpus/${path}`, import.meta.url));

describe('the collection of a foreign document', () => {
  const documents = [
    'oai-examples/v2.0/petstore-separate/spec/swagger.yaml',
    'oai-examples/v3.0/uspto.yaml',
    'oai-examples/v3.1/tictactoe.yaml',
    'personal-demographics/personal-demographics.yaml',
    'box/openapi.json',
  ];
  it.skipIf(!existsSync(corpus('box'))).each(documents)(
    'is valid for the collection schema: %s',
    async (path) => {
      const folder = writeFiles({});
      await writeInto(folder, corpus(path));
      const name = readdirSync(folder).find((one) => one.endsWith('.postman_collection.json')) ?? '';
      const collection = readCollection(join(folder, name));
      expect(validate(collection), ajv.errorsText(validate.errors)).toBe(true);
      expect(itemsOf(collection.item).length).toBeGreaterThan(4);
    },
    120_000,
  );
});
