import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import { ask } from '../fixtures/ask.ts';
import { fatalProblems } from '../fixtures/problems.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const document = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        200: { content: { application/json: { examples: { rex: { value: 1 }, tom: { value: 2 } } } } }
`;
const rules = 'rules: [{ operation: getPet, answer: 200/tom }]';

describe('the API name of a document', () => {
  it.each([
    ['pets/openapi.yaml', 'pets', 'the name of the folder'],
    ['pets/openapi.json', 'pets', 'the same for JSON'],
    ['pets/openapi.yml', 'pets', 'the same for the short ending'],
    ['pets.yaml', 'pets', 'the name of the file'],
    ['v1/pets.api.yaml', 'pets.api', 'the name of the file with its dots'],
    ['some folder/my pets.yaml', 'my pets', 'a name with a space'],
  ])('%s is %s: %s', async (path, name) => {
    const json = '{ "openapi": "3.1.0", "info": {}, "paths": {} }';
    const folder = writeFiles({ [path]: path.endsWith('.json') ? json : document });
    expect(createSandbox({ documents: [join(folder, path)] }).plan.apis.map((api) => api.name)).toEqual([name]);
  });

  it.each([
    ['cats=', 'cats'],
    ['cats-v1.2=', 'cats-v1.2'],
  ])('%s before the path sets the name', (prefix, name) => {
    const folder = writeFiles({ 'pets.yaml': document });
    expect(createSandbox({ documents: [`${prefix}${join(folder, 'pets.yaml')}`] }).plan.apis[0]?.name).toBe(name);
  });
});

describe('a document gets the rules of the scenario folder', () => {
  const files = {
    'pets.yaml': document,
    'scenarios/pets.yaml': rules,
    'rules/cats.yml': rules,
    'rules/dogs.json': '{ "rules": [] }',
  };

  it.each<readonly [string, string, string | undefined, string]>([
    ['file named after the API', 'pets.yaml', 'scenarios', 'getPet/200/tom'],
    ['file named after the name given on the command line', 'cats=pets.yaml', 'rules', 'getPet/200/tom'],
    ['JSON file', 'dogs=pets.yaml', 'rules', 'getPet/200/rex'],
    ['no scenario folder given, one beside the document: no rules', 'pets.yaml', undefined, 'getPet/200/rex'],
  ])('%s', async (_, named, scenarios, want) => {
    const folder = writeFiles(files);
    const documents = [named.replace('pets.yaml', join(folder, 'pets.yaml'))];
    const sandbox = createSandbox({
      documents,
      ...(scenarios !== undefined && { scenarios: join(folder, scenarios) }),
    });
    expect((await ask(sandbox, 'GET /pet')).scenario).toBe(want);
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    ['without a file for any document', 'birds=pets.yaml', 'rules', ['birds.yaml', 'cats.yml', 'dogs.json']],
    ['that does not exist', 'pets.yaml', 'nope', ['nope', 'pets.yaml']],
  ])('a scenario folder %s stops the start, and the message names the files expected', (_, named, scenarios, names) => {
    const folder = writeFiles(files);
    const documents = [named.replace('pets.yaml', join(folder, 'pets.yaml'))];
    const [problem] = fatalProblems(() => createSandbox({ documents, scenarios: join(folder, scenarios) }));
    expect(problem?.severity).toBe('fatal');
    for (const name of names) expect(problem?.message).toContain(name);
  });
});

describe('encodings and line ends', () => {
  it.each([
    // YAML 1.2.2, 5.2 requires UTF-16 to be read.
    ['UTF-16 little-endian, as Windows writes it', 'pets.yaml', Buffer.from(`\uFEFF${document}`, 'utf16le')],
    ['UTF-16 big-endian', 'pets.yaml', Buffer.from(`\uFEFF${document}`, 'utf16le').swap16()],
    ['a byte order mark', 'pets.yaml', `\uFEFF${document}`],
    [
      'a byte order mark before JSON',
      'pets.json',
      '\uFEFF{ "openapi": "3.1.0", "paths": { "/pet": { "get": { "operationId": "getPet", "responses": { "200": { "description": "" } } } } } }',
    ],
    ['Windows line ends', 'pets.yaml', document.replaceAll('\n', '\r\n')],
    ['no line break at the end of the file', 'pets.yaml', document.trimEnd()],
    ['a document marker', 'pets.yaml', `---\n${document}...\n`],
    ['a directive', 'pets.yaml', `%YAML 1.2\n---\n${document}`],
    [
      'JSON in a file named .yaml',
      'pets.yaml',
      '{\n\t"openapi": "3.1.0",\n\t"paths": { "/pet": { "get": { "operationId": "getPet", "responses": {} } } }\n}',
    ],
  ])('%s', async (_, path, text) => {
    const folder = writeFiles({ [path]: text });
    const sandbox = createSandbox({ documents: [join(folder, path)] });
    expect((await ask(sandbox, 'GET /pet')).status).toBe(200);
  });
});
