import type { PatternTree } from './pattern-tree.ts';

/** In how many ways a matcher that goes back can take a text apart: so many for each of its characters, to a power. */
interface Ways {
  readonly count: number;
  readonly power: number;
}

/** More than this somebody would notice, for a text of a megabyte. */
const mostWays = 200;

/** Repetitions of one character beyond this are counted as if there were no end of them. */
const few = 30;

/** Whether a pattern takes time by the length of a text, whatever the text is, also for a matcher that goes back. */
export function isHarmless(tree: PatternTree): boolean {
  const { count, power } = waysOf(tree);
  return count <= mostWays && power + (isAnchored(tree) ? 0 : 1) <= 1;
}

function isAnchored(tree: PatternTree): boolean {
  if (tree.kind === 'choice') return tree.parts.every(isAnchored);
  if (tree.kind === 'sequence') return tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
  return tree.kind === 'start';
}

function waysOf(tree: PatternTree): Ways {
  switch (tree.kind) {
    case 'character':
    case 'start':
    case 'end':
      return { count: 1, power: 0 };
    case 'sequence':
      return tree.parts
        .map(waysOf)
        .reduce((all, one) => ({ count: all.count * one.count, power: all.power + one.power }), { count: 1, power: 0 });
    case 'choice':
      return tree.parts
        .map(waysOf)
        .reduce((all, one) => ({ count: all.count + one.count, power: Math.max(all.power, one.power) }), {
          count: 0,
          power: 0,
        });
    case 'repetition':
      return repeated(waysOf(tree.part), tree.part.kind === 'character', tree.least, tree.most);
  }
}

function repeated({ count, power }: Ways, isCharacter: boolean, least: number, most: number): Ways {
  if (isCharacter) return most - least <= few ? { count: most - least + 1, power: 0 } : { count: 1, power: 1 };
  if (power > 0 && most > 1) return { count, power: Number.POSITIVE_INFINITY };
  const all = count === 1 ? 1 : count ** most;
  return { count: all * (most - least + 1), power };
}
