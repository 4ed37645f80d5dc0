import { mayOverlap } from './atoms.ts';
import type { PatternTree } from './pattern-tree.ts';

/** The cost of a backtracking matcher for a text of length n. */
interface Ways {
  /** It can match the text in at most `count · n^power` ways. */
  readonly count: number;
  readonly power: number;
  /** Each takes O(n^time). */
  readonly time: number;
}

/** The maximum number of ways: more would take noticeable time for a text of a megabyte. */
const maxWays = 200;

/** Repetitions of one character beyond this number count as unbounded. */
const few = 30;

/** The atoms that may match the next character. */
type Next = readonly string[];

/** Whether a backtracking matcher takes time linear in the length of any text. */
export function isHarmless(tree: PatternTree): boolean {
  const { count, time } = waysOf(tree, []);
  return count <= maxWays && time + (isAnchored(tree) ? 0 : 1) <= 1;
}

function isAnchored(tree: PatternTree): boolean {
  if (tree.kind === 'choice') return tree.parts.every(isAnchored);
  if (tree.kind === 'sequence') return tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
  return tree.kind === 'start';
}

/** @param next atoms that may follow the tree */
function waysOf(tree: PatternTree, next: Next): Ways {
  switch (tree.kind) {
    case 'character':
    case 'start':
    case 'end':
      return { count: 1, power: 0, time: 0 };
    case 'sequence':
      return waysOfSequence(tree.parts, next);
    case 'choice': {
      const all = tree.parts.map((part) => waysOf(part, next));
      return {
        count: all.reduce((sum, { count }) => sum + count, 0),
        power: Math.max(0, ...all.map(({ power }) => power)),
        time: Math.max(0, ...all.map(({ time }) => time)),
      };
    }
    case 'repetition':
      if (tree.part.kind === 'character') return waysOfCharacters(tree.part.atom, tree.max - tree.least, next);
      return repeated(waysOf(tree.part, [...firstOf(tree.part, next), ...next]), tree.least, tree.max);
  }
}

/** Multiplies the ways: each part is tried for all ways of matching those before it. */
function waysOfSequence(parts: readonly PatternTree[], next: Next): Ways {
  let [count, power, time] = [1, 0, 0];
  for (const [index, part] of parts.entries()) {
    const own = waysOf(part, firstOf({ kind: 'sequence', parts: parts.slice(index + 1) }, next));
    count *= own.count;
    time = Math.max(time, power + own.time);
    power += own.power;
  }
  return { count, power, time };
}

/** If no atom that may follow matches these characters, the repetition can only end behind all of them. */
function waysOfCharacters(atom: string, choices: number, next: Next): Ways {
  if (choices <= few) return { count: choices + 1, power: 0, time: 0 };
  return { count: 1, power: next.some((other) => mayOverlap(atom, other)) ? 1 : 0, time: 1 };
}

function repeated({ count, power, time }: Ways, least: number, max: number): Ways {
  if (time > 0 && max > 1) return { count, power: Number.POSITIVE_INFINITY, time: Number.POSITIVE_INFINITY };
  const all = count === 1 ? 1 : count ** max;
  return { count: all * (max - least + 1), power, time };
}

/** Returns the atoms that may match the first character of a tree, with the next ones if the tree may be empty. */
function firstOf(tree: PatternTree, next: Next): Next {
  switch (tree.kind) {
    case 'character':
      return [tree.atom];
    case 'start':
    case 'end':
      return next;
    case 'sequence':
      return tree.parts.reduceRight<Next>((after, part) => firstOf(part, after), next);
    case 'choice':
      return tree.parts.flatMap((part) => firstOf(part, next));
    case 'repetition': {
      const own = firstOf(tree.part, next);
      return tree.least === 0 ? [...own, ...next] : own;
    }
  }
}
