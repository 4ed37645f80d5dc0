import type { ParameterPlan } from '../plan.ts';
import { decodeQuery, type RawQuery } from '../syntax/urlencoded.ts';
import {
  type Decoded,
  decodeCookie,
  decodedName,
  decodeHeader,
  decodeNamed,
  decodePath,
  isFreeForm,
} from './parameters.ts';

/** What of a request parameters are read from. */
export interface SentParameters {
  /** By name, still percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: RawQuery;
  readonly headers: Headers;
  readonly cookies: RawQuery;
}

/** A parameter, and what need be found out of it only once. */
export interface ParameterReader {
  readonly plan: ParameterPlan;
  /** The name under which its value is kept. */
  readonly key: string;
  /** The names in the query that it takes up; null where that depends on the query. */
  readonly names: readonly string[] | null;
  /** It takes whatever names in the query no other parameter has. */
  readonly isFreeForm: boolean;
  /** It is one text of the request, whatever else is sent. */
  readonly isAlone: boolean;
}

export function parameterReader(plan: ParameterPlan): ParameterReader {
  const { in: place, format } = plan;
  const isFree = isFreeForm(plan);
  const spans = format.by === 'querystring' || (format.by === 'deep' && place === 'query');
  return {
    plan,
    key: decodedName(plan),
    names: namesOf(plan),
    isFreeForm: isFree,
    isAlone: !isFree && !spans,
  };
}

/** Reads a parameter where it is sent. */
export function readSent(plan: ParameterPlan, { path, query, headers, cookies }: SentParameters): Decoded {
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

function namesOf({ in: place, name, format }: ParameterPlan): readonly string[] | null {
  if (place !== 'query') return [];
  if (format.by === 'querystring' || format.by === 'deep') return null;
  const isExploded = format.by === 'style' && format.shape.kind === 'object' && format.explode;
  return isExploded && format.shape.kind === 'object' ? Object.keys(format.shape.properties) : [name];
}
