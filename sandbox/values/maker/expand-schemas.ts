import { equal, isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { type Parts, requiredNames, typesOf } from './constraints.ts';
import type { Chance } from './random.ts';

/** Schemas with references resolved, `allOf` flattened, and one branch chosen from each `oneOf`, `anyOf` and `if`. */
export interface Reading {
  readonly parts: Parts;
  /** Whether a schema on the way to the value is among them. */
  readonly isCircular: boolean;
}

/** A step of an expansion: a schema, its keywords without subschemas, or a choice between schemas. */
type Step =
  | { readonly kind: 'schema'; readonly schema: Json }
  | { readonly kind: 'own'; readonly schema: JsonObject }
  | { readonly kind: 'choice'; readonly branches: readonly Json[] };

/**
 * Yields the expansions of schemas that apply together, first branches first (JSON Schema 2020-12 Core, 10.2). Obvious
 * contradictions are left out.
 *
 * @param above the schemas on the way to the value
 * @param chance shuffles the branches; null for the order of the document
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

/** Splits a schema into steps. Its own keywords come last, as later parts take precedence. */
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

/** Moves branches for null to the end: any other value shows more. */
function nullLast(branches: readonly Json[]): readonly Json[] {
  const isNull = (branch: Json) => equal(property(branch, 'type'), 'null');
  return [...branches.filter((branch) => !isNull(branch)), ...branches.filter(isNull)];
}

/** Expands a condition to its two branches: it holds and `then` applies, or it does not and `else` applies. */
function consequences({ if: condition = true, then: met = true, else: unmet = true }: JsonObject): readonly Json[] {
  return [{ allOf: [condition, met] }, { allOf: [{ not: condition }, unmet] }];
}

/** Whether a schema contradicts the others by `type`, `const` or `enum`, its own or of a required property. */
function contradict(parts: Parts, schema: JsonObject): boolean {
  if (parts.length === 0) return false;
  const all = [...parts, schema];
  if (parts.concat(schema).some(({ type }) => type !== undefined) && typesOf(all).length === 0) return true;
  if (areDisjoint(enumerations(all))) return true;
  const properties = isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const closed = properties.filter((name) => enumerationOf(property(schema['properties'], name)) !== undefined);
  if (closed.length === 0) return false;
  const required = new Set(requiredNames(all));
  const described = (name: string) => all.map((part) => property(part['properties'], name)).filter(isObject);
  return closed.some((name) => required.has(name) && areDisjoint(enumerations(described(name))));
}

function enumerations(parts: Parts): readonly (readonly Json[])[] {
  return parts.map(enumerationOf).filter((list) => list !== undefined);
}

function enumerationOf(schema: Json | undefined): readonly Json[] | undefined {
  const constant = property(schema, 'const');
  const listed = property(schema, 'enum');
  return constant === undefined ? (isArray(listed) ? listed : undefined) : [constant];
}

/** Whether the lists have no common item. */
function areDisjoint([first, ...others]: readonly (readonly Json[])[]): boolean {
  if (first === undefined || others.length === 0) return false;
  return !first.some((value) => others.every((list) => list.some((one) => equal(one, value))));
}
