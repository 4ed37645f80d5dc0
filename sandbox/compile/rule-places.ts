import type { Fault } from '../exchange.ts';
import { parseRequestPlace, type RequestPlace } from '../notation/expression.ts';
import { tokensOf } from '../notation/json-pointer.ts';
import type { OperationPlan } from '../plan.ts';
import type { Node } from '../read/tree.ts';
import { unknownStep } from './schema-places.ts';

/** What of an operation rules may name. */
export type RuleSubject = Pick<OperationPlan, 'key' | 'parameters' | 'body' | 'responses' | 'requestSchemas'> & {
  /** Faults that no request has, since their constraints were set aside. */
  readonly impossible: readonly Fault[];
  /** Names of the files beside the scenario file. */
  readonly files: readonly string[];
};

/** Reports a name that does not exist, at the place where it is written. */
export type Tell = (place: Node, message: string) => void;

/** A place of a rule, if the operation has it. */
export function placeNamed(source: string, node: Node, subject: RuleSubject, tell: Tell): RequestPlace | undefined {
  const place = parseRequestPlace(source);
  if (!place) {
    tell(
      node,
      `"${source}" is no place in a request. Write path.NAME, query.NAME, header.NAME, cookie.NAME or body#/POINTER.`,
    );
    return undefined;
  }
  if (place.in === 'body') {
    const unknown = subject.body ? unknownBodyStep(place.pointer, subject) : { step: 'body', known: [] };
    if (unknown) {
      tell(node, `The request body has no "${unknown.step}"${names(unknown.known)}`);
      return undefined;
    }
  } else if (place.in === 'path' || place.in === 'query' || place.in === 'cookie') {
    const known = subject.parameters.filter((parameter) => parameter.in === place.in).map(({ name }) => name);
    if (!known.includes(place.name)) {
      tell(node, `There is no ${place.in} parameter "${place.name}"${names(known)}`);
      return undefined;
    }
  }
  return place;
}

/** The first step that no media type of the body describes. */
function unknownBodyStep(pointer: string, subject: RuleSubject): ReturnType<typeof unknownStep> {
  const tokens = tokensOf(pointer);
  const results = (subject.body?.content ?? []).map(({ validator }) =>
    validator === null ? undefined : unknownStep(validator, tokens, subject.requestSchemas),
  );
  return results.includes(undefined) ? undefined : results[0];
}

/** The names that do exist, to end a message with. */
export function names(known: readonly string[]): string {
  return known.length > 0 ? `; there is: ${known.join(', ')}.` : '.';
}
