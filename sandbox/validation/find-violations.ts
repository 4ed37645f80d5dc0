import type { Fault } from '../exchange.ts';
import type { Json } from '../syntax/json.ts';
import { equal, isArray, text } from '../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { type FoldedError, fold, withNestedErrors } from './fold-errors.ts';
import { constraintKey, type Schemas, type Violation } from './violation.ts';
import { expectedOf, foundOf, intendedName } from './violation-details.ts';

const noViolations: readonly Violation[] = [];

/**
 * Validates a value and converts the validator's errors to violations, without duplicates and ordered by location. If
 * one branch of a `oneOf` or `anyOf` was clearly intended, the violations of that branch replace the choice.
 */
export function violationsOf(value: Json, schemaPointer: string, schemas: Schemas): readonly Violation[] {
  return schemas.withCache(() => {
    const errors = schemas.validatorAt(schemaPointer)(value);
    if (errors.length === 0) return noViolations;
    return withoutImpliedValues(
      sortUnique(fold(errors, value, schemas).map((error) => violationOf(error, value, schemas))),
    );
  });
}

/** Lists the JSON Pointers of the values that fail a keyword, including failures in branches that were not intended. */
export function failuresOf(
  value: Json,
  schemaPointer: string,
  schemaPath: string,
  schemas: Schemas,
): readonly string[] {
  return schemas.withCache(() =>
    withNestedErrors(schemas.validatorAt(schemaPointer)(value), value, schemas)
      .filter((error) => error.schemaPath === schemaPath)
      .map(({ instancePath }) => instancePath),
  );
}

/**
 * Keeps the narrowest of several `enum` and `const` violations of one value: a discriminator and the constants of its
 * branches report the same fault.
 */
function withoutImpliedValues(violations: readonly Violation[]): readonly Violation[] {
  const lists = violations.filter(({ keyword }) => keyword === 'const' || keyword === 'enum');
  if (lists.length < 2) return violations;
  const isImplied = (one: Violation) => {
    const values = valuesOf(one);
    return lists.some((other, index) => {
      if (other === one || other.pointer !== one.pointer) return false;
      const narrower = valuesOf(other);
      const isFirst = narrower.length < values.length || index < lists.indexOf(one);
      return isFirst && narrower.every((value) => values.some((known) => equal(known, value)));
    });
  };
  return violations.filter((one) => !lists.includes(one) || !isImplied(one));
}

function valuesOf({ keyword, expected }: Violation): readonly Json[] {
  return keyword === 'enum' && isArray(expected) ? expected : [expected];
}

/** Removes duplicates, and sorts by location. */
function sortUnique(violations: readonly Violation[]): readonly Violation[] {
  const byLocation = new Map(
    violations.map((violation) => [`${violation.pointer}\n${constraintKey(violation.constraint)}`, violation]),
  );
  return [...byLocation.values()]
    .map((violation) => ({ violation, at: tokensOf(violation.pointer), by: tokensOf(violation.constraint.pointer) }))
    .sort((left, right) => compareTokens(left.at, right.at) || compareTokens(left.by, right.by))
    .map(({ violation }) => violation);
}

/** Converts a violation to a fault of the request. */
export function faultOf(violation: Violation, location: Pick<Fault, 'in' | 'name'>): Fault {
  const { pointer, keyword, expected, found, intended, alternatives } = violation;
  const fault = {
    ...location,
    pointer,
    keyword,
    expected,
    ...(found !== undefined && { found }),
    ...(intended !== undefined && { intended }),
  };
  return alternatives === undefined
    ? fault
    : { ...fault, alternatives: alternatives.map((branch) => branch.map((one) => faultOf(one, location))) };
}

/** Converts an error to a violation. Missing and additional properties are reported at their own location. */
function violationOf(error: FoldedError, value: Json, schemas: Schemas): Violation {
  const { document } = schemas;
  const { instancePath, params, alternatives } = error;
  // `not: {}` is equivalent to `false`.
  const keyword =
    error.keyword === 'not' && equal(valueAt(document, error.schemaPath), {}) ? 'false schema' : error.keyword;
  const propertyAtFault =
    text(params, 'missingProperty') ?? text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  const property = propertyAtFault ?? text(params, 'propertyName');
  const pointer = property === undefined ? instancePath : `${instancePath}/${escapeToken(property)}`;
  const constraint = { pointer: error.schemaPath, property: keyword === 'required' ? (propertyAtFault ?? null) : null };
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
        alternatives: alternatives.map((branch) => sortUnique(branch.map((one) => violationOf(one, value, schemas)))),
      };
}

/** Compares pointers token by token, array indices as numbers. */
function compareTokens(left: readonly string[], right: readonly string[]): number {
  for (const [index, token] of left.entries()) {
    const counterpart = right[index];
    if (counterpart === undefined) return 1;
    if (token === counterpart) continue;
    const areIndices = /^\d+$/.test(token) && /^\d+$/.test(counterpart);
    return areIndices ? Number(token) - Number(counterpart) : token < counterpart ? -1 : 1;
  }
  return left.length - right.length;
}
