import type { RepresentationPlan, ResponsePlan } from '../../plan.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { type Purpose, valueFor } from '../../values/sample.ts';
import { definitionOf, namesFrom } from '../schemas/document.ts';
import { type SchemaCompiler, UnusableSchemaError } from '../schemas/validators.ts';

/** Keywords that a value made from the plain ones may break. */
const demanding = [
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

/** Seeds by which a value is varied when the plainest will not do. */
const seeds = [1, 2, 3];

/**
 * The value, if its schema allows it, else one that was varied and is allowed; if there is none, the value all the same.
 * Of answers, only schemas that ask for more than types and limits are looked at: to compile a validator takes time.
 */
export function validSample(
  value: Json,
  place: string | null,
  document: JsonObject,
  compile: SchemaCompiler,
  purpose: Purpose = { direction: 'response' },
): Json {
  const schema = place === null ? undefined : valueAt(document, place);
  if (place === null || (purpose.direction === 'response' && !isDemanding(document, place))) return value;
  try {
    const validate = compile(document).validatorAt(place);
    if (validate(value).length === 0) return value;
    for (const seed of seeds) {
      const made = valueFor(schema, document, purpose, seed);
      if (made.isValid && made.value !== undefined && validate(made.value).length === 0) return made.value;
    }
  } catch (error) {
    // What cannot be checked is told elsewhere.
    if (!(error instanceof UnusableSchemaError)) throw error;
  }
  return value;
}

/** The responses with sound bodies where these are made from schemas. */
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

/** Whether a place leads to a keyword that a value made from the plain ones may break. */
function isDemanding(document: JsonObject, place: string): boolean {
  for (const name of namesFrom(document, [place])) if (hasDemanding(definitionOf(document, name))) return true;
  return false;
}

const known = new WeakMap<JsonObject, boolean>();

function hasDemanding(schema: Json | undefined): boolean {
  if (isArray(schema)) return schema.some(hasDemanding);
  if (!isObject(schema)) return false;
  const found =
    known.get(schema) ??
    (demanding.some((keyword) => Object.hasOwn(schema, keyword)) || Object.values(schema).some(hasDemanding));
  known.set(schema, found);
  return found;
}
