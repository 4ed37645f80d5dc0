import { describe, expect, it } from 'vitest';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

type Files = Readonly<Record<string, string>>;

/** A document whose `GET /pet` responds with this 200, and the fields beside its paths. */
const petDocument = (response: string, beside = '') =>
  `openapi: 3.1.0\npaths: { /pet: { get: { responses: { 200: ${response} } } } }\n${beside}\n`;

/** The body that a reference leads to, used as the example’s value. */
async function bodyOf(document: string, files: Files = {}): Promise<unknown> {
  const response = await sandboxOf(document, files).fetch('http://localhost/pet');
  expect(response.status).toBe(200);
  return response.json();
}

const media = '{ example: { name: Rex } }';
const content = (of: string) => `{ content: { application/json: ${of} } }`;
const get = `{ get: { responses: { 200: ${content(media)} } } }`;

describe('a reference is resolved', () => {
  it.each<[string, string, Files]>([
    [
      'in the same file',
      petDocument("{ $ref: '#/components/responses/Pet' }", `components: { responses: { Pet: ${content(media)} } }`),
      {},
    ],
    ['to another file', petDocument('{ $ref: responses/pet.yaml }'), { 'responses/pet.yaml': content(media) }],
    [
      'to a location in another file',
      petDocument("{ $ref: 'all.yaml#/responses/Pet' }"),
      { 'all.yaml': `responses: { Pet: ${content(media)} }` },
    ],
    [
      'to a JSON file',
      petDocument('{ $ref: ./pet.json }'),
      { 'pet.json': '{ "content": { "application/json": { "example": { "name": "Rex" } } } }' },
    ],
    [
      'to a folder beside the referring file',
      petDocument('{ $ref: responses/pet.yaml }'),
      { 'responses/pet.yaml': content('{ $ref: ../media/pet.yaml }'), 'media/pet.yaml': media },
    ],
    [
      'within another file, where # is that file',
      petDocument("{ $ref: 'all.yaml#/Response' }"),
      { 'all.yaml': `Response: ${content("{ $ref: '#/Media' }")}\nMedia: ${media}` },
    ],
    [
      'from another file back into the document',
      petDocument('{ $ref: pet.yaml }', `x-media: ${media}`),
      { 'pet.yaml': content("{ $ref: 'api.yaml#/x-media' }") },
    ],
    [
      'along a chain of three',
      petDocument("{ $ref: '#/x-one' }", "x-one: { $ref: '#/x-two' }\nx-two: { $ref: three.yaml }"),
      { 'three.yaml': content(media) },
    ],
    ['to a path item', 'openapi: 3.1.0\npaths: { /pet: { $ref: pet.yaml } }', { 'pet.yaml': get }],
    ['to all paths', 'openapi: 3.1.0\npaths: { $ref: paths.yaml }', { 'paths.yaml': `/pet: ${get}` }],
    [
      'to an Example Object',
      petDocument(content('{ examples: { rex: { $ref: rex.yaml } } }')),
      { 'rex.yaml': 'value: { name: Rex }' },
    ],
    [
      'to all examples',
      petDocument(content('{ examples: { $ref: examples.yaml } }')),
      { 'examples.yaml': 'rex: { value: { name: Rex } }' },
    ],
    ['to a file with a space in its name', petDocument('{ $ref: my%20pet.yaml }'), { 'my pet.yaml': content(media) }],
  ])('%s', async (_, document, files) => {
    expect(await bodyOf(document, files)).toEqual({ name: 'Rex' });
  });

  it('a path item may have operations beside its reference (OpenAPI 3.1.1, 4.8.9)', async () => {
    const put = '{ responses: { 204: { description: done } } }';
    const sandbox = sandboxOf(`openapi: 3.1.0\npaths: { /pet: { $ref: pet.yaml, put: ${put} } }`, { 'pet.yaml': get });
    expect((await sandbox.fetch('http://localhost/pet')).status).toBe(200);
    expect((await sandbox.fetch('http://localhost/pet', { method: 'PUT' })).status).toBe(204);
  });
});

describe('a JSON Pointer in a reference (RFC 6901, 3 and 6)', () => {
  it.each<[string, string, string]>([
    ['a slash in a name', '#/x-places/~1pet~1rex', '/pet/rex'],
    ['a tilde in a name', '#/x-places/a~0b', 'a~b'],
    ['~01 decodes to ~1', '#/x-places/a~01b', 'a~1b'],
    ['braces, percent-encoded', '#/x-places/~1pet~1%7Bid%7D', '/pet/{id}'],
    ['literal braces', '#/x-places/~1pet~1{id}', '/pet/{id}'],
    ['a space, percent-encoded', '#/x-places/my%20pet', 'my pet'],
    ['a percent sign, percent-encoded', '#/x-places/100%25', '100%'],
    ['a percent-encoded tilde', '#/x-places/%7E1pet', '/pet'],
    ['a non-ASCII letter', '#/x-places/H%C3%BCndchen', 'Hündchen'],
    ['a number as a property name', '#/x-places/200', '200'],
    ['an item of a list', '#/x-list/1', 'none'],
  ])('%s', async (_, $ref, name) => {
    const rex = { content: { 'application/json': { example: { name: 'Rex' } } } };
    const document = {
      openapi: '3.1.0',
      paths: { '/pet': { get: { responses: { 200: { $ref } } } } },
      'x-places': { [name]: rex },
      'x-list': [0, rex],
    };
    expect(await bodyOf(JSON.stringify(document))).toEqual({ name: 'Rex' });
  });
});

