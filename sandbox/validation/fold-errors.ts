import { isArray, type Json, property } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { intendedBranches } from './intended-branch.ts';
import type { SchemaError, Schemas } from './violation.ts';

/** An error, and what the branches of a choice say that are equally near. */
export interface FoldedError extends SchemaError {
  readonly alternatives?: readonly (readonly FoldedError[])[];
}

/** The errors, with choices replaced by what is wrong with the branch that was meant. */
export function fold(errors: readonly SchemaError[], value: Json, schemas: Schemas): readonly FoldedError[] {
  return foldWithin(errors, { value, schemas, budget: { branches: maxBranches } }, 0);
}

/** What folding is done for. */
interface Folding {
  readonly value: Json;
  readonly schemas: Schemas;
  /** How many branches may still be looked at. */
  readonly budget: { branches: number };
}

function foldWithin(errors: readonly SchemaError[], folding: Folding, depth: number): readonly FoldedError[] {
  return errors.filter(isOwn).flatMap((error) => (isChoice(error) ? foldChoice(error, folding, depth) : [error]));
}

function foldChoice(choice: SchemaError, folding: Folding, depth: number): readonly FoldedError[] {
  const { value, schemas, budget } = folding;
  const instance = valueAt(value, choice.instancePath);
  if (instance === undefined || depth === deepest || budget.branches <= 0) return [choice];
  const branches = branchesOf(choice, instance, schemas);
  budget.branches -= branches.length;
  const near = nearest(branches, choice, instance, schemas);
  const [only] = near;
  if (!only) return [choice];
  if (near.length > 1) {
    const alternatives = near.slice(0, maxAlternatives).map((branch) => outermost(branch).slice(0, maxErrors));
    return [{ ...choice, alternatives }];
  }
  const reported = foldWithin(only, folding, depth + 1);
  const [first] = reported;
  // `null` or one of several types: the whole choice is of types.
  const isOfTypes = reported.length === 1 && first?.instancePath === choice.instancePath && isChoiceOfTypes(first);
  return isOfTypes && first.alternatives ? [{ ...choice, alternatives: first.alternatives }] : reported;
}

/** Choices in choices in choices are told as such from there on, as each level is validated again. */
const deepest = 20;

/** Enough for all faults that are told of a request; what is further on is told as a choice, too. */
const maxBranches = 20_000;

/** Whether an error says something by itself: not that a condition failed. */
function isOwn({ keyword }: SchemaError): boolean {
  return keyword !== 'if';
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
const maxAlternatives = 10;
const maxErrors = 10;

/** As many as there are faults that are told of a request. */
const maxChoices = 100;

function failsAsWhole(error: SchemaError): boolean {
  return isChoice(error) || error.keyword === 'contains';
}

function isChoice({ keyword }: SchemaError): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** What each branch of a choice has to say about the instance; none where more than one takes it. */
function branchesOf(choice: SchemaError, instance: Json, schemas: Schemas): readonly (readonly SchemaError[])[] {
  const written = valueAt(schemas.document, choice.schemaPath);
  if (!isArray(written) || isArray(property(choice.params, 'passingSchemas'))) return [];
  return written.map((_, index) =>
    within(schemas.validatorAt(`${choice.schemaPath}/${index}`)(instance), choice.instancePath),
  );
}

/** The errors, and what fails within those that fail as a whole, each place once. */
export function allWithin(errors: readonly SchemaError[], value: Json, schemas: Schemas): readonly SchemaError[] {
  const found: SchemaError[] = [];
  const asked = new Set<string>();
  const waiting = [...errors];
  for (let error = waiting.pop(); error; error = waiting.pop()) {
    found.push(error);
    const key = `${error.schemaPath}\n${error.instancePath}`;
    const instance = failsAsWhole(error) && !asked.has(key) ? valueAt(value, error.instancePath) : undefined;
    if (instance === undefined || found.length > maxWithin) continue;
    asked.add(key);
    for (const branch of error.keyword === 'contains'
      ? itemsOf(error, instance, schemas)
      : branchesOf(error, instance, schemas))
      for (const inner of branch) waiting.push(inner);
  }
  return found;
}

/** A document whose own examples have more is not looked at further. */
const maxWithin = 10_000;

/** What a `contains` has to say about each item. */
function itemsOf(
  { schemaPath, instancePath }: SchemaError,
  list: Json,
  schemas: Schemas,
): readonly (readonly SchemaError[])[] {
  const validate = schemas.validatorAt(schemaPath);
  return isArray(list) ? list.map((item, index) => within(validate(item), `${instancePath}/${index}`)) : [];
}

/** The errors of a part of a value, at their places in the whole. */
function within(errors: readonly SchemaError[], pointer: string): readonly SchemaError[] {
  return errors.map((error) => ({ ...error, instancePath: pointer + error.instancePath }));
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
    return { schema: (isArray(written) ? written[index] : undefined) ?? true, faultiness: () => faultinessOf(errors) };
  });
  return intendedBranches(weighed, instance, document).flatMap((index) => {
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
  const choices: SchemaError[] = [];
  const isInChoice = ({ instancePath }: SchemaError) => choices.some((one) => isWithin(instancePath, one.instancePath));
  // The outermost come last.
  for (const choice of errors.filter(failsAsWhole).slice(-maxChoices).reverse())
    if (!isInChoice(choice)) choices.push(choice);
  return [...errors.filter((error) => isOwn(error) && !isInChoice(error)), ...choices];
}

const weights: Readonly<Record<string, number>> = { const: 10, enum: 10, not: 10, type: 3 };

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
