import type { ParameterPlan } from '../plan.ts';
import { splitCookies } from '../syntax/cookie.ts';
import { type Written, written } from '../syntax/digits.ts';
import { decodeQuery, splitQuery } from '../syntax/urlencoded.ts';
import { readDeep } from './deep-object.ts';
import { parameterDigits } from './parameter-digits.ts';
import { parameterText } from './parameter-text.ts';
import { type Decoded, decodeCookie, decodeHeader, decodeNamed, decodePath } from './parameters.ts';
import { querystringText, readQuerystring } from './querystring.ts';
import type { Reading } from './reading.ts';

/** A parameter as it is sent, with its name where it has one there. */
export function writeParameter(parameter: ParameterPlan, { value, digits }: Written): string {
  const { format } = parameter;
  return format.by === 'querystring' ? querystringText(format, value, digits) : parameterText(parameter, value, digits);
}

/** What a server reads of a parameter that is sent alone; undefined where that says nothing, or cannot be read. */
export function readParameter(parameter: ParameterPlan, sent: string): Written | undefined {
  const { format, name } = parameter;
  if (format.by === 'querystring') return stated(readQuerystring(format, sent));
  if (format.by === 'deep') {
    return stated(readDeep({ name, shapes: format.shapes }, splitQuery(sent), decodeQuery));
  }
  const decoded = decodeStyle(parameter, sent);
  if (decoded.kind !== 'value') return undefined;
  return written(
    decoded.value,
    parameterDigits(parameter, decoded, (one) => decodeStyle(one, sent)),
  );
}

function stated(reading: Reading | undefined): Written | undefined {
  if (reading?.value === undefined || reading.faults.length > 0) return undefined;
  return written(reading.value, reading.digits);
}

function decodeStyle(parameter: ParameterPlan, sent: string): Decoded {
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
