import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = addFormats.default(new Ajv2020({ strict: false, validateSchema: false, logger: false }));
const validators = new Map<string, ValidateFunction>();

/** Whether a value has a format (JSON Schema 2020-12 Validation, 7.3). True for unknown formats. */
export function isOfFormat(value: string | number, format: string): boolean {
  const check = validators.get(format) ?? ajv.compile({ format });
  validators.set(format, check);
  return check(value);
}
