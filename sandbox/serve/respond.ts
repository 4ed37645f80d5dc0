import type { ApiRequest, Content, Decision, Fields, Notes, ReadyAnswer } from '../exchange.ts';
import type { AnswerPlan, EchoedHeaderPlan } from '../plan.ts';
import { type Written, withTexts } from '../syntax/digits.ts';
import { cookieLines, headerSafe, isCookieHeader, octetsSafe } from '../syntax/header.ts';
import { setProperty } from '../syntax/json.ts';
import { type Exchange, fillTemplate, fitBody, plainText } from '../triggers/fill-template.ts';
import type { BoundOperation } from './bind-operation.ts';
import { filledText } from './body-template.ts';
import type { Decided } from './decide.ts';
import { faultHeader } from './fault-header.ts';
import { contentOf, sentText } from './prepare.ts';
import type { ReadRequest } from './read-request.ts';

/** Where the files beside a scenario file are served, under the server's root. */
export const filesPath = '/_sandbox/files';

/** What is sent. */
export interface Sent {
  readonly status: number;
  readonly headers: Fields;
  readonly cookies: readonly string[];
  readonly body: Content['sent'] | null;
}

/** Renders a decision: fits it to the request by its rule, adds the headers that explain it. */
export function render({ decision, operation, read }: Decided, request: ApiRequest): Sent {
  const { answer } = decision;
  const echoedHeaders = operation === null ? none : operation.plan.echoedHeaders;
  const mirrored =
    echoedHeaders.length === 0 ? answer.headers : withEchoedHeaders(answer, echoedHeaders, request.headers);
  if (
    decision.kind === 'scenario' &&
    decision.rule !== null &&
    isFitting(decision.rule) &&
    operation !== null &&
    read !== null
  ) {
    return fitted(decision, decision.rule, mirrored, request, read, operation);
  }
  const headers = decision.kind === 'refused' ? mirrored : withNotes(mirrored, decision.notes);
  return finished(answer, headers, request.method);
}

/** An answer that nothing is changed in. */
export function unchanged(answer: ReadyAnswer, method: string): Sent {
  return finished(answer, answer.headers, method);
}

/** The `Response`. Headers in a record: the adaptor hands those on to Node as they are, and would take a `Headers` apart. */
export function responseOf({ status, headers, cookies, body }: Sent): Response {
  if (cookies.length === 0) return new Response(body, { status, headers });
  const all = new Headers(headers);
  for (const line of cookies) all.append('set-cookie', line);
  return new Response(body, { status, headers: all });
}

const none: readonly never[] = [];

function finished({ status, cookies, content }: StatusAndContent, headers: Fields, method: string): Sent {
  if (content === null || method !== 'HEAD') return { status, headers, cookies, body: content?.sent ?? null };
  const { sent } = content;
  // What a GET would send, measured (RFC 9110, section 8.6).
  const length = typeof sent === 'string' ? new TextEncoder().encode(sent).byteLength : sent.byteLength;
  return { status, headers: { ...headers, 'content-length': String(length) }, cookies, body: null };
}

type StatusAndContent = Pick<ReadyAnswer, 'status' | 'cookies' | 'content'>;

/** The request's own values in the headers that repeat them. */
function withEchoedHeaders(
  { headers, fixed }: ReadyAnswer,
  echoedHeaders: readonly EchoedHeaderPlan[],
  sent: Headers,
): Fields {
  let mirrored: Record<string, string> | undefined;
  for (const { name } of echoedHeaders) {
    const octets = sent.get(name);
    if (octets === null) continue;
    const key = name.toLowerCase();
    if (Object.hasOwn(fixed, key) || ours.has(key)) continue;
    mirrored ??= { ...headers };
    setProperty(mirrored, key, octetsSafe(octets));
  }
  return mirrored ?? headers;
}

/** What no request changes. */
const ours: ReadonlySet<string> = new Set(['cache-control', 'x-content-type-options', 'sandbox-trigger']);

