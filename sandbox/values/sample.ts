import { isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import type { Made, MakerOptions } from './maker/candidate.ts';
import { Chance } from './maker/chance.ts';
import { Maker } from './maker/maker.ts';
import { Budget } from './size-budget.ts';

/** No more is made than this, in characters of JSON, unless the schema asks for more. */
const defaultMaxSize = 65_536;

/** Nor more than this, whatever it asks for: what is beyond is left out, so that the value breaks its schema, and that is told. */
const largest = 2_000_000;

/** Values that are tried, at most, to make one. */
const maxTries = 20_000;

/** How deep objects and lists are made that nobody asks for: less deep where the value would be too large. */
const depths = [32, 6, 3, 2];

/** As what a value is sent. `text`: by a notation that has no empty lists and no null, as forms and parameters. */
export type SentAs = 'data' | 'text';

/** What a value is for. */
export interface Purpose {
  readonly direction: 'request' | 'response';
  readonly as?: SentAs;
}

/**
 * A value for a schema, the same each time: its example, else its default, its constant, the first of its choices, else a
 * plain value of its type, the first that the schema allows; and so for each place in the value.
 *
 * @param schema normalised (see `schema.ts`), and `document` the bundle that its references lead into
 */
export function sampleOf(
  schema: Json | undefined,
  document: JsonObject,
  direction: Purpose['direction'],
  as: SentAs = 'data',
): Json {
  const described = referred(schema, document);
  const made = isObject(described) ? knownFor(document, `${direction} ${as}`) : new WeakMap<JsonObject, Json>();
  const known = isObject(described) ? made.get(described) : undefined;
  if (known !== undefined) return known;
  const value = valueFor(described, document, { direction, as }).value ?? (as === 'text' ? 'string' : null);
  if (isObject(described)) made.set(described, value);
  return value;
}

/** What a reference that says nothing else leads to: many schemas refer to one. */
function referred(schema: Json | undefined, document: JsonObject): Json | undefined {
  const reference = property(schema, '$ref');
  const isAlone = typeof reference === 'string' && isObject(schema) && Object.keys(schema).length === 1;
  return isAlone ? valueAt(document, reference.slice(1)) : schema;
}

/** Values that were made, by bundle and purpose: those who look for requests ask for the same ones again and again. */
const knownValues = new WeakMap<JsonObject, Map<string, WeakMap<JsonObject, Json>>>();

function knownFor(document: JsonObject, purpose: string): WeakMap<JsonObject, Json> {
  const byPurpose = knownValues.get(document) ?? new Map<string, WeakMap<JsonObject, Json>>();
  knownValues.set(document, byPurpose);
  const values = byPurpose.get(purpose) ?? new WeakMap<JsonObject, Json>();
  byPurpose.set(purpose, values);
  return values;
}

/**
 * A value for a schema, and whether it obeys it.
 *
 * @param seed what it is varied by; left out, it is the plainest
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
  return attempt(1, largest, largest - defaultMaxSize).made;
}

const top = { above: new Set<Json>(), depth: 0, isNeeded: true, name: '' };
