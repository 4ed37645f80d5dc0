import { isObject, type Json } from '../syntax/json.ts';

/**
 * Whether an Example Object has words only: a summary, a description, extensions, or nothing at all. Such a one shows no
 * value (OpenAPI 3.1.1, 4.8.19). What has any other field is a value that was written without its `value`.
 */
export function hasWordsOnly(example: Json): boolean {
  if (example === null) return true;
  if (!isObject(example)) return false;
  return Object.entries(example).every(
    ([field, value]) => field.startsWith('x-') || (isWord(field) && typeof value === 'string'),
  );
}

function isWord(field: string): boolean {
  return field === 'summary' || field === 'description';
}
