import { isArray, type Json } from '../syntax/json.ts';

/** Levels; deeper than any real document, and shallow enough for recursive functions. */
export const maxLevels = 500;

/** The size of a value. */
export interface Extent {
  /** The number of members of all objects in it. */
  readonly members: number;
  /** Whether it is nested deeper than `maxLevels`. */
  readonly isTooDeep: boolean;
}

/**
 * Measures a value, no deeper than the limit.
 *
 * @param seen given if parts may be shared, as by YAML's aliases: each is measured once
 */
export function extentOf(root: Json, seen?: Set<Json>): Extent {
  let members = 0;

  function isTooDeep(value: Json | undefined, depth: number): boolean {
    if (typeof value !== 'object' || value === null || seen?.has(value)) return false;
    if (depth > maxLevels) return true;
    seen?.add(value);
    if (isArray(value)) return value.some((item) => isTooDeep(item, depth + 1));
    // Parsed objects have only own members; `Object.entries` would take twice the time.
    for (const key in value) {
      members += 1;
      if (isTooDeep(value[key], depth + 1)) return true;
    }
    return false;
  }

  const isDeep = isTooDeep(root, 0);
  return { members, isTooDeep: isDeep };
}

/** Returns the path to a value that is nested too deep; empty if there is none. Shared parts are visited once. */
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
