import type { ParameterPlan } from '../plan.ts';
import { decodedName, isFreeForm } from './parameters.ts';

/** A parameter, and what need be found out of it only once. */
export interface ParameterReader {
  readonly plan: ParameterPlan;
  /** The name under which its value is kept. */
  readonly key: string;
  /** It takes whatever names in the query no other parameter has. */
  readonly isFreeForm: boolean;
  /** The names in the query that it takes up; null where that depends on the query. */
  readonly names: readonly string[] | null;
}

export function parameterReader(plan: ParameterPlan): ParameterReader {
  return { plan, key: decodedName(plan), isFreeForm: isFreeForm(plan), names: namesOf(plan) };
}

function namesOf({ in: place, name, coding }: ParameterPlan): readonly string[] | null {
  if (place !== 'query') return [];
  if (coding.by === 'querystring' || coding.by === 'deep') return null;
  const isExploded = coding.by === 'style' && coding.shape.kind === 'object' && coding.explode;
  return isExploded && coding.shape.kind === 'object' ? Object.keys(coding.shape.properties) : [name];
}
