/** The maximum number of characters of a class that are enumerated. */
const maxCharacters = 256;

/** Whether a character may match both of two atoms of a pattern: characters, escapes or classes. */
export function mayOverlap(one: string, other: string): boolean {
  const characters = charactersOf(one) ?? charactersOf(other);
  if (!characters) return true;
  const both = [one, other].map((atom) => new RegExp(`^(?:${atom})$`, 'u'));
  return characters.some((character) => both.every((expression) => expression.test(character)));
}

/** Returns the characters that an atom matches; undefined if they are many or unknown. */
function charactersOf(atom: string): readonly string[] | undefined {
  if (atom === '\\d') return Array.from('0123456789');
  if (/^\\[^\w\s]$/u.test(atom)) return [atom.slice(1)];
  if (/^[^\\.[]$/u.test(atom)) return [atom];
  const listed = /^\[(?!\^)([^\\\]]+)\]$/u.exec(atom)?.[1];
  return listed === undefined ? undefined : charactersIn(Array.from(listed));
}

/** Returns the characters of a class without escapes; undefined if they are many. */
function charactersIn(listed: readonly string[]): readonly string[] | undefined {
  const found: string[] = [];
  for (let index = 0; index < listed.length; index += 1) {
    const [first, dash, last] = listed.slice(index, index + 3).map((character) => character.codePointAt(0) ?? 0);
    if (first === undefined) continue;
    const isRange = last !== undefined && dash === hyphen;
    const end = isRange ? last : first;
    if (found.length + end - first >= maxCharacters) return undefined;
    for (let code = first; code <= end; code += 1) found.push(String.fromCodePoint(code));
    if (isRange) index += 2;
  }
  return found;
}

const hyphen = 0x2d;
