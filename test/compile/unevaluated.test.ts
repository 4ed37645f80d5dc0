import { describe, expect, it } from 'vitest';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';

const named = { properties: { name: { type: 'string' } } };
const closed: JsonObject = {
  $defs: { whole: { allOf: [{ $ref: '#/$defs/named' }], unevaluatedProperties: false }, named },
};
const open: JsonObject = { $defs: { whole: { allOf: [{ $ref: '#/$defs/named' }] }, named } };

describe('documents with unevaluated keywords track evaluation, in whichever order documents are compiled', () => {
  it.each([
    ['closed', 'open'],
    ['open', 'closed'],
  ])('%s, then %s', (...order) => {
    const compile = createSchemaCompiler();
    const documents = new Map(order.map((name) => [name, compile(name === 'closed' ? closed : open)]));
    const faults = (name: string, place: string, value: JsonObject) =>
      documents
        .get(name)
        ?.validatorAt(place)(value)
        .map(({ keyword }) => keyword);
    // Validators are compiled on demand: of one document, then of the other, then of the first again.
    for (const name of order) faults(name, '/$defs/named', {});
    const want = (name: string) => (name === 'closed' ? ['unevaluatedProperties'] : []);
    for (const name of order) {
      expect(faults(name, '/$defs/whole', { name: 'Ann', age: 3 })).toEqual(want(name));
      expect(faults(name, '/$defs/whole', { name: 'Ann' })).toEqual([]);
    }
  });
});
