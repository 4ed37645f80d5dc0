import type { ClaimPlan, FaultPattern } from '../plan.ts';
import { placeText } from './faulty-drafts.ts';

/** The faults that a claim may be about: a pattern for each place, best keywords first. */
export function patternsOf({ targets }: ClaimPlan): readonly FaultPattern[] {
  return targets.map(({ in: where, name, tokens, scores }) => ({ in: where, name, tokens, keywords: byScore(scores) }));
}

function byScore(scores: Readonly<Record<string, number>>): readonly string[] {
  return Object.keys(scores).sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
}

/** One of each list, at most so many. */
export function combinations<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (all, list) => all.flatMap((chosen) => list.slice(0, 4).map((one) => [...chosen, one])).slice(0, 24),
    [[]],
  );
}

/** What no request has, in words: the keywords that an error means, and where. */
export function lackingText({ targets }: ClaimPlan): string {
  const [target] = targets;
  if (!target) return 'words that say which fault it is about';
  const keywords = byScore(target.scores);
  return `${keywords.slice(0, 4).join(', ')}${keywords.length > 4 ? ' …' : ''} at ${placeText(target)}`;
}
