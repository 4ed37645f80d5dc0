import type { ParameterFormat } from '../plan.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { percentEncode } from '../syntax/percent.ts';
import { readBytes, writeBody } from './body.ts';
import { type ReadResult, unreadable } from './read-result.ts';

type QuerystringFormat = ParameterFormat & { readonly by: 'querystring' };

/**
 * Reads the entire query as one value (OpenAPI 3.2, Parameter Object, `in: querystring`). A form brings its own
 * encoding; any other media type is percent-decoded first.
 *
 * @returns undefined if the request has no query
 */
export function readQuerystring({ body, mediaType }: QuerystringFormat, query: string): ReadResult | undefined {
  if (query === '') return undefined;
  try {
    const text = body.by === 'form' ? query : decodeURIComponent(query);
    return readBytes(body, new TextEncoder().encode(text), mediaType);
  } catch (error) {
    if (error instanceof URIError) return unreadable('querystring');
    throw error;
  }
}

/** Writes a value as the entire query: the inverse of `readQuerystring`. */
export function querystringText({ body, mediaType }: QuerystringFormat, value: Json, digits?: Digits): string {
  const { text } = writeBody(body, value, mediaType, digits);
  return body.by === 'form' ? text : percentEncode(text);
}
