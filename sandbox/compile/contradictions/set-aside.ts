import type { Fault } from '../../exchange.ts';
import type { ConstraintPlan } from '../../plan.ts';
import { table } from '../../syntax/dictionary.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { pointerOf, replaceAt, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { failuresOf, violationsOf } from '../../validation/find-violations.ts';
import { constraintKey, type SchemaCompiler, type Schemas, type Violation } from '../../validation/violation.ts';
import { definitionOf, partOf, withDefinitions } from '../schemas/document.ts';

/** A documented value that should be valid: evidence for what the document means. */
export interface Evidence {
  /** Where in a request the value belongs. */
  readonly place: FaultPlace;
  readonly schemaPointer: string;
  readonly value: Json;
}

/** The part of a request that a fault is in: a parameter or the body. */
export type FaultPlace = Pick<Fault, 'in' | 'name'>;

/** A violation with the part of the request that it was found in. */
export interface PlacedViolation extends Violation {
  readonly place: FaultPlace;
}

/** The outcome of setting aside contradicted constraints. */
export interface SetAside<E extends Evidence> {
  /** The schemas without the constraints that no evidence satisfies. */
  readonly document: JsonObject;
  /** One violation of each constraint that was set aside, in the order of discovery. */
  readonly setAside: readonly PlacedViolation[];
  /** Evidence that violates constraints which were kept because other evidence satisfies them. */
  readonly invalid: readonly EvidenceResult<E>[];
}

/** A piece of evidence with its violations. */
export interface EvidenceResult<E extends Evidence = Evidence> {
  readonly evidence: E;
  readonly violations: readonly Violation[];
}

/** Keywords that fail because of their subschemas: the constraints inside are tried before the keyword itself. */
const compositeKeywords = new Set(['anyOf', 'oneOf', 'not', 'contains', 'if']);

/** Each level of nested schemas may need a round; no real schema is nested this deeply. */
const maxRounds = 50;

/**
 * Removes each constraint that is violated by *every* documented value it applies to: there the document contradicts
 * itself, and its readers follow the examples.
 *
 * @param schemaPointers pointers to the schemas that requests are validated against
 */
export function setAsideContradicted<E extends Evidence>(
  document: JsonObject,
  schemaPointers: readonly string[],
  evidence: readonly E[],
  compile: SchemaCompiler,
): SetAside<E> {
  const setAside: PlacedViolation[] = [];
  if (invalidBy(evidence, compile(document)).length === 0) return { document, setAside, invalid: [] };
  let current = partOf(document, schemaPointers);
  for (let round = 0; round < maxRounds; round += 1) {
    const schemas = compile(current);
    const results = resultsOf(evidence, schemas);
    const invalid = results.filter(({ violations }) => violations.length > 0);
    const next = unsatisfiedConstraints(
      current,
      invalid.flatMap(({ evidence: { place }, violations }) => violations.map((one) => ({ ...one, place }))),
      results,
      schemas,
      compile,
    );
    if (next.length === 0) return { document: current, setAside, invalid };
    setAside.push(...next);
    for (const { constraint } of next) current = withoutConstraint(current, constraint);
  }
  return { document: current, setAside, invalid: invalidBy(evidence, compile(current)) };
}

/** Returns the evidence that violates its schema, with the violations. */
export function invalidBy<E extends Evidence>(evidence: readonly E[], schemas: Schemas): readonly EvidenceResult<E>[] {
  return resultsOf(evidence, schemas).filter(({ violations }) => violations.length > 0);
}

function resultsOf<E extends Evidence>(evidence: readonly E[], schemas: Schemas): readonly EvidenceResult<E>[] {
  return evidence.map((one) => ({ evidence: one, violations: violationsOf(one.value, one.schemaPointer, schemas) }));
}

