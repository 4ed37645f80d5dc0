/** The characters tried for a place in a pattern, the plainest first. */
const characters = [
  ...'a1Ab0B-_.:/ ,;@#%&=+*?!$(){}[]|\\^~<>"\'`\n\té€',
  ...'cdefghijklmnopqrstuvwxyzCDEFGHIJKLMNOPQRSTUVWXYZ23456789',
];

/** What a pattern is made of. */
type Part =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'choice'; readonly branches: readonly (readonly Part[])[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number };

/** More repetitions than this are a quantity, not a shape. */
const mostRepeats = 5000;

/**
 * A text that a regular expression (ECMA-262, with the flag `u`) matches, the same each time; undefined where none is
 * found. Look-around and back-references are not understood: what comes out is tried before it is given.
 *
 * @param least the shortest that will do, in characters
 */
export function textMatching(pattern: string, least = 0): string | undefined {
  try {
    const expression = new RegExp(pattern, 'u');
    const reader = new Reader(pattern);
    const parts = reader.alternatives();
    for (const extra of [0, 1, 2, 3, least, 2 * least]) {
      const text = write(parts, Math.min(extra, mostRepeats));
      if (text.length >= least && expression.test(text)) return text;
    }
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function write(part: Part, extra: number): string {
  switch (part.kind) {
    case 'character':
      return part.character;
    case 'choice':
      return (part.branches[0] ?? []).map((one) => write(one, extra)).join('');
    case 'repeat':
      return write(part.part, extra).repeat(Math.min(part.least + extra, part.most, mostRepeats));
  }
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
    const [, least = '0', comma, most = ''] = /^\{(\d+)(,)?(\d*)/.exec(quantifier) ?? [];
    const open = Number.POSITIVE_INFINITY;
    if (quantifier.startsWith('*')) return [{ kind: 'repeat', part, least: 0, most: open }];
    if (quantifier.startsWith('+')) return [{ kind: 'repeat', part, least: 1, most: open }];
    if (quantifier.startsWith('?')) return [{ kind: 'repeat', part, least: 0, most: 1 }];
    const end = comma === undefined ? Number(least) : most === '' ? open : Number(most);
    return [{ kind: 'repeat', part, least: Number(least), most: end }];
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
    const character = literal ?? characters.find((candidate) => one.test(candidate)) ?? written.replace(/^\\/, '');
    return { kind: 'character', character };
  }

  /** What stands here, if it is this; then it is behind us. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const [found] = expression.exec(this.#pattern) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
