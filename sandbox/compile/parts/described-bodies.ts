import type { ErrorContext } from '../../errors/format.ts';
import { errorFormats } from '../../errors/index.ts';
import type { RefusalPlan, RepresentationPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { parseMediaType } from '../../syntax/media-type.ts';
import { reasonPhrase } from '../../syntax/status.ts';
import { type ErrorFormatFound, errorFormatIn } from '../error-bodies/error-bodies.ts';
import { isNamed } from '../examples/example-names.ts';
import { spaced } from '../examples/example-words.ts';
import type { ResponseMedia } from '../examples/response-media.ts';
import { leadsToAny } from '../missing-references.ts';
import { type SchemaCompiler, UnusableSchemaError } from '../schemas/validators.ts';
import { isUnknown } from '../schemas/view.ts';
import { madeRepresentation } from './generated-bodies.ts';
import type { CompiledResponses } from './responses.ts';

/** What bodies are made with. */
interface Making {
  /** How the API tells errors elsewhere. */
  readonly refusals: RefusalPlan;
  /** The schemas of the responses, and the places in them that stand for what references do not lead to. */
  readonly document: JsonObject;
  readonly missing: readonly string[];
  readonly compile: SchemaCompiler;
}

/**
 * The responses with bodies for the errors of which the document has words and no value: in the error format of the
 * response, else of the document, as far as the schema allows it.
 */
export function withDescribedBodies({ plans, media }: CompiledResponses, making: Making): readonly ResponsePlan[] {
  return plans.map((response) => {
    if (response.status < 400) return response;
    const own = media.filter((one) => one.response === response.key);
    const scenarios = response.scenarios.map((scenario) => describedScenario(scenario, own, response.status, making));
    return { ...response, scenarios };
  });
}

function describedScenario(
  scenario: ScenarioPlan,
  media: readonly ResponseMedia[],
  status: number,
  making: Making,
): ScenarioPlan {
  if (scenario.source === 'example') return scenario;
  const made = media.map((one) => representationOf(scenario, one, status, making));
  if (made.every((one) => one === undefined)) return scenario;
  const representations = media.flatMap(({ mediaType }, index) => {
    return made[index] ?? scenario.representations.filter((one) => one.mediaType === mediaType);
  });
  return { ...scenario, source: 'described', representations };
}

function representationOf(
  scenario: ScenarioPlan,
  media: ResponseMedia,
  status: number,
  making: Making,
): RepresentationPlan | undefined {
  const words = wordsFor(scenario, media, status, making);
  const found = words === undefined ? undefined : (errorFormatIn(media, making.document) ?? elsewhere(media, making));
  if (words === undefined || !found) return undefined;
  const template: ErrorContext['template'] = found.template === null ? null : { body: found.template, status };
  const value = errorFormats[found.format].build([{ fault: null, detail: words }], { status, template });
  const isAllowedHere = isAllowed(value, media.schemaPointer, making);
  return isAllowedHere ? { ...madeRepresentation(media, making.document), format: null, value } : undefined;
}

/** What is said of an error: in its own words; of one that has no name, in those of its response, if all else is missing. */
function wordsFor(
  scenario: ScenarioPlan,
  { unvalued, schemaPointer }: ResponseMedia,
  status: number,
  { document, missing }: Making,
): string | undefined {
  const { name, summary } = scenario;
  const named = unvalued.find((one) => one.name === name);
  if (named) return named.words || spaced(name);
  const isLost = !isNamed(scenario) && schemaPointer !== null && leadsToAny(document, schemaPointer, missing);
  return isLost && isUnknown(valueAt(document, schemaPointer), document) ? summary || reasonPhrase(status) : undefined;
}

/** The format in which other errors of the document are told, where they are of the same media type. */
function elsewhere({ mediaType }: ResponseMedia, { refusals }: Making): ErrorFormatFound | undefined {
  const isSame = refusals.mediaType !== null && essenceOf(refusals.mediaType) === essenceOf(mediaType);
  return isSame && isObject(refusals.template?.body)
    ? { format: refusals.format, template: null, places: null }
    : undefined;
}

function essenceOf(mediaType: string): string {
  return parseMediaType(mediaType).essence;
}

function isAllowed(value: Json, schemaPointer: string | null, { document, compile }: Making): boolean {
  try {
    return schemaPointer === null || compile(document).validatorAt(schemaPointer)(value).length === 0;
  } catch (error) {
    // What cannot be checked is told elsewhere.
    if (error instanceof UnusableSchemaError) return false;
    throw error;
  }
}
