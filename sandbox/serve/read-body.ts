import type { Fault, RequestBody } from '../exchange.ts';
import type { BodyFormat, BodyMediaPlan, BodyPlan, OperationPlan } from '../plan.ts';
import { readBytes } from '../serialization/body.ts';
import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { documentedFor, isJsonType, type MediaType, parseMediaType } from '../syntax/media-type.ts';

/** What a body says, the documented media type that it came in, and what is wrong with either. */
export interface BodyResult {
  readonly value: Json | undefined;
  /** How its numbers are written; absent: as JSON writes them. */
  readonly digits?: Digits;
  readonly media: BodyMediaPlan | undefined;
  readonly faults: readonly Fault[];
}

/** Reads a request's body by its media type (OpenAPI 3.1.1, 4.8.13). */
export function readBody(operation: OperationPlan, body: RequestBody, headers: Headers): BodyResult {
  const plan = operation.body;
  if (body.kind === 'too-large') return nothing;
  if (!plan) {
    const refuses = body.kind === 'bytes' && operation.responses.some(({ key }) => key === '415');
    return refuses ? { ...nothing, faults: [typeFault('mediaType', [])] } : nothing;
  }
  if (body.kind === 'none') return plan.required ? { ...nothing, faults: [bodyFault('required', true)] } : nothing;
  if (isCoded(headers)) return isFormatDocumented(operation) ? nothing : { ...nothing, faults: [notCoded] };
  const contentType = headers.get('content-type');
  const { media, essence, charset } = mediaOf(plan, contentType);
  if (!media) {
    const documented = plan.content.map(({ mediaType }) => mediaType);
    return documented.length > 0 ? { ...nothing, faults: [typeFault('mediaType', documented)] } : nothing;
  }
  const format = isJsonType(essence) ? json : media.format;
  if (isTextual(format) && charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) {
    return { ...nothing, media, faults: [typeFault('charset', 'utf-8')] };
  }
  const { value, digits, faults } = readBytes(format, body.bytes, contentType ?? media.mediaType);
  const reported = faults.map((fault): Fault => ({ in: 'body', name: '', ...fault }));
  return digits === undefined ? { value, media, faults: reported } : { value, digits, media, faults: reported };
}

interface Media extends MediaType {
  readonly media: BodyMediaPlan | undefined;
}

/** The documented media type that a body comes in, and what the request says of it. */
function mediaOf({ content }: BodyPlan, contentType: string | null): Media {
  const [only, ...others] = content;
  // Most come in the only one, by its very name: nothing is parsed then.
  if (only?.mediaType === contentType && others.length === 0 && /^[a-z\d.+/-]+$/.test(contentType)) {
    return { media: only, essence: contentType, charset: undefined };
  }
  // Without a Content-Type the recipient may assume one (RFC 9110, section 8.3): the first documented.
  const documented = content.map(({ mediaType }) => mediaType);
  const media = content[contentType === null ? 0 : documentedFor(documented, contentType)];
  return { media, ...parseMediaType(contentType ?? media?.mediaType ?? '') };
}

const nothing: BodyResult = { value: undefined, media: undefined, faults: [] };
const json: BodyFormat = { by: 'json' };

/** Of binary data, and of a body in parts, a character set says nothing. */
function isTextual({ by }: BodyFormat): boolean {
  return by === 'json' || by === 'text' || by === 'form' || by === 'sequence' || by === 'xml';
}

function bodyFault(keyword: string, expected: Json): Fault {
  return { in: 'body', name: '', pointer: '', keyword, expected };
}

function typeFault(keyword: string, expected: Json): Fault {
  return { in: 'header', name: 'Content-Type', pointer: '', keyword, expected };
}

/** Whether a body is compressed, say (RFC 9110, section 8.4): then nothing can be said of what is in it. */
function isCoded(headers: Headers): boolean {
  return !/^\s*(identity\s*)?$/i.test(headers.get('content-encoding') ?? '');
}

function isFormatDocumented({ parameters }: OperationPlan): boolean {
  return parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'content-encoding');
}

/** What an API that documents no content coding is answered: 415 (RFC 9110, section 15.5.16). */
const notCoded: Fault = {
  in: 'header',
  name: 'Content-Encoding',
  pointer: '',
  keyword: 'mediaType',
  expected: ['identity'],
};
