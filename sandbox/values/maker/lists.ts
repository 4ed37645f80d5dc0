import { isArray, type Json, type JsonObject, property } from '../../syntax/json.ts';
import type { Candidate, Made, ValueMaker, ValuePosition } from './candidate.ts';
import { greatest, type Parts, say, schemasAt, smallest } from './constraints.ts';
import { listGiven } from './documented-values.ts';
import { satisfies } from './satisfies.ts';

/** More than this nobody reads, whatever the schema asks for. */
const maxItems = 10_000;

/** By chance, items differ up to here. */
const maxVaried = 10;

/** Lists for schemas: with the items that examples have, with some, with as few as may be, and varied. */
export function* listsFor(maker: ValueMaker, parts: Parts, position: ValuePosition): Generator<Candidate> {
  const { document, chance } = maker.options;
  const given = chance ? [] : listGiven(parts);
  const kept = given.filter((item, index) => schemasAt(parts, index).every((one) => satisfies(item, one, document)));
  if (kept.length > 0) yield listOf(maker, parts, position, kept, true);
  const plain = listOf(maker, parts, position, [], true);
  yield plain;
  yield listOf(maker, parts, position, [], false);
  const others = parts.flatMap(({ not }) => property(not, 'enum') ?? []).filter(isArray);
  if (!isArray(plain.value) || others.length === 0) return;
  const firsts = others.flatMap((other) => other[0] ?? []);
  const first = itemOf(maker, parts, position, 0, true, [{ not: { enum: firsts } }]);
  if (first.isValid && first.value !== undefined) {
    yield { value: [first.value, ...plain.value.slice(1)], isValid: true, isBuilt: false };
  }
}

/**
 * @param start the first items
 * @param isFull whether there is one of what is described, though there need not be
 */
function listOf(
  maker: ValueMaker,
  parts: Parts,
  position: ValuePosition,
  start: readonly Json[],
  isFull: boolean,
): Candidate {
  const { room, tries, chance } = maker.options;
  const least = Math.min(greatest(parts, 'minItems', leastWritten(maker, position)), maxItems);
  const fixed = Math.max(0, ...parts.map(({ prefixItems }) => (isArray(prefixItems) ? prefixItems.length : 0)));
  const wantedContained = containedIn(parts);
  const isUnique = parts.some(({ uniqueItems }) => uniqueItems === true);
  const plain = isFull ? Math.max(fixed, say(parts, 'items') ? 1 : 0) : 0;
  const max = smallest(parts, 'maxItems', maxItems);
  const count = Math.min(
    max,
    Math.max(least, plain, wantedContained.length) + (chance && isFull ? chance.between(0, 2) : 0),
  );
  const items = start.slice(0, max);
  let isValid = true;
  while (items.length < count && !room.isSpent && !tries.isSpent) {
    const index = items.length;
    const isNeeded = index < Math.max(least, fixed) || index < wantedContained.length;
    const before = room.left;
    const besides = [
      wantedContained[index] ?? unwanted(parts),
      isUnique && items.length > 0 ? { not: { enum: [...items] } } : true,
    ];
    // To compare with those before takes time.
    if (isUnique) tries.spend(index / 10);
    const made = itemOf(maker, parts, position, index, isNeeded, besides);
    if (!made.isValid || made.value === undefined) {
      if (!isNeeded) break;
      isValid = false;
    }
    const value = made.value ?? null;
    items.push(value);
    if (made.value === undefined) break;
    // All others are like it.
    if (isUnique || index < Math.max(fixed, wantedContained.length, chance ? maxVaried : 0)) continue;
    const affordable = Math.floor(room.left / Math.max(1, before - room.left));
    const others = Math.min(count - items.length, affordable);
    room.spend(others * (before - room.left));
    for (let more = 0; more < others; more += 1) items.push(value);
    break;
  }
  return { value: items, isValid, isBuilt: true };
}

function itemOf(
  maker: ValueMaker,
  parts: Parts,
  position: ValuePosition,
  index: number,
  isNeeded: boolean,
  besides: readonly Json[],
): Made {
  const schemas = [...schemasAt(parts, index), ...besides.filter((schema) => schema !== true)];
  return maker.make(schemas, {
    above: new Set([...position.above, ...parts]),
    depth: position.depth + 1,
    isNeeded,
    name: position.name,
  });
}

/** What is written as a text has no way to be an empty list. */
function leastWritten({ options }: ValueMaker, { isNeeded }: ValuePosition): number {
  return options.as === 'text' && isNeeded ? 1 : 0;
}

/** The schemas of the items that there must be, one for each (JSON Schema 2020-12 Validation, 6.4.5). */
function containedIn(parts: Parts): readonly Json[] {
  return parts.flatMap(({ contains, minContains = 1 }) =>
    contains === undefined ? [] : Array.from({ length: Math.min(Number(minContains), maxItems) }, () => contains),
  );
}

/** What the other items must not be, where only so many may be of a kind. */
function unwanted(parts: Parts): Json {
  const contained = parts.flatMap(({ contains, maxContains }) =>
    contains === undefined || maxContains === undefined ? [] : [contains],
  );
  const schema: JsonObject = { not: { anyOf: contained } };
  return contained.length > 0 ? schema : true;
}
