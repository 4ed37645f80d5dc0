import { fullFormats } from 'ajv-formats/dist/formats.js';

const formats: Readonly<Record<string, unknown>> = fullFormats;

/** Whether a value has a format (JSON Schema 2020-12 Validation, 7.3). True for unknown formats. */
export function isOfFormat(value: string | number, name: string): boolean {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  const { check, type } = isDefinition(format) ? { check: format.validate, type: format.type } : { check: format };
  // Formats of numbers say so; all others are of strings.
  if ((type === 'number') !== (typeof value === 'number')) return true;
  if (check instanceof RegExp) return check.test(String(value));
  return typeof check !== 'function' || check(value) === true;
}

function isDefinition(format: unknown): format is { readonly validate: unknown; readonly type?: unknown } {
  return typeof format === 'object' && format !== null && 'validate' in format;
}
