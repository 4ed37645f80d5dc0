import type { Fault, RequestBody } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import { documentedFor, isJsonType, parseMediaType } from '../notation/media-type.ts';
import type { BodyMediaPlan, OperationPlan } from '../plan.ts';

/** What a body says, the documented media type that it came in, and what is wrong with either. */
export interface BodyResult {
  readonly value: Json | undefined;
  readonly media: BodyMediaPlan | undefined;
  readonly faults: readonly Fault[];
}

/** Reads a request's body by its media type (OpenAPI 3.1.1, 4.8.13). */
export function readBody(operation: OperationPlan, body: RequestBody, contentType: string | null): BodyResult {
  const plan = operation.body;
  const nothing: BodyResult = { value: undefined, media: undefined, faults: [] };
  if (body.kind === 'too-large') return nothing;
  if (!plan) {
    const refuses = body.kind === 'bytes' && operation.responses.some(({ key }) => key === '415');
    return refuses ? { ...nothing, faults: [headerFault('mediaType', [])] } : nothing;
  }
  if (body.kind === 'none') return plan.required ? { ...nothing, faults: [bodyFault('required', true)] } : nothing;
  const documented = plan.content.map(({ mediaType }) => mediaType);
  // Without a Content-Type the recipient may assume one (RFC 9110, section 8.3): the first documented.
  const index = contentType === null ? 0 : documentedFor(documented, contentType);
  const media = plan.content[index];
  if (!media) return documented.length > 0 ? { ...nothing, faults: [headerFault('mediaType', documented)] } : nothing;
  const { essence, charset } = parseMediaType(contentType ?? media.mediaType);
  const reading = isJsonType(essence) ? 'json' : media.reading;
  if (reading === 'opaque') return { ...nothing, media };
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) {
    return { ...nothing, media, faults: [headerFault('charset', 'utf-8')] };
  }
  const read = readText(body.bytes, reading);
  return read === undefined
    ? { ...nothing, media, faults: [bodyFault('syntax', reading)] }
    : { value: read, media, faults: [] };
}

function readText(bytes: Uint8Array, reading: 'json' | 'text'): Json | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (reading === 'text') return text;
    if (isTooDeep(text)) return undefined;
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Deeper than any real body, and shallow enough to be checked (RFC 8259, section 9, allows a limit). */
const deepest = 500;

function isTooDeep(text: string): boolean {
  if (text.length <= 2 * deepest) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function bodyFault(keyword: string, expected: Json): Fault {
  return { in: 'body', name: '', pointer: '', keyword, expected };
}

function headerFault(keyword: string, expected: Json): Fault {
  return { in: 'header', name: 'Content-Type', pointer: '', keyword, expected };
}