const ping = '{ get: { responses: { 204: { description: ok } } } }';

/**
 * A document whose `GET /pet` has an example and a schema that is a reference, and another operation without either.
 */
const petSchema = (reference: string) => `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /ping: ${ping}
  /pet:
    get:
      responses:
        200:
          content:
            application/json:
              schema: ${reference} # here
              example: { name: Rex }
x-list: [0, 1]
x-a: { $ref: '#/x-b' } # circle a
x-b: { $ref: '#/x-a' } # circle b
`;

describe('a dangling reference is reported at its location, and affects only what uses it', () => {
  it.each<[string, string, Files, string, RegExp, readonly string[]]>([
    ['a missing file', '{ $ref: nope.yaml }', {}, 'reference-missing', /nope\.yaml/, ['# here']],
    ['a missing folder', '{ $ref: nope/pet.yaml }', {}, 'reference-missing', /nope\/pet\.yaml/, ['# here']],
    [
      'a folder instead of a file',
      '{ $ref: pets }',
      { 'pets/rex.yaml': '' },
      'reference-missing',
      /folder/,
      ['# here'],
    ],
    ['a missing location', "{ $ref: '#/components/Nope' }", {}, 'reference-missing', /#\/components\/Nope/, ['# here']],
    [
      'a missing location in another file',
      "{ $ref: 'pet.yaml#/Nope' }",
      { 'pet.yaml': 'Pet: {}' },
      'reference-missing',
      /pet\.yaml#\/Nope/,
      ['# here'],
    ],
    [
      'an index beyond the end of a list',
      "{ $ref: '#/x-list/2' }",
      {},
      'reference-missing',
      /#\/x-list\/2/,
      ['# here'],
    ],
    [
      'two references to each other',
      "{ $ref: '#/x-a' }",
      {},
      'reference-circular',
      /itself/,
      ['# here', '# circle a', '# circle b'],
    ],
    [
      'https',
      '{ $ref: https://example.com/pet.yaml }',
      {},
      'reference-remote',
      /https:\/\/example\.com\/pet\.yaml/,
      ['# here'],
    ],
    [
      'http with a fragment',
      "{ $ref: 'http://example.com/all.yaml#/Pet' }",
      {},
      'reference-remote',
      /example\.com/,
      ['# here'],
    ],
    [
      'another host without a scheme',
      '{ $ref: //example.com/pet.yaml }',
      {},
      'reference-remote',
      /example\.com/,
      ['# here'],
    ],
  ])('%s', async (_, reference, files, code, message, marks) => {
    const text = petSchema(reference);
    const sandbox = sandboxOf(text, files);
    expect(await (await sandbox.fetch('http://localhost/pet')).json()).toEqual({ name: 'Rex' });
    const problems = problemsOf(sandbox);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
    const places = marks.map((mark) => `api.yaml:${lineOf(text, mark)} ${code}`);
    expect(problems.map(placed).filter((place) => !places.includes(place))).toEqual([]);
  });

  it('a schema that is a reference to itself', async () => {
    const text = petSchema("{ $ref: '#/paths/~1pet/get/responses/200/content/application~1json/schema' }");
    const sandbox = sandboxOf(text);
    expect((await sandbox.fetch('http://localhost/pet')).status).toBe(200);
    expect(problemsOf(sandbox).map(placed)).toEqual([`api.yaml:${lineOf(text)} reference-circular`]);
  });

  it('a referenced file with a syntax error is reported at that line, and the server starts', async () => {
    const sandbox = sandboxOf(petSchema('{ $ref: pet.yaml }'), { 'pet.yaml': 'type: object\ntitle: @x\n' });
    expect((await sandbox.fetch('http://localhost/pet')).status).toBe(200);
    expect(problemsOf(sandbox).map(placed)).toContain('pet.yaml:2 syntax');
    expect(problemsOf(sandbox).map(({ severity }) => severity)).not.toContain('fatal');
  });

  it('a reference is reported once, however many operations use it', () => {
    const operation = (id: string) => `{ get: { operationId: ${id}, responses: { 200: { $ref: '#/x-pet' } } } }`;
    const pet = 'x-pet: { content: { application/json: { schema: { $ref: nope.yaml } } } }';
    const paths = `paths:\n  /a: ${operation('a')}\n  /b: ${operation('b')}\n  /ping: ${ping}`;
    const sandbox = sandboxOf(`openapi: 3.1.0\ninfo: {}\n${paths}\n${pet}\n`);
    expect(problemsOf(sandbox).map(placed)).toEqual(['api.yaml:7 reference-missing']);
  });
});