/** Whether a rule changes the answer that it gives. */
function isFitting({ headers, body, limits }: AnswerPlan): boolean {
  return headers.length > 0 || body.length > 0 || limits.length > 0;
}

type Documented = Decision & { readonly kind: 'scenario' };

/** The answer, fitted to the request by the rule that gives it. */
function fitted(
  decision: Documented,
  rule: AnswerPlan,
  mirrored: Fields,
  request: ApiRequest,
  read: ReadRequest,
  { plan: { api }, answers }: BoundOperation,
): Sent {
  const { answer, payload, notes } = decision;
  const { own, fixed } = answer;
  const exchange: Exchange = {
    request: read.decoded,
    url: request.url,
    method: request.method,
    status: answer.status,
    files: () => `${new URL(request.url).origin}${filesPath}/${api}`,
    responseHeader: (name) => {
      const key = name.toLowerCase();
      if (isCookieHeader(name) && answer.cookies.length > 0) return answer.cookies.join(', ');
      const fields = Object.hasOwn(fixed, key) ? own : mirrored;
      return Object.hasOwn(fields, key) ? fields[key] : undefined;
    },
    responseBody: payload?.value,
    responseDigits: payload?.digits,
  };
  const template = payload === null || answer.content === null ? null : answers.template(rule, payload);
  const text = template === null ? undefined : filledText(template, exchange);
  // What is written from a template is read by no header.
  const body = payload === null || text !== undefined ? undefined : fitBody(payload, rule, exchange);
  const { headers, cookies } = ruled(answer, rule, mirrored, {
    ...exchange,
    responseBody: body?.value,
    responseDigits: body?.digits,
  });
  const content =
    text === undefined || answer.content === null
      ? fittedContent(decision, body)
      : { mediaType: answer.content.mediaType, sent: sentText(text) };
  const explained = withNotes(headers, notes);
  const typed =
    content === null || content.mediaType === answer.content?.mediaType
      ? explained
      : { ...explained, 'content-type': content.mediaType };
  return finished({ status: answer.status, cookies, content }, typed, request.method);
}

/** What a rule changed is no longer what the document wrote. */
function fittedContent({ answer, payload }: Documented, body: Written | undefined): Content | null {
  if (payload === null || body === undefined || answer.content === null) return answer.content;
  if (body.value === payload.value && body.digits === payload.digits) return answer.content;
  return contentOf({ format: payload.format ?? null, mediaType: payload.mediaType, ...body });
}

/** The headers that a rule sets. */
function ruled(
  answer: ReadyAnswer,
  rule: AnswerPlan,
  mirrored: Fields,
  exchange: Exchange,
): { readonly headers: Fields; readonly cookies: readonly string[] } {
  if (rule.headers.length === 0) return { headers: mirrored, cookies: answer.cookies };
  const headers: Record<string, string> = { ...mirrored };
  let { cookies } = answer;
  for (const { name, value } of rule.headers) {
    const filled = fillTemplate(value, exchange);
    if (filled === undefined) continue;
    const key = name.toLowerCase();
    if (isCookieHeader(name))
      cookies = cookieLines(withTexts(filled.value, filled.digits)).map((line) => headerSafe(line).trim());
    else if (!Object.hasOwn(answer.fixed, key)) setProperty(headers, key, headerSafe(plainText(filled)).trim());
  }
  return { headers, cookies };
}

/** The headers by which an answer explains itself. */
function withNotes(headers: Fields, { faults, setAside, applied }: Notes): Fields {
  if (faults.length === 0 && setAside.length === 0 && applied === null) return headers;
  const explained: Record<string, string> = { ...headers };
  if (faults.length > 0) {
    const { text, more } = faultHeader(faults);
    explained['sandbox-faults'] = text;
    if (more > 0) explained['sandbox-faults-more'] = String(more);
  }
  if (setAside.length > 0) explained['sandbox-set-aside'] = headerSafe(setAside.join(', ')).trim();
  if (applied !== null) explained['preference-applied'] = headerSafe(applied).trim();
  return explained;
}
