import type { CandidatePlan, FeaturePlan, ScenarioName, SimilarityPlan } from '../plan.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { step } from '../syntax/json-pointer.ts';

type Mark = CandidatePlan['marks'][number];

/** How far apart two bodies are; a number counts only where those before it are equal. */
type Distance = readonly [number, number, number];

/** Items of one list that are looked at, and values at one place: more say nothing more about what a body is. */
export const maxItems = 100;

/**
 * The answer of the candidate that differs least in what tells the candidates apart, of equals the first. Null, the
 * default, where the body is equally far from all of them.
 */
export function nearest({ features, candidates }: SimilarityPlan, body: Json): ScenarioName | null {
  const marks = features.map((feature) => markOf(feature, body));
  const distances = candidates.map((candidate) => distanceOf(features, marks, candidate.marks));
  const [least] = distances.toSorted(compare);
  if (!least || distances.every((distance) => compare(distance, least) === 0)) return null;
  return candidates[distances.findIndex((distance) => compare(distance, least) === 0)]?.answer ?? null;
}

/**
 * A value from a list tells more than any number of properties that are only left out, or only added: those may be
 * optional. Having other properties instead is another kind of request. A caller's own text or id differs from every
 * example's, so it counts only where it is the same.
 */
function distanceOf(features: readonly FeaturePlan[], given: readonly Mark[], documented: readonly Mark[]): Distance {
  const { other, more, less, same } = differences(features, given, documented);
  const replaced = Math.min(more, less);
  const optional = more > less ? Math.min(more - less, 2) : Math.min(less - more, 1);
  return [4 * other + 2 * replaced + optional - Math.min(same, 1), 2 * more + less, -same];
}

/** Counts: values from a list that are others; what the body has more, and less; own values that are the same. */
function differences(features: readonly FeaturePlan[], given: readonly Mark[], documented: readonly Mark[]) {
  const counts = { other: 0, more: 0, less: 0, same: 0 };
  for (const [index, { by }] of features.entries()) {
    const [ours, theirs] = [valuesOf(given[index]), valuesOf(documented[index])];
    const more = ours.filter((value) => !theirs.includes(value)).length;
    const shared = ours.length - more;
    if (by !== 'presence' && (ours.length === 0 || theirs.length === 0)) continue;
    if (by === 'open') counts.same += shared > 0 ? 1 : 0;
    else if (by === 'closed' && shared === 0) counts.other += 1;
    else {
      counts.more += more;
      counts.less += theirs.length - shared;
    }
  }
  return counts;
}

function valuesOf(mark: Mark | undefined): readonly Json[] {
  return isArray(mark) ? mark : mark === true ? [true] : [];
}

function compare(one: Distance, other: Distance): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** What a body has at the places of a feature: whether anything; or the texts, numbers and truth values there. */
export function markOf({ tokens, by }: FeaturePlan, body: Json): Mark {
  const found = tokens.reduce<readonly Json[]>(
    (values, token) =>
      values.flatMap((value): readonly Json[] => {
        if (token === '*') return isArray(value) ? value.slice(0, maxItems) : [];
        const child = isArray(value) ? undefined : step(value, token);
        return child === undefined ? [] : [child];
      }),
    [body],
  );
  if (by === 'presence') return found.some(isSomething);
  return [...new Set(found.filter((value) => isSomething(value) && !isArray(value) && !isObject(value)))].slice(
    0,
    maxItems,
  );
}

/** Many clients write null or an empty list for what they leave out. */
export function isSomething(value: Json): boolean {
  return value !== null && !(isArray(value) && value.length === 0);
}
