/** The characters tried for a place in a pattern, the plainest first. */
const characters = [
  ...'a1Ab0B-_.:/ ,;@#%&=+*?!$(){}[]|\\^~<>"\'`\n\té€',
  ...'cdefghijklmnopqrstuvwxyzCDEFGHIJKLMNOPQRSTUVWXYZ23456789\r\v\f\0αяא中あ한😀',
];

/** What a pattern is made of. */
type Part =
  | { readonly kind: 'character'; readonly character: string; readonly written: string }
  | { readonly kind: 'choice'; readonly branches: readonly (readonly Part[])[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly max: number };

/** What a text is varied by: a number from 0, and below 1, each time. */
type Vary = () => number;

/** No longer text is made. */
const maxLength = 100_000;

/** Where repetitions are nested, each way to share a text among them may be tried, and a long one has too many. */
const maxNestedLength = 24;

/** Texts of many kinds of characters, as patterns of passwords ask for by look-ahead. */
const lastResorts = ['Abcdef1!', 'Abcdefg1', 'Abc1', 'Abcdef1!Abcdef1!'];

/**
 * A text that a regular expression (ECMA-262, with the flag `u`) matches, the same each time; undefined where none is
 * found. Look-around and back-references are not understood: what comes out is tried before it is given.
 *
 * @param least the shortest that will do, in characters
 * @param plain what is given if it matches
 * @param vary left out, the plainest text is made
 */
export function matchingText(pattern: string, least = 0, plain?: string, vary?: Vary): string | undefined {
  try {
    const expression = new RegExp(pattern, 'u');
    const parts = new Reader(pattern).alternatives();
    const max = isNested(parts, pattern) ? maxNestedLength : maxLength;
    const fits = (text: string) => text.length >= least && text.length <= max && expression.test(text);
    if (plain !== undefined && fits(plain)) return plain;
    for (const extra of [0, 1, 2, 3, least, 2 * least]) {
      const text = write(parts, extra, 2 * least + 100, vary);
      if (fits(text)) return text;
      // What has no end in the pattern may go on.
      const longer = text.padEnd(least, text.at(-1) ?? 'a');
      if (longer !== text && fits(longer)) return longer;
    }
    return lastResorts.find(fits);
  } catch (error) {
    // Not a regular expression, nested too deep, or only of texts that are too long.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether a pattern repeats what may be repeated itself: a text that almost matches can take it exponential time. */
export function repeatsNested(pattern: string): boolean {
  return isNested(new Reader(pattern).alternatives(), pattern);
}

/** What stands in a look-around is not among the parts. */
function isNested(parts: Part, pattern: string): boolean {
  return repeatsVary(parts, false) || (/\(\?<?[=!]/.test(pattern) && /\)[*+{]/.test(pattern));
}

/** Whether something that may be repeated more or less often is repeated itself. */
function repeatsVary(part: Part, isRepeated: boolean): boolean {
  if (part.kind === 'character') return false;
  if (part.kind === 'choice') return part.branches.flat().some((one) => repeatsVary(one, isRepeated));
  return (isRepeated && part.least !== part.max) || repeatsVary(part.part, isRepeated || part.max > 1);
}

/**
 * Writes a text for a part.
 *
 * @param extra how often each is repeated beyond what is needed, within `room`
 * @throws RangeError when what is needed is too long
 */
function write(part: Part, extra: number, room: number, vary: Vary | undefined): string {
  switch (part.kind) {
    case 'character':
      return vary ? anyCharacter(part, vary) : part.character;
    case 'choice': {
      const index = vary ? Math.floor(vary() * part.branches.length) : 0;
      return (part.branches[index] ?? []).map((one) => write(one, extra, room, vary)).join('');
    }
    case 'repeat': {
      const unit = write(part.part, extra, room, vary);
      const wanted = Math.min(part.least + (vary ? Math.floor(vary() * (extra + 4)) : extra), part.max);
      const count = Math.max(part.least, Math.min(wanted, Math.ceil(room / Math.max(1, unit.length))));
      if (count * unit.length > maxLength) throw new RangeError('This text would be too long.');
      if (!vary || count > maxVariedLength) return unit.repeat(count);
      return Array.from({ length: count }, () => write(part.part, extra, room, vary)).join('');
    }
  }
}

/** What is repeated more often is the same each time. */
const maxVariedLength = 100;

/** A letter or a digit, if one will do. */
function anyCharacter({ character, written }: Part & { readonly kind: 'character' }, vary: Vary): string {
  const one = new RegExp(`^${written}$`, 'u');
  const all = characters.filter((candidate) => one.test(candidate));
  const plain = all.filter((candidate) => /^[a-z\d]$/i.test(candidate));
  const among = plain.length > 0 ? plain : all;
  return among[Math.floor(vary() * among.length)] ?? character;
}

/** Reads a regular expression from left to right. */
class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  alternatives(): Part {
    const branches: Part[][] = [[]];
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ')') {
      if (this.#take(/\|/y) !== undefined) branches.push([]);
      else branches.at(-1)?.push(...this.#quantified());
    }
    return { kind: 'choice', branches };
  }

  #quantified(): readonly Part[] {
    const part = this.#atom();
    const quantifier = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (quantifier === undefined || part === undefined) return part ? [part] : [];
    const [, least = '0', comma, max = ''] = /^\{(\d+)(,)?(\d*)/.exec(quantifier) ?? [];
    const open = Number.POSITIVE_INFINITY;
    if (quantifier.startsWith('*')) return [{ kind: 'repeat', part, least: 0, max: open }];
    if (quantifier.startsWith('+')) return [{ kind: 'repeat', part, least: 1, max: open }];
    if (quantifier.startsWith('?')) return [{ kind: 'repeat', part, least: 0, max: 1 }];
    const end = comma === undefined ? Number(least) : max === '' ? open : Number(max);
    return [{ kind: 'repeat', part, least: Number(least), max: end }];
  }

  /** One character's worth, or a group; undefined for what takes no room. */
  #atom(): Part | undefined {
    if (this.#take(/[\^$]|\\[bB]/y) !== undefined) return undefined;
    const look = this.#take(/\(\?<?[=!]/y);
    if (look !== undefined || this.#take(/\((?:\?:|\?<\w+>)?/y) !== undefined) {
      const group = this.alternatives();
      this.#take(/\)/y);
      return look === undefined ? group : undefined;
    }
    const written =
      this.#take(/\[(?:\\.|[^\]\\])*\]/y) ??
      this.#take(/\\(?:[pP]\{[^}]+\}|u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|.)/iy) ??
      this.#take(/./suy) ??
      '';
    const one = new RegExp(`^${written}$`, 'u');
    const literal = [...written].length === 1 && written !== '.' ? written : undefined;
    const character =
      literal ?? [...characters, ...written].find((candidate) => one.test(candidate)) ?? written.replace(/^\\/, '');
    return { kind: 'character', character, written };
  }

  /** What stands here, if it is this; then it is behind us. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const [found] = expression.exec(this.#pattern) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
