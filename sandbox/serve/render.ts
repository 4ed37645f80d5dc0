import type { ApiRequest, Decision, EncodedBody, HeaderFields, Notes, PreparedAnswer } from '../exchange.ts';
import type { AnswerPlan, EchoedHeaderPlan } from '../plan.ts';
import { type Written, withTexts } from '../syntax/digits.ts';
import { cookieLines, headerSafe, isCookieHeader, octetsSafe } from '../syntax/header.ts';
import { setProperty } from '../syntax/json.ts';
import { registeredPhrase } from '../syntax/status.ts';
import { applyToBody, asText, type Exchange, fillTemplate } from '../triggers/fill-template.ts';
import type { BoundOperation } from './bind-operation.ts';
import { fillBodyTemplate } from './body-template.ts';
import type { Decided } from './decide.ts';
import { faultHeader } from './fault-header.ts';
import { encodeBody, encodeText } from './prepare-answer.ts';
import { withPublicAddresses } from './public-addresses.ts';
import type { ReadRequest } from './read-request.ts';

/** The path below which the files beside a scenario file are served. */
export const filesPath = '/_sandbox/files';

/** An answer as it is sent. */
export interface RenderedAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly cookies: readonly string[];
  readonly body: EncodedBody['data'] | null;
}

/**
 * Renders a decision: echoes request headers, applies its rule to the body and the headers, adds explaining headers.
 */
export function render({ decision, operation, read }: Decided, request: ApiRequest): RenderedAnswer {
  const { answer } = decision;
  const echoedHeaders = operation === null ? noEchoedHeaders : operation.plan.echoedHeaders;
  const echoed =
    echoedHeaders.length === 0 ? answer.headers : withEchoedHeaders(answer, echoedHeaders, request.headers);
  if (
    decision.kind === 'scenario' &&
    decision.rule !== null &&
    changesAnswer(decision.rule) &&
    operation !== null &&
    read !== null
  ) {
    return renderWithRule(decision, decision.rule, echoed, request, read, operation);
  }
  const headers = decision.kind === 'refused' ? echoed : withNotes(echoed, decision.notes);
  return finish(answer, withPublicAddresses(headers, request.origin), request.method);
}

/** Renders a prepared answer without changing its headers or body. */
export function renderPrepared(answer: PreparedAnswer, method: string): RenderedAnswer {
  return finish(answer, answer.headers, method);
}

/** Creates the `Response`. Node's adaptor passes a plain record of headers through, but copies `Headers` one by one. */
export function responseOf({ status, headers, cookies, body }: RenderedAnswer): Response {
  const statusText = registeredPhrase(status);
  if (cookies.length === 0) return new Response(body, { status, statusText, headers });
  const all = new Headers(headers);
  for (const line of cookies) all.append('set-cookie', line);
  return new Response(body, { status, statusText, headers: all });
}

const noEchoedHeaders: readonly never[] = [];

function finish({ status, cookies, content }: StatusAndContent, headers: HeaderFields, method: string): RenderedAnswer {
  if (content === null || method !== 'HEAD') return { status, headers, cookies, body: content?.data ?? null };
  const { data } = content;
  // The length that a GET would have (RFC 9110, section 8.6).
  const length = typeof data === 'string' ? new TextEncoder().encode(data).byteLength : data.byteLength;
  return { status, headers: { ...headers, 'content-length': String(length) }, cookies, body: null };
}

type StatusAndContent = Pick<PreparedAnswer, 'status' | 'cookies' | 'content'>;

/** Replaces the defaults of echoed headers by the values that the request sent. */
function withEchoedHeaders(
  { headers, fixed }: PreparedAnswer,
  echoedHeaders: readonly EchoedHeaderPlan[],
  data: Headers,
): HeaderFields {
  let echoed: Record<string, string> | undefined;
  for (const { name } of echoedHeaders) {
    const octets = data.get(name);
    if (octets === null) continue;
    const key = name.toLowerCase();
    if (Object.hasOwn(fixed, key) || protectedHeaders.has(key)) continue;
    echoed ??= { ...headers };
    setProperty(echoed, key, octetsSafe(octets));
  }
  return echoed ?? headers;
}

/** Headers that are never echoed. */
const protectedHeaders: ReadonlySet<string> = new Set(['cache-control', 'x-content-type-options', 'sandbox-trigger']);

/** Whether a rule changes the answer that it selects. */
function changesAnswer({ headers, body, limits }: AnswerPlan): boolean {
  return headers.length > 0 || body.length > 0 || limits.length > 0;
}

