import type { Fault } from '../../exchange.ts';
import type { OperationPlan } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { parseRequestPlace, type RequestPlace } from '../../syntax/runtime-expression.ts';
import { similarName } from '../../syntax/similar-name.ts';
import { findPlace, type PlaceLookup } from '../schemas/pointers.ts';

/** The parts of an operation that rules may refer to. */
export type RuleSubject = Pick<
  OperationPlan,
  'key' | 'parameters' | 'body' | 'responses' | 'requestSchemas' | 'responseSchemas'
> & {
  /** Faults that no request can have, since their constraints were set aside. */
  readonly impossible: readonly Fault[];
  /** Names of the files beside the scenario file. */
  readonly files: readonly string[];
};

/** Reports an unknown name at the node that contains it. */
export type ReportAt = (place: Node, message: string) => void;

/**
 * Parses a place in a request, and reports it if the operation does not have it.
 *
 * @param mayBeRefused whether a property that the body's schema forbids is allowed, since its presence is a fault
 * @returns undefined if there is no such place
 */
export function resolvePlace(
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
      reportAt(node, `The request body has no "${found.step}"${existingNames(found.known, found.step)}`);
      return undefined;
    }
  } else if (place.in === 'path' || place.in === 'query' || place.in === 'cookie') {
    const known = subject.parameters.filter((parameter) => parameter.in === place.in).map(({ name }) => name);
    if (!known.includes(place.name)) {
      reportAt(node, `There is no ${place.in} parameter "${place.name}"${existingNames(known, place.name)}`);
      return undefined;
    }
  }
  return place;
}

/** Finds a place in the schemas of the body, in any media type that has it. Undefined if the body has no content. */
function findInBody(pointer: string, { body, requestSchemas }: RuleSubject): PlaceLookup | undefined {
  const tokens = tokensOf(pointer);
  const found = (body?.content ?? []).map(
    ({ schemaPointer }): PlaceLookup =>
      schemaPointer === null ? { kind: 'open' } : findPlace(schemaPointer, tokens, requestSchemas),
  );
  return (
    found.find(({ kind }) => kind !== 'unknown') ??
    found.find((one) => one.kind === 'unknown' && one.isRefused) ??
    found[0]
  );
}

/** Returns the end of a message: the names that exist, and the one that may have been meant. */
export function existingNames(known: readonly string[], given: string): string {
  if (known.length === 0) return '.';
  const intended = similarName(known, given);
  const question = intended === undefined ? '' : ` Did you mean ${intended}?`;
  return `; there is: ${known.join(', ')}.${question}`;
}
