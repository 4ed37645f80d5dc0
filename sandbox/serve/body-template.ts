import type { Payload } from '../exchange.ts';
import type { AnswerPlan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import { replaceAt } from '../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { type Exchange, fillTemplate } from '../triggers/fill-template.ts';

/** A JSON body serialised once, with gaps that a rule fills for each request. */
export interface BodyTemplate {
  /** The text around the gaps: one piece more than there are gaps. */
  readonly pieces: readonly string[];
  /** The template of each gap's value. */
  readonly gaps: readonly AnswerPlan['body'][number]['value'][];
}

/**
 * Serialises a JSON body with gaps at the locations that a rule sets. Null if the rule also cuts lists or reads the
 * body for a header, or if the document's spelling of the body or its numbers must be kept.
 */
export function bodyTemplate(payload: Payload, { body, limits, headers }: AnswerPlan): BodyTemplate | null {
  const { value, format = null, text, digits, mediaType } = payload;
  const isPlainData = format === null && text === undefined && digits === undefined && typeof value !== 'string';
  if (!isPlainData || !isJsonType(parseMediaType(mediaType).essence)) return null;
  if (body.length === 0 || limits.length > 0 || headers.some(({ value: header }) => readsBody(header))) return null;
  const marks = body.map((_, index) => markOf(index));
  const marked = body.reduce<Json>((root, { pointer }, index) => replaceAt(root, pointer, marks[index] ?? ''), value);
  return splitAtMarks(
    JSON.stringify(marked),
    marks,
    body.map((part) => part.value),
  );
}

/** Returns a text that does not occur in documents: U+FFFF is a noncharacter. */
function markOf(index: number): string {
  return `\uffff${index}\uffff`;
}

function splitAtMarks(text: string, marks: readonly string[], values: BodyTemplate['gaps']): BodyTemplate | null {
  const occurrences = marks.map((mark, index) => ({
    parts: text.split(`"${mark}"`),
    at: text.indexOf(`"${mark}"`),
    index,
  }));
  // A location that does not exist, or that contains another one.
  if (occurrences.some(({ parts }) => parts.length !== 2)) return null;
  const pieces: string[] = [];
  let start = 0;
  const sorted = occurrences.toSorted((left, right) => left.at - right.at);
  for (const { at, index } of sorted) {
    pieces.push(text.slice(start, at));
    start = at + markOf(index).length + 2;
  }
  return {
    pieces: [...pieces, text.slice(start)],
    gaps: sorted.flatMap(({ index }) => values.slice(index, index + 1)),
  };
}

function readsBody(template: AnswerPlan['headers'][number]['value']): boolean {
  return (template ?? []).some((part) => typeof part !== 'string' && part.of === 'responseBody');
}

/** Fills the gaps. Undefined if the request lacks a value, since then the documented value is sent. */
export function fillBodyTemplate({ pieces, gaps }: BodyTemplate, exchange: Exchange): string | undefined {
  let text = pieces[0] ?? '';
  for (const [index, gap] of gaps.entries()) {
    const filled = fillTemplate(gap, exchange);
    if (filled === undefined || filled.digits !== undefined) return undefined;
    text += JSON.stringify(filled.value) + (pieces[index + 1] ?? '');
  }
  return text;
}
