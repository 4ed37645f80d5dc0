import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { response } from '../fixtures/document.ts';
import { lineOf, placed, problemsOf } from '../fixtures/problems.ts';
import { type Sending, send, sendSandbox } from '../fixtures/send-document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schema = { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } };
const short = { name: 'Tom' };
const long = { name: 'Thomas' };

/** Whether `maxLength` stands, and how many examples are reported as contradicting it. */
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

describe('which request examples count as evidence against a constraint (design, Real documents)', () => {
  it.each<readonly [string, JsonObject, JsonObject, object]>([
    ['no examples: the constraint stands', {}, {}, stands],
    ['one example that contradicts it: set aside', { one: long }, {}, aside],
    ['two examples that contradict it: set aside', { one: long, two: { name: 'Barbara' } }, {}, aside],
    ['one example that satisfies it: stands', { one: short }, {}, stands],
    [
      'one of two examples satisfies it: stands, and the other is reported',
      { one: long, two: short },
      {},
      { maxLength: 'stands', told: 1 },
    ],
    ['an example without the property: does not count', { one: long, two: {} }, {}, aside],
    ['only examples without the property: stands', { one: {} }, {}, stands],
    [
      'an example with the property in another type: does not count for maxLength',
      { one: long, two: { name: 5 } },
      {},
      { maxLength: 'set aside', told: 1 },
    ],
    ['contradicted by an example paired with a 400: stands', { minor: long }, { 400: response({ minor: {} }) }, stands],
    ['contradicted by an example paired with 4XX: stands', { minor: long }, { '4XX': response({ minor: {} }) }, stands],
    ['contradicted by an example paired with a 503: stands', { minor: long }, { 503: response({ minor: {} }) }, stands],
    [
      'contradicted by an example paired with `default` beside a documented success: stands',
      { minor: long },
      { default: response({ minor: {} }) },
      stands,
    ],
    [
      'contradicted by an example paired with a success: set aside',
      { minor: long },
      { 201: response({ minor: {} }) },
      aside,
    ],
    [
      'contradicted by an example paired with a success and an error: set aside',
      { minor: long },
      { 201: response({ minor: {} }), 400: response({ minor: {} }) },
      aside,
    ],
    [
      'contradicted by an example paired with a redirect: set aside',
      { minor: long },
      { 303: response({ minor: {} }) },
      aside,
    ],
    [
      'contradicted by an example named like an error but paired with a success: set aside',
      { 'invalid-name': long },
      { 201: response({ 'invalid-name': {} }) },
      aside,
    ],
    [
      'contradicted by an example that shares the words of an error’s name: stands',
      { minor: long },
      { 400: response({ minorResponse: {} }) },
      stands,
    ],
    ['satisfied only by a negative example: set aside', { one: long, 'invalid-day': short }, {}, aside],
    [
      'contradicted by a negative example: the example is not reported',
      { one: short, 'invalid-name': long },
      {},
      stands,
    ],
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
  ])('an example named %s is negative', async (name) => {
    expect(await fate({ examples: { [name]: long } })).toEqual(stands);
  });

  it.each(['valid', 'patient', 'letter-to-badger', 'badge', 'example', 'longest', 'default'])(
    'an example named %s is not negative',
    async (name) => {
      expect(await fate({ examples: { [name]: long } })).toEqual(aside);
    },
  );

  it('the unnamed `example` of a request is not paired with the unnamed `example` of an error', async () => {
    const content = (value: object) => ({ 'application/json': { schema, example: value } });
    const responses = { 200: { description: '' }, 400: { description: '', content: content({ name: 'x' }) } };
    const sandbox = sandboxOf({
      openapi: '3.1.1',
      info: {},
      paths: { '/things': { post: { requestBody: { content: content(long) }, responses } } },
    });
    expect(await send(sandbox, long)).toEqual({ faults: [], setAside: ['maxLength body#/name'] });
  });

  it('one list item that satisfies the constraint keeps it', async () => {
    const sandbox = sendSandbox({ schema: { items: { maxLength: 3 } }, examples: { one: ['Thomas', 'Tom'] } });
    expect(await send(sandbox, ['Thomas'])).toEqual({ faults: ['body /0 maxLength'], setAside: [] });
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['example-invalid']);
  });

  it('a schema used at two locations counts the examples of both', async () => {
    const Name = { type: 'string', maxLength: 3 };
    const $ref = '#/components/schemas/Name';
    const shared = { properties: { first: { $ref }, last: { $ref } } };
    const example = { first: 'Tom', last: 'Thomas' };
    const sandbox = sendSandbox({ schema: shared, schemas: { Name }, examples: { one: example } });
    expect((await send(sandbox, { first: 'Tom', last: 'Barbara' })).faults).toEqual(['body /last maxLength']);
  });

  it('two equal schemas count their examples separately', async () => {
    const apart = { properties: { first: { maxLength: 3 }, last: { maxLength: 3 } } };
    const sandbox = sendSandbox({ schema: apart, examples: { one: { first: 'Tom', last: 'Thomas' } } });
    expect(await send(sandbox, { first: 'Thomas', last: 'Thomas' })).toEqual({
      faults: ['body /first maxLength'],
      setAside: ['maxLength body#/last'],
    });
  });

  it('negative examples of a parameter are no evidence', async () => {
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

describe('where a contradiction is reported (design, Real documents)', () => {
  it('at the constraint if it is set aside, at the example if it stands', () => {
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
    [
      'a constraint beside nullable, which wraps the schema',
      "{ nullable: true, allOf: [{ $ref: '#/components/schemas/Name' }] }",
    ],
    ['a constraint behind a reference', "{ $ref: '#/components/schemas/Name' }"],
  ])('at the line of the constraint also %s', (_, written) => {
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

  it('at the line of the constraint also beside nullable', () => {
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
