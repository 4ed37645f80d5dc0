import type { Json } from '../notation/json.ts';
import { pointerOf } from '../notation/json-pointer.ts';
import type { Problem } from '../problem.ts';
import { type Parsed, parseSource, problemAt, type Source } from './source.ts';

/** Deeper than any real document, and shallow enough for whoever goes through it. */
export const mostLevels = 500;

/** Parses a file, and refuses one whose values stand too deep in each other. */
export function readSource(file: string, text: string): Parsed {
  const parsed = parseSource(file, text);
  const problem = parsed.ok ? depthProblem(parsed.source) : undefined;
  return problem ? { ok: false, problem } : parsed;
}

function depthProblem(source: Source): Problem | undefined {
  const path = deepPath(source.value);
  if (!path) return undefined;
  const message = `Here begins what is nested deeper than ${mostLevels} levels, and cannot be used. Put parts of it under components, and refer to them.`;
  // Where it begins: the end of so long a path tells nobody anything.
  return problemAt(source, pointerOf(path.slice(0, 4)), 'syntax', 'fatal', message);
}

/** The path to a value that is too deep. What YAML's aliases lead to several times is looked at once. */
function deepPath(root: Json): readonly string[] | undefined {
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
    if (depth > mostLevels) {
      const path: string[] = [];
      for (let at: Step | undefined = step; at?.above; at = at.above) path.unshift(at.key);
      return path;
    }
    for (const [key, child] of Object.entries(value))
      waiting.push({ value: child, depth: depth + 1, key, above: step });
  }
  return undefined;
}
