import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { response } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { type Sending, send, sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schema = { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } };
const short = { name: 'Tom' };
const long = { name: 'Thomas' };

/** What becomes of `maxLength`, and how many examples are told to break it. */
async function fate(sending: Omit<Sending, 'schema'>) {
  const sandbox = sendSandbox({ schema, ...sending });
  const { faults } = await send(sandbox, { name: 'Anybody' });
  const codes = problemsOf(sandbox).map(({ code }) => code);
  return {
    maxLength: faults.length === 0 ? 'set aside' : 'stands',
    told: codes.filter((code) => code === 'example-invalid').length,
  };
}

const aside = { maxLength: 'set aside', told: 0 };
const stands = { maxLength: 'stands', told: 0 };

describe('which examples are evidence (design, Real documents)', () => {
  it.each<readonly [string, JsonObject, JsonObject, object]>([
    ['none at all', {}, {}, stands],
    ['one that breaks it', { one: long }, {}, aside],
    ['two that break it', { one: long, two: { name: 'Barbara' } }, {}, aside],
    ['one that keeps it', { one: short }, {}, stands],
    [
      'of two, one keeps it: it stands, and the other is told',
      { one: long, two: short },
      {},
      { maxLength: 'stands', told: 1 },
    ],
    ['one that does not come by says nothing', { one: long, two: {} }, {}, aside],
    ['none comes by', { one: {} }, {}, stands],
    [
      'a value of another type does not come by',
      { one: long, two: { name: 5 } },
      {},
      { maxLength: 'set aside', told: 1 },
    ],
    ['one paired with an error answer is a negative', { minor: long }, { 400: response({ minor: {} }) }, stands],
    ['the same with a range', { minor: long }, { '4XX': response({ minor: {} }) }, stands],
    ['the same with a server error', { minor: long }, { 503: response({ minor: {} }) }, stands],
    [
      'the same with `default`, where a success is documented',
      { minor: long },
      { default: response({ minor: {} }) },
      stands,
    ],
    ['one paired with a success is not', { minor: long }, { 201: response({ minor: {} }) }, aside],
    [
      'one paired with both is not',
      { minor: long },
      { 201: response({ minor: {} }), 400: response({ minor: {} }) },
      aside,
    ],
    ['one paired with a redirect is not', { minor: long }, { 303: response({ minor: {} }) }, aside],
    [
      'one named like a negative, but with a success of its name, is not',
      { 'invalid-name': long },
      { 201: response({ 'invalid-name': {} }) },
      aside,
    ],
    [
      'one with the words of an error’s name is a negative',
      { minor: long },
      { 400: response({ minorResponse: {} }) },
      stands,
    ],
    ['a negative does not save a constraint either', { one: long, 'invalid-day': short }, {}, aside],
    ['a negative is not told to be one', { one: short, 'invalid-name': long }, {}, stands],
  ])('%s', async (_, examples, responses, want) => {
    expect(await fate({ examples, responses })).toEqual(want);
  });

  it.each([
    'invalid',
    'invalid-name',
    'invalidName',
    'InvalidName',
    'error',
    'name-error',
    'bad-request',
    'badRequest',
    'bad_request',
    'wrong-name',
    'malformed-json',
    'missing-name',
    'not-found',
    'notFound',
    'not_found',
    'unauthorized',
    'unauthorised',
    'forbidden',
    'exceeds-limit',
    'too-long',
    'tooLong',
    'too_long',
    'too-many-recipients',
    'too-large',
  ])('one named %s is a negative', async (name) => {
    expect(await fate({ examples: { [name]: long } })).toEqual(stands);
  });

  it.each(['valid', 'patient', 'letter-to-badger', 'badge', 'example', 'longest', 'default'])(
    'one named %s is not',
    async (name) => {
      expect(await fate({ examples: { [name]: long } })).toEqual(aside);
    },
  );

  it('the single `example` is not paired with that of an error: nobody named them', async () => {
    const content = (value: object) => ({ 'application/json': { schema, example: value } });
    const responses = { 200: { description: '' }, 400: { description: '', content: content({ name: 'x' }) } };
    const sandbox = sandboxOf({
      openapi: '3.1.1',
      info: {},
      paths: { '/things': { post: { requestBody: { content: content(long) }, responses } } },
    });
    expect(await send(sandbox, long)).toEqual({ faults: [], setAside: ['maxLength body#/name'] });
  });

  it('one item of a list is enough for the constraint to stand', async () => {
    const sandbox = sendSandbox({ schema: { items: { maxLength: 3 } }, examples: { one: ['Thomas', 'Tom'] } });
    expect(await send(sandbox, ['Thomas'])).toEqual({ faults: ['body /0 maxLength'], setAside: [] });
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['example-invalid']);
  });

  it('a schema used at two places is one place: what satisfies it there counts here', async () => {
    const Name = { type: 'string', maxLength: 3 };
    const $ref = '#/components/schemas/Name';
    const shared = { properties: { first: { $ref }, last: { $ref } } };
    const example = { first: 'Tom', last: 'Thomas' };
    const sandbox = sendSandbox({ schema: shared, schemas: { Name }, examples: { one: example } });
    expect((await send(sandbox, { first: 'Tom', last: 'Barbara' })).faults).toEqual(['body /last maxLength']);
  });

  it('two schemas that only look alike are two places', async () => {
    const apart = { properties: { first: { maxLength: 3 }, last: { maxLength: 3 } } };
    const sandbox = sendSandbox({ schema: apart, examples: { one: { first: 'Tom', last: 'Thomas' } } });
    expect(await send(sandbox, { first: 'Thomas', last: 'Thomas' })).toEqual({
      faults: ['body /first maxLength'],
      setAside: ['maxLength body#/last'],
    });
  });

  it('examples of a parameter that are negatives by name are none', async () => {
    const examples = { one: { value: 'Tom' }, 'invalid-name': { value: 'Thomas' } };
    const parameter = { name: 'name', in: 'query', schema: { type: 'string', maxLength: 3 }, examples };
    const sandbox = sandboxOf({
      openapi: '3.1.1',
      info: {},
      paths: { '/things': { get: { parameters: [parameter], responses: { 200: { description: '' } } } } },
    });
    expect((await sandbox.fetch('http://localhost/things?name=Thomas')).headers.get('sandbox-faults')).toMatch(
      'maxLength',
    );
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

describe('where a contradiction is told (design, Real documents)', () => {
  it('at the constraint when it is set aside, at the example when it stands', () => {
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                size:
                  maximum: 5 # constraint
                name: { maxLength: 3 }
            examples:
              one: { value: { size: 6, name: Tom } }
              two:
                value: { name: Thomas } # example
      responses: { 200: { description: ok } }
`;
    const problems = problemsOf(sandboxOf(text));
    expect(problems.map(placed).sort()).toEqual([
      `api.yaml:${lineOf(text, '# constraint')} constraint-set-aside`,
      `api.yaml:${lineOf(text, '# example')} example-invalid`,
    ]);
    expect(problems.map(({ message }) => message).join()).toMatch(/maximum.*two.*maxLength|two.*maxLength.*maximum/);
  });

  it.each<readonly [string, string]>([
    ['beside nullable, which wraps the schema', "{ nullable: true, allOf: [{ $ref: '#/components/schemas/Name' }] }"],
    ['behind a reference', "{ $ref: '#/components/schemas/Name' }"],
  ])('at its own line also %s', (_, written) => {
    const text = `openapi: 3.0.4
info: { title: x, version: '1' }
paths:
  /things:
    post:
      requestBody: { content: { application/json: { schema: ${written}, example: Tom } } }
      responses: { 200: { description: ok } }
components:
  schemas:
    Name:
      type: string
      pattern: only digits # here
`;
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} constraint-set-aside`]);
  });

  it('at its own line also where nullable stands beside it', () => {
    const text = `openapi: 3.0.4
info: { title: x, version: '1' }
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              nullable: true
              properties:
                name:
                  maxLength: 2 # here
            example: { name: Tom }
      responses: { 200: { description: ok } }
`;
    expect(problemsOf(sandboxOf(text)).map(placed)).toEqual([`api.yaml:${lineOf(text)} constraint-set-aside`]);
  });
});
