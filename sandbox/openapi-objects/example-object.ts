import { isObject, type Json } from '../syntax/json.ts';

/**
 * Whether an Example Object only describes: it has nothing but a summary, a description and extensions, and so shows no
 * value (OpenAPI 3.1.1, 4.8.19). An object with other fields is a value written without its `value` field.
 */
export function hasWordsOnly(example: Json): boolean {
  if (example === null) return true;
  if (!isObject(example)) return false;
  return Object.entries(example).every(
    ([field, value]) => field.startsWith('x-') || (isDescriptive(field) && typeof value === 'string'),
  );
}

function isDescriptive(field: string): boolean {
  return field === 'summary' || field === 'description';
}
