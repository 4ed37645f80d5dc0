import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const documentOf = (value: string, before = '') => `${before}openapi: 3.1.1
info: { title: Values, version: '1' }
paths:
  /it:
    get:
      responses:
        200:
          description: ''
          content:
            application/json:
              example: { value: ${value} }
`;

/** A YAML value without a JSON equivalent: the value read for it, and the message if there is one. */
const rows = [
  { name: 'binary data', given: '!!binary aGVsbG8=', value: 'aGVsbG8=', says: /!!binary.*"aGVsbG8="/ },
  { name: 'binary data with a space', given: '!!binary "aGVs bG8="', value: 'aGVsbG8=', says: /!!binary/ },
  {
    name: 'a timestamp',
    given: '!!timestamp 2001-12-14t21:59:43Z',
    value: '2001-12-14t21:59:43Z',
    says: /!!timestamp/,
  },
  { name: 'a date', given: '!!timestamp 2001-12-14', value: '2001-12-14', says: /!!timestamp/ },
  {
    name: 'a set',
    given: '!!set { a, b: , 1.0 }',
    value: ['a', 'b', '1.0'],
    says: /!!set: this is the list of its keys/,
  },
  { name: 'an ordered map', given: '!!omap [a: 1, b: 2]', value: { a: 1, b: 2 }, says: /!!omap: this is one object/ },
  { name: 'pairs', given: '!!pairs [a: 1, a: 2]', value: [{ a: 1 }, { a: 2 }], says: /!!pairs/ },
  { name: 'a custom tag on a number', given: '!unit 12', value: 12, says: /!unit: this is 12/ },
  { name: 'a custom tag on a quoted string', given: '!unit "12"', value: '12', says: /!unit/ },
  { name: 'a custom tag on an object', given: '!Ref { a: 1 }', value: { a: 1 }, says: /!Ref.*without the tag/ },
  { name: 'a custom tag on a list', given: '!Sub [1]', value: [1], says: /!Sub/ },
  { name: 'a boolean of YAML 1.1: a string', given: '!!bool yes', value: 'yes', says: undefined },
  { name: 'infinity', given: '.inf', value: '.inf', says: /no number \.inf/ },
  { name: 'negative infinity', given: '-.INF', value: '-.INF', says: /no number -\.INF/ },
  { name: 'not a number', given: '.nan', value: '.nan', says: /no number \.nan/ },
  { name: 'infinity with a tag', given: '!!float .inf', value: '.inf', says: /no number/ },
  { name: 'an integer with the tag of a float', given: '!!float 3', value: 3, says: undefined },
  { name: 'a string with its tag', given: '!!str 1.10', value: '1.10', says: undefined },
  { name: 'a quoted integer with its tag', given: '!!int "3"', value: 3, says: undefined },
  { name: 'a string by the non-specific tag !', given: '! 12', value: '12', says: undefined },
  {
    name: 'a number beyond the range of a double: the largest double',
    given: '+1e400',
    value: Number.MAX_VALUE,
    says: undefined,
  },
];

describe('YAML values without a JSON equivalent are reported, and read nevertheless (OpenAPI 3.1.1, 4.3)', () => {
  it.each(byName(rows))('%s', async (_, { given, value, says }) => {
    const sandbox = sandboxOf(documentOf(given));
    expect((await ask(sandbox, 'GET /it')).body).toEqual({ value });
    const reported = problemsOf(sandbox).map(({ code, severity, message, location }) => ({
      code,
      severity,
      message,
      at: `${location?.line}:${location?.column}`,
    }));
    expect(reported).toEqual(
      says ? [{ code: 'yaml-value', severity: 'warning', message: expect.stringMatching(says), at: '11:33' }] : [],
    );
  });

  it('is reported at its location, in referenced files too', async () => {
    const sandbox = sandboxOf(documentOf('{ $ref: it.yaml }'), { 'it.yaml': 'a:\n  - .nan\n' });
    const [problem] = problemsOf(sandbox);
    expect(problem).toMatchObject({ pointer: '/a/0', location: { line: 2, column: 5 } });
    expect((await ask(sandbox, 'GET /it')).body).toEqual({ value: { a: ['.nan'] } });
  });

  it('an anchored value and its aliases are the same value', async () => {
    const sandbox = sandboxOf(documentOf('{ one: &a !!set { x }, two: *a }'));
    expect((await ask(sandbox, 'GET /it')).body).toEqual({ value: { one: ['x'], two: ['x'] } });
  });

  it('a file with a %YAML 1.1 directive is read as 1.2, and that is reported', async () => {
    const sandbox = sandboxOf(documentOf('[yes, 017, 2001-01-01, 1_000]', '%YAML 1.1\n---\n'));
    expect((await ask(sandbox, 'GET /it')).body).toEqual({ value: ['yes', 17, '2001-01-01', '1_000'] });
    expect(problemsOf(sandbox).map(({ code, message }) => [code, message])).toEqual([
      ['yaml-value', expect.stringContaining('read as YAML 1.2')],
    ]);
  });
});
