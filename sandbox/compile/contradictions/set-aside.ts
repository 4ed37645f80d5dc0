import type { Fault } from '../../exchange.ts';
import { table } from '../../syntax/dictionary.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { pointerOf, replaceAt, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { failuresOf, violationsOf } from '../../validation/find-violations.ts';
import type { Schemas, Violation } from '../../validation/violation.ts';
import { definitionOf, partOf, withDefinitions } from '../schemas/document.ts';
import type { SchemaCompiler } from '../schemas/validators.ts';

/** A documented value that should be valid: the evidence for what a document really means. */
export interface Evidence {
  /** Where in a request the value belongs. */
  readonly place: FaultPlace;
  readonly schemaPointer: string;
  readonly value: Json;
}

/** Where in a request a fault is: a parameter, or the body. */
export type FaultPlace = Pick<Fault, 'in' | 'name'>;

/** A violation, and what of the request it was found in. */
export interface PlacedViolation extends Violation {
  readonly place: FaultPlace;
}

export interface SetAside<E extends Evidence> {
  /** The schemas without the constraints that no evidence satisfies. */
  readonly document: JsonObject;
  /** What was set aside, in the order in which it was found. */
  readonly setAside: readonly PlacedViolation[];
  /** Evidence that breaks constraints which other evidence satisfies, so that they stand. */
  readonly invalid: readonly Result<E>[];
}

/** A piece of evidence and what it breaks. */
export interface Result<E extends Evidence = Evidence> {
  readonly evidence: E;
  readonly violations: readonly Violation[];
}

/** A choice fails because of what is in it: that is set aside first. */
const composites = new Set(['anyOf', 'oneOf', 'not', 'contains', 'if']);

/** A schema in a schema may need a round of its own; nothing real is this deep. */
const maxRounds = 50;

/**
 * Sets aside each constraint that *every* documented value which passes through it violates: there the document
 * contradicts itself, and its examples are what its readers go by.
 *
 * @param places all that is asked of the document
 */
export function setAsideContradicted<E extends Evidence>(
  document: JsonObject,
  places: readonly string[],
  evidence: readonly E[],
  compile: SchemaCompiler,
): SetAside<E> {
  const setAside: PlacedViolation[] = [];
  if (invalidBy(evidence, compile(document)).length === 0) return { document, setAside, invalid: [] };
  let current = partOf(document, places);
  for (let round = 0; round < maxRounds; round += 1) {
    const schemas = compile(current);
    const results = resultsOf(evidence, schemas);
    const invalid = results.filter(({ violations }) => violations.length > 0);
    const next = unsatisfied(
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

/** The evidence that breaks schemas, with what it breaks. */
export function invalidBy<E extends Evidence>(evidence: readonly E[], schemas: Schemas): readonly Result<E>[] {
  return resultsOf(evidence, schemas).filter(({ violations }) => violations.length > 0);
}

function resultsOf<E extends Evidence>(evidence: readonly E[], schemas: Schemas): readonly Result<E>[] {
  return evidence.map((one) => ({ evidence: one, violations: violationsOf(one.value, one.schemaPointer, schemas) }));
}

/** The violated constraints that no evidence satisfies: all plain ones, or else the first choice. */
function unsatisfied(
  document: JsonObject,
  violations: readonly PlacedViolation[],
  results: readonly Result[],
  schemas: Schemas,
  compile: SchemaCompiler,
): readonly PlacedViolation[] {
  const distinct = [...new Map(violations.map((violation) => [violation.constraint, violation])).values()];
  const plain = distinct.filter(({ keyword }) => !composites.has(keyword));
  const choices = distinct.filter(({ keyword }) => composites.has(keyword));
  const open = (violation: Violation) => !isSatisfied(document, violation, results, schemas, compile);
  const found = plain.filter(open);
  return found.length > 0 ? found : choices.filter(open).slice(0, 1);
}

/**
 * Whether some value passes through the constraint and satisfies it. Who passes through is found by a probe: the
 * constraint replaced by one that nothing satisfies.
 */
function isSatisfied(
  document: JsonObject,
  { constraint, keyword }: Violation,
  results: readonly Result[],
  schemas: Schemas,
  compile: SchemaCompiler,
): boolean {
  const place = keywordPlace(constraint);
  const probe = compile(probed(document, place, keyword));
  return results.some(({ evidence, violations }) => {
    const failed = new Set([
      ...violations.filter((one) => one.constraint === constraint).map(({ instance }) => instance),
      // It is told at the innermost place, and fails around it, too, where it is of its own kind.
      ...(composites.has(keyword) && violations.length > 0
        ? failuresOf(evidence.value, evidence.schemaPointer, constraint, schemas)
        : []),
    ]);
    return passing(evidence, probe, place).some((instance) => !failed.has(instance));
  });
}

/** Where in the value the probe strikes. */
function passing({ value, schemaPointer }: Evidence, probe: Schemas, place: string): readonly string[] {
  return failuresOf(value, schemaPointer, `${place.slice(0, place.lastIndexOf('/'))}/not`, probe);
}

function keywordPlace(constraint: string): string {
  return constraint.split('#')[0] ?? constraint;
}

/** The types of value that a keyword says anything about; all types where it is none of these. */
const subjects: Readonly<Record<string, string>> = table({
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

/** Puts `not` in the keyword's schema, so that each value of its type that comes by is told. */
function probed(document: JsonObject, place: string, keyword: string): JsonObject {
  const subject = subjects[keyword];
  return edit(document, tokensOf(place).slice(0, -1), (schema) => {
    const rest = Object.entries(schema).filter(([name]) => name !== keyword && name !== 'not');
    return { ...Object.fromEntries(rest), not: subject === undefined ? {} : { type: subject } };
  });
}

/** The document without one constraint; of `required`, only the one property. */
function withoutConstraint(document: JsonObject, constraint: string): JsonObject {
  const [place = '', name] = constraint.split('#');
  const tokens = tokensOf(place);
  const keyword = tokens.at(-1) ?? '';
  const written = valueAt(document, place);
  const kept = name !== undefined && isArray(written) ? written.filter((one) => one !== name) : [];
  return edit(document, tokens.slice(0, -1), (schema) => {
    const rest = Object.fromEntries(Object.entries(schema).filter(([other]) => other !== keyword));
    return kept.length > 0 ? { ...rest, [keyword]: kept } : rest;
  });
}

/** A copy with the schema at a path changed. */
function edit(document: JsonObject, path: readonly string[], change: (schema: JsonObject) => JsonObject): JsonObject {
  const [, name = '', ...inside] = path;
  const definition = definitionOf(document, name);
  const pointer = pointerOf(inside);
  const schema = definition === undefined ? undefined : valueAt(definition, pointer);
  if (definition === undefined || !isObject(schema)) return document;
  return withDefinitions(document, new Map([[name, replaceAt(definition, pointer, change(schema))]]));
}