/** Returns the violated constraints that no evidence satisfies: all simple ones, or else the first composite one. */
function unsatisfiedConstraints(
  document: JsonObject,
  violations: readonly PlacedViolation[],
  results: readonly EvidenceResult[],
  schemas: Schemas,
  compile: SchemaCompiler,
): readonly PlacedViolation[] {
  const distinct = [
    ...new Map(violations.map((violation) => [constraintKey(violation.constraint), violation])).values(),
  ];
  const simple = distinct.filter(({ keyword }) => !compositeKeywords.has(keyword));
  const composite = distinct.filter(({ keyword }) => compositeKeywords.has(keyword));
  const isUnsatisfied = (violation: Violation) => !isSatisfied(document, violation, results, schemas, compile);
  const unsatisfied = simple.filter(isUnsatisfied);
  return unsatisfied.length > 0 ? unsatisfied : composite.filter(isUnsatisfied).slice(0, 1);
}

/**
 * Whether the constraint applies to some value that satisfies it. A probe finds the values it applies to: the constraint
 * is replaced by one that no value satisfies.
 */
function isSatisfied(
  document: JsonObject,
  { constraint, keyword }: Violation,
  results: readonly EvidenceResult[],
  schemas: Schemas,
  compile: SchemaCompiler,
): boolean {
  const { pointer: place } = constraint;
  const key = constraintKey(constraint);
  const probe = compile(withProbe(document, place, keyword));
  return results.some(({ evidence, violations }) => {
    const failed = new Set([
      ...violations.filter((one) => constraintKey(one.constraint) === key).map(({ instance }) => instance),
      // Violations name the innermost composite; one that encloses another of its kind fails as well.
      ...(compositeKeywords.has(keyword) && violations.length > 0
        ? failuresOf(evidence.value, evidence.schemaPointer, place, schemas)
        : []),
    ]);
    return probedInstances(evidence, probe, place).some((instance) => !failed.has(instance));
  });
}

/** Returns the instance pointers at which the probe fails. */
function probedInstances({ value, schemaPointer }: Evidence, probe: Schemas, place: string): readonly string[] {
  return failuresOf(value, schemaPointer, `${place.slice(0, place.lastIndexOf('/'))}/not`, probe);
}

/** The type of value that a keyword applies to; other keywords apply to all types. */
const typeOfKeyword: Readonly<Record<string, string>> = table({
  pattern: 'string',
  format: 'string',
  maxLength: 'string',
  minLength: 'string',
  maximum: 'number',
  minimum: 'number',
  exclusiveMaximum: 'number',
  exclusiveMinimum: 'number',
  multipleOf: 'number',
  maxItems: 'array',
  minItems: 'array',
  uniqueItems: 'array',
  contains: 'array',
  required: 'object',
  maxProperties: 'object',
  minProperties: 'object',
  additionalProperties: 'object',
});

/** Replaces the keyword by a `not` that fails for each value of the type that the keyword applies to. */
function withProbe(document: JsonObject, place: string, keyword: string): JsonObject {
  const type = typeOfKeyword[keyword];
  return changeSchema(document, tokensOf(place).slice(0, -1), (schema) => {
    const rest = Object.entries(schema).filter(([name]) => name !== keyword && name !== 'not');
    return { ...Object.fromEntries(rest), not: type === undefined ? {} : { type } };
  });
}

/** Removes one constraint; from `required`, only the one property. */
function withoutConstraint(document: JsonObject, { pointer: place, property }: ConstraintPlan): JsonObject {
  const tokens = tokensOf(place);
  const keyword = tokens.at(-1) ?? '';
  const stated = valueAt(document, place);
  const kept = property !== null && isArray(stated) ? stated.filter((one) => one !== property) : [];
  return changeSchema(document, tokens.slice(0, -1), (schema) => {
    const rest = Object.fromEntries(Object.entries(schema).filter(([other]) => other !== keyword));
    return kept.length > 0 ? { ...rest, [keyword]: kept } : rest;
  });
}

/** Returns a copy of the document with the schema at a path changed. */
function changeSchema(
  document: JsonObject,
  path: readonly string[],
  change: (schema: JsonObject) => JsonObject,
): JsonObject {
  const [, name = '', ...inside] = path;
  const definition = definitionOf(document, name);
  const pointer = pointerOf(inside);
  const schema = definition === undefined ? undefined : valueAt(definition, pointer);
  if (definition === undefined || !isObject(schema)) return document;
  return withDefinitions(document, new Map([[name, replaceAt(definition, pointer, change(schema))]]));
}
