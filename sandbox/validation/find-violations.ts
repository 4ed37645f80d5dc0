import type { Fault } from '../exchange.ts';
import type { Json } from '../syntax/json.ts';
import { equal, isArray, text } from '../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { allWithin, type FoldedError, fold } from './fold-errors.ts';
import { constraintKey, type Schemas, type Violation } from './violation.ts';
import { expectedOf, foundOf, intendedName } from './violation-details.ts';

const none: readonly Violation[] = [];

/**
 * Validates a value, and turns the validator's errors into violations, each once and in an order that depends only on
 * the places: a choice that has one branch clearly meant is told as that branch's own violations.
 */
export function violationsOf(value: Json, place: string, schemas: Schemas): readonly Violation[] {
  return schemas.remembering(() => {
    const errors = schemas.validatorAt(place)(value);
    if (errors.length === 0) return none;
    return narrowest(inOrder(fold(errors, value, schemas).map((error) => violationOf(error, value, schemas))));
  });
}

/** Where in a value a keyword fails, in branches too that are not told since another one is meant. */
export function failuresOf(value: Json, place: string, schemaPath: string, schemas: Schemas): readonly string[] {
  return schemas.remembering(() =>
    allWithin(schemas.validatorAt(place)(value), value, schemas)
      .filter((error) => error.schemaPath === schemaPath)
      .map(({ instancePath }) => instancePath),
  );
}

/** Of several lists of values at one place the narrowest: a discriminator and the constants of its branches say the same. */
function narrowest(violations: readonly Violation[]): readonly Violation[] {
  const lists = violations.filter(({ keyword }) => keyword === 'const' || keyword === 'enum');
  if (lists.length < 2) return violations;
  const isStated = (one: Violation) => {
    const values = valuesOf(one);
    return lists.some((other, index) => {
      if (other === one || other.pointer !== one.pointer) return false;
      const narrower = valuesOf(other);
      const isFirst = narrower.length < values.length || index < lists.indexOf(one);
      return isFirst && narrower.every((value) => values.some((known) => equal(known, value)));
    });
  };
  return violations.filter((one) => !lists.includes(one) || !isStated(one));
}

function valuesOf({ keyword, expected }: Violation): readonly Json[] {
  return keyword === 'enum' && isArray(expected) ? expected : [expected];
}

/** Each once, by their places. */
function inOrder(violations: readonly Violation[]): readonly Violation[] {
  const byPlace = new Map(
    violations.map((violation) => [`${violation.pointer}\n${constraintKey(violation.constraint)}`, violation]),
  );
  return [...byPlace.values()]
    .map((violation) => ({ violation, at: tokensOf(violation.pointer), by: tokensOf(violation.constraint.pointer) }))
    .sort((one, other) => compare(one.at, other.at) || compare(one.by, other.by))
    .map(({ violation }) => violation);
}

/** A violation, as a fault at the place of the value in the request. */
export function faultOf(violation: Violation, place: Pick<Fault, 'in' | 'name'>): Fault {
  const { pointer, keyword, expected, found, intended, alternatives } = violation;
  const fault = {
    ...place,
    pointer,
    keyword,
    expected,
    ...(found !== undefined && { found }),
    ...(intended !== undefined && { intended }),
  };
  return alternatives === undefined
    ? fault
    : { ...fault, alternatives: alternatives.map((branch) => branch.map((one) => faultOf(one, place))) };
}

/** Puts the violation where a person would look: a missing property at its own place, one too many likewise. */
function violationOf(error: FoldedError, value: Json, schemas: Schemas): Violation {
  const { document } = schemas;
  const { instancePath, params, alternatives } = error;
  // `not` of everything is `false` in words.
  const keyword =
    error.keyword === 'not' && equal(valueAt(document, error.schemaPath), {}) ? 'false schema' : error.keyword;
  const named =
    text(params, 'missingProperty') ?? text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  const property = named ?? text(params, 'propertyName');
  const pointer = property === undefined ? instancePath : `${instancePath}/${escapeToken(property)}`;
  const constraint = { pointer: error.schemaPath, property: keyword === 'required' ? (named ?? null) : null };
  const instance = valueAt(value, instancePath);
  const found = foundOf(error, instance, schemas);
  const intended = intendedName(error, instance, document);
  const violation: Violation = {
    pointer,
    instance: instancePath,
    keyword,
    expected: expectedOf(error, document),
    constraint,
    ...(found !== undefined && { found }),
    ...(intended !== undefined && { intended }),
  };
  return alternatives === undefined
    ? violation
    : {
        ...violation,
        alternatives: alternatives.map((branch) => inOrder(branch.map((one) => violationOf(one, value, schemas)))),
      };
}

/** By pointer tokens, numbers as numbers. */
function compare(left: readonly string[], right: readonly string[]): number {
  for (const [index, token] of left.entries()) {
    const opposite = right[index];
    if (opposite === undefined) return 1;
    if (token === opposite) continue;
    const numbers = /^\d+$/.test(token) && /^\d+$/.test(opposite);
    return numbers ? Number(token) - Number(opposite) : token < opposite ? -1 : 1;
  }
  return left.length - right.length;
}
