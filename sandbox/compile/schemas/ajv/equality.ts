import { _, type KeywordCxt } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { equal, isArray } from '../../../syntax/json.ts';
import { isAmong, isPrimitive, repeatedItem } from '../validators/comparisons.ts';
import { redefine } from './redefine.ts';

/**
 * Redefines the keywords that compare values (JSON Schema 2020-12 Validation, 6.1.2, 6.1.3 and 6.4.3) to compare data
 * only: Ajv's comparison calls the `valueOf` of an object, which may be a property of the value. `uniqueItems` takes time
 * linear in the length of the array.
 */
export function compareByData(ajv: Ajv2020): void {
  redefine(ajv, 'const', (code) => (cxt, type) => {
    if (isPrimitive(cxt.schema)) return code(cxt, type);
    const same = cxt.gen.scopeValue('func', { ref: equal });
    cxt.pass(_`${same}(${cxt.data}, ${cxt.schemaCode})`);
  });
  redefine(ajv, 'enum', (code) => (cxt, type) => {
    if (isArray(cxt.schema) && cxt.schema.every(isPrimitive)) return code(cxt, type);
    const isEnumerated = cxt.gen.scopeValue('func', { ref: isAmong });
    cxt.pass(_`${isEnumerated}(${cxt.data}, ${cxt.schemaCode})`);
  });
  redefine(ajv, 'uniqueItems', () => uniqueItems);
}

function uniqueItems(cxt: KeywordCxt): void {
  const { gen, data, schema } = cxt;
  if (schema !== true) return;
  const find = gen.scopeValue('func', { ref: repeatedItem });
  const repeated = gen.const('repeated', _`${find}(${data})`);
  cxt.setParams({ i: _`${repeated}.i`, j: _`${repeated}.j` });
  cxt.pass(_`${repeated} === undefined`);
}
