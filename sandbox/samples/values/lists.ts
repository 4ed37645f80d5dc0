import { isArray, type Json, type JsonObject, property } from '../../notation/json.ts';
import type { Candidate, Made, Spot, ValueMaker } from './candidate.ts';
import { greatest, type Parts, say, schemasAt, smallest } from './facts.ts';
import { listGiven } from './given.ts';
import { obeys } from './obeys.ts';

/** More than this nobody reads, whatever the schema asks for. */
const mostItems = 10_000;

/** By chance, items differ up to here. */
const mostVaried = 10;

/** Lists for schemas: with the items that examples have, with some, with as few as may be, and varied. */
export function* listsFor(maker: ValueMaker, parts: Parts, spot: Spot): Generator<Candidate> {
  const { document, chance } = maker.manner;
  const given = chance ? [] : listGiven(parts);
  const kept = given.filter((item, index) => schemasAt(parts, index).every((one) => obeys(item, one, document)));
  if (kept.length > 0) yield listOf(maker, parts, spot, kept, true);
  const usual = listOf(maker, parts, spot, [], true);
  yield usual;
  yield listOf(maker, parts, spot, [], false);
  const others = parts.flatMap(({ not }) => property(not, 'enum') ?? []).filter(isArray);
  if (!isArray(usual.value) || others.length === 0) return;
  const firsts = others.flatMap((other) => other[0] ?? []);
  const first = itemOf(maker, parts, spot, 0, true, [{ not: { enum: firsts } }]);
  if (first.isSound && first.value !== undefined) {
    yield { value: [first.value, ...usual.value.slice(1)], isSound: true, isBuilt: false };
  }
}

/**
 * @param start the first items
 * @param isFull whether there is one of what is described, though there need not be
 */
function listOf(maker: ValueMaker, parts: Parts, spot: Spot, start: readonly Json[], isFull: boolean): Candidate {
  const { room, tries, chance } = maker.manner;
  const least = Math.min(greatest(parts, 'minItems', leastWritten(maker, spot)), mostItems);
  const fixed = Math.max(0, ...parts.map(({ prefixItems }) => (isArray(prefixItems) ? prefixItems.length : 0)));
  const wantedKinds = kindsIn(parts);
  const isUnique = parts.some(({ uniqueItems }) => uniqueItems === true);
  const usual = isFull ? Math.max(fixed, say(parts, 'items') ? 1 : 0) : 0;
  const most = smallest(parts, 'maxItems', mostItems);
  const count = Math.min(
    most,
    Math.max(least, usual, wantedKinds.length) + (chance && isFull ? chance.between(0, 2) : 0),
  );
  const items = start.slice(0, most);
  let isSound = true;
  while (items.length < count && !room.isSpent && !tries.isSpent) {
    const index = items.length;
    const isNeeded = index < Math.max(least, fixed) || index < wantedKinds.length;
    const before = room.left;
    const besides = [
      wantedKinds[index] ?? unwanted(parts),
      isUnique && items.length > 0 ? { not: { enum: [...items] } } : true,
    ];
    // To compare with those before takes time.
    if (isUnique) tries.spend(index / 10);
    const made = itemOf(maker, parts, spot, index, isNeeded, besides);
    if (!made.isSound || made.value === undefined) {
      if (!isNeeded) break;
      isSound = false;
    }
    const value = made.value ?? null;
    items.push(value);
    if (made.value === undefined) break;
    // All others are like it.
    if (isUnique || index < Math.max(fixed, wantedKinds.length, chance ? mostVaried : 0)) continue;
    const affordable = Math.floor(room.left / Math.max(1, before - room.left));
    const others = Math.min(count - items.length, affordable);
    room.spend(others * (before - room.left));
    for (let more = 0; more < others; more += 1) items.push(value);
    break;
  }
  return { value: items, isSound, isBuilt: true };
}

function itemOf(
  maker: ValueMaker,
  parts: Parts,
  spot: Spot,
  index: number,
  isNeeded: boolean,
  besides: readonly Json[],
): Made {
  const schemas = [...schemasAt(parts, index), ...besides.filter((schema) => schema !== true)];
  return maker.make(schemas, {
    above: new Set([...spot.above, ...parts]),
    depth: spot.depth + 1,
    isNeeded,
    name: spot.name,
  });
}

/** What is written as a text has no way to be an empty list. */
function leastWritten({ manner }: ValueMaker, { isNeeded }: Spot): number {
  return manner.as === 'text' && isNeeded ? 1 : 0;
}

/** The schemas of the items that there must be, one for each (JSON Schema 2020-12 Validation, 6.4.5). */
function kindsIn(parts: Parts): readonly Json[] {
  return parts.flatMap(({ contains, minContains = 1 }) =>
    contains === undefined ? [] : Array.from({ length: Math.min(Number(minContains), mostItems) }, () => contains),
  );
}

/** What the other items must not be, where only so many may be of a kind. */
function unwanted(parts: Parts): Json {
  const kinds = parts.flatMap(({ contains, maxContains }) =>
    contains === undefined || maxContains === undefined ? [] : [contains],
  );
  const schema: JsonObject = { not: { anyOf: kinds } };
  return kinds.length > 0 ? schema : true;
}
