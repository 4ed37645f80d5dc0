import type { Digits } from '../notation/digits.ts';
import type { Json } from '../notation/json.ts';
import { percentEncode } from '../notation/percent.ts';
import type { ParameterCoding } from '../plan.ts';
import { readBytes, writeBody } from './body.ts';
import { type Reading, unreadable } from './reading.ts';

type QuerystringCoding = ParameterCoding & { readonly by: 'querystring' };

/**
 * The whole query as one value (OpenAPI 3.2, Parameter Object, `in: querystring`): a form as it is, all else once it is
 * percent-decoded. Undefined where there is no query.
 */
export function readQuerystring({ body, mediaType }: QuerystringCoding, query: string): Reading | undefined {
  if (query === '') return undefined;
  try {
    const text = body.by === 'form' ? query : decodeURIComponent(query);
    return readBytes(body, new TextEncoder().encode(text), mediaType);
  } catch (error) {
    if (error instanceof URIError) return unreadable('querystring');
    throw error;
  }
}

/** Writes a value as the whole query: the opposite of `readQuerystring`. */
export function querystringText({ body, mediaType }: QuerystringCoding, value: Json, digits?: Digits): string {
  const { text } = writeBody(body, value, mediaType, digits);
  return body.by === 'form' ? text : percentEncode(text);
}
