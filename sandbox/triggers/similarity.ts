import type { CandidatePlan, FeaturePlan, ScenarioName, SimilarityPlan } from '../plan.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { step } from '../syntax/json-pointer.ts';

type FeatureValue = CandidatePlan['featureValues'][number];

/** The distance between two bodies, compared lexicographically. */
type Distance = readonly [number, number, number];

/** Items of one list that are considered, and values of one feature; more do not help to distinguish bodies. */
export const maxItems = 100;

/**
 * Returns the answer of the most similar candidate, comparing only features that distinguish the candidates; the first
 * one on a tie. Null, for the default answer, if the body is equally far from all of them.
 */
export function nearest({ features, candidates }: SimilarityPlan, body: Json): ScenarioName | null {
  const marks = features.map((feature) => featureValueOf(feature, body));
  const distances = candidates.map((candidate) => distanceOf(features, marks, candidate.featureValues));
  const [smallest] = distances.toSorted(compare);
  if (!smallest || distances.every((distance) => compare(distance, smallest) === 0)) return null;
  return candidates[distances.findIndex((distance) => compare(distance, smallest) === 0)]?.answer ?? null;
}

/**
 * Computes the distance of a body from a candidate. A different enum value weighs more than any number of properties
 * that are only omitted or only added, since those may be optional; replaced properties suggest another kind of
 * request. Free text and ids differ from every example, so they count only if they are equal.
 */
function distanceOf(
  features: readonly FeaturePlan[],
  sent: readonly FeatureValue[],
  documented: readonly FeatureValue[],
): Distance {
  const { different, added, omitted, equal } = differences(features, sent, documented);
  const replaced = Math.min(added, omitted);
  const optional = added > omitted ? Math.min(added - omitted, 2) : Math.min(omitted - added, 1);
  return [4 * different + 2 * replaced + optional - Math.min(equal, 1), 2 * added + omitted, -equal];
}

/** Counts different enum values, added and omitted properties, and equal free values. */
function differences(
  features: readonly FeaturePlan[],
  sent: readonly FeatureValue[],
  documented: readonly FeatureValue[],
) {
  const counts = { different: 0, added: 0, omitted: 0, equal: 0 };
  for (const [index, { by }] of features.entries()) {
    const [sentValues, documentedValues] = [valuesOf(sent[index]), valuesOf(documented[index])];
    const added = sentValues.filter((value) => !documentedValues.includes(value)).length;
    const shared = sentValues.length - added;
    if (by !== 'presence' && (sentValues.length === 0 || documentedValues.length === 0)) continue;
    if (by === 'open') counts.equal += shared > 0 ? 1 : 0;
    else if (by === 'closed' && shared === 0) counts.different += 1;
    else {
      counts.added += added;
      counts.omitted += documentedValues.length - shared;
    }
  }
  return counts;
}

function valuesOf(value: FeatureValue | undefined): readonly Json[] {
  return isArray(value) ? value : value === true ? [true] : [];
}

function compare(left: Distance, right: Distance): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** Returns the value of a feature in a body: whether something is present, or the scalars found there. */
export function featureValueOf({ tokens, by }: FeaturePlan, body: Json): FeatureValue {
  const values = tokens.reduce<readonly Json[]>(
    (values, token) =>
      values.flatMap((value): readonly Json[] => {
        if (token === '*') return isArray(value) ? value.slice(0, maxItems) : [];
        const child = isArray(value) ? undefined : step(value, token);
        return child === undefined ? [] : [child];
      }),
    [body],
  );
  if (by === 'presence') return values.some(isPresent);
  return [...new Set(values.filter((value) => isPresent(value) && !isArray(value) && !isObject(value)))].slice(
    0,
    maxItems,
  );
}

/** Whether a value counts as present: many clients send null or an empty list for values that they omit. */
export function isPresent(value: Json): boolean {
  return value !== null && !(isArray(value) && value.length === 0);
}
