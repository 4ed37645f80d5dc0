import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../sandbox/compile/schemas/ajv/schema-compiler.ts';
import { UnusableSchemaError } from '../sandbox/compile/schemas/validators/unusable-schema-error.ts';
import { diskFiles } from '../sandbox/read/files.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { SchemaCompiler } from '../sandbox/validation/violation.ts';
import { ask } from './fixtures/ask.ts';
import { documentOf, jsonBody, response } from './fixtures/document.ts';
import { writeFiles } from './fixtures/write-document.ts';

const post = (operationId: string, maxLength: number) => ({
  operationId,
  requestBody: jsonBody({ type: 'object', properties: { a: { type: 'string', maxLength } } }),
  responses: { 201: response({ made: { id: 1 } }), 400: response({ wrong: {} }) },
});
const document = documentOf({
  '/one': { post: post('one', 10) },
  '/two': { post: post('two', 77) },
  '/three': { post: post('three', 10) },
});

/** Whether a schema is written in the operation `two`, by its place among those of all. */
const isOfTwo = (place: string) => place.includes('1two');

/** A sandbox whose validators throw for the operation `two`, from when it is told to. */
function poisoned(when: 'always' | 'after planning'): Sandbox {
  let isArmed = when === 'always';
  const compile = createSchemaCompiler();
  const poisonous: SchemaCompiler = (schemas) => {
    const made = compile(schemas);
    return {
      ...made,
      validatorAt: (place) => {
        if (isArmed && isOfTwo(place)) throw new RangeError('Maximum call stack size exceeded');
        return made.validatorAt(place);
      },
    };
  };
  const path = join(writeFiles({ 'api.json': JSON.stringify(document) }), 'api.json');
  const sandbox = openSandbox([{ name: 'api', path, scenarios: null }], {}, diskFiles, poisonous);
  if (when === 'after planning') sandbox.operation('api', 'two');
  isArmed = true;
  return sandbox;
}

describe('validators that throw for one operation (design, What fails in one operation):', () => {
  it.each(['always', 'after planning'] as const)('%s', async (when) => {
    const sandbox = poisoned(when);
    const { scenarios } = sandbox.catalogue();
    expect(scenarios.map(({ id, requests }) => [id, requests.length > 0])).toEqual([
      ['one/201/made', true],
      ['one/400/wrong', true],
      ['two/201/made', false],
      ['two/400/wrong', false],
      ['three/201/made', true],
      ['three/400/wrong', true],
    ]);
    const reported = sandbox.check().filter(({ code, pointer }) => code === 'internal-error' && pointer !== '');
    // What was planned fails twice more: its answers cannot be checked, and no requests are found.
    expect(reported.length).toBe(when === 'always' ? 1 : 2);
    for (const problem of reported) {
      expect(problem).toMatchObject({
        severity: 'error',
        pointer: '/paths/~1two/post',
        location: { line: 1 },
        message: expect.stringContaining('nested too deep to be followed'),
      });
    }
    expect(sandbox.findRequests('api', 'two')).toEqual([]);
    expect(sandbox.reachabilityOf('api', 'two')).toBe(sandbox.reachabilityOf('api', 'two'));
    expect(await ask(sandbox, 'POST /three', { body: {} })).toMatchObject({ status: 201 });
    expect((await ask(sandbox, 'GET /_sandbox/scenarios')).status).toBe(200);
    expect((await ask(sandbox, 'GET /_sandbox/openapi/api.json')).status).toBe(200);
  });
});

describe('a schema of which no validator can be made', () => {
  it('fails each time in the same way, and is tried once', () => {
    const validate = createSchemaCompiler()({ $defs: { A: { pattern: '(' } } }).validatorAt('/$defs/A');
    const failures = [1, 2, 3].map(() => {
      try {
        return validate('a');
      } catch (error) {
        return error;
      }
    });
    expect(failures[0]).toBeInstanceOf(UnusableSchemaError);
    expect(new Set(failures).size).toBe(1);
  });
});
