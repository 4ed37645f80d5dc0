import { _, type KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { alwaysValidSchema, mergeEvaluated } from 'ajv/dist/compile/util.js';
import { redefine } from './redefine.ts';

/**
 * Redefines `prefixItems` (JSON Schema 2020-12 Core, 10.3.1.1) to accept shorter arrays without `allErrors`: there Ajv
 * treats an absent item as an invalid one and skips the keywords after this one.
 */
export function acceptShorterArrays(ajv: Ajv2020): void {
  redefine(ajv, 'prefixItems', () => prefixItems);
}

function prefixItems(cxt: KeywordCxt): void {
  const { gen, data, it } = cxt;
  const schemas: unknown = cxt.schema;
  if (!Array.isArray(schemas)) return;
  if (it.items !== true) it.items = mergeEvaluated.items(gen, schemas.length, it.items);
  const length = gen.const('len', _`${data}.length`);
  for (const [index, schema] of schemas.entries()) {
    if (alwaysValidSchema(it, schema)) continue;
    const valid = gen.name('valid');
    gen.var(valid, true);
    gen.if(_`${length} > ${index}`, () => {
      cxt.subschema({ keyword: 'prefixItems', schemaProp: index, dataProp: index }, valid);
    });
    cxt.ok(valid);
  }
}
