import type { Fault } from '../exchange.ts';
import { type Digits, digitsBetween, withTexts, written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

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
export const maxFaults = 100;

/** Nothing could be read. */
export function unreadable(expected: string, pointer = ''): Reading {
  return { value: undefined, faults: [{ pointer, keyword: 'syntax', expected }] };
}

/** One for all: there are readings by the hundred thousand. */
export const noFaults: readonly ReadingFault[] = [];

/** All of it could be read. */
export function readValue(value: Json): Reading {
  return { value, faults: noFaults };
}

/** A reading of a part, at its place in the whole. */
export function within(pointer: string, reading: Reading): Reading {
  const { faults } = reading;
  return faults.length === 0
    ? reading
    : { ...reading, faults: faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })) };
}

/**
 * What parts say together, of which there may be hundreds of thousands: of each only its value is kept. Of one that says
 * nothing, that is an empty text.
 */
export class WholeReading {
  readonly #values: Json[] = [];
  readonly #faults: ReadingFault[] = [];
  /** By the index of the part. */
  readonly #digits = new Map<number, Digits>();

  add({ value = '', digits, faults }: Reading): void {
    if (digits !== undefined) this.#digits.set(this.#values.length, digits);
    this.#values.push(value);
    if (faults !== noFaults) for (const fault of faults) this.#faults.push(fault);
  }

  get faultCount(): number {
    return this.#faults.length;
  }

  joined(join: (values: readonly Json[]) => Json): Reading {
    const value = join(this.#values);
    const faults = this.#faults;
    if (this.#digits.size === 0) return { value, faults };
    const texts = join(this.#values.map((part, index) => withTexts(part, this.#digits.get(index))));
    return { ...written(value, digitsBetween(value, texts)), faults };
  }
}

/** A list of what is read one after the other, until too much is wrong to go on. */
export function readList<T>(all: readonly T[], read: (one: T, index: number) => Reading): Reading {
  const list = new WholeReading();
  let index = 0;
  for (const one of all) {
    list.add(read(one, index));
    if (list.faultCount >= maxFaults) break;
    index += 1;
  }
  return list.joined((values) => values);
}
