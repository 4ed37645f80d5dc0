import { describe, expect, it } from 'vitest';
import { maxPairs } from '../../sandbox/checks/paths.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { documentOf } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A document whose example refers to the next, and so on, to several others each time. */
function chained(length: number, times: number) {
  const example = (index: number): Json =>
    Object.fromEntries(
      Array.from({ length: times }, (_, one) => [`a${one}`, { $ref: `#/components/examples/E${index + 1}/value` }]),
    );
  const examples = Object.fromEntries(
    Array.from({ length }, (_, index) => [`E${index}`, { value: index === length - 1 ? 1 : example(index) }]),
  );
  const content = { 'application/json': { examples: { x: { $ref: '#/components/examples/E0' } } } };
  const get = { operationId: 'a', responses: { 200: { description: '', content } } };
  return sandboxOf(documentOf({ '/a': { get } }, { components: { examples } }));
}

describe('references in an example', () => {
  const rows = [
    {
      name: 'that double at each step are reported where they become too many',
      given: { length: 30, times: 2 },
      want: /#\/components\/examples\/E\d+\/value leads to more than 100000 values/,
    },
    {
      name: 'that form a long chain are reported',
      given: { length: 5000, times: 1 },
      want: /leads to more than 500 references in turn/,
    },
  ];
  it.each(rows)('$name', ({ given, want }) => {
    const reported = chained(given.length, given.times).check();
    expect(reported[0]).toMatchObject({
      code: 'reference-excessive',
      message: expect.stringMatching(want),
      location: { column: expect.any(Number) },
    });
    expect(reported.filter(({ code }) => code === 'internal-error')).toEqual([]);
  });

  it('that are few are resolved', () => {
    expect(
      chained(10, 2)
        .check()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(
      chained(400, 1)
        .check()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });
});

describe('schemas that require deeply nested values', () => {
  it.each([
    { type: 'array', minItems: 1, items: {} },
    { type: 'object', required: ['a'], properties: { a: {} } },
  ])('get a shallower value, and that is reported: $type', (link) => {
    const length = 600;
    const schemas = Object.fromEntries(
      Array.from({ length }, (_, index): readonly [string, Json] => {
        const next = index === length - 1 ? { type: 'string' } : { $ref: `#/components/schemas/C${index + 1}` };
        return [`C${index}`, 'items' in link ? { ...link, items: next } : { ...link, properties: { a: next } }];
      }),
    );
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/C0' } } };
    const get = { operationId: 'a', responses: { 200: { description: '', content } } };
    const codes = sandboxOf(documentOf({ '/a': { get } }, { components: { schemas } }))
      .check()
      .map(({ code }) => code);
    expect(codes).toContain('sample-invalid');
    expect(codes).not.toContain('internal-error');
  });
});

describe('paths that all overlap with one another', () => {
  it('are compared up to a limit, and that is reported', () => {
    const template = (bits: number) =>
      Array.from({ length: 8 }, (_, at) => ((bits >> at) & 1 ? `/{p${at}}` : '/a')).join('');
    const get = { responses: { 200: { description: '' } } };
    const document = documentOf(
      Object.fromEntries(Array.from({ length: 128 }, (_, bits) => [template(bits), { get }])),
    );
    const reported = sandboxOf(document)
      .check()
      .filter(({ code }) => code === 'path-ambiguous');
    expect(reported.length).toBe(maxPairs + 1);
    expect(reported.at(-1)?.message).toMatch(/^More than 1000 pairs of paths/);
  });
});
