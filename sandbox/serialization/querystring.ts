import type { ParameterFormat } from '../plan.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { percentEncode } from '../syntax/percent.ts';
import { readBytes, writeBody } from './body.ts';
import { type Reading, unreadable } from './reading.ts';

type QuerystringFormat = ParameterFormat & { readonly by: 'querystring' };

/**
 * The whole query as one value (OpenAPI 3.2, Parameter Object, `in: querystring`): a form as it is, all else once it is
 * percent-decoded. Undefined where there is no query.
 */
export function readQuerystring({ body, mediaType }: QuerystringFormat, query: string): Reading | undefined {
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
export function querystringText({ body, mediaType }: QuerystringFormat, value: Json, digits?: Digits): string {
  const { text } = writeBody(body, value, mediaType, digits);
  return body.by === 'form' ? text : percentEncode(text);
}
