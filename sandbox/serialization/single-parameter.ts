import type { ParameterPlan } from '../plan.ts';
import { splitCookies } from '../syntax/cookie.ts';
import { type Written, written } from '../syntax/digits.ts';
import { decodeQuery, splitQuery } from '../syntax/urlencoded.ts';
import { decodeCookie, decodeHeader, decodeNamed, decodePath } from './decode-parameter.ts';
import { readDeep } from './deep-object.ts';
import { encodeParameter } from './encode-parameter.ts';
import { parameterDigits } from './parameter-digits.ts';
import { querystringText, readQuerystring } from './querystring.ts';
import type { ReadResult } from './read-result.ts';

/** Serializes one parameter on its own, with its name where its location has names. */
export function writeParameter(parameter: ParameterPlan, { value, digits }: Written): string {
  const { format } = parameter;
  return format.by === 'querystring'
    ? querystringText(format, value, digits)
    : encodeParameter(parameter, value, digits);
}

/**
 * Reads one serialized parameter on its own, as a server would: the inverse of `writeParameter`.
 *
 * @returns undefined if the text holds no value or cannot be read completely
 */
export function readParameter(parameter: ParameterPlan, sent: string): Written | undefined {
  const { format, name } = parameter;
  if (format.by === 'querystring') return completeValue(readQuerystring(format, sent));
  if (format.by === 'deep') {
    return completeValue(readDeep({ name, shapes: format.shapes }, splitQuery(sent), decodeQuery));
  }
  const result = decodeStyle(parameter, sent);
  if (result.value === undefined) return undefined;
  return written(
    result.value,
    parameterDigits(parameter, result, (plan) => decodeStyle(plan, sent)),
  );
}

function completeValue(result: ReadResult | undefined): Written | undefined {
  if (result?.value === undefined || result.faults.length > 0) return undefined;
  return written(result.value, result.digits);
}

function decodeStyle(parameter: ParameterPlan, sent: string): ReadResult {
  switch (parameter.in) {
    case 'path':
      return decodePath(parameter, sent);
    case 'query':
      return decodeNamed(parameter, splitQuery(sent), decodeQuery);
    case 'header':
      return decodeHeader(parameter, sent);
    case 'cookie':
      return decodeCookie(parameter, splitCookies(sent));
  }
}
