import type { Fault } from '../exchange.ts';
import type { Json, JsonObject } from '../notation/json.ts';
import { equal, isArray, isObject, property, text } from '../notation/json.ts';
import { escapeToken, tokensOf, valueAt } from '../notation/json-pointer.ts';
import { branchesMeant } from './branch-meant.ts';

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
  /** Of a choice whose branches are equally near: what each of them says instead. */
  readonly alternatives?: readonly (readonly Violation[])[];
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
  return inOrder(fold(errors, value, schemas).map((error) => violationOf(error, schemas)));
}

/** Each once, by their places. */
function inOrder(violations: readonly Violation[]): readonly Violation[] {
  const byPlace = new Map(violations.map((violation) => [`${violation.pointer}\n${violation.constraint}`, violation]));
  return [...byPlace.values()].sort(
    (one, other) => compare(one.pointer, other.pointer) || compare(one.constraint, other.constraint),
  );
}

/** A violation, as a fault at the place of the value in the request. */
export function faultOf(violation: Violation, place: Pick<Fault, 'in' | 'name'>): Fault {
  const { pointer, keyword, expected, alternatives } = violation;
  const fault = { ...place, pointer, keyword, expected };
  return alternatives === undefined
    ? fault
    : { ...fault, alternatives: alternatives.map((branch) => branch.map((one) => faultOf(one, place))) };
}

/** An error, and what the branches of a choice say that are equally near. */
interface FoldedError extends SchemaError {
  readonly alternatives?: readonly (readonly FoldedError[])[];
}

/** The errors without those that belong to a choice, and choices replaced by the branch that was meant. */
function fold(errors: readonly SchemaError[], value: Json, schemas: Schemas): readonly FoldedError[] {
  const own = errors.filter((error) => error.keyword !== 'if' && !('within' in error.params));
  const belonging = new Belonging();
  const replaced = new Set<SchemaError>();
  const meant: FoldedError[] = [];
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
    if (composite.keyword === 'contains') continue;
    const near = nearest(branches, composite, instance, schemas);
    const [only] = near;
    if (!only) continue;
    replaced.add(composite);
    if (near.length > 1) {
      const alternatives = near.slice(0, mostAlternatives).map((branch) => outermost(branch).slice(0, mostErrors));
      meant.push({ ...composite, alternatives });
      continue;
    }
    const told = fold(only, value, schemas);
    const [first] = told;
    // `null` or one of several types: the whole choice is of types.
    const isOfTypes = told.length === 1 && first?.instancePath === composite.instancePath && isChoiceOfTypes(first);
    meant.push(...(isOfTypes && first.alternatives ? [{ ...composite, alternatives: first.alternatives }] : told));
  }
  return [...own.filter((error) => !replaced.has(error) && !belonging.take(error)), ...meant];
}

/** Whether all that each branch says is that the value is of another type. */
function isChoiceOfTypes({ alternatives = [], instancePath }: FoldedError): boolean {
  return (
    alternatives.length > 0 &&
    alternatives.every((branch) =>
      branch.every((error) => error.keyword === 'type' && error.instancePath === instancePath),
    )
  );
}

/** More branches than this nobody reads, and more that is wrong with each. */
const mostAlternatives = 10;
const mostErrors = 10;

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

/** What the branches say that the value was most likely meant for. */
function nearest(
  branches: readonly (readonly SchemaError[])[],
  { schemaPath }: SchemaError,
  instance: Json,
  { document }: Schemas,
): readonly (readonly SchemaError[])[] {
  const written = valueAt(document, schemaPath);
  const weighed = branches.map((errors, index) => {
    return { schema: (isArray(written) ? written[index] : undefined) ?? true, faultiness: faultinessOf(errors) };
  });
  return branchesMeant(weighed, instance, document).flatMap((index) => {
    const branch = branches[index];
    return branch === undefined ? [] : [branch];
  });
}

/** How much is wrong: a value of another kind or type weighs more than a missing one. */
function faultinessOf(errors: readonly SchemaError[]): number {
  return outermost(errors).reduce((sum, { keyword }) => sum + (weights[keyword] ?? 1), 0);
}

/** The errors without those at the places of choices, which are told as one there. */
function outermost(errors: readonly SchemaError[]): readonly SchemaError[] {
  const found = new Map(errors.filter(isComposite).map((choice) => [choice.instancePath, choice]));
  const isInChoice = (pointer: string) => [...found.keys()].some((place) => isWithin(pointer, place));
  const choices = [...found.values()].filter(
    ({ instancePath }) => ![...found.keys()].some((place) => place !== instancePath && isWithin(instancePath, place)),
  );
  return [...errors.filter(({ instancePath }) => !isInChoice(instancePath)), ...choices];
}

const weights: Readonly<Record<string, number>> = { const: 10, enum: 10, not: 10, type: 3 };

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

/** Puts the violation where a person would look: a missing property at its own place, one too many likewise. */
function violationOf(error: FoldedError, schemas: Schemas): Violation {
  const { document } = schemas;
  const { instancePath, params, alternatives } = error;
  // `not` of everything is `false` in words.
  const keyword =
    error.keyword === 'not' && equal(valueAt(document, error.schemaPath), {}) ? 'false schema' : error.keyword;
  const named =
    text(params, 'missingProperty') ?? text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
  const property = named ?? text(params, 'propertyName');
  const pointer = property === undefined ? instancePath : `${instancePath}/${escapeToken(property)}`;
  const constraint = named === undefined || keyword !== 'required' ? error.schemaPath : `${error.schemaPath}#${named}`;
  const violation = { pointer, instance: instancePath, keyword, expected: expectedOf(error, schemas), constraint };
  return alternatives === undefined
    ? violation
    : {
        ...violation,
        alternatives: alternatives.map((branch) => inOrder(branch.map((one) => violationOf(one, schemas)))),
      };
}

function expectedOf({ keyword, params, schemaPath }: SchemaError, { document }: Schemas): Json {
  for (const name of ['limit', 'allowedValues', 'allowedValue', 'pattern', 'format', 'type', 'multipleOf']) {
    const value = property(params, name);
    if (value !== undefined) return value;
  }
  if (keyword === 'contains') {
    const { minContains, maxContains } = params;
    return { ...(minContains !== undefined && { minContains }), ...(maxContains !== undefined && { maxContains }) };
  }
  const passing = property(params, 'passingSchemas');
  if (isArray(passing)) return { onlyOne: passing.map((index) => branchName(`${schemaPath}/${index}`, document)) };
  return keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties';
}

/** What a branch of a choice is called: by the schema that it refers to, else by what it asks for. */
function branchName(place: string, document: JsonObject): string {
  const branch = valueAt(document, place);
  const { $ref: reference, required, type } = isObject(branch) ? branch : {};
  if (typeof reference === 'string') return tokensOf(reference.slice(1)).at(-1) ?? reference;
  if (isArray(required) && required.length > 0) return required.join(' with ');
  return typeof type === 'string' ? type : `number ${Number(tokensOf(place).at(-1)) + 1}`;
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
