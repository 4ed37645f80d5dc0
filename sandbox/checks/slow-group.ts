import { branchesOf, tokensIn } from './pattern-parts.ts';

/** A group in a regular expression that may be repeated any number of times. */
interface Repeated {
  /** With its parentheses and quantifier. */
  readonly text: string;
  readonly body: string;
  /** What must match after it. */
  readonly rest: string;
}

/**
 * A repeated group that can take one text apart in several ways, so that a backtracking matcher tries exponentially many:
 * `(a+)+`, `(\w|\d)*`, `(a*b?)*`. The group is tried on short texts: when it matches two of them one after the other, and
 * both at once as well, or one text by two of its branches, it is ambiguous. What it does not find may still be slow.
 *
 * @returns the group, undefined when none was found
 */
export function slowGroup(pattern: string): string | undefined {
  return repeatedGroups(pattern).find(({ body, rest }) => canFail(rest) && isAmbiguous(body))?.text;
}

/** Without anything after it that may not match, the first way is the last. */
function canFail(rest: string): boolean {
  return !/^(\)[*+?]?)*(\.\*)?$/.test(rest);
}

/** Fewer repetitions take no time that anybody notices. */
const many = 10;

function repeatedGroups(pattern: string): readonly Repeated[] {
  const found: Repeated[] = [];
  const opened: number[] = [];
  for (const { at, token } of tokensIn(pattern)) {
    if (token === '(') opened.push(at);
    if (token !== ')') continue;
    const start = opened.pop() ?? 0;
    const [quantifier = '', least, comma, max] = /^(?:[*+]|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at + 1)) ?? [];
    const isOpen = least === undefined || (comma === ',' && max === '');
    if (quantifier === '' || !(isOpen || Number(max || least) >= many)) continue;
    const end = at + 1 + quantifier.length;
    const inner = pattern.slice(start + 1, at);
    if (/^\?(?:[=!]|<[=!])/.test(inner)) continue;
    const body = inner.replace(/^\?(?::|<\w+>)/, '');
    found.push({ text: pattern.slice(start, end), body, rest: pattern.slice(end) });
  }
  return found;
}

function isAmbiguous(body: string): boolean {
  const whole = matcher(body);
  if (!whole) return false;
  const words = wordsFor(body).filter((word) => whole.test(word));
  const branches = branchesOf(body).flatMap((branch) => matcher(branch) ?? []);
  if (words.some((word) => branches.filter((branch) => branch.test(word)).length > 1)) return true;
  const some = words.slice(0, maxWords);
  return some.some((one) => some.some((other) => whole.test(one + other)));
}

/** As many as are tried in pairs. */
const maxWords = 150;

function matcher(body: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${body})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Short texts of the characters that the group has, and of one of each class; and one character many times. */
function wordsFor(body: string): readonly string[] {
  const letters = [...new Set([...body.replace(/\\./g, ''), ...'aA0 _-\n'])].filter(
    (one) => !/[()[\]|*+?{}^$]/.test(one),
  );
  const some = [...new Set([...letters.slice(-7), ...letters.slice(0, 7)])];
  const pairs = some.flatMap((one) => some.map((other) => one + other));
  const triples = pairs.flatMap((pair) => some.map((one) => pair + one));
  const repeated = some.flatMap((one) => [4, 5, 6, 7, 8, 10, 12, 16].map((count) => one.repeat(count)));
  return [...some, ...pairs, ...repeated, ...triples];
}
