import type { Fault } from '../exchange.ts';
import { type Digits, digitsBetween, withTexts, written } from '../notation/digits.ts';
import type { Json } from '../notation/json.ts';

/** Something in a body that cannot be read, or is not of a documented type. */
export type ReadingFault = Pick<Fault, 'pointer' | 'keyword' | 'expected'>;

/** What a body says; undefined where nothing of it could be read. */
export interface Reading {
  readonly value: Json | undefined;
  /** How its numbers are written; absent: as JSON writes them. */
  readonly digits?: Digits;
  readonly faults: readonly ReadingFault[];
}

/** As many faults as are told of one request: what is behind them is not read, so that much that is wrong takes no longer. */
export const mostFaults = 100;

/** Reads one after the other, until too much is wrong to go on. */
export function readUntil<T>(all: Iterable<T>, read: (one: T) => Reading | undefined): void {
  let faults = 0;
  for (const one of all) {
    faults += read(one)?.faults.length ?? 0;
    if (faults >= mostFaults) break;
  }
}

/** Readings one after the other, until too much is wrong to go on. */
export function readEach<T>(all: Iterable<T>, read: (one: T, index: number) => Reading): readonly Reading[] {
  const readings: Reading[] = [];
  readUntil(all, (one) => {
    const reading = read(one, readings.length);
    readings.push(reading);
    return reading;
  });
  return readings;
}

/** Nothing could be read. */
export function unreadable(expected: string, pointer = ''): Reading {
  return { value: undefined, faults: [{ pointer, keyword: 'syntax', expected }] };
}

/** One for all: there are readings by the hundred thousand. */
export const noFaults: readonly ReadingFault[] = [];

/** All of it could be read. */
export function sound(value: Json): Reading {
  return { value, faults: noFaults };
}

/** A reading of a part, at its place in the whole. */
export function within(pointer: string, reading: Reading): Reading {
  const { faults } = reading;
  return faults.length === 0
    ? reading
    : { ...reading, faults: faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })) };
}

/** What parts say together; of one that says nothing, an empty text. */
export function together(parts: readonly Reading[], join: (values: readonly Json[]) => Json): Reading {
  const value = join(parts.map(said));
  const faults = parts.filter((part) => part.faults.length > 0).flatMap((part) => part.faults);
  if (parts.every(({ digits }) => digits === undefined)) return { value, faults };
  const texts = join(parts.map((part) => withTexts(said(part), part.digits)));
  return { ...written(value, digitsBetween(value, texts)), faults };
}

function said({ value }: Reading): Json {
  return value === undefined ? '' : value;
}
