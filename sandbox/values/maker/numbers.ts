import type { Chance } from './chance.ts';
import { greatest, numbersOf, type Parts, smallest, textsOf } from './constraints.ts';

/** Multiples and neighbours that are tried. */
const maxSteps = 200;

/** The range within which a number is drawn where nothing limits it. */
const defaultRange = 1000;

/** Numbers for schemas, the plainest first; not all of them fit. */
export function* numbersFor(parts: Parts, type: 'integer' | 'number', chance: Chance | null): Generator<number> {
  const limits = limitsOf(parts);
  const steps = numbersOf(parts, 'multipleOf');
  const step = steps.length > 0 ? Math.max(...steps) : 1;
  const times = (count: number) => tidy(count * step, step);
  const first = Math.ceil(limits.least / step);
  const last = Math.floor(limits.max / step);
  if (chance) yield* drawn(limits, steps.length > 0 || type === 'integer' ? step : 0.01, chance);
  yield 0;
  yield* [times(first), times(first + 1), times(last), times(last - 1)].filter(Number.isFinite);
  const middle = (limits.least + limits.max) / 2;
  if (Number.isFinite(middle)) yield* [middle, limits.least + (limits.max - limits.least) / 3];
  for (let count = 0; count < maxSteps; count += 1) {
    if (Number.isFinite(first)) yield times(first + count);
    if (Number.isFinite(last)) yield times(last - count);
    yield* [times(count), times(-count)];
  }
}

interface Limits {
  readonly least: number;
  readonly max: number;
}

function limitsOf(parts: Parts): Limits {
  const ranges = textsOf(parts, 'format').map((format) => ranged[format]);
  const least = Math.max(
    greatest(parts, 'minimum', Number.NEGATIVE_INFINITY),
    greatest(parts, 'exclusiveMinimum', Number.NEGATIVE_INFINITY),
    ...ranges.map((range) => range?.least ?? Number.NEGATIVE_INFINITY),
  );
  const max = Math.min(
    smallest(parts, 'maximum', Number.POSITIVE_INFINITY),
    smallest(parts, 'exclusiveMaximum', Number.POSITIVE_INFINITY),
    ...ranges.map((range) => range?.max ?? Number.POSITIVE_INFINITY),
  );
  return { least, max };
}

/** What formats of numbers can hold (OpenAPI 3.1.1, 4.4). */
const ranged: Readonly<Record<string, Limits>> = {
  int8: { least: -(2 ** 7), max: 2 ** 7 - 1 },
  uint8: { least: 0, max: 2 ** 8 - 1 },
  int16: { least: -(2 ** 15), max: 2 ** 15 - 1 },
  uint16: { least: 0, max: 2 ** 16 - 1 },
  int32: { least: -(2 ** 31), max: 2 ** 31 - 1 },
  uint32: { least: 0, max: 2 ** 32 - 1 },
};

/** Without the noise of binary fractions: 3 × 0.1 is 0.3. */
function tidy(value: number, step: number): number {
  return (Number.isInteger(step) ? value : Number(value.toPrecision(12))) + 0;
}

/** Numbers by chance: within the limits, or near the one that there is. */
function* drawn({ least, max }: Limits, step: number, chance: Chance): Generator<number> {
  const isLow = least > -(2 ** 31);
  const isHigh = max < 2 ** 31 - 1;
  const low = isLow ? least : isHigh ? max - defaultRange : 0;
  const high = isHigh ? max : low + defaultRange;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  for (let tried = 0; tried < 5; tried += 1) yield tidy(chance.between(first, last) * step, step);
}
