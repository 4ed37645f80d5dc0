import type { Content, Fields, Payload, ReadyAnswer, Trigger } from '../exchange.ts';
import type { EchoedHeaderPlan } from '../plan.ts';
import { writeBody } from '../serialization/body.ts';
import { headerSafe, isCookieHeader } from '../syntax/header.ts';
import { setProperty } from '../syntax/json.ts';
import { bytesOf } from '../syntax/octets.ts';
import { isBodyless } from '../syntax/status.ts';

/** A header field: its name as it is documented, and its value. */
export type Field = readonly [name: string, value: string];

/** Headers that every answer has. */
export const onEverything = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** What answers are made ready of. */
export interface Draft {
  readonly status: number;
  readonly trigger: Trigger;
  /** Set by the answer itself: of two with one name, the later counts. */
  readonly fields: readonly Field[];
  /** Null: no answer of an operation. */
  readonly scenario: string | null;
  /** Null: it has no body. */
  readonly payload: Payload | null;
}

/**
 * Makes an answer ready: all that can be told of it before there is a request.
 *
 * @param shared headers that every answer of this sandbox has
 * @param echoedHeaders headers that repeat those of the request
 */
export function ready(draft: Draft, shared: Fields, echoedHeaders: readonly EchoedHeaderPlan[]): ReadyAnswer {
  const { status, trigger, fields, scenario, payload } = draft;
  const content = payload === null || isBodyless(status) ? null : contentOf(payload);
  const repeated = new Set(echoedHeaders.map(({ name }) => name.toLowerCase()));
  const documented = fields.filter(([name]) => !repeated.has(name.toLowerCase()));
  const unasked = echoedHeaders.flatMap((echoed): readonly Field[] =>
    echoed.default === null ? [] : [[echoed.name, echoed.default]],
  );
  const cookies = documented.filter(([name]) => isCookieHeader(name)).map(([, value]) => headerSafe(value).trim());
  const plain = documented.filter(([name]) => !isCookieHeader(name));
  const own = fieldsOf([...plain, ...unasked, ...Object.entries(onEverything), ['Sandbox-Trigger', trigger]]);
  const fixed = fieldsOf([
    ...(scenario === null ? [] : [['Sandbox-Scenario', scenario] as const]),
    ...(content === null ? [] : [['Content-Type', content.mediaType] as const]),
    ...Object.entries(shared),
  ]);
  const all = { ...own, ...fixed };
  const headers = fieldsOf(
    Object.keys(all)
      .sort()
      .map((name): Field => [name, all[name] ?? '']),
  );
  return { status, headers, own, fixed, cookies, content };
}

/** Fields by their names; of two with one name, the later counts. */
function fieldsOf(fields: readonly Field[]): Fields {
  const byName: Record<string, string> = {};
  for (const [name, value] of fields) setProperty(byName, name.toLowerCase(), headerSafe(value).trim());
  return byName;
}

/** Characters. Up to here, a copy for each caller costs less than a write of its own. */
const maxTextLength = 16_384;

/** A body written out. */
export function contentOf({ format = null, value, digits, mediaType, text: verbatim }: Payload): Content {
  const written = writeBody(format, verbatim ?? value, mediaType, digits);
  const text = verbatim ?? written.text;
  const type = headerSafe(written.mediaType);
  if (written.isBinary) return { mediaType: type, sent: bytesOf(text) };
  return { mediaType: type, sent: sentText(text) };
}

/** A text as it is sent. */
export function sentText(text: string): Content['sent'] {
  return text.length > maxTextLength ? new TextEncoder().encode(text) : text;
}
