import type { ErrorContext } from '../../errors/error-format.ts';
import { errorFormats } from '../../errors/index.ts';
import type { RefusalPlan, RepresentationPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { parseMediaType } from '../../syntax/media-type.ts';
import { reasonPhrase } from '../../syntax/status.ts';
import type { SchemaCompiler } from '../../validation/violation.ts';
import { type DocumentedErrorFormat, errorFormatIn } from '../error-bodies/error-bodies.ts';
import { isNamed } from '../examples/example-names.ts';
import { spaced } from '../examples/example-words.ts';
import type { ResponseMedia } from '../examples/response-media.ts';
import { leadsToAny } from '../missing-references.ts';
import { UnusableSchemaError } from '../schemas/validators/unusable-schema-error.ts';
import { isUnknown } from '../schemas/view.ts';
import { generateRepresentation } from './generated-bodies.ts';
import type { CompiledResponses } from './responses.ts';

/** What a described body is built from. */
interface DescribedBodyContext {
  /** The error format of the whole API. */
  readonly refusals: RefusalPlan;
  /** The response schemas, with pointers to the placeholders of unresolved references. */
  readonly document: JsonObject;
  readonly missing: readonly string[];
  readonly compile: SchemaCompiler;
}

/**
 * Adds bodies to the errors that the document describes in words without a value. They use the error format of the
 * response, else of the API, provided that the schema allows the result.
 */
export function withDescribedBodies(
  { plans, media }: CompiledResponses,
  context: DescribedBodyContext,
): readonly ResponsePlan[] {
  return plans.map((response) => {
    if (response.status < 400) return response;
    const ofResponse = media.filter((one) => one.response === response.key);
    const scenarios = response.scenarios.map((scenario) =>
      describeScenario(scenario, ofResponse, response.status, context),
    );
    return { ...response, scenarios };
  });
}

function describeScenario(
  scenario: ScenarioPlan,
  media: readonly ResponseMedia[],
  status: number,
  context: DescribedBodyContext,
): ScenarioPlan {
  if (scenario.source === 'example') return scenario;
  const described = media.map((one) => representationOf(scenario, one, status, context));
  if (described.every((one) => one === undefined)) return scenario;
  const representations = media.flatMap(({ mediaType }, index) => {
    return described[index] ?? scenario.representations.filter((one) => one.mediaType === mediaType);
  });
  return { ...scenario, source: 'described', representations };
}

function representationOf(
  scenario: ScenarioPlan,
  media: ResponseMedia,
  status: number,
  context: DescribedBodyContext,
): RepresentationPlan | undefined {
  const description = descriptionOf(scenario, media, status, context);
  const errorFormat =
    description === undefined ? undefined : (errorFormatIn(media, context.document) ?? apiErrorFormat(media, context));
  if (description === undefined || !errorFormat) return undefined;
  const template: ErrorContext['template'] =
    errorFormat.template === null ? null : { body: errorFormat.template, status };
  const value = errorFormats[errorFormat.format].build([{ fault: null, detail: description }], { status, template });
  const isValid = isAllowed(value, media.schemaPointer, context);
  return isValid ? { ...generateRepresentation(media, context.document), format: null, value } : undefined;
}

/**
 * Returns the error's description: the example's words; for an unnamed error whose schema is unresolved, those of the
 * response. Undefined if the body has to be generated from the schema instead.
 */
function descriptionOf(
  scenario: ScenarioPlan,
  { unvalued, schemaPointer }: ResponseMedia,
  status: number,
  { document, missing }: DescribedBodyContext,
): string | undefined {
  const { name, summary } = scenario;
  const named = unvalued.find((one) => one.name === name);
  if (named) return named.words || spaced(name);
  const isUnresolved = !isNamed(scenario) && schemaPointer !== null && leadsToAny(document, schemaPointer, missing);
  return isUnresolved && isUnknown(valueAt(document, schemaPointer), document)
    ? summary || reasonPhrase(status)
    : undefined;
}

/** Returns the error format of the API if it has the same media type. */
function apiErrorFormat(
  { mediaType }: ResponseMedia,
  { refusals }: DescribedBodyContext,
): DocumentedErrorFormat | undefined {
  const isSame = refusals.mediaType !== null && essenceOf(refusals.mediaType) === essenceOf(mediaType);
  return isSame && isObject(refusals.template?.body)
    ? { format: refusals.format, template: null, places: null }
    : undefined;
}

function essenceOf(mediaType: string): string {
  return parseMediaType(mediaType).essence;
}

function isAllowed(value: Json, schemaPointer: string | null, { document, compile }: DescribedBodyContext): boolean {
  try {
    return schemaPointer === null || compile(document).validatorAt(schemaPointer)(value).length === 0;
  } catch (error) {
    // A schema that does not compile is reported where it is compiled for validation.
    if (error instanceof UnusableSchemaError) return false;
    throw error;
  }
}
