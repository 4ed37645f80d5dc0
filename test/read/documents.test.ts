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

describe('the api name of a document', () => {
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
  ])('%s before the path overrides it', (prefix, name) => {
    const folder = writeFiles({ 'pets.yaml': document });
    expect(createSandbox({ documents: [`${prefix}${join(folder, 'pets.yaml')}`] }).plan.apis[0]?.name).toBe(name);
  });
});

describe('a document gets the rules of the folder that is given', () => {
  const files = {
    'pets.yaml': document,
    'scenarios/pets.yaml': rules,
    'rules/cats.yml': rules,
    'rules/dogs.json': '{ "rules": [] }',
  };

  it.each<readonly [string, string, string | undefined, string]>([
    ['by its api name', 'pets.yaml', 'scenarios', 'getPet/200/tom'],
    ['by the name that was given to it', 'cats=pets.yaml', 'rules', 'getPet/200/tom'],
    ['in JSON', 'dogs=pets.yaml', 'rules', 'getPet/200/rex'],
    ['not when no folder is given, though one lies beside it', 'pets.yaml', undefined, 'getPet/200/rex'],
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
  ])('a folder %s stops the start, and says what is wanted', (_, named, scenarios, names) => {
    const folder = writeFiles(files);
    const documents = [named.replace('pets.yaml', join(folder, 'pets.yaml'))];
    const [problem] = fatalProblems(() => createSandbox({ documents, scenarios: join(folder, scenarios) }));
    expect(problem?.severity).toBe('fatal');
    for (const name of names) expect(problem?.message).toContain(name);
  });
});

describe('files as editors leave them', () => {
  it.each([
    // YAML 1.2.2, 5.2: UTF-16 must be read, too.
    ['UTF-16, as Windows writes it', 'pets.yaml', Buffer.from(`\uFEFF${document}`, 'utf16le')],
    ['UTF-16 of the other order', 'pets.yaml', Buffer.from(`\uFEFF${document}`, 'utf16le').swap16()],
    ['a byte order mark', 'pets.yaml', `\uFEFF${document}`],
    [
      'a byte order mark before JSON',
      'pets.json',
      '\uFEFF{ "openapi": "3.1.0", "paths": { "/pet": { "get": { "operationId": "getPet", "responses": { "200": { "description": "" } } } } } }',
    ],
    ['Windows line ends', 'pets.yaml', document.replaceAll('\n', '\r\n')],
    ['no line break at the end', 'pets.yaml', document.trimEnd()],
    ['a document marker', 'pets.yaml', `---\n${document}...\n`],
    ['a directive', 'pets.yaml', `%YAML 1.2\n---\n${document}`],
    [
      'JSON in a file that says YAML',
      'pets.yaml',
      '{\n\t"openapi": "3.1.0",\n\t"paths": { "/pet": { "get": { "operationId": "getPet", "responses": {} } } }\n}',
    ],
  ])('%s', async (_, path, text) => {
    const folder = writeFiles({ [path]: text });
    const sandbox = createSandbox({ documents: [join(folder, path)] });
    expect((await ask(sandbox, 'GET /pet')).status).toBe(200);
  });
});
