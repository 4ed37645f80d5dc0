import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { placed, problemsOf } from '../fixtures/problems.ts';
import { ok, swaggerOf, swaggerWith } from '../fixtures/swagger.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 5 } } };
const body = (more: JsonObject = {}): JsonObject => ({ in: 'body', name: 'pet', required: true, schema: pet, ...more });
const definitions = { Pet: pet };
const parameters = { pet: body(), name: { in: 'formData', name: 'name', type: 'string', required: true } };

describe('a body parameter is the request body (OpenAPI 2.0, Parameter Object)', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['as it stands', swaggerWith([body()]), ['body /name maxLength']],
    [
      'with a schema by reference',
      swaggerWith([body({ schema: { $ref: '#/definitions/Pet' } })], {}, { definitions }),
      ['body /name maxLength'],
    ],
    ['by reference', swaggerWith([{ $ref: '#/parameters/pet' }], {}, { parameters }), ['body /name maxLength']],
    [
      'by a reference to a reference',
      swaggerWith(
        [{ $ref: '#/parameters/other' }],
        {},
        { parameters: { ...parameters, other: { $ref: '#/parameters/pet' } } },
      ),
      ['body /name maxLength'],
    ],
    [
      'of the path',
      swaggerOf({ '/things': { parameters: [body()], post: { responses: ok } } }),
      ['body /name maxLength'],
    ],
    [
      'of the path, by reference',
      swaggerOf({ '/things': { parameters: [{ $ref: '#/parameters/pet' }], post: { responses: ok } } }, { parameters }),
      ['body /name maxLength'],
    ],
    [
      'of the path, which the operation replaces',
      swaggerOf({ '/things': { parameters: [body()], post: { parameters: [body({ schema: {} })], responses: ok } } }),
      [],
    ],
    ['that is not required', swaggerWith([body({ required: false })]), ['body /name maxLength']],
    ['without a schema', swaggerWith([{ in: 'body', name: 'pet', required: true }]), []],
  ])('%s', async (_, document, want) => {
    const sandbox = sandboxOf(document);
    expect((await ask(sandbox, 'POST /things', { body: { name: 'Rex' } })).status).toBe(200);
    expect((await ask(sandbox, 'POST /things', { body: { name: 'Bucephalus' } })).faults).toEqual(want);
  });

  it.each<readonly [string, boolean, readonly string[]]>([
    ['is required', true, ['body  required']],
    ['is not required', false, []],
  ])('that %s', async (_, required, want) => {
    expect((await ask(sandboxOf(swaggerWith([body({ required })])), 'POST /things')).faults).toEqual(want);
  });

  it('of a path is none of requests in which a body means nothing', async () => {
    const operation = { responses: ok };
    const methods = { get: operation, delete: operation, head: operation, put: operation };
    const sandbox = sandboxOf(swaggerOf({ '/things': { parameters: [body()], ...methods } }));
    for (const method of ['GET', 'DELETE', 'HEAD']) expect((await ask(sandbox, `${method} /things`)).status).toBe(200);
    expect((await ask(sandbox, 'PUT /things')).faults).toEqual(['body  required']);
  });
});

describe('the media types of a body are those that are consumed (OpenAPI 2.0, Parameter Object)', () => {
  const xml = 'application/xml';
  it.each<readonly [string, JsonObject, JsonObject, string, number]>([
    ['JSON where none is named', {}, {}, 'application/json', 200],
    ['JSON only', {}, {}, xml, 415],
    ['those of the document', {}, { consumes: [xml] }, xml, 200],
    ['only those', {}, { consumes: [xml] }, 'application/json', 415],
    ['those of the operation before them', { consumes: [xml] }, { consumes: ['application/json'] }, xml, 200],
    ['an empty list clears them', { consumes: [] }, { consumes: [xml] }, 'application/json', 200],
    ['one that is no list', { consumes: xml }, {}, xml, 200],
  ])('%s', async (_, operation, rest, type, want) => {
    const sandbox = sandboxOf(swaggerWith([body()], operation, rest));
    const { status } = await ask(sandbox, 'POST /things', {
      headers: { 'Content-Type': type },
      body: bytes(type === xml ? '<pet><name>a</name></pet>' : '{"name":"a"}'),
    });
    expect(status).toBe(want);
  });

  it('also of a body that several operations refer to', async () => {
    const post = { parameters: [{ $ref: '#/parameters/pet' }], responses: ok };
    const paths = { '/a': { post }, '/b': { post: { ...post, consumes: ['application/vnd.pet+json'] } } };
    const sandbox = sandboxOf(swaggerOf(paths, { parameters }));
    const sent = { headers: { 'Content-Type': 'application/vnd.pet+json' }, body: bytes('{"name":"Bucephalus"}') };
    expect((await ask(sandbox, 'POST /a', sent)).status).toBe(415);
    expect((await ask(sandbox, 'POST /b', sent)).faults).toEqual(['body /name maxLength']);
  });
});

