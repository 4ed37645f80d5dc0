import type { FieldsPlan } from '../plan.ts';
import { type Digits, digitsIn, withTexts, written } from '../syntax/digits.ts';
import { isObject, type Json } from '../syntax/json.ts';
import { isPercentEncoded, percentEncode, percentOctets } from '../syntax/percent.ts';
import { decodeQuery, type RawQuery, splitForm } from '../syntax/urlencoded.ts';
import { deepPairs } from './deep-object.ts';
import { fieldText } from './field-text.ts';
import { readFields, readFieldText, repeatedIn, styledNamed } from './fields.ts';
import { parameterText } from './parameter-text.ts';
import { type Reading, readValue, unreadable } from './reading.ts';
import { ownValue } from './shapes.ts';

/** Reads a form (OpenAPI 3.1.1, 4.8.14.4 and 4.8.15; RFC 1866, section 8.2.1). */
export function readForm(plan: FieldsPlan, text: string): Reading {
  const byName = pairsIn(text);
  if (!byName) return unreadable('form');
  return readFields(plan, {
    byName,
    read: (given, field, isDocumented) => {
      if (isPercentEncoded(given)) return readFieldText(field, decodeQuery(given));
      // What is not documented may be binary.
      const octets = isDocumented || field.format.by !== 'text' ? undefined : percentOctets(given);
      return octets === undefined ? { ...unreadable('form'), value: given } : readValue(octets);
    },
    query: () => byName,
    decode: decodeQuery,
  });
}

function pairsIn(text: string): RawQuery | undefined {
  try {
    return splitForm(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Writes an object as a form: the opposite of `readForm`. */
export function formText(plan: FieldsPlan, value: Json, digits?: Digits): string {
  if (!isObject(value)) return fieldText(plan.others, written(value, digits));
  return Object.entries(value)
    .flatMap(([name, field]): readonly string[] => {
      const styled = styledNamed(plan, name);
      const texts = digitsIn(digits, name);
      if (styled?.by === 'deep') return deepPairs(name, withTexts(field, texts)).map((pair) => pair.join('='));
      if (styled) return [parameterText(styled.parameter, field, texts)].filter((text) => text !== '');
      const documented = ownValue(plan.fields, name) ?? plan.others;
      return repeatedIn(documented, field, texts).map(
        (one) => `${percentEncode(name)}=${percentEncode(fieldText(documented, one))}`,
      );
    })
    .join('&');
}
