import { mayOverlap } from './character-overlap.ts';
import type { PatternTree } from './pattern-tree.ts';

/** The cost of a backtracking matcher for a text of length n. */
interface MatchingCost {
  /** It can match the text in at most `count · n^power` ways. */
  readonly count: number;
  readonly power: number;
  /** Each takes O(n^time). */
  readonly time: number;
}

/** The maximum number of ways: more would take noticeable time for a text of a megabyte. */
const maxWays = 200;

/** Repetitions of one character beyond this number count as unbounded. */
const maxCounted = 30;

/** The atoms that may match the next character. */
type Atoms = readonly string[];

/** Whether a backtracking matcher takes time linear in the length of any text. */
export function isLinearTime(tree: PatternTree): boolean {
  const { count, time } = costOf(tree, []);
  return count <= maxWays && time + (isAnchored(tree) ? 0 : 1) <= 1;
}

function isAnchored(tree: PatternTree): boolean {
  if (tree.kind === 'choice') return tree.parts.every(isAnchored);
  if (tree.kind === 'sequence') return tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
  return tree.kind === 'start';
}

/** @param next atoms that may follow the tree */
function costOf(tree: PatternTree, next: Atoms): MatchingCost {
  switch (tree.kind) {
    case 'character':
    case 'start':
    case 'end':
      return { count: 1, power: 0, time: 0 };
    case 'sequence':
      return costOfSequence(tree.parts, next);
    case 'choice': {
      const all = tree.parts.map((part) => costOf(part, next));
      return {
        count: all.reduce((sum, { count }) => sum + count, 0),
        power: Math.max(0, ...all.map(({ power }) => power)),
        time: Math.max(0, ...all.map(({ time }) => time)),
      };
    }
    case 'repetition':
      if (tree.part.kind === 'character') return costOfCharacters(tree.part.atom, tree.max - tree.min, next);
      return costOfRepetition(costOf(tree.part, [...firstOf(tree.part, next), ...next]), tree.min, tree.max);
  }
}

/** Multiplies the ways: each part is tried for all ways of matching those before it. */
function costOfSequence(parts: readonly PatternTree[], next: Atoms): MatchingCost {
  let [count, power, time] = [1, 0, 0];
  for (const [index, part] of parts.entries()) {
    const cost = costOf(part, firstOf({ kind: 'sequence', parts: parts.slice(index + 1) }, next));
    count *= cost.count;
    time = Math.max(time, power + cost.time);
    power += cost.power;
  }
  return { count, power, time };
}

/** If no atom that may follow matches these characters, the repetition can only end behind all of them. */
function costOfCharacters(atom: string, choices: number, next: Atoms): MatchingCost {
  if (choices <= maxCounted) return { count: choices + 1, power: 0, time: 0 };
  return { count: 1, power: next.some((other) => mayOverlap(atom, other)) ? 1 : 0, time: 1 };
}

function costOfRepetition({ count, power, time }: MatchingCost, min: number, max: number): MatchingCost {
  if (time > 0 && max > 1) return { count, power: Number.POSITIVE_INFINITY, time: Number.POSITIVE_INFINITY };
  const all = count === 1 ? 1 : count ** max;
  return { count: all * (max - min + 1), power, time };
}

/** Returns the atoms that may match the first character of a tree, with the next ones if the tree may be empty. */
function firstOf(tree: PatternTree, next: Atoms): Atoms {
  switch (tree.kind) {
    case 'character':
      return [tree.atom];
    case 'start':
    case 'end':
      return next;
    case 'sequence':
      return tree.parts.reduceRight<Atoms>((after, part) => firstOf(part, after), next);
    case 'choice':
      return tree.parts.flatMap((part) => firstOf(part, next));
    case 'repetition': {
      const atoms = firstOf(tree.part, next);
      return tree.min === 0 ? [...atoms, ...next] : atoms;
    }
  }
}
