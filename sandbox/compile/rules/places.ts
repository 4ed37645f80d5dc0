import type { Fault } from '../../exchange.ts';
import type { OperationPlan } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { parseRequestPlace, type RequestPlace } from '../../syntax/runtime-expression.ts';
import { isLike } from '../../syntax/similar-name.ts';
import { findPlace, type PlaceFound } from '../schemas/pointers.ts';

/** What of an operation rules may name. */
export type RuleSubject = Pick<
  OperationPlan,
  'key' | 'parameters' | 'body' | 'responses' | 'requestSchemas' | 'responseSchemas'
> & {
  /** Faults that no request has, since their constraints were set aside. */
  readonly impossible: readonly Fault[];
  /** Names of the files beside the scenario file. */
  readonly files: readonly string[];
};

/** Reports a name that does not exist, at the place where it is written. */
export type ReportAt = (place: Node, message: string) => void;

/**
 * A place of a rule, if the operation has it.
 *
 * @param mayBeRefused a property that the body's schema refuses is a place, too: there the fault is that it is there
 */
export function placeNamed(
  source: string,
  node: Node,
  subject: RuleSubject,
  reportAt: ReportAt,
  mayBeRefused = false,
): RequestPlace | undefined {
  const place = parseRequestPlace(source);
  if (!place) {
    reportAt(
      node,
      `"${source}" is no place in a request. Write path.NAME, query.NAME, header.NAME, cookie.NAME or body#/POINTER.`,
    );
    return undefined;
  }
  if (place.in === 'body') {
    if (!subject.body) {
      reportAt(node, 'The operation has no request body.');
      return undefined;
    }
    const found = findInBody(place.pointer, subject);
    if (found?.kind === 'unknown' && !(mayBeRefused && found.isRefused)) {
      reportAt(node, `The request body has no "${found.step}"${names(found.known, found.step)}`);
      return undefined;
    }
  } else if (place.in === 'path' || place.in === 'query' || place.in === 'cookie') {
    const known = subject.parameters.filter((parameter) => parameter.in === place.in).map(({ name }) => name);
    if (!known.includes(place.name)) {
      reportAt(node, `There is no ${place.in} parameter "${place.name}"${names(known, place.name)}`);
      return undefined;
    }
  }
  return place;
}

/** What the body's schemas say of a place: of several media types, the one that knows it. Undefined without any schema. */
function findInBody(pointer: string, { body, requestSchemas }: RuleSubject): PlaceFound | undefined {
  const tokens = tokensOf(pointer);
  const found = (body?.content ?? []).map(
    ({ schemaPointer }): PlaceFound =>
      schemaPointer === null ? { kind: 'open' } : findPlace(schemaPointer, tokens, requestSchemas),
  );
  return (
    found.find(({ kind }) => kind !== 'unknown') ??
    found.find((one) => one.kind === 'unknown' && one.isRefused) ??
    found[0]
  );
}

/** The names that do exist, to end a message with, and which of them may have been meant. */
export function names(known: readonly string[], given: string): string {
  if (known.length === 0) return '.';
  const intended = known.find((name) => isLike(name, given));
  const question = intended === undefined ? '' : ` Did you mean ${intended}?`;
  return `; there is: ${known.join(', ')}.${question}`;
}
