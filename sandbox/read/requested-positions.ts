import { tokensOf } from '../syntax/json-pointer.ts';

/** A location to be found in a text, and those below it; one pass through the text finds all of them. */
export interface Wanted {
  readonly below: Map<string, Wanted>;
  /** The offset in the text; undefined until it is found. */
  offset: number | undefined;
}

/** Builds the tree of locations that JSON Pointers refer to; its root is the whole text. */
export function wantedPlaces(pointers: Iterable<string>): Wanted {
  const root: Wanted = { below: new Map(), offset: undefined };
  for (const pointer of pointers) {
    let place = root;
    for (const token of tokensOf(pointer)) {
      const next = place.below.get(token) ?? { below: new Map(), offset: undefined };
      place.below.set(token, next);
      place = next;
    }
  }
  return root;
}

/** Records the offset of a location. The last of duplicate keys wins, so offsets below an earlier one are forgotten. */
export function found(place: Wanted, offset: number): void {
  if (place.offset !== undefined) forgetBelow(place);
  place.offset = offset;
}

function forgetBelow({ below }: Wanted): void {
  for (const place of below.values()) {
    place.offset = undefined;
    forgetBelow(place);
  }
}

/** Returns the offset of a location, or of its nearest ancestor that is in the text. */
export function foundOffset(root: Wanted, pointer: string): number {
  let offset = root.offset ?? 0;
  let place: Wanted | undefined = root;
  for (const token of tokensOf(pointer)) {
    place = place.below.get(token);
    if (place?.offset === undefined) break;
    offset = place.offset;
  }
  return offset;
}
