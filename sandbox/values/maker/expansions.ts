import { equal, isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import type { Chance } from './chance.ts';
import { type Parts, requiredNames, typesOf } from './constraints.ts';

/** One way to read schemas that describe a value together: with one branch of every choice taken. */
export interface Reading {
  readonly parts: Parts;
  /** It leads back to a schema that the value is a part of. */
  readonly isCircular: boolean;
}

/** What is still to be read: a schema with all that it applies, its own keywords alone, or one of several schemas. */
type Step =
  | { readonly kind: 'schema'; readonly schema: Json }
  | { readonly kind: 'own'; readonly schema: JsonObject }
  | { readonly kind: 'choice'; readonly branches: readonly Json[] };

/**
 * The ways to read schemas, the first branches first: what they refer to, all parts of `allOf`, one branch of `oneOf`,
 * `anyOf` and of a condition (JSON Schema 2020-12 Core, 10.2). Ways that contradict themselves at first sight are left out.
 *
 * @param above the schemas that the value is a part of
 * @param chance what the order of branches is varied by
 */
export function* readings(
  schemas: readonly Json[],
  document: JsonObject,
  above: ReadonlySet<Json>,
  chance: Chance | null,
): Generator<Reading> {
  const first = schemas.map((schema): Step => ({ kind: 'schema', schema }));
  yield* read(first, [], new Set());

  function* read(steps: readonly Step[], parts: Parts, seen: ReadonlySet<Json>): Generator<Reading> {
    const [step, ...rest] = steps;
    if (step === undefined) {
      yield { parts, isCircular: false };
      return;
    }
    switch (step.kind) {
      case 'schema':
        if (step.schema === false) return;
        if (!isObject(step.schema) || seen.has(step.schema)) yield* read(rest, parts, seen);
        else if (above.has(step.schema)) yield { parts, isCircular: true };
        else yield* read([...stepsOf(step.schema, document), ...rest], parts, new Set([...seen, step.schema]));
        return;
      case 'own':
        if (!contradict(parts, step.schema)) yield* read(rest, [...parts, step.schema], seen);
        return;
      case 'choice':
        for (const schema of chance ? chance.shuffled(step.branches) : step.branches)
          yield* read([{ kind: 'schema', schema }, ...rest], parts, seen);
    }
  }
}

/** What a schema consists of: its own keywords come last, for they are the last word. */
function stepsOf(schema: JsonObject, document: JsonObject): readonly Step[] {
  const { $ref: reference, allOf, oneOf, anyOf, dependentSchemas } = schema;
  const referred = typeof reference === 'string' ? [valueAt(document, reference.slice(1)) ?? true] : [];
  const dependents = Object.entries(isObject(dependentSchemas) ? dependentSchemas : {});
  const choices = [
    ...[oneOf, anyOf].flatMap((branches) => (isArray(branches) ? [nullLast(branches)] : [])),
    ...(schema['if'] === undefined ? [] : [consequences(schema)]),
    ...dependents.map(([name, then]) => consequences({ if: { required: [name] }, then })),
  ];
  return [
    ...[...referred, ...(isArray(allOf) ? allOf : [])].map((one): Step => ({ kind: 'schema', schema: one })),
    ...choices.map((branches): Step => ({ kind: 'choice', branches })),
    { kind: 'own', schema },
  ];
}

/** A value says more than null. */
function nullLast(branches: readonly Json[]): readonly Json[] {
  const isNull = (branch: Json) => equal(property(branch, 'type'), 'null');
  return [...branches.filter((branch) => !isNull(branch)), ...branches.filter(isNull)];
}

/** What holds and what follows, or what does not hold. */
function consequences({ if: condition = true, then: met = true, else: unmet = true }: JsonObject): readonly Json[] {
  return [{ allOf: [condition, met] }, { allOf: [{ not: condition }, unmet] }];
}

/** Whether no value can obey a schema besides the others, as far as types and closed lists tell. */
function contradict(parts: Parts, schema: JsonObject): boolean {
  if (parts.length === 0) return false;
  const all = [...parts, schema];
  if (parts.concat(schema).some(({ type }) => type !== undefined) && typesOf(all).length === 0) return true;
  if (areApart(closedLists(all))) return true;
  const properties = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const closed = properties.filter((name) => closedList(property(schema['properties'], name)) !== undefined);
  if (closed.length === 0) return false;
  const required = new Set(requiredNames(all));
  const described = (name: string) => all.map((part) => property(part['properties'], name)).filter(isObject);
  return closed.some((name) => required.has(name) && areApart(closedLists(described(name))));
}

function closedLists(parts: Parts): readonly (readonly Json[])[] {
  return parts.map(closedList).filter((list) => list !== undefined);
}

function closedList(schema: Json | undefined): readonly Json[] | undefined {
  const constant = property(schema, 'const');
  const listed = property(schema, 'enum');
  return constant === undefined ? (isArray(listed) ? listed : undefined) : [constant];
}

/** Whether lists have nothing in common. */
function areApart([first, ...others]: readonly (readonly Json[])[]): boolean {
  if (first === undefined || others.length === 0) return false;
  return !first.some((value) => others.every((list) => list.some((one) => equal(one, value))));
}
