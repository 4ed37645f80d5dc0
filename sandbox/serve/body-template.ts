import type { Payload } from '../exchange.ts';
import type { AnswerPlan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import { replaceAt } from '../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { type Exchange, fillTemplate } from '../triggers/fill-template.ts';

/** The text of a body with gaps, which a rule fills for each request: all else is written once. */
export interface BodyTemplate {
  /** One more than there are gaps. */
  readonly pieces: readonly string[];
  /** What stands in each gap. */
  readonly gaps: readonly AnswerPlan['body'][number]['value'][];
}

/**
 * Writes a body in JSON with gaps at the places that a rule sets. Null where not only these change with the request, or
 * where the document writes numbers in a way of its own.
 */
export function bodyTemplate(payload: Payload, { body, limits, headers }: AnswerPlan): BodyTemplate | null {
  const { value, format = null, text, digits, mediaType } = payload;
  const isPlain = format === null && text === undefined && digits === undefined && typeof value !== 'string';
  if (!isPlain || !isJsonType(parseMediaType(mediaType).essence)) return null;
  if (body.length === 0 || limits.length > 0 || headers.some(({ value: header }) => readsBody(header))) return null;
  const marks = body.map((_, index) => markOf(index));
  const marked = body.reduce<Json>((root, { pointer }, index) => replaceAt(root, pointer, marks[index] ?? ''), value);
  return divided(
    JSON.stringify(marked),
    marks,
    body.map((one) => one.value),
  );
}

/** A text that no document has. */
function markOf(index: number): string {
  return `\uffff${index}\uffff`;
}

function divided(text: string, marks: readonly string[], values: BodyTemplate['gaps']): BodyTemplate | null {
  const found = marks.map((mark, index) => ({ parts: text.split(`"${mark}"`), at: text.indexOf(`"${mark}"`), index }));
  // A place that is not there, or that another one is in.
  if (found.some(({ parts }) => parts.length !== 2)) return null;
  const pieces: string[] = [];
  let from = 0;
  const inOrder = found.toSorted((one, other) => one.at - other.at);
  for (const { at, index } of inOrder) {
    pieces.push(text.slice(from, at));
    from = at + markOf(index).length + 2;
  }
  return {
    pieces: [...pieces, text.slice(from)],
    gaps: inOrder.flatMap(({ index }) => values.slice(index, index + 1)),
  };
}

function readsBody(template: AnswerPlan['headers'][number]['value']): boolean {
  return template.some((part) => typeof part !== 'string' && part.of === 'responseBody');
}

/** The text for a request; undefined where it lacks something, so that the document's own value stays. */
export function filledText({ pieces, gaps }: BodyTemplate, exchange: Exchange): string | undefined {
  let text = pieces[0] ?? '';
  for (const [index, gap] of gaps.entries()) {
    const filled = fillTemplate(gap, exchange);
    if (filled === undefined || filled.digits !== undefined) return undefined;
    text += JSON.stringify(filled.value) + (pieces[index + 1] ?? '');
  }
  return text;
}
