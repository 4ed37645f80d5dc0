import type { ParameterPlan } from '../plan.ts';
import { decodeQuery, type RawQuery } from '../syntax/urlencoded.ts';
import { decodeCookie, decodeHeader, decodeNamed, decodePath, isFreeForm, parameterKey } from './decode-parameter.ts';
import type { ReadResult } from './read-result.ts';

/** The parts of a request that hold parameters. */
export interface SentParameters {
  /** Path segments by parameter name, still percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: RawQuery;
  readonly headers: Headers;
  readonly cookies: RawQuery;
}

/** A parameter with the facts about it that are worked out once, when the plan is bound. */
export interface ParameterReader {
  readonly plan: ParameterPlan;
  /** The key of its value in the decoded request. */
  readonly key: string;
  /** The names in the query that it uses up; null if they depend on the query. */
  readonly names: readonly string[] | null;
  /** Whether it takes every name in the query that no other parameter uses. */
  readonly isFreeForm: boolean;
  /** Whether its value is a single text of the request, read without regard to other parameters. */
  readonly isIndependent: boolean;
}

/** Prepares a parameter for reading. */
export function parameterReader(plan: ParameterPlan): ParameterReader {
  const { in: location, format } = plan;
  const isFree = isFreeForm(plan);
  const usesSeveralNames = format.by === 'querystring' || (format.by === 'deep' && location === 'query');
  return {
    plan,
    key: parameterKey(plan),
    names: namesOf(plan),
    isFreeForm: isFree,
    isIndependent: !isFree && !usesSeveralNames,
  };
}

/** Reads a parameter from its location in the request. */
export function readSent(plan: ParameterPlan, { path, query, headers, cookies }: SentParameters): ReadResult {
  switch (plan.in) {
    case 'path':
      return decodePath(plan, path[plan.name] ?? '');
    case 'query':
      return decodeNamed(plan, query, decodeQuery);
    case 'header':
      return decodeHeader(plan, headers.get(plan.name));
    case 'cookie':
      return decodeCookie(plan, cookies);
  }
}

function namesOf({ in: location, name, format }: ParameterPlan): readonly string[] | null {
  if (location !== 'query') return [];
  if (format.by === 'querystring' || format.by === 'deep') return null;
  const isExploded = format.by === 'style' && format.shape.kind === 'object' && format.explode;
  return isExploded && format.shape.kind === 'object' ? Object.keys(format.shape.properties) : [name];
}
