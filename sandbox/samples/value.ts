import type { Json, JsonObject } from '../notation/json.ts';
import { Budget } from './budget.ts';
import { Chance } from './values/chance.ts';
import { type Made, Maker, type Manner } from './values/maker.ts';

/** No more is made than this, in characters of JSON, unless the schema asks for more. */
const usualSize = 65_536;

/** Nor more than this, whatever it asks for: what is beyond is left out, so that the value breaks its schema, and that is told. */
const largest = 2_000_000;

/** Values that are tried, at most, to make one. */
const mostTries = 20_000;

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
  return valueFor(schema, document, { direction, as }).value ?? (as === 'text' ? 'string' : null);
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
    const tries = new Budget(mostTries);
    const manner: Manner = { document, skip, as, chance, deepest, room, reserve, tries };
    const maker = new Maker(manner);
    const made = maker.make(schema === undefined ? [] : [schema], top);
    return { made, isWhole: !room.isSpent && !tries.isSpent, reached: maker.reached };
  };
  let before = Number.POSITIVE_INFINITY;
  for (const deepest of depths) {
    if (deepest >= before) continue;
    const { made, isWhole, reached } = attempt(deepest, 1.5 * usualSize, 0);
    before = reached;
    if (isWhole && JSON.stringify(made.value ?? null).length <= usualSize) return made;
  }
  return attempt(1, largest, largest - usualSize).made;
}

const top = { above: new Set<Json>(), depth: 0, isNeeded: true, name: '' };
