import { describe, expect, it } from 'vitest';
import { build } from '../../sandbox/build.ts';
import type { OperationPlan, Plan } from '../../sandbox/plan.ts';
import type { Problem } from '../../sandbox/problem.ts';
import { type DocumentInput, documentsToServe } from '../../sandbox/read/documents.ts';
import { diskFiles, type Files } from '../../sandbox/read/files.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';

/** A document that has nearly every defect at once. */
const troubled = `openapi: 3.0.3
servers: [{ url: 'https://{env}.example.com/{v}', variables: { env: { default: a }, v: { default: v1 } } }, { url: / }]
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: int } }, { in: query }]
    post:
      operationId: same
      parameters: [{ name: day, in: query, schema: { type: string, format: date, default: '2024-01-31' }, example: today }]
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Node' }
            examples:
              one: { value: { name: 5, next: {} } }
              invalid: { value: 1 }
              lost: { $ref: nope.yaml }
              numbers: { value: [0x10, 1e3, 0o17] }
      responses:
        4xx: { description: wrong, content: { application/json: { schema: { $ref: https://example.com/x } } } }
        default: { description: ok, headers: { X-A: { schema: { enum: [1] } } }, content: { '*/*': { example: !!binary aGVsbG8= } } }
    put: { operationId: same }
components:
  schemas:
    Node:
      required: [name]
      properties: { name: { type: string, pattern: '[' }, next: { $ref: '#/components/schemas/Node' }, at: { format: nino } }
`;

const sets: Readonly<Record<string, readonly [readonly DocumentInput[], Files]>> = {
  'our documents': [documentsToServe([], undefined), diskFiles],
  'a document full of defects': [
    [{ name: 'api', path: 'api.yaml', scenarios: null }],
    memoryFiles({ 'api.yaml': troubled }),
  ],
};

interface Whole {
  readonly plan: { readonly index: Plan; readonly operations: Readonly<Record<string, OperationPlan>> };
  readonly problems: Readonly<Record<string, readonly Problem[]>>;
}

/** Builds the whole plan: the index, then every operation, planned in the given order. */
function whole(inputs: readonly DocumentInput[], files: Files, order: 'forwards' | 'backwards'): Whole {
  const built = build(inputs, files);
  const keys = built.plan.apis.flatMap(({ name, operations }) => operations.map(({ key }) => [name, key] as const));
  const planned = (order === 'forwards' ? keys : keys.toReversed()).map(([api, key]) => {
    const { plan, problems, responseProblems } = built.operation(api, key);
    return { id: `${api} ${key}`, plan, problems: [...problems, ...responseProblems()] };
  });
  return {
    plan: { index: built.plan, operations: Object.fromEntries(planned.map(({ id, plan }) => [id, plan])) },
    problems: Object.fromEntries(planned.map(({ id, problems }) => [id, problems])),
  };
}

/** Every object within a value, including the value itself. */
function objectsIn(value: unknown, found = new Set<object>()): ReadonlySet<object> {
  if (typeof value === 'object' && value !== null && !found.has(value)) {
    found.add(value);
    for (const child of Object.values(value)) objectsIn(child, found);
  }
  return found;
}

describe.each(Object.entries(sets))('the plan of %s', (_, [inputs, files]) => {
  const one = whole(inputs, files, 'forwards');

  it('has operations', () => {
    expect(Object.keys(one.plan.operations).length).toBeGreaterThan(1);
  });

  it('is equal when it is built again, and so are its problems', () => {
    expect(whole(inputs, files, 'forwards')).toStrictEqual(one);
  });

  it('is equal in whatever order its operations are planned', () => {
    expect(whole(inputs, files, 'backwards').plan).toStrictEqual(one.plan);
  });

  it('survives JSON.stringify and JSON.parse unchanged', () => {
    expect(JSON.parse(JSON.stringify(one.plan))).toStrictEqual(one.plan);
  });

  it('is deeply frozen, except that schemas may be added', () => {
    const { index, operations } = one.plan;
    const plans = Object.values(operations);
    const growing = new Set<unknown>(
      plans.flatMap(({ requestSchemas, responseSchemas, ruleSchemas }) =>
        [requestSchemas, responseSchemas, ruleSchemas].map(({ $defs }) => $defs),
      ),
    );
    const objects = [index, ...plans].flatMap((part) => [...objectsIn(part)]);
    expect(objects.filter((object) => !Object.isFrozen(object) && !growing.has(object))).toEqual([]);
  });
});

describe('after building', () => {
  const small = (text: string) =>
    build([{ name: 'api', path: 'api.yaml', scenarios: null }], memoryFiles({ 'api.yaml': text }));

  it('a later change throws', () => {
    const { plan } = small(troubled);
    expect(() => Object.assign(plan, { mounts: [] })).toThrow(TypeError);
    expect(() => Object.assign(plan.apis[0] ?? {}, { name: 'other' })).toThrow(TypeError);
  });

  it('an operation asked for twice gives the same object', () => {
    const built = small(troubled);
    expect(built.operation('api', 'same')).toBe(built.operation('api', 'same'));
  });

  it('an unknown operation throws instead of giving an empty plan', () => {
    expect(() => small(troubled).operation('api', 'nope')).toThrow(/nope/);
  });

  it('numbers that JSON cannot express do not enter the plan (YAML 1.2.2, 10.2.1.4 has them)', () => {
    const content = '{ application/json: { example: [.nan, .inf, -.inf] } }';
    const built = small(
      `openapi: 3.1.0\npaths: { /a: { get: { operationId: a, responses: { 200: { content: ${content} } } } } }\n`,
    );
    const { plan } = built.operation('api', 'a');
    expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
  });
});
