import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

let printed: string[] = [];
let complained: string[] = [];
beforeEach(() => {
  printed = [];
  complained = [];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => complained.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => complained.push(String(text).trimEnd()) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Verified {
  readonly code: number;
  /** The rows of the table: scenario, way, reason. */
  readonly rows: readonly (readonly string[])[];
  readonly printed: string;
  readonly complained: readonly string[];
}

/** Runs the command and returns its output. */
async function verified(...args: readonly string[]): Promise<Verified> {
  const code = await run(['verify', ...args], {});
  const text = printed.join('\n');
  const rows = text
    .split('\n')
    .map((line) => / {2}(\S+) +(natural|token|prefer|NOT) +(.*)$/.exec(line)?.slice(1))
    .filter((row) => row !== undefined);
  return { code, rows, printed: text, complained };
}

/** Runs the command on documents given as data, by API name. */
function verifiedDocuments(documents: Readonly<Record<string, JsonObject>>, rules?: Json): Promise<Verified> {
  const files = Object.entries(documents).map(([name, document]) => [
    `${name}.json`,
    JSON.stringify(document, null, 2),
  ]);
  const folder = writeFiles({
    ...Object.fromEntries(files),
    ...(rules && { 'rules/pets.yaml': JSON.stringify({ rules }) }),
  });
  const paths = Object.keys(documents).map((name) => join(folder, `${name}.json`));
  return verified(...paths, ...(rules ? ['--scenarios', join(folder, 'rules')] : []));
}

const string = { type: 'string' };
const wrong = (pointer: string, detail: string) => ({ title: 'Wrong', status: 400, errors: [{ pointer, detail }] });
const put = {
  operationId: 'put',
  parameters: [parameter('path', 'id', string)],
  requestBody: jsonBody({ type: 'object', required: ['name'], properties: { name: string, tag: string } }),
  responses: {
    200: response({ plain: 1, known: 2 }),
    400: response({ 'no-name': wrong('/name', 'is required'), 'long-tag': wrong('/tag', 'is too long') }),
    404: response({ gone: {} }),
    429: response({ slow: {} }),
  },
};
const pets = documentOf({ '/pets/{id}': { put } });

describe('verify', () => {
  it('prints a table of scenarios with the way and the reason, and a total', async () => {
    const rules = [{ operation: 'put', when: { 'path.id': 'rex' }, answer: '200/known' }];
    const { code, rows, printed: text, complained: reported } = await verifiedDocuments({ pets }, rules);
    expect(rows).toEqual([
      ['put/200/plain', 'natural', 'an ordinary request'],
      ['put/200/known', 'natural', 'path id is rex'],
      ['put/400/no-name', 'natural', 'without body name'],
      [
        'put/400/long-tag',
        'prefer',
        'Prefer: code=400, example=long-tag (not by its fault: maxLength, maxItems, maxProperties, maximum … at body#/tag)',
      ],
      ['put/404/gone', 'prefer', 'Prefer: code=404, example=gone'],
      ['put/429/slow', 'token', 'the token 429'],
    ]);
    expect(text).toMatch(/^A test 1 \(pets\)$/m);
    expect(text).toMatch(/^ {2}scenario +reached +how$/m);
    expect(text).toMatch(/^6 scenarios, 6 reachable, 3 natural$/m);
    expect([code, reported]).toEqual([0, []]);
  });

  it('with several documents: a table and a total each, and an overall total', async () => {
    const servers = (url: string) => ({ servers: [{ url }] });
    const { code, printed: text } = await verifiedDocuments({
      cats: documentOf({ '/cats': { get: { responses: { 200: empty } } } }, servers('/a')),
      dogs: documentOf({ '/dogs': { get: { responses: { 200: empty, 500: empty } } } }, servers('/b')),
    });
    expect(text.match(/^.*\d+ natural$/gm)).toEqual([
      '1 scenarios, 1 reachable, 1 natural',
      '2 scenarios, 2 reachable, 1 natural',
      'In all: 3 scenarios, 3 reachable, 2 natural',
    ]);
    expect(code).toBe(0);
  });

  it('with a document without operations', async () => {
    const { code, printed: text } = await verifiedDocuments({ none: documentOf({}) });
    expect([code, text.match(/^\d.*$/gm)]).toEqual([0, ['0 scenarios, 0 reachable, 0 natural']]);
  });
});

it('exits with 1 and names the scenario if one is not reached', async () => {
  // Every status has a response of its own, and all examples have the same name.
  const responses = Object.fromEntries(['200', '2XX', '3XX', '4XX', '5XX', 'default'].map((key) => [key, empty]));
  const {
    code,
    rows,
    printed: text,
  } = await verifiedDocuments({
    full: documentOf({ '/full': { get: { operationId: 'full', responses } } }),
  });
  expect(rows.filter(([, way]) => way === 'NOT')).toEqual([
    ['full/default/empty', 'NOT', 'no request was found that reaches it'],
  ]);
  expect(text).toMatch(/^6 scenarios, 5 reachable, /m);
  expect(code).toBe(1);
});

it('exits with 1 and prints the command if a response differs from the document', async () => {
  // A lone surrogate, which UTF-8 cannot encode.
  const get = { operationId: 'half', responses: { 200: response({ half: '\ud800' }, 'text/plain') } };
  const { code, rows, printed: text } = await verifiedDocuments({ text: documentOf({ '/half': { get } }) });
  expect([code, rows]).toEqual([1, [['half/200/half', 'NOT', 'see below: no answer is as documented']]]);
  expect(text).toContain(
    "half/200/half is not as documented. By an ordinary request: the body is another than the documented one\n    curl -i 'http://localhost:9000/half'",
  );
});

/** Responses of every kind, each as documented. */
const answers: JsonObject = {
  '/statuses': {
    get: {
      operationId: 'statuses',
      responses: {
        200: empty,
        '2XX': response({ any: {} }),
        204: empty,
        304: empty,
        '4XX': response({ a: {}, b: {} }),
        '5XX': empty,
        default: response({ c: {} }),
      },
    },
  },
  '/no-success': { get: { operationId: 'no-success', responses: { 404: response({ gone: {} }) } } },
  '/default': { get: { operationId: 'default', responses: { default: response({ one: {}, two: {} }) } } },
  '/nothing': { get: { operationId: 'nothing', responses: {} } },
  '/types': {
    get: {
      operationId: 'types',
      responses: {
        200: {
          description: '',
          content: {
            'application/json': { examples: { same: { value: { a: 1 } }, only: { value: [] } } },
            'application/xml': { examples: { same: { value: '<a/>' } } },
            'text/plain; charset=utf-8': {
              examples: { text: { value: 'é\n' }, number: { value: 7 }, object: { value: { a: 1 } } },
            },
            'application/vnd.x+json': { examples: { vendor: { value: 'text' }, null: { value: null } } },
            'image/*': { examples: { image: { value: 'PNG' } } },
            'application/octet-stream': {},
          },
        },
      },
    },
    head: { operationId: 'types-head', responses: { 200: response({ ok: {} }), 404: response({ gone: {} }) } },
  },
  '/no-content': { delete: { operationId: 'no-content', responses: { 204: response({ odd: { a: 1 } }), 205: empty } } },
  '/names': {
    get: {
      operationId: 'a/b c',
      responses: { 200: response({ 'x/y z': 1, 'é😀': 2, '': 3, 'a,b=c"d\\': 4 }), 401: response({ 'a b': 1, é: 2 }) },
    },
  },
  '/generated': {
    post: {
      operationId: 'generated',
      requestBody: jsonBody({ type: 'object', required: ['a'], properties: { a: { ...string, pattern: '^(?!x)' } } }),
      responses: {
        200: {
          description: '',
          content: { 'application/json': { schema: { type: 'object', properties: { a: string } } } },
        },
      },
    },
  },
  '/never-valid/{id}': {
    post: {
      operationId: 'never-valid',
      parameters: [
        parameter('path', 'id', { ...string, pattern: '^(?=z)y' }),
        parameter('header', 'bad name', string, { required: true }),
      ],
      requestBody: jsonBody({ not: {} }),
      responses: { 200: response({ ok: {} }), 201: empty, 400: response({ wrong: {} }), 401: empty },
    },
  },
  '/needs-key': {
    get: {
      operationId: 'key',
      security: [{ key: [] }],
      responses: { 200: empty, 401: response({ none: {}, old: {} }), 403: empty },
    },
  },
};

it('responses of every kind are reached and equal the document', async () => {
  const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
  const { rows, printed: text, code } = await verifiedDocuments({ answers: documentOf(answers, { components }) });
  expect(rows.filter(([, way]) => way === 'NOT')).toEqual([]);
  expect(text).not.toContain('is not as documented');
  const [, total] = /^(\d+) scenarios/m.exec(text) ?? [];
  expect([code, rows.length]).toEqual([0, Number(total)]);
});

describe('stderr of verify', () => {
  const get = (index: number) => ({ operationId: `get-${index}`, responses: { 200: empty } });
  const many = (count: number) =>
    documentOf(Object.fromEntries(Array.from({ length: count }, (_, index) => [`/${index}`, { get: get(index) }])));

  it('reports the progress of a long document, line by line if it is no terminal', async () => {
    const { complained: reported } = await verifiedDocuments({ many: many(40) });
    expect(reported).toEqual(
      [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40].map((done) => `verifying many: ${done} of 40 operations`),
    );
  });

  it('reports the end once, also if the steps do not divide evenly', async () => {
    const { complained: reported } = await verifiedDocuments({ many: many(41) });
    expect(reported.slice(-2)).toEqual(['verifying many: 40 of 41 operations', 'verifying many: 41 of 41 operations']);
  });

  it('reports no progress of a short document', async () => {
    expect((await verifiedDocuments({ few: many(5) })).complained).toEqual([]);
  });

  it('reports the problems of the document, one line each', async () => {
    const schema = { ...string, format: 'nonsense', pattern: '(' };
    const failure = documentOf({ '/x': { post: { requestBody: jsonBody(schema), responses: { 200: empty } } } });
    const { code, complained: reported } = await verifiedDocuments({ broken: failure });
    expect(reported.slice(0, 2)).toEqual([
      expect.stringMatching(/broken\.json:\d+:\d+ warning: [^\n]*\($|broken\.json:\d+:\d+ warning: [^\n]+$/),
      expect.stringMatching(/broken\.json:\d+:\d+ warning: [^\n]+$/),
    ]);
    expect(reported.at(-1)?.trim()).toBe('2 problems of the documents');
    expect([code, reported.length]).toEqual([0, 3]);
  });
});

it.each([
  [['nobody.yaml'], /nobody\.yaml/],
  [['--json'], /verify has no option --json/],
])('verify %s ends with exit code 2', async (args, says) => {
  const { code, complained: reported } = await verified(...args);
  expect([code, reported.join('\n')]).toEqual([2, expect.stringMatching(says)]);
});

describe('the documents of this repository', () => {
  it('are reached completely, and naturally unless a gateway or a missing resource is needed', async () => {
    const { code, rows, printed: text, complained: reported } = await verified();
    expect([code, reported]).toEqual([0, []]);
    expect(rows.filter(([, way]) => way === 'NOT')).toEqual([]);
    const [, all, reachable] = /In all: (\d+) scenarios, (\d+) reachable/.exec(text) ?? [];
    expect([all, reachable]).toEqual([String(rows.length), String(rows.length)]);
    const natural = rows.filter(([id = '']) => /\/(2..|3..|400|404|406|415)\//.test(id));
    expect(natural.length).toBeGreaterThan(100);
    expect(natural.filter(([, way]) => way !== 'natural')).toEqual([]);
  });
});

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
describe('foreign documents (skipped where they are absent)', () => {
  const nhsApp = shared('upstream/nhs-app/nhs-app.yaml');
  it.skipIf(!existsSync(nhsApp))(
    'in the upstream NHS App API, a 400 is not reached naturally only where a constraint is missing',
    async () => {
      const { rows } = await verified(nhsApp);
      const errors = rows.filter(([id]) => id?.includes('/400/'));
      const unnatural = errors.filter(([, way]) => way !== 'natural');
      expect(1 - unnatural.length / errors.length).toBeGreaterThanOrEqual(0.55);
      // No constraint on resource types, on the type of an item or on a campaign id; and a pattern that its own
      // example does not match
      expect(unnatural.map(([id, , how]) => [id, how?.replace(/^.*\(not by its fault: (.*)\)$/, '$1')])).toEqual([
        ['create-in-app/400/invalid-resourcetype', 'format, pattern, enum, const … at body#/resourceType'],
        [
          'create-in-app/400/no-recipient-and-campaign-id-too-long',
          'uniqueItems, contains, maxContains, maxItems at body#/identifier, maxLength, maxItems, maxProperties, maximum … at body#/identifier/2/value',
        ],
        [
          'create-in-app/400/invalid-contained-resource-type',
          'format, pattern, enum, const … at body#/contained/0/type',
        ],
        ['create-in-app/400/invalid-contained-item-type', 'enum, const at body#/contained/0/item/*/type'],
        ['create-notification/400/invalid-resourcetype', 'format, pattern, enum, const … at body#/resourceType'],
        [
          'create-notification/400/no-recipient-and-campaign-id-too-long',
          'uniqueItems, contains, maxContains, maxItems at body#/identifier, maxLength, maxItems, maxProperties, maximum … at body#/identifier/2/value',
        ],
        ['get-patient-report/400/invalid-ods-code', 'format, pattern, type at query.ods-organisation-code'],
      ]);
    },
  );
});