type ScenarioDecision = Decision & { readonly kind: 'scenario' };

/** Renders an answer that its rule changes for each request. */
function renderWithRule(
  decision: ScenarioDecision,
  rule: AnswerPlan,
  echoed: HeaderFields,
  request: ApiRequest,
  read: ReadRequest,
  { plan: { api }, answers }: BoundOperation,
): RenderedAnswer {
  const { answer, payload, notes } = decision;
  const { overridable, fixed } = answer;
  const exchange: Exchange = {
    request: read.decoded,
    url: request.url,
    method: request.method,
    status: answer.status,
    files: () => `${request.origin}${filesPath}/${api}`,
    responseHeader: (name) => {
      const key = name.toLowerCase();
      if (isCookieHeader(name) && answer.cookies.length > 0) return answer.cookies.join(', ');
      const fields = Object.hasOwn(fixed, key) ? overridable : echoed;
      return Object.hasOwn(fields, key) ? fields[key] : undefined;
    },
    responseBody: payload?.value,
    responseDigits: payload?.digits,
  };
  const template = payload === null || answer.content === null ? null : answers.template(rule, payload);
  const text = template === null ? undefined : fillBodyTemplate(template, exchange);
  // A body has a template only if no header of the rule reads it.
  const body = payload === null || text !== undefined ? undefined : applyToBody(payload, rule, exchange);
  const { headers, cookies } = headersAfterRule(answer, rule, echoed, {
    ...exchange,
    responseBody: body?.value,
    responseDigits: body?.digits,
  });
  const content =
    text === undefined || answer.content === null
      ? contentAfterRule(decision, body)
      : { mediaType: answer.content.mediaType, data: encodeText(text) };
  const explained = withNotes(withPublicAddresses(headers, request.origin), notes);
  const withContentType =
    content === null || content.mediaType === answer.content?.mediaType
      ? explained
      : { ...explained, 'content-type': content.mediaType };
  return finish({ status: answer.status, cookies, content }, withContentType, request.method);
}

/** Serialises the body that a rule has changed; an unchanged one stays as the document wrote it. */
function contentAfterRule({ answer, payload }: ScenarioDecision, body: Written | undefined): EncodedBody | null {
  if (payload === null || body === undefined || answer.content === null) return answer.content;
  if (body.value === payload.value && body.digits === payload.digits) return answer.content;
  return encodeBody({ format: payload.format ?? null, mediaType: payload.mediaType, ...body });
}

/** Sets the headers and cookies of a rule, or leaves them out. */
function headersAfterRule(
  answer: PreparedAnswer,
  rule: AnswerPlan,
  echoed: HeaderFields,
  exchange: Exchange,
): { readonly headers: HeaderFields; readonly cookies: readonly string[] } {
  if (rule.headers.length === 0) return { headers: echoed, cookies: answer.cookies };
  const headers: Record<string, string> = { ...echoed };
  let { cookies } = answer;
  for (const { name, value } of rule.headers) {
    const key = name.toLowerCase();
    if (value === null) {
      if (isCookieHeader(name)) cookies = [];
      else if (!Object.hasOwn(answer.fixed, key)) delete headers[key];
      continue;
    }
    const filled = fillTemplate(value, exchange);
    if (filled === undefined) continue;
    if (isCookieHeader(name))
      cookies = cookieLines(withTexts(filled.value, filled.digits)).map((line) => headerSafe(line).trim());
    else if (!Object.hasOwn(answer.fixed, key)) setProperty(headers, key, headerSafe(asText(filled)).trim());
  }
  return { headers, cookies };
}

/** Adds the headers that explain an answer: `Sandbox-Faults`, `Sandbox-Set-Aside`, `Preference-Applied`, `Sandbox-Hint`. */
function withNotes(headers: HeaderFields, { faults, setAside, preferenceApplied: applied, hint }: Notes): HeaderFields {
  if (faults.length === 0 && setAside.length === 0 && applied === null && hint === null) return headers;
  const explained: Record<string, string> = { ...headers };
  if (faults.length > 0) {
    const { text, more } = faultHeader(faults);
    explained['sandbox-faults'] = text;
    if (more > 0) explained['sandbox-faults-more'] = String(more);
  }
  if (setAside.length > 0) explained['sandbox-set-aside'] = headerSafe(setAside.join(', ')).trim();
  if (applied !== null) explained['preference-applied'] = headerSafe(applied).trim();
  if (hint !== null) explained['sandbox-hint'] = headerSafe(hint).trim();
  return explained;
}
