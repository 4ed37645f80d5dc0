import type { FieldsPlan } from '../plan.ts';
import { type Digits, digitsIn, withTexts, written } from '../syntax/digits.ts';
import { isObject, type Json } from '../syntax/json.ts';
import { isPercentEncoded, percentEncode, percentOctets } from '../syntax/percent.ts';
import { decodeQuery, type RawQuery, splitForm } from '../syntax/urlencoded.ts';
import { deepPairs } from './deep-object.ts';
import { encodeParameter } from './encode-parameter.ts';
import { fieldValues, readFields, readFieldText, styledFieldFor } from './fields.ts';
import { type ReadResult, resultOf, unreadable } from './read-result.ts';
import { ownValue } from './shapes.ts';
import { fieldText } from './write-field.ts';

/** Reads a URL-encoded form (OpenAPI 3.1.1, 4.8.14.4 and 4.8.15; RFC 1866, section 8.2.1). */
export function readForm(plan: FieldsPlan, text: string): ReadResult {
  const byName = splitPairs(text);
  if (!byName) return unreadable('form');
  return readFields(plan, {
    byName,
    read: (sent, field, isDocumented) => {
      if (isPercentEncoded(sent)) return readFieldText(field, decodeQuery(sent));
      // An undocumented field may hold binary data.
      const octets = isDocumented || field.format.by !== 'text' ? undefined : percentOctets(sent);
      return octets === undefined ? { ...unreadable('form'), value: sent } : resultOf(octets);
    },
    query: () => byName,
    decode: decodeQuery,
  });
}

function splitPairs(text: string): RawQuery | undefined {
  try {
    return splitForm(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Writes an object as a URL-encoded form: the inverse of `readForm`. */
export function formText(plan: FieldsPlan, value: Json, digits?: Digits): string {
  if (!isObject(value)) return fieldText(plan.others, written(value, digits));
  return Object.entries(value)
    .flatMap(([name, field]): readonly string[] => {
      const styled = styledFieldFor(plan, name);
      const texts = digitsIn(digits, name);
      if (styled?.by === 'deep') return deepPairs(name, withTexts(field, texts)).map((pair) => pair.join('='));
      if (styled) return [encodeParameter(styled.parameter, field, texts)].filter((text) => text !== '');
      const documented = ownValue(plan.fields, name) ?? plan.others;
      return fieldValues(documented, field, texts).map(
        (one) => `${percentEncode(name)}=${percentEncode(fieldText(documented, one))}`,
      );
    })
    .join('&');
}
