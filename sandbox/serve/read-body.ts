import type { Fault, RequestBody } from '../exchange.ts';
import type { BodyFormat, BodyMediaPlan, BodyPlan, OperationPlan } from '../plan.ts';
import { readBytes } from '../serialization/body.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { documentedFor, isJsonType, type MediaType, parseMediaType } from '../syntax/media-type.ts';

/** A decoded body, the documented media type that it matched, and the faults of both. */
export interface BodyResult {
  /** Undefined if there is no body, or if it could not be decoded. */
  readonly value: Json | undefined;
  /** The spelling of its numbers, if it differs from JavaScript's. */
  readonly digits?: Digits;
  /** Undefined if no documented media type matches. */
  readonly media: BodyMediaPlan | undefined;
  readonly faults: readonly Fault[];
}

/** Decodes a request's body by its media type (OpenAPI 3.1.1, 4.8.13). */
export function readBody(operation: OperationPlan, body: RequestBody, headers: Headers): BodyResult {
  const plan = operation.body;
  if (body.kind === 'too-large') return emptyResult;
  if (!plan) {
    const isRejected = body.kind === 'bytes' && operation.responses.some(({ key }) => key === '415');
    return isRejected ? { ...emptyResult, faults: [contentTypeFault('mediaType', [])] } : emptyResult;
  }
  if (body.kind === 'none')
    return plan.required ? { ...emptyResult, faults: [bodyFault('required', true)] } : emptyResult;
  if (hasContentEncoding(headers))
    return documentsContentEncoding(operation) ? emptyResult : { ...emptyResult, faults: [contentEncodingFault] };
  const contentType = headers.get('content-type');
  const { media, essence, charset } = matchMediaType(plan, contentType);
  if (!media) {
    const documented = plan.content.map(({ mediaType }) => mediaType);
    return documented.length > 0
      ? { ...emptyResult, faults: [contentTypeFault('mediaType', documented)] }
      : emptyResult;
  }
  const format = isJsonType(essence) ? json : media.format;
  if (isTextual(format) && charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) {
    return { ...emptyResult, media, faults: [contentTypeFault('charset', 'utf-8')] };
  }
  const { value, digits, faults } = readBytes(format, body.bytes, contentType ?? media.mediaType);
  const bodyFaults = faults.map((fault): Fault => ({ in: 'body', name: '', ...fault }));
  return digits === undefined ? { value, media, faults: bodyFaults } : { value, digits, media, faults: bodyFaults };
}

interface MatchedMediaType extends MediaType {
  readonly media: BodyMediaPlan | undefined;
}

/** Matches a body's `Content-Type` to a documented media type. */
function matchMediaType({ content }: BodyPlan, contentType: string | null): MatchedMediaType {
  const [only, ...rest] = content;
  // A shortcut for most bodies, whose type equals the only documented one: nothing is parsed.
  if (only?.mediaType === contentType && rest.length === 0 && /^[a-z\d.+/-]+$/.test(contentType)) {
    return { media: only, essence: contentType, charset: undefined };
  }
  // Without Content-Type the recipient may assume one (RFC 9110, section 8.3): the first documented type.
  const documented = content.map(({ mediaType }) => mediaType);
  const media = content[contentType === null ? 0 : documentedFor(documented, contentType)];
  return { media, ...parseMediaType(contentType ?? media?.mediaType ?? '') };
}

const emptyResult: BodyResult = { value: undefined, media: undefined, faults: [] };
const json: BodyFormat = { by: 'json' };

/** Whether a body format has a character set, which binary data and multipart bodies do not. */
function isTextual({ by }: BodyFormat): boolean {
  return by === 'json' || by === 'text' || by === 'form' || by === 'sequence' || by === 'xml';
}

function bodyFault(keyword: string, expected: Json): Fault {
  return { in: 'body', name: '', pointer: '', keyword, expected };
}

function contentTypeFault(keyword: string, expected: Json): Fault {
  return { in: 'header', name: 'Content-Type', pointer: '', keyword, expected };
}

/** Whether a body is encoded, for example compressed (RFC 9110, section 8.4); such bodies are not decoded. */
function hasContentEncoding(headers: Headers): boolean {
  return !/^\s*(identity\s*)?$/i.test(headers.get('content-encoding') ?? '');
}

function documentsContentEncoding({ parameters }: OperationPlan): boolean {
  return parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'content-encoding');
}

/** The fault of an encoded body where the document has no `Content-Encoding`: 415 (RFC 9110, section 15.5.16). */
const contentEncodingFault: Fault = {
  in: 'header',
  name: 'Content-Encoding',
  pointer: '',
  keyword: 'mediaType',
  expected: ['identity'],
};
