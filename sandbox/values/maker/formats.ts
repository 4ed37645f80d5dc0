import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats.default(new Ajv2020({ strict: false, validateSchema: false, logger: false }));
const known = new Map<string, ValidateFunction>();

/** Whether a text or a number is of a format (JSON Schema 2020-12 Validation, 7.3); one that is not known takes any. */
export function isOfFormat(value: string | number, format: string): boolean {
  const check = known.get(format) ?? ajv.compile({ format });
  known.set(format, check);
  return check(value);
}
