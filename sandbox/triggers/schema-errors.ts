import type { Fault } from '../exchange.ts';
import type { Json, JsonObject } from '../notation/json.ts';
import { equal, isArray, property, text } from '../notation/json.ts';
import { escapeToken, tokensOf, valueAt } from '../notation/json-pointer.ts';

/** One failed keyword as a validator reports it: the shape of Ajv's errors, which emitted validators share. */
export interface SchemaError {
  /** JSON Pointer into the value. */
  readonly instancePath: string;
  /** Place of the keyword in the schema document: `/$defs/Patient/properties/name/maxLength`. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: JsonObject;
}

/** Checks a value against one schema; all that fails, not only the first. */
export type Validator = (value: Json) => readonly SchemaError[];

/** An operation's schemas: the document, and the validator for any place in it. */
export interface Schemas {
  readonly document: JsonObject;
  readonly validatorAt: (place: string) => Validator;
}

/** Which constraint of which schema failed where in the value. */
export interface Violation {
  /** Where a person would look: a missing property's own place. */
  readonly pointer: string;
  /** The value that the constraint was applied to. */
  readonly instance: string;
  readonly keyword: string;
  readonly expected: Json;
  /** Place of the keyword in the schemas; `required` and its kin add the property: `…/required#name`. */
  readonly constraint: string;
}

const none: readonly Violation[] = [];

/**
 * Validates a value, and turns the validator's errors into violations, each once and in an order that depends only on
 * the places: errors that merely belong to a failed `anyOf`, `oneOf`, `contains` or `propertyNames` are folded into it,
 * and a choice that has one branch clearly meant is told as that branch's own violations.
 */
export function violationsOf(value: Json, place: string, schemas: Schemas): readonly Violation[] {
  const errors = schemas.validatorAt(place)(value);
  if (errors.length === 0) return none;
  const violations = fold(errors, value, schemas).map((error) => violationOf(error, schemas));
  const byPlace = new Map(violations.map((violation) => [`${violation.pointer}\n${violation.constraint}`, violation]));
  return [...byPlace.values()].sort(
    (one, other) => compare(one.pointer, other.pointer) || compare(one.constraint, other.constraint),
  );
}

/** A violation, as a fault at the place of the value in the request. */
export function faultOf(violation: Violation, place: Pick<Fault, 'in' | 'name'>): Fault {
  const { pointer, keyword, expected } = violation;
  return { ...place, pointer, keyword, expected };
}

/** The errors without those that belong to a choice, and choices replaced by the branch that was meant. */
function fold(errors: readonly SchemaError[], value: Json, schemas: Schemas): readonly SchemaError[] {
  const own = errors.filter((error) => error.keyword !== 'if' && !('within' in error.params));
  const belonging = new Belonging();
  const replaced = new Set<SchemaError>();
  const meant: SchemaError[] = [];
  // The outermost come last: a validator reports a choice after what failed inside it.
  for (const composite of own.filter(isComposite).reverse()) {
    const instance = valueAt(value, composite.instancePath);
    if (instance === undefined) continue;
    if (belonging.take(composite)) {
      replaced.add(composite);
      continue;
    }
    const branches = branchesOf(composite, instance, schemas);
    for (const branch of branches) for (const error of branch) belonging.add(error);
    const branch = composite.keyword === 'contains' ? undefined : branchMeant(branches, composite.instancePath);
    if (!branch) continue;
    replaced.add(composite);
    meant.push(...fold(branch, value, schemas));
  }
  return [...own.filter((error) => !replaced.has(error) && !belonging.take(error)), ...meant];
}

function isComposite({ keyword }: SchemaError): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'contains';
}

/** Errors that belong to a choice: each was reported once for it, besides what may have failed by itself. */
class Belonging {
  readonly #counts = new Map<string, number>();

  add(error: SchemaError): void {
    const key = keyOf(error);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Whether this is one of them; then it is gone. */
  take(error: SchemaError): boolean {
    const key = keyOf(error);
    const count = this.#counts.get(key) ?? 0;
    if (count > 0) this.#counts.set(key, count - 1);
    return count > 0;
  }
}

function keyOf({ schemaPath, instancePath, params }: SchemaError): string {
  return `${schemaPath}\n${instancePath}\n${JSON.stringify(params)}`;
}

/** What each branch of a choice, or each item before a `contains`, has to say about the instance. */
function branchesOf(composite: SchemaError, instance: Json, schemas: Schemas): readonly (readonly SchemaError[])[] {
  const place = composite.schemaPath;
  const within = (errors: readonly SchemaError[], pointer: string) =>
    errors.map((error) => ({ ...error, instancePath: composite.instancePath + pointer + error.instancePath }));
  if (composite.keyword === 'contains') {
    const validate = schemas.validatorAt(place);
    return isArray(instance) ? instance.map((item, index) => within(validate(item), `/${index}`)) : [];
  }
  const passing = property(composite.params, 'passingSchemas');
  if (isArray(passing)) return [];
  const written = valueAt(schemas.document, place);
  return isArray(written)
    ? written.map((_, index) => within(schemas.validatorAt(`${place}/${index}`)(instance), ''))
    : [];
}

/** The branch that the value was evidently meant for: it fails least, and by no question of kind. */
function branchMeant(
  branches: readonly (readonly SchemaError[])[],
  instancePath: string,
): readonly SchemaError[] | undefined {
  const scores = branches.map((errors) => errors.reduce((score, error) => score + weight(error, instancePath), 0));
  const least = Math.min(...scores);
  const index = scores.indexOf(least);
  return least < 100 && scores.lastIndexOf(least) === index ? branches[index] : undefined;
}

/** A value of another type than the branch is for was not meant for it; one of another kind, hardly. */
function weight({ keyword, instancePath }: SchemaError, root: string): number {
  if (/^(type|not)$/.test(keyword) && instancePath === root) return 100;
  return keyword === 'const' || keyword === 'enum' ? 10 : 1;
}

/** Puts the violation where a person would look: a missing property at its own place, one too many likewise. */
function violationOf(error: SchemaError, { document }: Schemas): Violation {
  const { instancePath, params } = error;
  // `not` of everything is `false` in words.
  const keyword =
    error.keyword === 'not' && equal(valueAt(document, error.schemaPath), {}) ? 'false schema' : error.keyword;
  const named =
    text(params, 'missingProperty') ?? text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  const property = named ?? text(params, 'propertyName');
  const pointer = property === undefined ? instancePath : `${instancePath}/${escapeToken(property)}`;
  const constraint = named === undefined || keyword !== 'required' ? error.schemaPath : `${error.schemaPath}#${named}`;
  return { pointer, instance: instancePath, keyword, expected: expectedOf(error), constraint };
}

function expectedOf({ keyword, params }: SchemaError): Json {
  for (const name of ['limit', 'allowedValues', 'allowedValue', 'pattern', 'format', 'type', 'multipleOf']) {
    const value = property(params, name);
    if (value !== undefined) return value;
  }
  if (keyword === 'contains') {
    const { minContains, maxContains } = params;
    return { ...(minContains !== undefined && { minContains }), ...(maxContains !== undefined && { maxContains }) };
  }
  return keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties';
}

/** By pointer tokens, numbers as numbers. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  const left = tokensOf(one);
  const right = tokensOf(other);
  for (const [index, token] of left.entries()) {
    const opposite = right[index];
    if (opposite === undefined) return 1;
    if (token === opposite) continue;
    const numbers = /^\d+$/.test(token) && /^\d+$/.test(opposite);
    return numbers ? Number(token) - Number(opposite) : token < opposite ? -1 : 1;
  }
  return -1;
}
