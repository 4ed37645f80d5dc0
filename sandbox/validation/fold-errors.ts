import { isArray, type Json, property } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { intendedBranches } from './intended-branch.ts';
import type { SchemaError, Schemas } from './violation.ts';

/** An error; for a choice without a clearly intended branch, also the errors of the closest branches. */
export interface FoldedError extends SchemaError {
  readonly alternatives?: readonly (readonly FoldedError[])[];
}

/** Replaces the errors of `oneOf` and `anyOf` by the errors of the branch that was intended. */
export function fold(errors: readonly SchemaError[], value: Json, schemas: Schemas): readonly FoldedError[] {
  return foldWithin(errors, { value, schemas, budget: { branches: maxBranches } }, 0);
}

/** The state of one call of `fold`. */
interface Folding {
  readonly value: Json;
  readonly schemas: Schemas;
  /** Branches that may still be validated. */
  readonly budget: { branches: number };
}

function foldWithin(errors: readonly SchemaError[], folding: Folding, depth: number): readonly FoldedError[] {
  return errors
    .filter(isInformative)
    .flatMap((error) => (isChoice(error) ? foldChoice(error, folding, depth) : [error]));
}

function foldChoice(choice: SchemaError, folding: Folding, depth: number): readonly FoldedError[] {
  const { value, schemas, budget } = folding;
  const instance = valueAt(value, choice.instancePath);
  if (instance === undefined || depth === maxDepth || budget.branches <= 0) return [choice];
  const branches = branchErrors(choice, instance, schemas);
  budget.branches -= branches.length;
  const intended = intendedErrors(branches, choice, instance, schemas);
  const [only] = intended;
  if (!only) return [choice];
  if (intended.length > 1) {
    const alternatives = intended.slice(0, maxAlternatives).map((branch) => outermost(branch).slice(0, maxErrors));
    return [{ ...choice, alternatives }];
  }
  const reported = foldWithin(only, folding, depth + 1);
  const [first] = reported;
  // A nullable choice of types is reported as one choice of types.
  const isTypeMismatch = reported.length === 1 && first?.instancePath === choice.instancePath && isChoiceOfTypes(first);
  return isTypeMismatch && first.alternatives ? [{ ...choice, alternatives: first.alternatives }] : reported;
}

/** Nesting of choices that is resolved; deeper ones are reported as choices, since each level is validated again. */
const maxDepth = 20;

/** Branches that are validated for one value, which is enough for all faults that are reported. */
const maxBranches = 20_000;

/** Whether an error should be reported: that of `if` only says that a condition failed. */
function isInformative({ keyword }: SchemaError): boolean {
  return keyword !== 'if';
}

/** Whether each branch fails only because of the value's type. */
function isChoiceOfTypes({ alternatives = [], instancePath }: FoldedError): boolean {
  return (
    alternatives.length > 0 &&
    alternatives.every((branch) =>
      branch.every((error) => error.keyword === 'type' && error.instancePath === instancePath),
    )
  );
}

/** Branches that are reported for one choice, and errors for each branch. */
const maxAlternatives = 10;
const maxErrors = 10;

/** Choices that are considered, as many as faults are reported. */
const maxChoices = 100;

function isComposite(error: SchemaError): boolean {
  return isChoice(error) || error.keyword === 'contains';
}

function isChoice({ keyword }: SchemaError): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** Validates an instance by each branch of a choice. Empty if several branches accept it. */
function branchErrors(choice: SchemaError, instance: Json, schemas: Schemas): readonly (readonly SchemaError[])[] {
  const subschemas = valueAt(schemas.document, choice.schemaPath);
  if (!isArray(subschemas) || isArray(property(choice.params, 'passingSchemas'))) return [];
  return subschemas.map((_, index) =>
    rebase(schemas.validatorAt(`${choice.schemaPath}/${index}`)(instance), choice.instancePath),
  );
}

/** Adds the errors of all branches and items within failed choices and `contains`, visiting each location once. */
export function withNestedErrors(
  errors: readonly SchemaError[],
  value: Json,
  schemas: Schemas,
): readonly SchemaError[] {
  const collected: SchemaError[] = [];
  const visited = new Set<string>();
  const queue = [...errors];
  for (let error = queue.pop(); error; error = queue.pop()) {
    collected.push(error);
    const key = `${error.schemaPath}\n${error.instancePath}`;
    const instance = isComposite(error) && !visited.has(key) ? valueAt(value, error.instancePath) : undefined;
    if (instance === undefined || collected.length > maxNestedErrors) continue;
    visited.add(key);
    for (const branch of error.keyword === 'contains'
      ? itemErrors(error, instance, schemas)
      : branchErrors(error, instance, schemas))
      for (const inner of branch) queue.push(inner);
  }
  return collected;
}

/** Errors that are collected for one value. */
const maxNestedErrors = 10_000;

/** Validates each item of a list by the schema of `contains`. */
function itemErrors(
  { schemaPath, instancePath }: SchemaError,
  list: Json,
  schemas: Schemas,
): readonly (readonly SchemaError[])[] {
  const validate = schemas.validatorAt(schemaPath);
  return isArray(list) ? list.map((item, index) => rebase(validate(item), `${instancePath}/${index}`)) : [];
}

/** Prefixes the pointers of errors, which are relative to a part of the value. */
function rebase(errors: readonly SchemaError[], pointer: string): readonly SchemaError[] {
  return errors.map((error) => ({ ...error, instancePath: pointer + error.instancePath }));
}

/** Returns the errors of the branches that were most likely intended. */
function intendedErrors(
  branches: readonly (readonly SchemaError[])[],
  { schemaPath }: SchemaError,
  instance: Json,
  { document }: Schemas,
): readonly (readonly SchemaError[])[] {
  const subschemas = valueAt(document, schemaPath);
  const candidates = branches.map((errors, index) => {
    return {
      schema: (isArray(subschemas) ? subschemas[index] : undefined) ?? true,
      errorWeight: () => errorWeight(errors),
    };
  });
  return intendedBranches(candidates, instance, document).flatMap((index) => {
    const branch = branches[index];
    return branch === undefined ? [] : [branch];
  });
}

/** Weighs the errors of a branch: a different constant or type weighs more than a missing property. */
function errorWeight(errors: readonly SchemaError[]): number {
  return outermost(errors).reduce((sum, { keyword }) => sum + (weights[keyword] ?? 1), 0);
}

/** Removes errors within choices, which are reported as one error. */
function outermost(errors: readonly SchemaError[]): readonly SchemaError[] {
  const choices: SchemaError[] = [];
  const isInChoice = ({ instancePath }: SchemaError) =>
    choices.some((one) => isAtOrBelow(instancePath, one.instancePath));
  // The validator reports outer choices after inner ones.
  for (const choice of errors.filter(isComposite).slice(-maxChoices).reverse())
    if (!isInChoice(choice)) choices.push(choice);
  return [...errors.filter((error) => isInformative(error) && !isInChoice(error)), ...choices];
}

const weights: Readonly<Record<string, number>> = { const: 10, enum: 10, not: 10, type: 3 };

function isAtOrBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
