import { isArray, type Json, property } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { branchesMeant } from './branch-meant.ts';
import type { SchemaError, Schemas } from './schema-errors.ts';

/** An error, and what the branches of a choice say that are equally near. */
export interface FoldedError extends SchemaError {
  readonly alternatives?: readonly (readonly FoldedError[])[];
}

/** The errors without those that belong to a choice, and choices replaced by the branch that was meant. */
export function fold(errors: readonly SchemaError[], value: Json, schemas: Schemas, depth = 0): readonly FoldedError[] {
  const own = errors.filter(isOwn);
  const belonging = new Belonging();
  const replaced = new Set<SchemaError>();
  const meant: FoldedError[] = [];
  // The outermost come last: a validator reports a choice after what failed inside it.
  for (const composite of own.filter(isComposite).reverse()) {
    if (belonging.take(composite)) {
      replaced.add(composite);
      continue;
    }
    const instance = valueAt(value, composite.instancePath);
    if (instance === undefined) continue;
    const branches = branchesOf(composite, instance, schemas);
    for (const branch of branches) for (const error of branch) belonging.add(error);
    if (composite.keyword === 'contains') continue;
    const near = nearest(branches, composite, instance, schemas);
    const [only] = near;
    if (!only || depth === deepest) continue;
    replaced.add(composite);
    if (near.length > 1) {
      const alternatives = near.slice(0, mostAlternatives).map((branch) => outermost(branch).slice(0, mostErrors));
      meant.push({ ...composite, alternatives });
      continue;
    }
    const told = fold(only, value, schemas, depth + 1);
    const [first] = told;
    // `null` or one of several types: the whole choice is of types.
    const isOfTypes = told.length === 1 && first?.instancePath === composite.instancePath && isChoiceOfTypes(first);
    meant.push(...(isOfTypes && first.alternatives ? [{ ...composite, alternatives: first.alternatives }] : told));
  }
  return [...own.filter((error) => !replaced.has(error) && !belonging.take(error)), ...meant];
}

/** Choices in choices in choices are told as such from there on, as each level is validated again. */
const deepest = 20;

/** Whether an error says something by itself: not that a condition failed, nor what is wrong with a property's name. */
function isOwn({ keyword, params }: SchemaError): boolean {
  return keyword !== 'if' && !('within' in params);
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
    return { schema: (isArray(written) ? written[index] : undefined) ?? true, faultiness: () => faultinessOf(errors) };
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
  const choices: SchemaError[] = [];
  const isInChoice = ({ instancePath }: SchemaError) => choices.some((one) => isWithin(instancePath, one.instancePath));
  // The outermost come last.
  for (const choice of errors.filter(isComposite).reverse()) if (!isInChoice(choice)) choices.push(choice);
  return [...errors.filter((error) => isOwn(error) && !isInChoice(error)), ...choices];
}

const weights: Readonly<Record<string, number>> = { const: 10, enum: 10, not: 10, type: 3 };

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
