import { isArray, type Json, type JsonObject, property } from '../../syntax/json.ts';
import type { Candidate, Made, ValueMaker, ValuePosition } from './candidate.ts';
import { greatest, hasKeyword, type Parts, schemasAt, smallest } from './constraints.ts';
import { statedItems } from './documented-values.ts';
import { satisfies } from './satisfies.ts';

/** Longer arrays are not made, even if `minItems` requires them. */
const maxItems = 10_000;

/** Items of a random array that are made one by one; further ones repeat the last. */
const maxVaried = 10;

/** Yields arrays for schemas: with documented items, with a few items, with as few as allowed, and one that differs. */
export function* arraysFor(maker: ValueMaker, parts: Parts, position: ValuePosition): Generator<Candidate> {
  const { document, chance } = maker.options;
  const given = chance ? [] : statedItems(parts);
  const kept = given.filter((item, index) => schemasAt(parts, index).every((one) => satisfies(item, one, document)));
  if (kept.length > 0) yield arrayOf(maker, parts, position, kept, true);
  const plain = arrayOf(maker, parts, position, [], true);
  yield plain;
  yield arrayOf(maker, parts, position, [], false);
  const others = parts.flatMap(({ not }) => property(not, 'enum') ?? []).filter(isArray);
  if (!isArray(plain.value) || others.length === 0) return;
  const firsts = others.flatMap((other) => other[0] ?? []);
  const first = itemOf(maker, parts, position, 0, true, [{ not: { enum: firsts } }]);
  if (first.isValid && first.value !== undefined) {
    yield { value: [first.value, ...plain.value.slice(1)], isValid: true, isBuilt: false };
  }
}

/**
 * Makes an array.
 *
 * @param start its first items
 * @param isFull whether to include optional items
 */
function arrayOf(
  maker: ValueMaker,
  parts: Parts,
  position: ValuePosition,
  start: readonly Json[],
  isFull: boolean,
): Candidate {
  const { room, tries, chance } = maker.options;
  const minItems = Math.min(greatest(parts, 'minItems', defaultMinItems(maker, position)), maxItems);
  const fixed = Math.max(0, ...parts.map(({ prefixItems }) => (isArray(prefixItems) ? prefixItems.length : 0)));
  const contained = requiredByContains(parts);
  const isUnique = parts.some(({ uniqueItems }) => uniqueItems === true);
  const plain = isFull ? Math.max(fixed, hasKeyword(parts, 'items') ? 1 : 0) : 0;
  const max = smallest(parts, 'maxItems', maxItems);
  const count = Math.min(
    max,
    Math.max(minItems, plain, contained.length) + (chance && isFull ? chance.between(0, 2) : 0),
  );
  const items = start.slice(0, max);
  let isValid = true;
  while (items.length < count && !room.isSpent && !tries.isSpent) {
    const index = items.length;
    const isNeeded = index < Math.max(minItems, fixed) || index < contained.length;
    const before = room.left;
    const besides = [
      contained[index] ?? excludedByContains(parts),
      isUnique && items.length > 0 ? { not: { enum: [...items] } } : true,
    ];
    // Each item is compared with those before it.
    if (isUnique) tries.spend(index / 10);
    const made = itemOf(maker, parts, position, index, isNeeded, besides);
    if (!made.isValid || made.value === undefined) {
      if (!isNeeded) break;
      isValid = false;
    }
    const value = made.value ?? null;
    items.push(value);
    if (made.value === undefined) break;
    // The remaining items repeat this one, as far as the budget allows.
    if (isUnique || index < Math.max(fixed, contained.length, chance ? maxVaried : 0)) continue;
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

/** Returns the default of `minItems`: a text cannot express an empty array. */
function defaultMinItems({ options }: ValueMaker, { isNeeded }: ValuePosition): number {
  return options.as === 'text' && isNeeded ? 1 : 0;
}

/** Returns the schemas of `contains`, each as often as `minContains` requires (JSON Schema 2020-12 Validation, 6.4.5). */
function requiredByContains(parts: Parts): readonly Json[] {
  return parts.flatMap(({ contains, minContains = 1 }) =>
    contains === undefined ? [] : Array.from({ length: Math.min(Number(minContains), maxItems) }, () => contains),
  );
}

/** Returns a schema for further items that excludes those limited by `maxContains`. */
function excludedByContains(parts: Parts): Json {
  const contained = parts.flatMap(({ contains, maxContains }) =>
    contains === undefined || maxContains === undefined ? [] : [contains],
  );
  const schema: JsonObject = { not: { anyOf: contained } };
  return contained.length > 0 ? schema : true;
}