describe('form parameters are a form (OpenAPI 2.0, Parameter Object)', () => {
  const urlencoded = 'application/x-www-form-urlencoded';
  const multipart = 'multipart/form-data';
  const name = { in: 'formData', name: 'name', type: 'string' };
  const photo = { in: 'formData', name: 'photo', type: 'file' };

  it.each<readonly [string, readonly Json[], readonly string[] | undefined, readonly string[]]>([
    ['URL-encoded where nothing is said', [name], undefined, [urlencoded]],
    ['in parts, with a file among them', [name, photo], undefined, [multipart]],
    ['in parts, as is said', [name], [multipart], [multipart]],
    ['in both, as is said', [name], [multipart, urlencoded], [multipart, urlencoded]],
    ['with parameters of the media type', [name], [`${urlencoded}; charset=utf-8`], [`${urlencoded}; charset=utf-8`]],
    ['URL-encoded where no form is consumed', [name], ['application/json'], [urlencoded]],
    ['in parts as well, if a file must be sent', [photo], [urlencoded], [urlencoded, multipart]],
    ['by reference', [{ $ref: '#/parameters/name' }], undefined, [urlencoded]],
  ])('%s', (_, given, consumes, want) => {
    const sandbox = sandboxOf(swaggerWith(given, consumes ? { consumes } : {}, { parameters }));
    expect(sandbox.operation('api', 'send').body?.content.map(({ mediaType }) => mediaType)).toEqual(want);
  });

  // OpenAPI 2.0, Parameter Object: collectionFormat counts in all of formData, and is csv where nothing is said.
  it.each<readonly [string, string | undefined, readonly string[], readonly string[]]>([
    ['by commas', undefined, ['1,2'], []],
    ['by commas, with a wrong item', 'csv', ['1,x'], ['body /n/1 type']],
    ['by bars', 'pipes', ['1|x'], ['body /n/1 type']],
    ['in parts of their own', 'multi', ['1', 'x'], ['body /n/1 type']],
  ])('a list in parts: %s', async (_, collectionFormat, sent, faults) => {
    const list = { in: 'formData', name: 'n', type: 'array', items: { type: 'integer' } };
    const given = { ...list, ...(collectionFormat !== undefined && { collectionFormat }) };
    const parts = sent.map((text) => `--x\r\nContent-Disposition: form-data; name="n"\r\n\r\n${text}\r\n`);
    const headers = { 'Content-Type': `${multipart}; boundary=x` };
    const sandbox = sandboxOf(swaggerWith([given], { consumes: [multipart] }));
    const answer = await ask(sandbox, 'POST /things', { headers, body: bytes(`${parts.join('')}--x--\r\n`) });
    expect(answer.faults).toEqual(faults);
  });

  it.each<readonly [string, readonly Json[], boolean]>([
    ['none of the fields is', [name], false],
    ['one of the fields is', [name, { ...photo, required: true }], true],
  ])('it is required if %s', (_, given, want) => {
    expect(sandboxOf(swaggerWith(given)).operation('api', 'send').body?.required).toBe(want);
  });

  it.each<readonly [string, readonly Json[]]>([
    ['a body and a form: the body counts', [name, body()]],
    ['two bodies: the last one counts', [body({ name: 'other', schema: {} }), body()]],
  ])('%s', async (_, given) => {
    const sandbox = sandboxOf(swaggerWith(given));
    expect((await ask(sandbox, 'POST /things', { body: { name: 'Bucephalus' } })).faults).toEqual([
      'body /name maxLength',
    ]);
    expect(problemsOf(sandbox).map(({ code, severity }) => `${code} ${severity}`)).toEqual(['structure error']);
    expect(problemsOf(sandbox).map(placed)).toEqual(['api.yaml:12 structure']);
  });
});

describe('examples of bodies, which are in common use (OpenAPI 2.0, Parameter Object)', () => {
  const json = 'application/json';
  const text = '{ "name": "Rex" }';
  const rex = { name: 'Rex' };

  it.each<readonly [string, JsonObject, readonly (readonly [string, string, Json])[]]>([
    [
      'one for all media types',
      { 'x-example': rex },
      [
        ['example', json, rex],
        ['example', 'text/json', rex],
      ],
    ],
    ['one by media type', { 'x-example': { [json]: rex } }, [['example', json, rex]]],
    [
      'one as 3.0 has it',
      { example: rex },
      [
        ['example', json, rex],
        ['example', 'text/json', rex],
      ],
    ],
    ['values by media type', { 'x-examples': { [json]: rex } }, [['example', json, rex]]],
    ['whatever the parameters of the type', { 'x-examples': { [`${json};v=1`]: rex } }, [['example', json, rex]]],
    ['JSON as a text', { 'x-examples': { [json]: text } }, [['example', json, rex]]],
    [
      'names by media type',
      { 'x-examples': { [json]: { dog: { summary: 'A dog', value: rex }, cat: { value: { name: 'Tom' } } } } },
      [
        ['dog', json, rex],
        ['cat', json, { name: 'Tom' }],
      ],
    ],
    [
      'by name',
      { 'x-examples': { dog: { value: rex } } },
      [
        ['dog', json, rex],
        ['dog', 'text/json', rex],
      ],
    ],
    [
      'bare values by name',
      { 'x-examples': { dog: text } },
      [
        ['dog', json, rex],
        ['dog', 'text/json', rex],
      ],
    ],
    ['for a type that is not consumed', { 'x-examples': { 'application/xml': '<a/>' } }, []],
  ])('%s', (_, more, want) => {
    const sandbox = sandboxOf(swaggerWith([body(more)], { consumes: [json, 'text/json'] }));
    const { requestExamples } = sandbox.operation('api', 'send');
    const got = requestExamples.map(({ name, mediaType, value }) => [name, mediaType, value]);
    expect([...got].sort()).toEqual([...want].sort());
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('a text stays one where the schema asks for it', () => {
    const sandbox = sandboxOf(swaggerWith([body({ schema: { type: 'string' }, 'x-example': text })]));
    expect(sandbox.operation('api', 'send').requestExamples.map(({ value }) => value)).toEqual([text]);
  });
});
