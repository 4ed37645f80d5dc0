import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { sarif } from '../../sandbox/cli/sarif.ts';
import type { LocatedProblem } from '../../sandbox/problem.ts';
import { located } from '../../sandbox/read/located.ts';
import { checkedProblems, head } from '../fixtures/checked.ts';

const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const message = object({ text: { type: 'string', minLength: 1 } });

/**
 * The parts of SARIF 2.1.0 that are written, with the constraints of its schema (sections 3.13, 3.14, 3.27, 3.29, 3.30
 * and 3.49).
 */
const log = object({
  $schema: { type: 'string' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    items: object({
      tool: object({
        driver: object({
          name: { type: 'string' },
          version: { type: 'string' },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: object({
              id: { type: 'string' },
              shortDescription: message,
              help: message,
              helpUri: { type: 'string', pattern: '^https://[^ ]+#[a-z-]+$' },
            }),
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: {
        type: 'array',
        items: object({
          ruleId: { type: 'string' },
          ruleIndex: { type: 'integer', minimum: 0 },
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message,
          locations: {
            type: 'array',
            items: object({
              physicalLocation: object({
                artifactLocation: object({ uri: { type: 'string', pattern: '^[^\\\\ ]+$' } }),
                region: object({
                  startLine: { type: 'integer', minimum: 1 },
                  startColumn: { type: 'integer', minimum: 1 },
                }),
              }),
            }),
          },
          partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
        }),
      },
    }),
  },
});

const odd = `${head()}tags: [{ name: a }]
paths:
  /{a}: { get: { tags: [b], responses: { 200: { $ref: '#/nothing' } } } }
  /a: { get: { responses: { 204: { description: none, content: { json: {} } } } } }
`;

it.each([
  ['problems of every severity', checkedProblems(odd)],
  ['a problem without a location', [{ code: 'file-unreadable', severity: 'fatal', message: 'There is no such file.' }]],
  ['no problems', []],
] as const)('valid SARIF 2.1.0: %s', (_, problems) => {
  const validate = new Ajv2020({ allErrors: true }).compile(log);
  const written = sarif(located(problems));
  validate(written);
  expect(validate.errors ?? []).toEqual([]);
  expect(written.runs[0]?.results?.map(({ ruleId }) => ruleId)).toEqual(problems.map(({ code }) => code));
});

it('fingerprints do not change when lines move, and differ between problems', () => {
  const prints = (problems: readonly LocatedProblem[]) =>
    sarif(problems).runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.['problem/v1']);
  const problems = checkedProblems(odd);
  const moved = problems.map((one) => ({ ...one, ...(one.location && { location: { ...one.location, line: 99 } }) }));
  expect(prints(moved)).toEqual(prints(problems));
  expect(new Set(prints(problems)).size).toBe(problems.length);
});
