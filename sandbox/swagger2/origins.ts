import type { Place, Source } from '../read/source.ts';
import type { Json, JsonArray, JsonObject } from '../syntax/json.ts';
import { escapeToken, step, tokensOf } from '../syntax/json-pointer.ts';

/** Keeps track of where the parts of a converted document were written, so that problems can be reported there. */
export interface Origins {
  /**
   * Records the origin of a new object or list, and returns it.
   *
   * @param locations the origins of children that come from elsewhere or had another name
   */
  record<T extends JsonObject | JsonArray>(value: T, from: Place, locations?: Locations): T;
  /**
   * Returns the original location of a pointer in the converted document; the pointer itself if it was not converted.
   */
  writtenAt(document: Json, source: Source, pointer: string): Place;
}

/** The original locations of children, by name. */
export type Locations = Readonly<Record<string, Place | undefined>>;

/** Creates an empty record, in which every location is its own origin. */
export function createOrigins(): Origins {
  // Keyed by identity, so a copy of a recorded object has to be recorded again.
  const recorded = new WeakMap<object, { readonly from: Place; readonly locations: Locations }>();
  const recordOf = (value: Json | undefined) =>
    typeof value === 'object' && value !== null ? recorded.get(value) : undefined;
  return {
    record: (value, from, locations = {}) => {
      recorded.set(value, { from, locations });
      return value;
    },
    writtenAt: (document, source, pointer) => {
      let value: Json | undefined = document;
      let place: Place = { source, pointer: '' };
      for (const token of tokensOf(pointer)) {
        const locations: Locations = recordOf(value)?.locations ?? {};
        const location = Object.hasOwn(locations, token) ? locations[token] : undefined;
        value = step(value, token);
        const child = { source: place.source, pointer: `${place.pointer}/${escapeToken(token)}` };
        place = recordOf(value)?.from ?? location ?? child;
      }
      return place;
    },
  };
}
