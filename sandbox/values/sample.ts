import { isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import type { Made, MakerOptions } from './maker/candidate.ts';
import { Maker } from './maker/maker.ts';
import { Chance } from './maker/random.ts';
import { Budget } from './size-budget.ts';

/** In characters of JSON. Optional parts are left out of larger values. */
const defaultMaxSize = 65_536;

/** In characters of JSON. Beyond it required parts are left out too; the value is then reported as invalid. */
const maxSize = 2_000_000;

/** Candidates tried for one value, its parts included. */
const maxTries = 20_000;

/** Depths to which optional objects and arrays are made, tried in turn until the value is small enough. */
const depths = [32, 6, 3, 2];

/** How a value is sent. `text`: by a format without empty arrays and null, as in forms and parameters. */
export type SentAs = 'data' | 'text';

/** The use of a value, on which `readOnly`, `writeOnly` and its format depend. */
export interface Purpose {
  readonly direction: 'request' | 'response';
  readonly as?: SentAs;
}

/**
 * Returns a sample value of a schema, the same each time: the first valid one among its examples, default, `const`, `enum`,
 * and simple values of its type. Properties and items are chosen likewise.
 *
 * @param schema normalised, see `compile/schemas`
 * @param document the schema document that its references point into
 */
export function sampleOf(
  schema: Json | undefined,
  document: JsonObject,
  direction: Purpose['direction'],
  as: SentAs = 'data',
): Json {
  const resolved = resolveAlias(schema, document);
  const made = isObject(resolved) ? cacheFor(document, `${direction} ${as}`) : new WeakMap<JsonObject, Json>();
  const cached = isObject(resolved) ? made.get(resolved) : undefined;
  if (cached !== undefined) return cached;
  const value = valueFor(resolved, document, { direction, as }).value ?? (as === 'text' ? 'string' : null);
  if (isObject(resolved)) made.set(resolved, value);
  return value;
}

/** Resolves a reference without siblings, so that all schemas that refer to one share its sample. */
function resolveAlias(schema: Json | undefined, document: JsonObject): Json | undefined {
  const reference = property(schema, '$ref');
  const isAlone = typeof reference === 'string' && isObject(schema) && Object.keys(schema).length === 1;
  return isAlone ? valueAt(document, reference.slice(1)) : schema;
}

/** Samples by document, purpose and schema: the search for requests needs the same ones many times. */
const cache = new WeakMap<JsonObject, Map<string, WeakMap<JsonObject, Json>>>();

function cacheFor(document: JsonObject, purpose: string): WeakMap<JsonObject, Json> {
  const byPurpose = cache.get(document) ?? new Map<string, WeakMap<JsonObject, Json>>();
  cache.set(document, byPurpose);
  const values = byPurpose.get(purpose) ?? new WeakMap<JsonObject, Json>();
  byPurpose.set(purpose, values);
  return values;
}

/**
 * Makes a value for a schema, and reports whether it is valid.
 *
 * @param seed of a random value; absent for the sample value
 */
export function valueFor(
  schema: Json | undefined,
  document: JsonObject,
  { direction, as = 'data' }: Purpose,
  seed?: number,
): Made {
  const skip = direction === 'request' ? 'readOnly' : 'writeOnly';
  const attempt = (deepest: number, size: number, reserve: number) => {
    const chance = seed === undefined ? null : new Chance(seed);
    const room = new Budget(size);
    const tries = new Budget(maxTries);
    const options: MakerOptions = { document, skip, as, chance, deepest, room, reserve, tries };
    const maker = new Maker(options);
    const made = maker.make(schema === undefined ? [] : [schema], top);
    return { made, isWhole: !room.isSpent && !tries.isSpent, reached: maker.reached };
  };
  let before = Number.POSITIVE_INFINITY;
  for (const deepest of depths) {
    if (deepest >= before) continue;
    const { made, isWhole, reached } = attempt(deepest, 1.5 * defaultMaxSize, 0);
    before = reached;
    if (isWhole && JSON.stringify(made.value ?? null).length <= defaultMaxSize) return made;
  }
  return attempt(1, maxSize, maxSize - defaultMaxSize).made;
}

const top = { above: new Set<Json>(), depth: 0, isNeeded: true, name: '' };
