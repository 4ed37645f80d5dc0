import { greatest, numbersOf, type Parts, smallest, textsOf } from './constraints.ts';
import type { Chance } from './random.ts';

/** Steps tried from zero and from each limit. */
const maxSteps = 200;

/** The size of the range of random numbers without limits. */
const defaultRange = 1000;

/** Yields candidates for a number, the simplest first. Some violate the schemas. */
export function* numbersFor(parts: Parts, type: 'integer' | 'number', chance: Chance | null): Generator<number> {
  const limits = limitsOf(parts);
  const steps = numbersOf(parts, 'multipleOf');
  const step = steps.length > 0 ? Math.max(...steps) : 1;
  const times = (count: number) => rounded(count * step, step);
  const first = Math.ceil(limits.min / step);
  const last = Math.floor(limits.max / step);
  if (chance) yield* randomNumbers(limits, steps.length > 0 || type === 'integer' ? step : 0.01, chance);
  yield 0;
  yield* [times(first), times(first + 1), times(last), times(last - 1)].filter(Number.isFinite);
  const middle = (limits.min + limits.max) / 2;
  if (Number.isFinite(middle)) yield* [middle, limits.min + (limits.max - limits.min) / 3];
  for (let count = 0; count < maxSteps; count += 1) {
    if (Number.isFinite(first)) yield times(first + count);
    if (Number.isFinite(last)) yield times(last - count);
    yield* [times(count), times(-count)];
  }
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

function limitsOf(parts: Parts): Limits {
  const ranges = textsOf(parts, 'format').map((format) => formatRanges[format]);
  const min = Math.max(
    greatest(parts, 'minimum', Number.NEGATIVE_INFINITY),
    greatest(parts, 'exclusiveMinimum', Number.NEGATIVE_INFINITY),
    ...ranges.map((range) => range?.min ?? Number.NEGATIVE_INFINITY),
  );
  const max = Math.min(
    smallest(parts, 'maximum', Number.POSITIVE_INFINITY),
    smallest(parts, 'exclusiveMaximum', Number.POSITIVE_INFINITY),
    ...ranges.map((range) => range?.max ?? Number.POSITIVE_INFINITY),
  );
  return { min, max };
}

/** The ranges of formats (OpenAPI 3.1.1, 4.4). */
const formatRanges: Readonly<Record<string, Limits>> = {
  int8: { min: -(2 ** 7), max: 2 ** 7 - 1 },
  uint8: { min: 0, max: 2 ** 8 - 1 },
  int16: { min: -(2 ** 15), max: 2 ** 15 - 1 },
  uint16: { min: 0, max: 2 ** 16 - 1 },
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  uint32: { min: 0, max: 2 ** 32 - 1 },
};

/** Rounds the error of binary fractions, as in 3 × 0.1. */
function rounded(value: number, step: number): number {
  return (Number.isInteger(step) ? value : Number(value.toPrecision(12))) + 0;
}

/** Yields random numbers within the limits, or near the only one. */
function* randomNumbers({ min, max }: Limits, step: number, chance: Chance): Generator<number> {
  const isLow = min > -(2 ** 31);
  const isHigh = max < 2 ** 31 - 1;
  const low = isLow ? min : isHigh ? max - defaultRange : 0;
  const high = isHigh ? max : low + defaultRange;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  for (let tried = 0; tried < 5; tried += 1) yield rounded(chance.between(first, last) * step, step);
}
