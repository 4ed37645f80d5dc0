import type { FaultPattern, OperationPlan, ParameterPlan } from '../plan.ts';
import { type Draft, withBody, withHeader, withoutParameter, withValue } from '../requests/draft.ts';
import { type Json, property } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { percentEncode } from '../syntax/percent.ts';
import { matchesPattern } from '../triggers/rule.ts';
import { violatingValues } from '../values/violations.ts';
import type { FaultAt } from './reason.ts';

/** A draft, and the one fault that it is expected to have. */
export interface FaultyDraft {
  readonly fault: FaultAt;
  readonly draft: Draft;
}

/** Malformed as JSON, form, XML and multipart. */
const unreadableText = '{"this cannot be read":%';

/** A media type that no API documents. */
const unknownType = 'application/x-unknown';

/**
 * Yields mutations of a valid request with one fault each: in a parameter, in the body, in a media type. They cover the
 * keywords of JSON Schema and those of requests (`syntax`, `mediaType`, `charset`, `accept`).
 *
 * @param toward tokens of a location in the body to which its mutations are limited
 */
export function* faultyDrafts(
  operation: OperationPlan,
  draft: Draft,
  toward?: readonly string[],
): Generator<FaultyDraft> {
  const header = (name: string, keyword: string) => ({ in: 'header', name, pointer: '', keyword }) as const;
  for (const parameter of operation.parameters) yield* faultyParameter(operation, draft, parameter);
  const { body } = draft;
  if (body) {
    const inBody = (pointer: string, keyword: string) => ({ in: 'body', name: '', pointer, keyword }) as const;
    yield { fault: inBody('', 'required'), draft: { ...draft, body: null } };
    yield { fault: inBody('', 'syntax'), draft: { ...draft, body: { ...body, text: unreadableText } } };
    for (const { pointer, keyword, value } of violatingValues(
      bodySchema(operation, draft),
      body.value,
      operation.requestSchemas,
      toward,
    )) {
      yield { fault: inBody(pointer, keyword), draft: withBody(draft, value) };
    }
  }
  const unknown = { mediaType: unknownType, value: null, text: 'unknown' };
  yield { fault: header('Content-Type', 'mediaType'), draft: { ...draft, body: unknown } };
  if (body) {
    const charset = { ...body, mediaType: `${body.mediaType}; charset=utf-16` };
    yield { fault: header('Content-Type', 'charset'), draft: { ...draft, body: charset } };
  }
  yield { fault: header('Accept', 'accept'), draft: withHeader(draft, 'Accept', unknownType) };
}

function bodySchema({ body, requestSchemas }: OperationPlan, draft: Draft): Json | undefined {
  const media = body?.content.find(({ mediaType }) => mediaType === draft.body?.mediaType);
  return media?.schemaPointer ? valueAt(requestSchemas, media.schemaPointer) : undefined;
}

function* faultyParameter(operation: OperationPlan, draft: Draft, parameter: ParameterPlan): Generator<FaultyDraft> {
  const { in: where, name, format, schemaPointer } = parameter;
  const fault = (pointer: string, keyword: string) => ({ in: where, name, pointer, keyword }) as const;
  if (parameter.required && where !== 'path')
    yield { fault: fault('', 'required'), draft: withoutParameter(draft, parameter) };
  const value = operation.sample.values[operation.parameters.indexOf(parameter)] ?? null;
  if (where === 'query' && format.by === 'style' && format.shape.kind === 'primitive') {
    const twice = withValue(draft, parameter, value);
    const again = `${percentEncode(name)}=${percentEncode(String(value ?? ''))}`;
    yield { fault: fault('', 'syntax'), draft: { ...twice, query: [...draft.query, again] } };
  }
  const schema = schemaPointer === null ? undefined : valueAt(operation.requestSchemas, schemaPointer);
  const takesAnyText = format.by === 'style' && typesOf(schema).includes('string');
  for (const violation of violatingValues(schema, value, operation.requestSchemas)) {
    // Whatever is sent for a string is one.
    if (takesAnyText && violation.keyword === 'type' && violation.pointer === '') continue;
    yield { fault: fault(violation.pointer, violation.keyword), draft: withValue(draft, parameter, violation.value) };
  }
}

function typesOf(schema: Json | undefined): readonly Json[] {
  return [property(schema, 'type') ?? []].flat();
}

/** Drafts returned for one pattern, and for one keyword of it. */
const maxDrafts = 18;
const maxPerKeyword = 6;

/** Returns drafts that are expected to have a fault which matches a pattern, in the order of the pattern's keywords. */
export function draftsFailing(operation: OperationPlan, draft: Draft, pattern: FaultPattern): readonly FaultyDraft[] {
  const found: FaultyDraft[] = [];
  const counts = new Map<string, number>();
  const toward = pattern.in === 'body' ? pattern.tokens : [];
  for (const faulty of faultyDrafts(operation, draft, toward)) {
    const { keyword } = faulty.fault;
    const count = counts.get(keyword) ?? 0;
    if (count === maxPerKeyword || !matchesPattern(pattern, { ...faulty.fault, expected: null })) continue;
    counts.set(keyword, count + 1);
    found.push(faulty);
  }
  const rank = ({ fault }: FaultyDraft) => pattern.keywords.indexOf(fault.keyword);
  return found.sort((one, other) => rank(one) - rank(other)).slice(0, maxDrafts);
}
