import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { type Sending, type Sent, sent } from './exchange.ts';

/** A small document about one thing, and the requests that both are asked. */
export interface Topic {
  readonly name: string;
  readonly document: JsonObject;
  readonly requests: readonly Sent[];
}

/** An operation of a topic, and requests as they are written: `GET /path?query`. */
export interface Row {
  readonly at: string;
  readonly operation: JsonObject;
  readonly asked: readonly (string | readonly [string, Sending])[];
}

/** A topic with an operation in each row. Where a row documents no answers, they are `answers`. */
export function topicOf(name: string, rows: readonly Row[], rest: JsonObject = {}): Topic {
  const paths: Record<string, JsonObject> = {};
  for (const { at, operation } of rows) {
    const [method = '', path = ''] = at.split(/ (.*)/);
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: answers, ...operation } };
  }
  const requests = rows.flatMap(({ asked }) =>
    asked.map((one) => (typeof one === 'string' ? sent(one) : sent(one[0], one[1]))),
  );
  return { name, document: documentOf(paths, rest), requests };
}

/** A success that can be told, and a refusal that has nothing to say: whether a request is taken is all that counts. */
export const answers: JsonObject = { 200: response({ ok: { ok: true } }), 400: empty };
