import type { ApiRequest, DecodedRequest, Fault, RequestBody } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import { documentedFor, isJsonType, parseMediaType } from '../notation/media-type.ts';
import type { BodyMediaPlan, OperationPlan, ParameterPlan } from '../plan.ts';
import { choiceParameters } from '../triggers/prefer.ts';
import {
  type Decoded,
  decodeHeader,
  decodeNamed,
  decodePath,
  decodeQuery,
  isFreeForm,
  namesTaken,
  parameterFault,
  type RawQuery,
  splitQuery,
} from './parameters.ts';

/** A request read by its operation: what it says, and the documented media type that its body came in. */
export interface ReadRequest {
  readonly decoded: DecodedRequest;
  readonly media: BodyMediaPlan | undefined;
  /** Parameters that count as their defaults: nobody sent them, so nobody is to blame for them. */
  readonly defaulted: ReadonlySet<ParameterPlan>;
}

/** The query without the parameters that stand for preferences; those apart. */
export function readQuery(query: string): { readonly query: RawQuery; readonly choices: ReadonlyMap<string, string> } {
  const all = splitQuery(query);
  const names: readonly string[] = Object.values(choiceParameters);
  const choices = new Map<string, string>();
  const rest = new Map<string, readonly string[]>();
  for (const [name, texts] of all) {
    if (names.includes(name)) choices.set(name, plainText(texts[0] ?? ''));
    else rest.set(name, texts);
  }
  return { query: rest, choices };
}

/** The cookies of a request: names to their texts, in order (RFC 6265, section 4.2.1). */
export function readCookies(headers: Headers): RawQuery {
  const cookies = new Map<string, string[]>();
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const name = pair.slice(0, equals).trim();
    cookies.set(name, [...(cookies.get(name) ?? []), pair.slice(equals + 1).trim()]);
  }
  return cookies;
}

/**
 * Decodes and coerces parameters and body, once. Nothing is answered here: what cannot be decoded becomes a fault.
 *
 * @param values path parameters as the router found them
 */
export function readRequest(
  operation: OperationPlan,
  request: ApiRequest,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
): ReadRequest {
  const faults: Fault[] = [];
  const cookies = readCookies(request.headers);
  const decoded = { path: emptyRecord(), query: emptyRecord(), header: emptyRecord(), cookie: emptyRecord() };
  const taken = new Set<string>();
  const defaulted = new Set<ParameterPlan>();
  for (const parameter of operation.parameters) {
    if (parameter.in === 'query') for (const name of namesTaken(parameter, query)) taken.add(name);
  }
  for (const parameter of operation.parameters) {
    const unclaimed = isFreeForm(parameter) ? without(query, taken) : query;
    const result = decodeParameter(parameter, request.headers, values, unclaimed, cookies);
    if (parameter.in === 'query' && isFreeForm(parameter)) for (const name of unclaimed.keys()) taken.add(name);
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    if (result.kind === 'value') decoded[parameter.in][name] = result.value;
    else if (result.kind === 'unreadable') faults.push(parameterFault(parameter, 'syntax'));
    else if (parameter.default !== undefined) {
      decoded[parameter.in][name] = parameter.default;
      defaulted.add(parameter);
    } else if (parameter.required && !isEmptyAllowed(parameter, query))
      faults.push(parameterFault(parameter, 'required'));
  }
  for (const [name, texts] of query) {
    if (taken.has(name)) continue;
    const plain = texts.map((text) => plainText(text));
    decoded.query[name] = plain.length === 1 ? (plain[0] ?? '') : plain;
  }
  const body = readBody(operation, request.body, request.headers.get('content-type'));
  faults.push(...body.faults);
  return { decoded: { ...decoded, headers: request.headers, body: body.value, faults }, media: body.media, defaulted };
}

function without(query: RawQuery, names: ReadonlySet<string>): RawQuery {
  return new Map([...query].filter(([name]) => !names.has(name)));
}

function decodeParameter(
  parameter: ParameterPlan,
  headers: Headers,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
  cookies: RawQuery,
): Decoded {
  switch (parameter.in) {
    case 'path':
      return decodePath(parameter, values[parameter.name] ?? '');
    case 'query':
      return decodeNamed(parameter, query, decodeQuery);
    case 'header':
      return decodeHeader(parameter, headers.get(parameter.name));
    case 'cookie':
      return decodeNamed(parameter, cookies, decodeURIComponent);
  }
}

/** `?flag=` is there, and empty, and may be (OpenAPI 3.1.1, 4.8.12.2.1, `allowEmptyValue`). */
function isEmptyAllowed(parameter: ParameterPlan, query: RawQuery): boolean {
  return parameter.allowEmptyValue && query.has(parameter.name);
}

/** A text that no document says how to decode. */
export function plainText(text: string): string;
export function plainText(text: string | undefined): string | undefined;
export function plainText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeQuery(text);
  } catch {
    return text;
  }
}

/** Without a prototype: names come from the request. */
function emptyRecord(): Record<string, Json> {
  return Object.create(null);
}

interface BodyResult {
  readonly value: Json | undefined;
  readonly media: BodyMediaPlan | undefined;
  readonly faults: readonly Fault[];
}

function readBody(operation: OperationPlan, body: RequestBody, contentType: string | null): BodyResult {
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
