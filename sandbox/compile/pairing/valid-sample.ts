import type { RepresentationPlan, ResponsePlan } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import type { SchemaCompiler } from '../../validation/violation.ts';
import { type Purpose, valueFor } from '../../values/sample.ts';
import { definitionOf, namesFrom } from '../schemas/document.ts';
import { UnusableSchemaError } from '../schemas/validators/unusable-schema-error.ts';

/** Keywords that the sample generator does not consider, so that its values may violate them. */
const unconsidered = [
  'not',
  'if',
  'oneOf',
  'uniqueItems',
  'contains',
  'pattern',
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'minProperties',
  'maxProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
];

/** Seeds of the variations that are tried when the plainest value is invalid. */
const seeds = [1, 2, 3];

/**
 * Returns the value if its schema allows it, else a valid variation of it, else the value unchanged. Response schemas
 * that only have types and limits are not compiled, since compiling a validator takes time.
 */
export function validSample(
  value: Json,
  schemaPointer: string | null,
  document: JsonObject,
  compile: SchemaCompiler,
  purpose: Purpose = { direction: 'response' },
): Json {
  const schema = schemaPointer === null ? undefined : valueAt(document, schemaPointer);
  if (schemaPointer === null || (purpose.direction === 'response' && !leadsToUnconsidered(document, schemaPointer)))
    return value;
  try {
    const validate = compile(document).validatorAt(schemaPointer);
    if (validate(value).length === 0) return value;
    for (const seed of seeds) {
      const variation = valueFor(schema, document, purpose, seed);
      if (variation.isValid && variation.value !== undefined && validate(variation.value).length === 0)
        return variation.value;
    }
  } catch (error) {
    // A schema that does not compile is reported where it is compiled for validation.
    if (!(error instanceof UnusableSchemaError)) throw error;
  }
  return value;
}

/** Replaces the generated bodies of responses that violate their schemas by valid ones. */
export function withValidBodies(
  responses: readonly ResponsePlan[],
  document: JsonObject,
  compile: SchemaCompiler,
): readonly ResponsePlan[] {
  const valid = (one: RepresentationPlan) => ({
    ...one,
    value: validSample(one.value, one.schemaPointer, document, compile),
  });
  return responses.map((response) => ({
    ...response,
    scenarios: response.scenarios.map((scenario) =>
      scenario.source === 'generated'
        ? { ...scenario, representations: scenario.representations.map(valid) }
        : scenario,
    ),
  }));
}

/** Whether a definition, or one that it refers to, has a keyword that a generated value may violate. */
function leadsToUnconsidered(document: JsonObject, schemaPointer: string): boolean {
  for (const name of namesFrom(document, [schemaPointer]))
    if (hasUnconsidered(definitionOf(document, name))) return true;
  return false;
}

const cache = new WeakMap<JsonObject, boolean>();

function hasUnconsidered(schema: Json | undefined): boolean {
  if (isArray(schema)) return schema.some(hasUnconsidered);
  if (!isObject(schema)) return false;
  const found =
    cache.get(schema) ??
    (unconsidered.some((keyword) => Object.hasOwn(schema, keyword)) || Object.values(schema).some(hasUnconsidered));
  cache.set(schema, found);
  return found;
}
