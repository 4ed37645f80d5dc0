import { tokensOf } from '../syntax/json-pointer.ts';

/** A place that is looked for in a text, and those below it: one pass through the text finds them all. */
export interface Wanted {
  readonly below: Map<string, Wanted>;
  /** Where it is in the text; undefined until it is found. */
  offset: number | undefined;
}

/** The places that JSON Pointers lead to, below that of the whole text. */
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

/** Notes where a place is. Of a key that is there twice the last counts, so what was found below the first does not. */
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

/** The offset of a place, or of its nearest ancestor that is in the text. */
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
