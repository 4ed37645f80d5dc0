import { isArray, isObject, type Json } from '../notation/json.ts';
import { bodyText, parseMediaType } from '../notation/media-type.ts';
import { percentEncode } from '../notation/percent.ts';
import type { OperationPlan, ParameterPlan } from '../plan.ts';
import type { Draft, DraftBody } from './draft.ts';

/** A request as it is sent. */
export interface WireRequest {
  readonly method: string;
  /** Path below the base path, and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: no body. */
  readonly text: string | null;
}

/** Writes a request out: parameters in their styles, the body in its media type. */
export function wireRequest({ method, path }: OperationPlan, draft: Draft): WireRequest {
  const texts = draft.values.map(({ parameter, value }) => ({ parameter, text: parameterText(parameter, value) }));
  const of = (place: ParameterPlan['in']) => texts.filter(({ parameter }) => parameter.in === place);
  const inPath = new Map(of('path').map(({ parameter, text }) => [parameter.name, text]));
  const query = [...of('query').map(({ text }) => text), ...draft.query].filter((pair) => pair !== '').join('&');
  // No client sends a body with these (RFC 9110, section 9.3.1).
  const body = method === 'GET' || method === 'HEAD' ? null : draft.body;
  const cookie = of('cookie')
    .map(({ text }) => text)
    .join('; ');
  const headers = Object.entries({
    ...Object.fromEntries(of('header').map(({ parameter, text }) => [parameter.name, text])),
    ...(cookie !== '' && { Cookie: cookie }),
    ...(body && { 'Content-Type': contentType(body) }),
    ...draft.headers,
  });
  return {
    method,
    target: pathText(path, inPath) + (query === '' ? '' : `?${query}`),
    headers: Object.fromEntries(
      headers.filter(([name, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && isSendable(value)),
    ),
    text: body && (body.text ?? contentText(body.value, body.mediaType)),
  };
}

/** Whether a header can have a value: clients disagree on what is beyond ASCII, and take no line breaks. */
export function isSendable(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** The template filled in. A `#` or `?` of its own is part of the path only when it is percent-encoded. */
function pathText(template: string, values: ReadonlyMap<string, string>): string {
  return template
    .split(/(\{[^}]+\})/)
    .map((part) => values.get(part.slice(1, -1)) ?? encodeURI(part).replace(/[?#]/g, percentEncode))
    .join('');
}

const boundary = 'sandbox-sample';

function contentType({ mediaType }: DraftBody): string {
  return parseMediaType(mediaType).essence === 'multipart/form-data' ? `${mediaType}; boundary=${boundary}` : mediaType;
}

/** A body in its media type: forms as forms, all else as JSON or as a text. */
function contentText(value: Json, mediaType: string): string {
  const { essence } = parseMediaType(mediaType);
  if (!isObject(value)) return bodyText(value, mediaType);
  const fields = Object.entries(value).flatMap(([name, field]) =>
    (isArray(field) ? field : [field]).map(
      (one) => [name, typeof one === 'string' ? one : JSON.stringify(one)] as const,
    ),
  );
  if (essence === 'application/x-www-form-urlencoded') {
    return fields.map(([name, text]) => `${percentEncode(name)}=${percentEncode(text)}`).join('&');
  }
  if (essence !== 'multipart/form-data') return bodyText(value, mediaType);
  const parts = fields.map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}

/** A parameter in its style, percent-encoded, with its name where the style has one (OpenAPI 3.1.1, 4.8.12.3). */
function parameterText({ name, in: place, coding }: ParameterPlan, value: Json): string {
  const encode = place === 'header' ? (text: string) => text : percentEncode;
  const named = (text: string) => `${encode(name)}=${text}`;
  const scalar = (item: Json) => encode(typeof item === 'string' ? item : JSON.stringify(item));
  if (coding.by === 'json') {
    const text = encode(JSON.stringify(value));
    return place === 'query' || place === 'cookie' ? named(text) : text;
  }
  const { style, explode } = coding;
  const between = place === 'cookie' ? '; ' : '&';
  const pairs = isObject(value) ? Object.entries(value).map(([key, item]) => [encode(key), scalar(item)] as const) : [];
  if (style === 'deepObject')
    return pairs.map(([key, text]) => `${encode(`${name}[`)}${key}${encode(']')}=${text}`).join('&');
  const items = isArray(value)
    ? value.map(scalar)
    : isObject(value)
      ? pairs.flatMap(([key, text]) => (explode ? [`${key}=${text}`] : [key, text]))
      : [scalar(value)];
  switch (style) {
    case 'simple':
      return items.join(',');
    case 'label':
      return `.${items.join(explode ? '.' : ',')}`;
    case 'matrix':
      if (!explode) return `;${named(items.join(','))}`;
      return (isObject(value) ? items : items.map(named)).map((item) => `;${item}`).join('');
    case 'spaceDelimited':
      return explode ? items.map(named).join(between) : named(items.join('%20'));
    case 'pipeDelimited':
      return explode ? items.map(named).join(between) : named(items.join('%7C'));
    case 'form':
      if (!explode) return named(items.join(','));
      return (isObject(value) ? items : items.map(named)).join(between);
  }
}
