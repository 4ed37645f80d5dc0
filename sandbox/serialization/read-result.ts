import type { Fault } from '../exchange.ts';
import { type Digits, digitsBetween, withTexts, written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

/** A defect met while reading: malformed syntax, a wrong media type or a missing field of a part. */
export type ReadFault = Pick<Fault, 'pointer' | 'keyword' | 'expected'>;

/**
 * The value read from a body or a parameter. Undefined with faults: it is malformed. Undefined without faults: it was
 * not sent, or is deliberately left unread.
 */
export interface ReadResult {
  readonly value: Json | undefined;
  /** Source text of its numbers; absent if `JSON.stringify` writes all of them as they were sent. */
  readonly digits?: Digits;
  readonly faults: readonly ReadFault[];
}

/** Reading stops after this many faults, so that a hostile body costs no more than a valid one. */
export const maxFaults = 100;

/**
 * Returns the result for malformed input.
 *
 * @param expected the format that was expected, or its element or cardinality
 */
export function unreadable(expected: string, pointer = ''): ReadResult {
  return { value: undefined, faults: [{ pointer, keyword: 'syntax', expected }] };
}

/** Shared by the results without faults, of which a large body produces hundreds of thousands. */
export const noFaults: readonly ReadFault[] = [];

/** The result for a value that was not sent. */
export const absent: ReadResult = { value: undefined, faults: noFaults };

/** Returns the result for a value that was read without faults. */
export function resultOf(value: Json): ReadResult {
  return { value, faults: noFaults };
}

/** Moves the faults of a nested value below the pointer of that value. */
export function atPointer(pointer: string, result: ReadResult): ReadResult {
  const { faults } = result;
  return faults.length === 0
    ? result
    : { ...result, faults: faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })) };
}

/**
 * Collects the results of parts into one. Keeps only values, texts of numbers and faults, since there may be hundreds
 * of thousands of parts. A part without a value counts as an empty string.
 */
export class CombinedResult {
  readonly #values: Json[] = [];
  readonly #faults: ReadFault[] = [];
  /** Texts of numbers, by the index of the part. */
  readonly #digits = new Map<number, Digits>();

  add({ value = '', digits, faults }: ReadResult): void {
    if (digits !== undefined) this.#digits.set(this.#values.length, digits);
    this.#values.push(value);
    if (faults !== noFaults) for (const fault of faults) this.#faults.push(fault);
  }

  get faultCount(): number {
    return this.#faults.length;
  }

  /**
   * Returns the result of the parts.
   *
   * @param join makes the combined value
   */
  joined(join: (values: readonly Json[]) => Json): ReadResult {
    const value = join(this.#values);
    const faults = this.#faults;
    if (this.#digits.size === 0) return { value, faults };
    const texts = join(this.#values.map((part, index) => withTexts(part, this.#digits.get(index))));
    return { ...written(value, digitsBetween(value, texts)), faults };
  }
}

/** Reads items into a list; stops after `maxFaults` faults. */
export function readList<T>(sources: readonly T[], read: (source: T, index: number) => ReadResult): ReadResult {
  const combined = new CombinedResult();
  let index = 0;
  for (const source of sources) {
    combined.add(read(source, index));
    if (combined.faultCount >= maxFaults) break;
    index += 1;
  }
  return combined.joined((values) => values);
}
