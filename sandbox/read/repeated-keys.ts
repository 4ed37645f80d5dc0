import { endOfString } from '../notation/digits.ts';
import { pointerOf } from '../notation/json-pointer.ts';

/** A key that its object has had before. */
export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
  readonly pointer: string;
}

/** An object or list that is not at its end; the keys of an object so far, and where in it one is. */
interface Open {
  readonly keys: Set<string> | null;
  at: string | number;
}

/**
 * The keys of a JSON text that are there twice in one object, which JSON leaves open and a parser takes the last of (RFC
 * 8259, section 4).
 *
 * @param text can be parsed
 */
export function repeatedKeys(text: string): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: Open[] = [];
  let isKey = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const around = open.at(-1);
    switch (text[offset]) {
      case '{':
        open.push({ keys: new Set(), at: '' });
        isKey = true;
        break;
      case '[':
        open.push({ keys: null, at: 0 });
        isKey = false;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        isKey = around?.keys !== null;
        if (typeof around?.at === 'number') around.at += 1;
        break;
      case '"': {
        const end = endOfString(text, offset);
        if (isKey && around?.keys) {
          const key = String(JSON.parse(text.slice(offset, end + 1)));
          around.at = key;
          if (around.keys.has(key)) found.push({ key, offset, pointer: pointerOf(open.map(({ at }) => String(at))) });
          around.keys.add(key);
          isKey = false;
        }
        offset = end;
        break;
      }
    }
  }
  return found;
}
