import type { EncodedBody, HeaderFields, Payload, PreparedAnswer, Trigger } from '../exchange.ts';
import type { EchoedHeaderPlan } from '../plan.ts';
import { writeBody } from '../serialization/body.ts';
import { headerSafe, isCookieHeader } from '../syntax/header.ts';
import { setProperty } from '../syntax/json.ts';
import { bytesOf } from '../syntax/octets.ts';
import { isBodyless } from '../syntax/status.ts';

/** A header field: its name in documented case, and its value. */
export type Field = readonly [name: string, value: string];

/** Headers of every response, of the APIs and of the reserved paths. */
export const baseHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** The parts that an answer is prepared from. */
export interface AnswerDraft {
  readonly status: number;
  readonly trigger: Trigger;
  /** Documented header fields, and those that HTTP requires; later ones override earlier ones. */
  readonly fields: readonly Field[];
  /** The id of the scenario; null if no operation was reached. */
  readonly scenario: string | null;
  /** Null if the answer has no body. */
  readonly payload: Payload | null;
}

/**
 * Prepares an answer: serialises its body and assembles its headers, as far as both are the same for all requests.
 *
 * @param corsHeaders headers of every answer of this sandbox
 * @param echoedHeaders response headers that repeat a request header
 */
export function prepareAnswer(
  draft: AnswerDraft,
  corsHeaders: HeaderFields,
  echoedHeaders: readonly EchoedHeaderPlan[],
): PreparedAnswer {
  const { status, trigger, fields, scenario, payload } = draft;
  const content = payload === null || isBodyless(status) ? null : encodeBody(payload);
  const echoed = new Set(echoedHeaders.map(({ name }) => name.toLowerCase()));
  const documented = fields.filter(([name]) => !echoed.has(name.toLowerCase()));
  const echoDefaults = echoedHeaders.flatMap((echoedHeader): readonly Field[] =>
    echoedHeader.default === null ? [] : [[echoedHeader.name, echoedHeader.default]],
  );
  const cookies = documented.filter(([name]) => isCookieHeader(name)).map(([, value]) => headerSafe(value).trim());
  const single = documented.filter(([name]) => !isCookieHeader(name));
  const overridable = fieldsOf([
    ...single,
    ...echoDefaults,
    ...Object.entries(baseHeaders),
    ['Sandbox-Trigger', trigger],
  ]);
  const fixed = fieldsOf([
    ...(scenario === null ? [] : [['Sandbox-Scenario', scenario] as const]),
    ...(content === null ? [] : [['Content-Type', content.mediaType] as const]),
    ...Object.entries(corsHeaders),
  ]);
  const all = { ...overridable, ...fixed };
  const headers = fieldsOf(
    Object.keys(all)
      .sort()
      .map((name): Field => [name, all[name] ?? '']),
  );
  return { status, headers, overridable, fixed, cookies, content };
}

/** Collects fields by lower-case name; later ones override earlier ones. */
function fieldsOf(fields: readonly Field[]): HeaderFields {
  const byName: Record<string, string> = {};
  for (const [name, value] of fields) setProperty(byName, name.toLowerCase(), headerSafe(value).trim());
  return byName;
}

/** Characters; a longer body is encoded once instead of for each response, but costs Node a separate write. */
const maxTextLength = 16_384;

/** Serialises a body. */
export function encodeBody({ format = null, value, digits, mediaType, text: verbatim }: Payload): EncodedBody {
  const written = writeBody(format, verbatim ?? value, mediaType, digits);
  const text = verbatim ?? written.text;
  const type = headerSafe(written.mediaType);
  if (written.isBinary) return { mediaType: type, data: bytesOf(text) };
  return { mediaType: type, data: encodeText(text) };
}

/** Encodes a long text as UTF-8, and returns a short one unchanged. */
export function encodeText(text: string): EncodedBody['data'] {
  return text.length > maxTextLength ? new TextEncoder().encode(text) : text;
}
