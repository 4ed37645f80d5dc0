import { alternativesOf, tokensIn } from './pattern-terms.ts';

/** A group of a regular expression with a quantifier. */
interface RepeatedGroup {
  /** The group with its parentheses and quantifier. */
  readonly text: string;
  /** The pattern inside the parentheses. */
  readonly body: string;
  /** The pattern after the group. */
  readonly rest: string;
}

/**
 * Finds a repeated group that can match one string in several ways, so that a backtracking matcher tries exponentially many:
 * `(a+)+`, `(\w|\d)*`, `(a*b?)*`. The group is run on short strings: it is ambiguous if it matches two of them as well as
 * their concatenation, or if two of its alternatives match the same one. Slow groups can be missed.
 *
 * @returns the group; undefined if none was found
 */
export function ambiguousGroup(pattern: string): string | undefined {
  return repeatedGroups(pattern).find(({ body, rest }) => canFail(rest) && isAmbiguous(body))?.text;
}

/** Returns whether the pattern after a group can fail: if it always matches, nothing makes a matcher backtrack. */
function canFail(rest: string): boolean {
  return !/^(\)[*+?]?)*(\.\*)?$/.test(rest);
}

/** Groups with a smaller maximum are fast enough. */
const minSlowRepetitions = 10;

function repeatedGroups(pattern: string): readonly RepeatedGroup[] {
  const found: RepeatedGroup[] = [];
  const opened: number[] = [];
  for (const { at, token } of tokensIn(pattern)) {
    if (token === '(') opened.push(at);
    if (token !== ')') continue;
    const start = opened.pop() ?? 0;
    const [quantifier = '', min, comma, max] = /^(?:[*+]|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at + 1)) ?? [];
    const isUnlimited = min === undefined || (comma === ',' && max === '');
    if (quantifier === '' || !(isUnlimited || Number(max || min) >= minSlowRepetitions)) continue;
    const end = at + 1 + quantifier.length;
    const inner = pattern.slice(start + 1, at);
    if (/^\?(?:[=!]|<[=!])/.test(inner)) continue;
    const body = inner.replace(/^\?(?::|<\w+>)/, '');
    found.push({ text: pattern.slice(start, end), body, rest: pattern.slice(end) });
  }
  return found;
}

function isAmbiguous(body: string): boolean {
  const group = matcher(body);
  if (!group) return false;
  const matching = samplesFor(body).filter((word) => group.test(word));
  const branches = alternativesOf(body).flatMap((branch) => matcher(branch) ?? []);
  if (matching.some((word) => branches.filter((branch) => branch.test(word)).length > 1)) return true;
  const samples = matching.slice(0, maxSamples);
  return samples.some((one) => samples.some((other) => group.test(one + other)));
}

/** The number of strings that are tried in pairs. */
const maxSamples = 150;

function matcher(body: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${body})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Returns short strings of characters from the group and of one from each common class, and runs of each character. */
function samplesFor(body: string): readonly string[] {
  const characters = [...new Set([...body.replace(/\\./g, ''), ...'aA0 _-\n'])].filter(
    (one) => !/[()[\]|*+?{}^$]/.test(one),
  );
  const samples = [...new Set([...characters.slice(-7), ...characters.slice(0, 7)])];
  const pairs = samples.flatMap((one) => samples.map((other) => one + other));
  const triples = pairs.flatMap((pair) => samples.map((one) => pair + one));
  const repeated = samples.flatMap((one) => [4, 5, 6, 7, 8, 10, 12, 16].map((count) => one.repeat(count)));
  return [...samples, ...pairs, ...repeated, ...triples];
}
