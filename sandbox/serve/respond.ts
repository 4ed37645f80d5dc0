import { writeBody } from '../codings/body.ts';
import type { ApiRequest, Decision, Fault, Payload } from '../exchange.ts';
import { type Written, withTexts } from '../notation/digits.ts';
import { cookieLines, headerSafe, isCookieHeader, octetsSafe } from '../notation/header.ts';
import { bytesOf } from '../notation/octets.ts';
import { isBodyless } from '../notation/status.ts';
import type { MirrorPlan } from '../plan.ts';
import { type Exchange, fillTemplate, fitBody, plainText } from '../triggers/expression.ts';
import type { Decided } from './decide.ts';

/** Where the files beside a scenario file are served, under the server's root. */
export const filesPath = '/_sandbox/files';

/** Headers that every answer has. */
export const onEverything = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** Renders a decision: fits it to the request by its rule, adds the headers that explain it. */
export function respond({ decision, operation, read }: Decided, request: ApiRequest): Response {
  const headers = new Headers();
  for (const [name, value] of decision.headers) {
    if (isCookieHeader(name)) headers.append(name, headerSafe(value));
    else headers.set(name, headerSafe(value));
  }
  if (operation) for (const mirror of operation.plan.mirrors) mirrorHeader(headers, mirror, request.headers);
  for (const [name, value] of Object.entries(onEverything)) headers.set(name, value);
  headers.set('Sandbox-Trigger', decision.trigger);
  if (decision.kind === 'allowed') return new Response(null, { status: decision.status, headers });
  const body = fittedBody({ decision, operation, read }, request, headers);
  if (decision.kind !== 'refused') explain(headers, decision);
  if (decision.payload === null || body === undefined || isBodyless(decision.status)) {
    return new Response(null, { status: decision.status, headers });
  }
  const { payload } = decision;
  const isFitted = body.value !== payload.value || body.digits !== payload.digits;
  // What a rule changed is no longer what the document wrote.
  const { mediaType, sent } = isFitted
    ? contentOf({ coding: payload.coding ?? null, mediaType: payload.mediaType, ...body })
    : contentAsDocumented(payload);
  headers.set('Content-Type', headerSafe(mediaType));
  if (request.method !== 'HEAD') return new Response(sent, { status: decision.status, headers });
  // What a GET would send, measured (RFC 9110, section 8.6).
  headers.set(
    'Content-Length',
    String(typeof sent === 'string' ? new TextEncoder().encode(sent).byteLength : sent.byteLength),
  );
  return new Response(null, { status: decision.status, headers });
}

/** A body as it is sent. */
interface Content {
  readonly mediaType: string;
  readonly sent: string | Uint8Array<ArrayBuffer>;
}

/** What is documented never changes: it is written once, and its bytes are held once, however many callers get it. */
const documented = new WeakMap<Payload, Content>();

/** Characters. Up to here, a copy for each caller costs less than a write of its own. */
const longestText = 16_384;

function contentAsDocumented(payload: Payload): Content {
  const known = documented.get(payload);
  if (known) return known;
  const content = contentOf(payload);
  documented.set(payload, content);
  return content;
}

function contentOf({ coding = null, value, digits, mediaType, text: verbatim }: Payload): Content {
  const written = writeBody(coding, verbatim ?? value, mediaType, digits);
  const text = verbatim ?? written.text;
  if (written.isBinary) return { mediaType: written.mediaType, sent: bytesOf(text) };
  const isLong = text.length > longestText;
  return { mediaType: written.mediaType, sent: isLong ? new TextEncoder().encode(text) : text };
}

/** The body, fitted to the request by the rule that answers; the rule's headers are set on the way. */
function fittedBody(
  { decision, operation, read }: Decided,
  request: ApiRequest,
  headers: Headers,
): Written | undefined {
  const documented = decision.kind === 'allowed' ? undefined : (decision.payload ?? undefined);
  if (decision.kind !== 'scenario' || !decision.rule || !operation || !read) return documented;
  const { rule, status } = decision;
  const exchange: Exchange = {
    request: read.decoded,
    url: request.url,
    method: request.method,
    status,
    files: `${originOf(request.url)}${filesPath}/${operation.plan.api}`,
    responseHeader: (name) => headers.get(name) ?? undefined,
    responseBody: documented?.value,
    responseDigits: documented?.digits,
  };
  const body = documented === undefined ? undefined : fitBody(documented, rule, exchange);
  const values = rule.headers.map(
    ({ name, value }) =>
      [name, fillTemplate(value, { ...exchange, responseBody: body?.value, responseDigits: body?.digits })] as const,
  );
  for (const [name, value] of values) {
    if (value === undefined) continue;
    if (!isCookieHeader(name)) {
      headers.set(name, headerSafe(plainText(value)));
      continue;
    }
    headers.delete(name);
    for (const line of cookieLines(withTexts(value.value, value.digits))) headers.append(name, headerSafe(line));
  }
  return body;
}

function originOf(url: string): string {
  return new URL(url).origin;
}

/** The request's own value; when it sent none, the parameter's default, or nothing at all. */
function mirrorHeader(headers: Headers, { name, default: fallback }: MirrorPlan, sent: Headers): void {
  const octets = sent.get(name);
  if (octets !== null) headers.set(name, octetsSafe(octets));
  else if (fallback !== null) headers.set(name, headerSafe(fallback));
  else headers.delete(name);
}

/** The headers by which an answer explains itself. */
function explain(headers: Headers, decision: Decision & { readonly kind: 'scenario' | 'built' }): void {
  const { scenario, notes } = decision;
  headers.set('Sandbox-Scenario', scenario);
  if (notes.faults.length > 0) {
    const told = faultsTexts(notes.faults);
    headers.set('Sandbox-Faults', `[${told.join(',')}]`);
    if (told.length < notes.faults.length)
      headers.set('Sandbox-Faults-More', String(notes.faults.length - told.length));
  }
  if (notes.setAside.length > 0) headers.set('Sandbox-Set-Aside', headerSafe(notes.setAside.join(', ')));
  if (notes.applied !== null) headers.set('Preference-Applied', headerSafe(notes.applied));
}

const mostFaults = 20;
const mostBytes = 4096;
/** A longer one leaves out what was expected: an enum of hundreds, say. */
const longestFault = 1024;

/** The faults as compact JSON in ASCII, as many as fit: places and expectations, no value of the request. */
function faultsTexts(faults: readonly Fault[]): readonly string[] {
  const told: string[] = [];
  let length = 2;
  for (const { in: place, name, pointer, keyword, expected } of faults.slice(0, mostFaults)) {
    const at = place === 'body' ? pointer : name + pointer;
    const full = ascii(JSON.stringify({ in: place, at, keyword, expected }));
    const text = full.length > longestFault ? ascii(JSON.stringify({ in: place, at, keyword })) : full;
    length += text.length + 1;
    if (length > mostBytes) break;
    told.push(text);
  }
  return told;
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
