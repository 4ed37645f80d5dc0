import { isArray, isObject, type Json } from '../syntax/json.ts';

/**
 * Writes a value as CSV (RFC 4180): objects as rows below a header of their property names, lists as rows, any other
 * value as a row of one cell.
 */
export function csvText(value: Json): string {
  const items = isArray(value) ? value : [value];
  const objects = items.filter(isObject);
  const names = [...new Set(objects.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) => {
    if (isObject(item)) return names.map((name) => (Object.hasOwn(item, name) ? cell(item[name] ?? null) : ''));
    return isArray(item) ? item.map(cell) : [cell(item)];
  });
  const header = objects.length > 0 ? [names.map(cell)] : [];
  return [...header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function cell(value: Json): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
