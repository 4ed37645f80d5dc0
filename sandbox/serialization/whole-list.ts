import type { NestedType } from '../plan.ts';
import { isArray } from '../syntax/json.ts';
import { coerceToResult } from './coerce.ts';
import { readJson } from './read-json.ts';
import { type ReadResult, readList } from './read-result.ts';

/**
 * Reads a list of numbers or booleans that was sent as one text, `[1,2]` or `1,2`: some documentation pages write lists in
 * forms so, whatever the document says. Undefined if the text is no such list, or may be one item.
 *
 * @param types of the items
 */
export function readWholeList(text: string, types: readonly NestedType[]): ReadResult | undefined {
  const primitives = types.filter(isUnquoted);
  if (primitives.length === 0 || primitives.length < types.length) return undefined;
  if (/^\s*\[/.test(text)) {
    const list = readJson(text);
    return isArray(list.value) ? list : undefined;
  }
  return text.includes(',') ? readList(text.split(','), (item) => coerceToResult(item.trim(), primitives)) : undefined;
}

/** Whether no value of a type contains a comma or begins with a bracket. */
function isUnquoted(type: NestedType): type is 'integer' | 'number' | 'boolean' | 'null' {
  return type === 'integer' || type === 'number' || type === 'boolean' || type === 'null';
}
