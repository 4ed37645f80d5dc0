/** Characters tried for each position of a pattern, in order of preference. */
const characters = [
  ...'a1Ab0B-_.:/ ,;@#%&=+*?!$(){}[]|\\^~<>"\'`\n\té€',
  ...'cdefghijklmnopqrstuvwxyzCDEFGHIJKLMNOPQRSTUVWXYZ23456789\r\v\f\0αяא中あ한😀',
];

/** A node of a parsed pattern. */
type Part =
  | { readonly kind: 'character'; readonly character: string; readonly written: string }
  | { readonly kind: 'choice'; readonly branches: readonly (readonly Part[])[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly min: number; readonly max: number };

/** Returns a number from 0 up to but not including 1 at each call, as `Math.random` does. */
type Vary = () => number;

/** In characters. */
const maxLength = 100_000;

/** The limit for nested quantifiers, which take exponential time on texts that almost match. */
const maxNestedLength = 24;

/** Texts with several kinds of characters, which the look-aheads of password patterns require. */
const lastResorts = ['Abcdef1!', 'Abcdefg1', 'Abc1', 'Abcdef1!Abcdef1!'];

/**
 * Makes a text that a regular expression matches (ECMA-262, with the flag `u`). The parser ignores look-around and
 * back-references, so each candidate is tested before it is returned.
 *
 * @param minLength in UTF-16 code units
 * @param preferred returned if it matches
 * @param vary makes a random text; absent for the simplest one, which is the same each time
 * @returns undefined if no text was found
 */
export function matchingText(pattern: string, minLength = 0, preferred?: string, vary?: Vary): string | undefined {
  try {
    const expression = new RegExp(pattern, 'u');
    const parts = new PatternParser(pattern).alternatives();
    const max = isExponential(parts, pattern) ? maxNestedLength : maxLength;
    const fits = (text: string) => text.length >= minLength && text.length <= max && expression.test(text);
    if (preferred !== undefined && fits(preferred)) return preferred;
    for (const extra of [0, 1, 2, 3, minLength, 2 * minLength]) {
      const text = writePart(parts, extra, 2 * minLength + 100, vary);
      if (fits(text)) return text;
      // A pattern without an end anchor allows anything after its match.
      const longer = text.padEnd(minLength, text.at(-1) ?? 'a');
      if (longer !== text && fits(longer)) return longer;
    }
    return lastResorts.find(fits);
  } catch (error) {
    // An invalid pattern, one nested too deeply, or one that only matches texts over the limit.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether a pattern has nested quantifiers, which can take exponential time on a text that almost matches. */
export function hasNestedQuantifiers(pattern: string): boolean {
  return isExponential(new PatternParser(pattern).alternatives(), pattern);
}

/** Look-arounds are not parsed: with one, any quantified group counts. */
function isExponential(parts: Part, pattern: string): boolean {
  return hasVariableQuantifier(parts, false) || (/\(\?<?[=!]/.test(pattern) && /\)[*+{]/.test(pattern));
}

/** Whether a quantifier without a fixed count is inside of another quantifier. */
function hasVariableQuantifier(part: Part, isRepeated: boolean): boolean {
  if (part.kind === 'character') return false;
  if (part.kind === 'choice') return part.branches.flat().some((one) => hasVariableQuantifier(one, isRepeated));
  return (isRepeated && part.min !== part.max) || hasVariableQuantifier(part.part, isRepeated || part.max > 1);
}

/**
 * Writes a text for a part.
 *
 * @param extra repetitions beyond the minimum of each quantifier, as far as their text is no longer than `room`
 * @throws RangeError if the minimum is longer than `maxLength`
 */
function writePart(part: Part, extra: number, room: number, vary: Vary | undefined): string {
  switch (part.kind) {
    case 'character':
      return vary ? anyCharacter(part, vary) : part.character;
    case 'choice': {
      const index = vary ? Math.floor(vary() * part.branches.length) : 0;
      return (part.branches[index] ?? []).map((one) => writePart(one, extra, room, vary)).join('');
    }
    case 'repeat': {
      const unit = writePart(part.part, extra, room, vary);
      const wanted = Math.min(part.min + (vary ? Math.floor(vary() * (extra + 4)) : extra), part.max);
      const count = Math.max(part.min, Math.min(wanted, Math.ceil(room / Math.max(1, unit.length))));
      if (count * unit.length > maxLength) throw new RangeError('This text would be too long.');
      if (!vary || count > maxVariedLength) return unit.repeat(count);
      return Array.from({ length: count }, () => writePart(part.part, extra, room, vary)).join('');
    }
  }
}

/** Repetitions up to this number are varied one by one. */
const maxVariedLength = 100;

/** Returns a random character that matches, a letter or a digit if possible. */
function anyCharacter({ character, written }: Part & { readonly kind: 'character' }, vary: Vary): string {
  const one = new RegExp(`^${written}$`, 'u');
  const matching = characters.filter((candidate) => one.test(candidate));
  const plain = matching.filter((candidate) => /^[a-z\d]$/i.test(candidate));
  const candidates = plain.length > 0 ? plain : matching;
  return candidates[Math.floor(vary() * candidates.length)] ?? character;
}

/** A parser of regular expressions. */
class PatternParser {
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
    const [, min = '0', comma, max = ''] = /^\{(\d+)(,)?(\d*)/.exec(quantifier) ?? [];
    const open = Number.POSITIVE_INFINITY;
    if (quantifier.startsWith('*')) return [{ kind: 'repeat', part, min: 0, max: open }];
    if (quantifier.startsWith('+')) return [{ kind: 'repeat', part, min: 1, max: open }];
    if (quantifier.startsWith('?')) return [{ kind: 'repeat', part, min: 0, max: 1 }];
    const end = comma === undefined ? Number(min) : max === '' ? open : Number(max);
    return [{ kind: 'repeat', part, min: Number(min), max: end }];
  }

  /** Parses a character, a class or a group; undefined for an assertion, which matches no characters. */
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
    const [, first = '', second = ''] = /^\[([a-z])([a-z])\]$/i.exec(written) ?? [];
    // Of a letter in both cases, `[Tt]`, capitals are what people write.
    const inBothCases = first !== second && first.toUpperCase() === second.toUpperCase();
    const literal =
      [...written].length === 1 && written !== '.' ? written : inBothCases ? first.toUpperCase() : undefined;
    const character =
      literal ?? [...characters, ...written].find((candidate) => one.test(candidate)) ?? written.replace(/^\\/, '');
    return { kind: 'character', character, written };
  }

  /** Consumes what an expression matches at the current position. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const [found] = expression.exec(this.#pattern) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
