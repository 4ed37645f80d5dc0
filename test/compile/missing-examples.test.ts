import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const lost = "{ $ref: './nowhere.json' }";
const whole = '{ type: object, required: [a], properties: { a: { type: string } } }';
const fhir = 'application/fhir+json';
const outcome = (diagnostics: string, code = 'invalid') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics }],
});

/** A document with one operation, `make`, which has a valid response beside the tested one. */
const documentWith = (response: string, version = '3.1.0') => `openapi: ${version}
info: { title: x, version: '1' }
paths:
  /things:
    post:
      operationId: make
      parameters: [{ in: query, name: day, required: true, schema: { type: string, format: date } }]
      responses:
        200: { description: ok }
        ${response}
`;

const answer = (status: number, media: string, mediaType = 'application/json', description = 'no') =>
  `${status}: { description: ${description}, content: { ${mediaType}: ${media} } }`;

describe('an example whose reference is dangling stays a scenario, and its generated body says what is missing', () => {
  const rows: readonly (readonly [string, string, string, unknown, string?])[] = [
    [
      'error with a summary: the summary, in the error format of its media type',
      answer(400, `{ examples: { bad: { summary: Bad day, value: ${lost} } } }`, fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'error whose schema is dangling too: the summary',
      answer(400, `{ schema: ${lost}, examples: { bad: { summary: Bad day, value: ${lost} } } }`, fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'error of another status: the code of that status',
      answer(403, `{ examples: { no: { summary: Not you, value: ${lost} } } }`, fhir),
      '403/no',
      outcome('Not you', 'forbidden'),
    ],
    [
      'no summary: the description',
      answer(400, `{ examples: { bad: { description: Bad day, value: ${lost} } } }`, fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'neither summary nor description: the words of the example name',
      answer(400, `{ examples: { badDay-given: { value: ${lost} } } }`, fhir),
      '400/badDay-given',
      outcome('bad day given'),
    ],
    [
      'externalValue of a missing file: the summary',
      answer(400, '{ examples: { bad: { summary: Bad day, externalValue: nowhere.json } } }', fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'the whole example is missing: the words of its name',
      answer(400, `{ examples: { bad: ${lost} } }`, fhir),
      '400/bad',
      outcome('bad'),
    ],
    [
      'the whole example is missing, with a summary beside the $ref: the summary (OpenAPI 3.1.1, 4.8.23)',
      answer(400, `{ examples: { bad: { $ref: './nowhere.json', summary: Bad day } } }`, fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'externalValue on another host: the summary',
      answer(400, '{ examples: { bad: { summary: Bad day, externalValue: "https://example.com/a.json" } } }', fhir),
      '400/bad',
      outcome('Bad day'),
    ],
    [
      'a chain of references that ends nowhere: the summary',
      `${answer(400, "{ examples: { bad: { $ref: '#/x-bad' } } }", fhir)}\nx-bad: { summary: Bad day, value: ${lost} }`,
      '400/bad',
      outcome('Bad day'),
    ],
    [
      '3.0 document: the summary',
      answer(400, `{ examples: { bad: { summary: Bad day, value: ${lost} } } }`, fhir),
      '400/bad',
      outcome('Bad day'),
      '3.0.3',
    ],
    [
      'media type of problem details: problem details',
      answer(400, `{ examples: { bad: { summary: Bad day, value: ${lost} } } }`, 'application/problem+json'),
      '400/bad',
      { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'Bad day' },
    ],
    [
      'media type of JSON:API: a JSON:API error',
      answer(400, `{ examples: { bad: { summary: Bad day, value: ${lost} } } }`, 'application/vnd.api+json'),
      '400/bad',
      { errors: [{ status: '400', title: 'Bad Request', detail: 'Bad day' }] },
    ],
    [
      'another example beside it: the format of that example',
      answer(
        400,
        `{ examples: { good: { value: { resourceType: OperationOutcome, issue: [{ severity: fatal, code: value }] } }, bad: { summary: Bad day, value: ${lost} } } }`,
      ),
      '400/bad',
      { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'value', diagnostics: 'Bad day' }] },
    ],
    [
      'other errors in the document: their format',
      `${answer(404, '{ example: { resourceType: OperationOutcome, issue: [{ severity: error, code: not-found }] } }')}\n        ${answer(409, `{ examples: { bad: { summary: Taken, value: ${lost} } } }`)}`,
      '409/bad',
      outcome('Taken'),
    ],
    [
      'error of an unknown format: generated from the schema',
      answer(400, `{ schema: ${whole}, examples: { bad: { summary: Bad day, value: ${lost} } } }`),
      '400/bad',
      { a: 'string' },
    ],
    [
      'error whose schema excludes the format: generated from the schema',
      answer(400, `{ schema: ${whole}, examples: { bad: { summary: Bad day, value: ${lost} } } }`, fhir),
      '400/bad',
      { a: 'string' },
    ],
    [
      'success: generated from the schema',
      answer(202, `{ schema: ${whole}, examples: { good: { summary: Fine, value: ${lost} } } }`, fhir),
      '202/good',
      { a: 'string' },
    ],
    [
      'success whose schema is dangling too: an empty body',
      answer(202, `{ schema: ${lost}, examples: { good: { summary: Fine, value: ${lost} } } }`, fhir),
      '202/good',
      undefined,
    ],
    [
      'error without schema or known format: an empty body',
      answer(400, `{ examples: { bad: { summary: Bad day, value: ${lost} } } }`),
      '400/bad',
      undefined,
    ],
  ];
  it.each(rows.map((row) => ({ name: row[0], row })))(
    '$name',
    async ({ row: [, response, scenario, body, version] }) => {
      const sandbox = sandboxOf(documentWith(response, version));
      const [code = '', example = ''] = scenario.split('/');
      const given = await ask(sandbox, 'POST /things?day=2026-01-01', {
        headers: { Prefer: `code=${code}, example="${example}"` },
      });
      expect([given.scenario, given.status, given.body]).toEqual([`make/${scenario}`, Number(code), body]);
      expect(given.headers['sandbox-set-aside']).toBe('reference response.body#');
      expect(problemsOf(sandbox).filter(({ severity }) => severity === 'error' || severity === 'warning')).not.toEqual(
        [],
      );
    },
  );

  it('a dangling reference inside a value is kept as it is, and reported at its location', async () => {
    const sandbox = sandboxOf(documentWith(answer(202, `{ examples: { good: { value: { a: 1, b: ${lost} } } } }`)));
    const { body, headers } = await ask(sandbox, 'POST /things?day=2026-01-01', { headers: { Prefer: 'code=202' } });
    expect([body, headers['sandbox-set-aside']]).toEqual([
      { a: 1, b: { $ref: './nowhere.json' } },
      'reference response.body#/b',
    ]);
  });

  it('an error without a name uses the description of its response', async () => {
    const response = answer(403, `{ schema: ${lost}, example: ${lost} }`, fhir, 'Not for you.');
    const given = await ask(sandboxOf(documentWith(response)), 'POST /things', { headers: { Prefer: 'code=403' } });
    expect([given.scenario, given.body]).toEqual(['make/403/generated', outcome('Not for you.', 'forbidden')]);
    expect(given.headers['sandbox-set-aside']).toBe('reference response.body#');
  });

  it('an error is returned for the fault that its summary describes', async () => {
    const examples = `{ no-day: { summary: No day parameter has been specified, value: ${lost} }, bad-day: { summary: The day parameter is not in the correct format, value: ${lost} } }`;
    const sandbox = sandboxOf(documentWith(answer(400, `{ examples: ${examples} }`, fhir)));
    const reached = async (query: string) => (await ask(sandbox, `POST /things${query}`)).scenario;
    expect([await reached(''), await reached('?day=x')]).toEqual(['make/400/no-day', 'make/400/bad-day']);
  });

  it('a request example is paired with the response of its name', async () => {
    const content = '{ application/json: { examples: { one: { value: { n: 1 } }, two: { value: { n: 2 } } } } }';
    const answers = `{ application/json: { schema: ${whole}, examples: { one: { value: ${lost} }, two: { value: ${lost} } } } }`;
    const sandbox = sandboxOf(`openapi: 3.1.0
paths: { /things: { post: { operationId: make, requestBody: { content: ${content} }, responses: { 200: { description: ok, content: ${answers} } } } } }`);
    expect((await ask(sandbox, 'POST /things', { body: { n: 2 } })).scenario).toBe('make/200/two');
  });

  it('a request example with a dangling part is no evidence against the schema', async () => {
    const content = `{ application/json: { schema: { properties: { a: { type: string } } }, example: { a: ${lost} } } }`;
    const sandbox = sandboxOf(
      `openapi: 3.1.0\npaths: { /things: { post: { requestBody: { content: ${content} }, responses: { 200: { description: ok } } } } }`,
    );
    expect((await ask(sandbox, 'POST /things', { body: { a: 1 } })).faults).toEqual(['body /a type']);
  });
});
