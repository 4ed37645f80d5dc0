import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { type WrittenBody, writeBody } from '../serialization/body.ts';
import { writeParameter } from '../serialization/single-parameter.ts';
import { documentedFor } from '../syntax/media-type.ts';
import { templateSegments } from '../syntax/path-template.ts';
import { pathAsSent, percentEncode } from '../syntax/percent.ts';
import type { Draft, DraftBody } from './draft.ts';

/** A serialized request. */
export interface WireRequest {
  readonly method: string;
  /** The path below the base path, and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body; null if there is none. */
  readonly text: string | null;
}

/** The parts of an operation that serialization needs. */
type WireOperation = Pick<OperationPlan, 'method' | 'path' | 'body'>;

/** Serializes a draft: parameters in their styles, the body in its media type. */
export function wireRequest(operation: WireOperation, draft: Draft): WireRequest {
  const { method, path } = operation;
  const texts = draft.values.map((one) => ({ parameter: one.parameter, text: writeParameter(one.parameter, one) }));
  const of = (place: ParameterPlan['in']) => texts.filter(({ parameter }) => parameter.in === place);
  const inPath = new Map(of('path').map(({ parameter, text }) => [parameter.name, text]));
  const query = [...of('query').map(({ text }) => text), ...draft.query].filter((pair) => pair !== '').join('&');
  // Content in a GET or HEAD request has no defined semantics, and clients refuse to send it (RFC 9110, 9.3.1).
  const body = method === 'GET' || method === 'HEAD' || !draft.body ? null : bodyOf(operation, draft.body);
  const cookie = of('cookie')
    .map(({ text }) => text)
    .join('; ');
  const headers = Object.entries({
    ...Object.fromEntries(of('header').map(({ parameter, text }) => [parameter.name, text])),
    ...(cookie !== '' && { Cookie: cookie }),
    ...(body && { 'Content-Type': body.mediaType }),
    ...draft.headers,
  });
  return {
    method,
    target: pathText(path, inPath) + (query === '' ? '' : `?${query}`),
    headers: Object.fromEntries(
      headers.filter(([name, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && isSendable(value)),
    ),
    text: body?.text ?? null,
  };
}

/** Whether every client sends a header value unchanged: they disagree on characters beyond ASCII. */
export function isSendable(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** Fills a path template such that the router reads the same values from it. */
function pathText(template: string, values: ReadonlyMap<string, string>): string {
  const segments = templateSegments(template).map((parts) => {
    const first = parts.findIndex((part) => 'parameter' in part);
    const texts = parts.map((part, index) => {
      if ('literal' in part) return pathAsSent(part.literal);
      const value = values.get(part.parameter) ?? percentEncode(`{${part.parameter}}`);
      // The router splits a segment at the last occurrence of a delimiter, so values behind it must not contain any.
      return parts
        .slice(first + 1, index)
        .reduce((text, one) => ('literal' in one ? withoutDelimiter(text, one.literal) : text), value);
    });
    return texts.join('');
  });
  return template.slice(0, 1) + segments.join('/');
}

/** Percent-encodes the occurrences of a delimiter, unless the delimiter is sent percent-encoded itself. */
function withoutDelimiter(text: string, delimiter: string): string {
  const sent = pathAsSent(delimiter);
  if (sent.startsWith('%')) return text;
  return text.replaceAll(sent, `%${sent.charCodeAt(0).toString(16).toUpperCase()}${sent.slice(1)}`);
}

/** Serializes the body in its media type. */
function bodyOf({ body: plan }: WireOperation, { mediaType, value, digits, text }: DraftBody): WrittenBody {
  if (text !== undefined) return { text, mediaType };
  const content = plan?.content ?? [];
  const media =
    content[
      documentedFor(
        content.map((one) => one.mediaType),
        mediaType,
      )
    ];
  return writeBody(media?.format ?? null, value, mediaType, digits);
}
