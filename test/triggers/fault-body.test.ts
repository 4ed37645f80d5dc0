import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const pet = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' }, tag: { type: 'string' } },
};

/** An operation whose 400 response is this. */
function sandboxWith(error: JsonObject, schemas: JsonObject = {}) {
  const post = {
    operationId: 'add',
    requestBody: jsonBody(pet),
    responses: { 201: response({ added: {} }), 400: error },
  };
  return ruledSandbox(documentOf({ '/pets': { post } }, { components: { schemas } }));
}

const content = (media: JsonObject, mediaType = 'application/json'): JsonObject => ({
  description: '',
  content: { [mediaType]: media },
});
const outcome = {
  type: 'object',
  properties: {
    resourceType: { const: 'OperationOutcome' },
    issue: {
      type: 'array',
      items: { type: 'object', properties: { severity: { enum: ['error'] }, code: { type: 'string' } } },
    },
  },
};
/** As FastAPI writes it into every document. */
const validationError = {
  type: 'object',
  required: ['loc', 'msg', 'type'],
  title: 'ValidationError',
  properties: {
    loc: { type: 'array', title: 'Location', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
    msg: { type: 'string', title: 'Message' },
    type: { type: 'string', title: 'Error Type' },
  },
};
const httpValidationError = {
  type: 'object',
  title: 'HTTPValidationError',
  properties: { detail: { type: 'array', title: 'Detail', items: validationError } },
};
const narrow = { type: 'object', required: ['traceId'] };
const problem = { type: 'https://example.com/bad', title: 'Wrong', status: 400, detail: 'That is wrong' };
const reported = { detail: 'name is required', errors: [{ detail: 'name is required', pointer: '#/name' }] };

interface Row {
  readonly name: string;
  readonly given: JsonObject;
  readonly want: string;
  readonly body?: Json;
}

const bodies: readonly Row[] = [
  {
    name: 'example in a known error format: built in that format from all faults',
    given: response({ wrong: problem }, 'application/problem+json'),
    want: 'built',
    body: { ...problem, ...reported },
  },
  {
    name: 'several examples: built in the first known format',
    given: response({ plain: { message: 'no' }, wrong: problem }),
    want: 'built',
    body: { ...problem, ...reported },
  },
  {
    name: 'schema of a known error format, no example: built in that format',
    given: content({ schema: outcome }),
    want: 'built',
    body: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'invalid', diagnostics: 'name is required', expression: ['name'] }],
    },
  },
  {
    name: 'schema of FastAPI’s error, no example: built in that format',
    given: content({ schema: httpValidationError }),
    want: 'built',
    body: { detail: [{ type: 'missing', loc: ['body', 'name'], msg: 'name is required' }] },
  },
  {
    name: 'example of FastAPI’s error: built with the members of the example',
    given: response({ wrong: { detail: [{ loc: ['body', 'tag'], msg: 'That is wrong' }] } }),
    want: 'built',
    body: { detail: [{ loc: ['body', 'name'], msg: 'name is required' }] },
  },
  {
    name: 'media type of problem details, no example: problem details (RFC 9457, 3)',
    given: content({ schema: { type: 'object' } }, 'application/problem+json'),
    want: 'built',
    body: { type: 'about:blank', title: 'Bad Request', status: 400, ...reported },
  },
  {
    name: 'media type of problem details, example with optional members: problem details (RFC 9457, 3.1)',
    given: response({ wrong: { title: 'Wrong', status: 400 } }, 'application/problem+json'),
    want: 'built',
    body: { type: 'about:blank', title: 'Wrong', status: 400, ...reported },
  },
  {
    name: 'examples in an unknown format: the first example',
    given: response({ first: { message: 'no' }, second: { message: 'never' } }),
    want: 'first',
    body: { message: 'no' },
  },
  {
    name: 'schema too narrow for a built body: the first example',
    given: { description: '', content: { 'application/json': { schema: narrow, example: problem } } },
    want: 'example',
    body: problem,
  },
  {
    name: 'unknown format, no example: generated from the schema',
    given: content({ schema: { type: 'object', properties: { message: { type: 'string' }, code: { const: 7 } } } }),
    want: 'generated',
    body: { message: 'string', code: 7 },
  },
  { name: 'response without content: no body', given: empty, want: 'empty' },
];

describe('the body of an error (design, step 7)', () => {
  it.each(byName(bodies))('%s', async (_, { given, want, body }) => {
    const answer = await ask(sandboxWith(given), 'POST /pets', { body: {} });
    expect(answer).toMatchObject({ status: 400, scenario: `add/400/${want}`, trigger: 'fault' });
    expect(answer.body).toEqual(body);
    if (body === undefined) expect([answer.text, answer.headers['content-type']]).toEqual(['', undefined]);
    expect(answer.faults).toEqual(['body /name required']);
  });
});

const general = { errors: [{ status: '400', code: 'BAD', detail: 'The request is wrong' }] };
const sandbox = sandboxWith(response({ general }));

it('is built if no example is about the fault (design, step 7)', async () =>
  expect(await ask(sandbox, 'POST /pets', { body: { name: 'Rex', tag: 1 } })).toMatchObject({
    scenario: 'add/400/built',
    body: { errors: [{ detail: 'tag must be of type string', source: { pointer: '/tag' } }] },
  }));
