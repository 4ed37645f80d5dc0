import { afterEach, describe, expect, it, vi } from 'vitest';
import { build } from '../../sandbox/build.ts';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf } from '../fixtures/document.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';

const schemas = 30;

/** Schemas that all refer to one another, and operations that each take and return one of them. */
function circleWith(operations: number): JsonObject {
  const to = (number: number) => ({ $ref: `#/components/schemas/S${number % schemas}` });
  const names = Array.from({ length: schemas }, (_, number) => number);
  return {
    ...documentOf(
      Object.fromEntries(
        Array.from({ length: operations }, (_, number) => [
          `/s${number}`,
          {
            put: {
              operationId: `put${number}`,
              requestBody: { content: { 'application/json': { schema: to(number), example: { id: 'a' } } } },
              responses: {
                200: { description: '', content: { 'application/json': { schema: to(number) } } },
              },
            },
          },
        ]),
      ),
    ),
    components: {
      schemas: Object.fromEntries(
        names.map((number) => [
          `S${number}`,
          {
            type: 'object',
            properties: { id: { type: 'string' }, next: to(number + 1), list: { items: to(number * 7) } },
          },
        ]),
      ),
    },
  };
}

/** Plans all operations and counts the validators that are compiled to code. */
function planned(operations: number) {
  const compile = createSchemaCompiler();
  let compiled = 0;
  const { Function: own } = globalThis;
  vi.stubGlobal(
    'Function',
    class extends own {
      constructor(...code: readonly string[]) {
        super(...code);
        compiled += 1;
      }
    },
  );
  const files = memoryFiles({ 'api.json': JSON.stringify(circleWith(operations)) });
  const built = build([{ name: 'api', path: 'api.json', scenarios: null }], files, compile);
  const plans = built.plan.apis.flatMap((api) => api.operations.map(({ key }) => built.operation('api', key).plan));
  return { compiled, plans };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('schemas shared by many operations', () => {
  it('exist in the plan once', () => {
    const { plans } = planned(schemas);
    expect(new Set(plans.map(({ requestSchemas }) => requestSchemas)).size).toBe(1);
    expect(new Set(plans.map(({ responseSchemas }) => responseSchemas)).size).toBe(1);
  });

  it('are compiled once for all operations, and only when a value is validated', () => {
    const [few, many] = [planned(1), planned(2 * schemas)];
    // The schema of the body and the one it refers to; the example uses no other.
    expect(few.compiled).toBe(2);
    expect(many.compiled).toBe(2 * schemas + schemas);
  });
});
