import { isArray, type Json } from '../syntax/json.ts';

/** Deeper than any real document, and shallow enough for whoever goes through it. */
export const maxLevels = 500;

/** How large a value is. */
export interface Extent {
  /** Its objects have as many members, all together. */
  readonly members: number;
  /** Something in it stands deeper than `mostLevels`. */
  readonly isTooDeep: boolean;
}

/**
 * Goes through a value, no deeper than may be.
 *
 * @param seen where parts may be the same, as YAML's aliases make them: each is looked at once
 */
export function extentOf(root: Json, seen?: Set<Json>): Extent {
  let members = 0;

  function isTooDeep(value: Json | undefined, depth: number): boolean {
    if (typeof value !== 'object' || value === null || seen?.has(value)) return false;
    if (depth > maxLevels) return true;
    seen?.add(value);
    if (isArray(value)) return value.some((item) => isTooDeep(item, depth + 1));
    // Of what was parsed all members are its own; lists of them would take twice the time.
    for (const key in value) {
      members += 1;
      if (isTooDeep(value[key], depth + 1)) return true;
    }
    return false;
  }

  const isDeep = isTooDeep(root, 0);
  return { members, isTooDeep: isDeep };
}

/** The path to a value that is too deep. What YAML's aliases lead to several times is looked at once. */
export function deepPath(root: Json): readonly string[] {
  interface Step {
    readonly value: Json;
    readonly depth: number;
    readonly key: string;
    readonly above: Step | undefined;
  }
  const seen = new Set<Json>();
  const waiting: Step[] = [{ value: root, depth: 0, key: '', above: undefined }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { value, depth } = step;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (depth > maxLevels) {
      const path: string[] = [];
      for (let at: Step | undefined = step; at?.above; at = at.above) path.unshift(at.key);
      return path;
    }
    for (const [key, child] of Object.entries(value))
      waiting.push({ value: child, depth: depth + 1, key, above: step });
  }
  return [];
}
