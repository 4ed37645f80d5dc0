import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { bytes } from '../fixtures/ask.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

type Files = Readonly<Record<string, string>>;

/** A document whose `GET /pet` responds with one example, whose value is this text. */
const petDocument = (value: string, rest = '') => `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        200:
          content:
            application/json:
              examples:
                pet:
                  value: ${value}
${rest}`;

async function bodyOf(document: string, files: Files = {}): Promise<unknown> {
  return (await sandboxOf(document, files).fetch('http://localhost/pet')).json();
}

describe('references inside example values (OpenAPI 3.1.1, 4.8.19)', () => {
  it.each<[string, string, Files, Json]>([
    [
      'the whole value: replaced by the file',
      '{ $ref: rex.json }',
      { 'rex.json': '{ "name": "Rex" }' },
      { name: 'Rex' },
    ],
    [
      'a nested value: replaced by the file',
      '{ pet: { $ref: rex.yaml } }',
      { 'rex.yaml': 'name: Rex' },
      { pet: { name: 'Rex' } },
    ],
    [
      'an item of a list: replaced by the file',
      '[{ $ref: rex.yaml }, 1]',
      { 'rex.yaml': 'name: Rex' },
      [{ name: 'Rex' }, 1],
    ],
    ['in the same document: replaced', "{ $ref: '#/x-rex' }", {}, { name: 'Rex' }],
    [
      'a reference within the referenced file: resolved against that file',
      '{ $ref: a/one.yaml }',
      { 'a/one.yaml': 'two: { $ref: two.yaml }', 'a/two.yaml': 'x: 1' },
      { two: { x: 1 } },
    ],
    ['a file with a number: that number', '{ $ref: three.json }', { 'three.json': '3' }, 3],
    [
      'a Markdown file: its text',
      '{ letter: { $ref: letter.md } }',
      { 'letter.md': '# Dear *Rex*\n\n- a: b\n' },
      { letter: '# Dear *Rex*\n\n- a: b\n' },
    ],
    [
      'a text file: its text',
      '{ letter: { $ref: ./letter.txt } }',
      { 'letter.txt': 'Dear: Rex\n' },
      { letter: 'Dear: Rex\n' },
    ],
    [
      '$ref beside other properties: an ordinary property',
      '{ $ref: rex.yaml, name: x }',
      { 'rex.yaml': 'name: Rex' },
      { $ref: 'rex.yaml', name: 'x' },
    ],
    ['$ref that is no string: an ordinary property', '{ $ref: 5 }', {}, { $ref: 5 }],
    [
      'a reference to another host: an ordinary property',
      '{ $ref: https://example.com/a }',
      {},
      { $ref: 'https://example.com/a' },
    ],
    ['a dangling reference: kept', '{ pet: { $ref: nope.yaml } }', {}, { pet: { $ref: 'nope.yaml' } }],
  ])('%s', async (_, value, files, want) => {
    expect(await bodyOf(petDocument(value, 'x-rex: { name: Rex }'), files)).toEqual(want);
  });

  it.each<[string, string, string, string[]]>([
    ['a dangling reference: reported', '{ $ref: nope.yaml } # here', '', ['reference-missing']],
    ['a circular reference: reported', '{ a: 1 }', 'x-a: { a: { $ref: "#/x-a" } } # here', ['reference-circular']],
    ['a reference to another host: no problem', '{ $ref: https://example.com/a }', '', []],
  ])('%s', async (_, value, rest, codes) => {
    const text = petDocument(rest === '' ? value : '{ $ref: "#/x-a" }', rest);
    const sandbox = sandboxOf(text);
    expect((await sandbox.fetch('http://localhost/pet')).status).toBe(200);
    expect(problemsOf(sandbox).map(placed)).toEqual(codes.map((code) => `api.yaml:${lineOf(text)} ${code}`));
  });
});

