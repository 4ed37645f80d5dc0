import type { Fault } from '../exchange.ts';
import type { Json } from '../notation/json.ts';

/** Something in a body that cannot be read, or is not of a documented type. */
export type ReadingFault = Pick<Fault, 'pointer' | 'keyword' | 'expected'>;

/** What a body says; undefined where nothing of it could be read. */
export interface Reading {
  readonly value: Json | undefined;
  /** The same with the whole numbers as texts that a double would change; absent where there are none. */
  readonly exact?: Json;
  readonly faults: readonly ReadingFault[];
}

/** Nothing could be read. */
export function unreadable(expected: string, pointer = ''): Reading {
  return { value: undefined, faults: [{ pointer, keyword: 'syntax', expected }] };
}

/** All of it could be read. */
export function sound(value: Json): Reading {
  return { value, faults: [] };
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
  const faults = parts.flatMap((part) => part.faults);
  const isExact = parts.every(({ exact }) => exact === undefined);
  return isExact ? { value, faults } : { value, exact: join(parts.map((part) => part.exact ?? said(part))), faults };
}

function said({ value }: Reading): Json {
  return value === undefined ? '' : value;
}
