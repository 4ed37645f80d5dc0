import type { Place, Source } from '../read/source.ts';
import type { Json, JsonArray, JsonObject } from '../syntax/json.ts';
import { escapeToken, step, tokensOf } from '../syntax/json-pointer.ts';

/** Where the parts of a converted value were written. */
export interface Origins {
  /**
   * Notes where an object or list that was just made comes from, and gives it back.
   *
   * @param parts what of it stands elsewhere, or there by another name
   */
  made<T extends JsonObject | JsonArray>(value: T, from: Place, parts?: Parts): T;
  /** Where the place of a converted document was written: the place itself, else what it was made from. */
  writtenAt(document: Json, source: Source, pointer: string): Place;
}

export type Parts = Readonly<Record<string, Place | undefined>>;

/** Starts with nothing noted: then each place of a converted document is where it was written. */
export function createOrigins(): Origins {
  // By identity: a copy of an object that was made must be noted anew.
  const noted = new WeakMap<object, { readonly from: Place; readonly parts: Parts }>();
  const noteOf = (value: Json | undefined) =>
    typeof value === 'object' && value !== null ? noted.get(value) : undefined;
  return {
    made: (value, from, parts = {}) => {
      noted.set(value, { from, parts });
      return value;
    },
    writtenAt: (document, source, pointer) => {
      let value: Json | undefined = document;
      let place: Place = { source, pointer: '' };
      for (const token of tokensOf(pointer)) {
        const parts: Parts = noteOf(value)?.parts ?? {};
        const named = Object.hasOwn(parts, token) ? parts[token] : undefined;
        value = step(value, token);
        const below = { source: place.source, pointer: `${place.pointer}/${escapeToken(token)}` };
        place = noteOf(value)?.from ?? named ?? below;
      }
      return place;
    },
  };
}