describe('Example Objects (OpenAPI 3.1.1, 4.8.19)', () => {
  const exampleDocument = (example: string, openapi = '3.1.1') => `openapi: ${openapi}
info: { title: Pets, version: '1' }
paths:
  /pet: { get: { responses: { 200: { content: { application/json: { examples: { rex: ${example} } } } } } } } # here
`;

  it.each<[string, string, Files, Json]>([
    ['a value', '{ value: { name: Rex } }', {}, { name: 'Rex' }],
    ['a value that is null', '{ value: null }', {}, null],
    ['a value with a property named value', '{ value: { value: 1 } }', {}, { value: 1 }],
    [
      'externalValue of a file beside the document',
      '{ externalValue: examples/rex.json }',
      { 'examples/rex.json': '{ "name": "Rex" }' },
      { name: 'Rex' },
    ],
  ])('%s', async (_, example, files, want) => {
    const sandbox = sandboxOf(exampleDocument(example), files);
    expect(await (await sandbox.fetch('http://localhost/pet')).json()).toEqual(want);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  const payload = (mediaType: string, file: string) => `openapi: 3.1.1
info: { title: Pets, version: '1' }
paths:
  /pet: { get: { responses: { 200: { content: { ${mediaType}: { schema: { type: string }, examples: { rex: { externalValue: ${file} } } } } } } } }
`;

  // OpenAPI 3.1.1, 4.8.19: externalValue "identifies the literal example", which is meant for values that JSON and
  // YAML cannot hold.
  it.each<[string, string, string, string | Uint8Array<ArrayBuffer>]>([
    ['CSV, with its line breaks', 'text/csv', 'pets.csv', 'name,age\nRex,3\n'],
    ['XML, with its whitespace', 'application/xml', 'pet.xml', '<pet>\n  <name>Rex: a dog</name>\n</pet>\n'],
    ['plain text that begins like YAML', 'text/plain', 'note.txt', '- Rex: [a dog\n'],
    ['JSON Lines', 'application/jsonl', 'pets.jsonl', '{"name":"Rex"}\n{"name":"Tom"}\n'],
    ['text with non-ASCII characters', 'text/html', 'pet.html', '<p>Röx ☃</p>'],
    ['JSON in a file with an unknown extension', 'application/json', 'rex.example', '"Rex"'],
    ['an image', 'image/png', 'rex.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff)],
    ['bytes in a file without an extension', 'application/octet-stream', 'rex', Uint8Array.of(0xff, 0xfe, 0x00)],
  ])('a file is sent unchanged: %s', async (_, mediaType, file, content) => {
    const sandbox = sandboxOf(payload(mediaType, file), { [file]: content });
    const want = typeof content === 'string' ? bytes(content) : content;
    const answer = await sandbox.fetch('http://localhost/pet');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(want);
    expect(answer.headers.get('content-type')).toBe(mediaType);
    const head = await sandbox.fetch('http://localhost/pet', { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(want.byteLength));
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it.each<[string, string, string | Uint8Array<ArrayBuffer>]>([
    ['text/csv', 'pets.csv', 'name,age\nRex,3\n'],
    ['application/xml', 'pet.xml', '<pet>\n  <name>Rex: a dog</name>\n</pet>\n'],
    ['application/pdf', 'pet.pdf', Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0xe2, 0xe3, 0x0a)],
  ])('a $ref to a file instead of an Example Object is sent unchanged: %s', async (mediaType, file, content) => {
    const text = payload(mediaType, file).replace('externalValue', '$ref');
    const sandbox = sandboxOf(text, { [file]: content });
    const answer = await sandbox.fetch('http://localhost/pet');
    const want = typeof content === 'string' ? bytes(content) : content;
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(want);
    expect(problemsOf(sandbox).map(placed)).toEqual([`${file}:1 structure`]);
  });

  it('dataValue of 3.2 (4.24)', async () => {
    const response = await sandboxOf(exampleDocument('{ dataValue: { name: Rex } }', '3.2.0')).fetch(
      'http://localhost/pet',
    );
    expect(await response.json()).toEqual({ name: 'Rex' });
  });

  it('a file on another host is not requested, and that is reported', async () => {
    const text = exampleDocument('{ externalValue: https://example.com/rex.json }');
    const sandbox = sandboxOf(text);
    const { headers } = await sandbox.fetch('http://localhost/pet');
    expect(headers.get('sandbox-scenario')).toMatch(/\/rex$/);
    expect(headers.get('sandbox-set-aside')).toBe('reference response.body#');
    expect(problemsOf(sandbox).map(placed)).toEqual([`api.yaml:${lineOf(text)} reference-remote`]);
  });
});

describe('descriptions in files (design, Real documents)', () => {
  it('a description that is a Markdown file is accepted', async () => {
    const sandbox = sandboxOf(
      "openapi: 3.1.0\ninfo: { title: Pets, version: '1', description: { $ref: docs/info.md } }\npaths: { /pet: { get: { description: { $ref: docs/get.md }, responses: { 200: { description: { $ref: docs/ok.md } } } } } }\n",
      { 'docs/info.md': '# Pets: all of them\n', 'docs/get.md': 'get: [a', 'docs/ok.md': 'Found it.\n\nIndeed.\n' },
    );
    expect((await sandbox.fetch('http://localhost/pet')).status).toBe(200);
    expect(problemsOf(sandbox)).toEqual([]);
    expect(sandbox.catalogue().scenarios.map(({ summary }) => summary)).toEqual(['Found it.']);
  });
});

describe('YAML features that documents use (YAML 1.2.2)', () => {
  it.each<[string, string, Json]>([
    ['an anchor and its alias', '{ a: &x { n: 1 }, b: *x }', { a: { n: 1 }, b: { n: 1 } }],
    ['a merge key', '{ <<: *rex, age: 3 }', { name: 'Rex', kind: 'dog', age: 3 }],
    ['properties beside a merge key win', '{ name: Tom, <<: *rex }', { name: 'Tom', kind: 'dog' }],
    ['the first of several merged mappings wins', '{ <<: [*tom, *rex] }', { name: 'Tom', kind: 'dog' }],
    ['a folded block scalar', '>-\n                    one\n                    two', 'one two'],
    ['a literal block scalar', '|\n                    one\n                    two', 'one\ntwo\n'],
    ['yes and no are strings (YAML 1.2, 10.3)', '[yes, no, on, off]', ['yes', 'no', 'on', 'off']],
    ['a date is a string', '2024-02-30', '2024-02-30'],
    ['a number with a leading zero is decimal', '0123', 123],
    ['keys that look like numbers or booleans are strings', '{ 1: a, true: b }', { 1: 'a', true: 'b' }],
    [
      'a key is read as written (OpenAPI 3.1.1, 4.3)',
      '{ 1.1: a, 1.10: b, 0x1F: c, Null: d, True: e, 1e3: f, 010: g }',
      { '1.1': 'a', '1.10': 'b', '0x1F': 'c', Null: 'd', True: 'e', '1e3': 'f', '010': 'g' },
    ],
    ['an empty value is null', '', null],
  ])('%s', async (_, value, want) => {
    const anchors = 'x-anchors:\n  - &rex { name: Rex, kind: dog }\n  - &tom { name: Tom }\n';
    expect(await bodyOf(petDocument(value).replace('paths:', `${anchors}paths:`))).toEqual(want);
  });

  it('a problem within a merged mapping is reported where it is merged or where it was written', () => {
    const text = `openapi: 3.1.0
info: {}
x-schema: &schema { type: strnig }
paths:
  /pet:
    post:
      requestBody:
        content:
          application/json:
            schema: { <<: *schema }
      responses: { 200: { description: ok } }
`;
    const [problem] = problemsOf(sandboxOf(text));
    expect(['api.yaml:3 schema-keyword', 'api.yaml:10 schema-keyword']).toContain(problem && placed(problem));
  });

  it('aliases that expand exponentially are refused before memory runs out', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(', ')}]\n`;
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const bomb = names.map((name, index) => level(name, index === 0 ? 'x' : `*${names[index - 1]}`)).join('');
    expect(() => sandboxOf(`openapi: 3.1.0\npaths: {}\n${bomb}`)).toThrow(/alias/i);
  });
});
