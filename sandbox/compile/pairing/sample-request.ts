import type { BodyMediaPlan, ParameterPlan, SampleRequestPlan } from '../../plan.ts';
import type { Tree } from '../../read/tree.ts';
import { digitsOf, type Written, written } from '../../syntax/digits.ts';
import { isArray, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { noSegments } from '../../syntax/path-segment.ts';
import { parseXml } from '../../syntax/xml.ts';
import { type SentAs, sampleOf } from '../../values/sample.ts';
import type { CompiledBody } from '../parts/body.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/normalise.ts';
import type { SchemaCompiler } from '../schemas/validators.ts';
import { keywordIn } from '../schemas/view.ts';
import { readingsOf } from '../serialization/parameter-readings.ts';
import type { ReadParameter } from './read-parameters.ts';
import { validSample } from './valid-sample.ts';

/**
 * What a request that an operation should accept is made of: a value for each parameter and a body, by the document's
 * examples, else by the schemas. Nobody has tried it yet.
 *
 * @param positive names of the request examples that are not meant to be wrong
 */
export function sampleRequest(
  tree: Tree,
  parameters: readonly ReadParameter[],
  body: CompiledBody,
  positive: ReadonlySet<string>,
  schemas: JsonObject,
  origin: SchemaBundle['origin'],
  compile: SchemaCompiler,
): SampleRequestPlan {
  const maker = {
    schemas,
    compile,
    inDigits: (value: Json, place: string) => inSchemaDigits(tree, origin(place), value),
  };
  const values = parameters.map((parameter) => sampleValue(parameter, maker));
  const digits = digitsOf(values.map((one, index) => [String(index), one.digits]));
  return {
    values: values.map(({ value }) => value),
    ...(digits !== undefined && { digits }),
    body: sampleBody(body, positive, maker),
  };
}

/** What samples are made by. */
interface SampleMaker {
  readonly schemas: JsonObject;
  readonly compile: SchemaCompiler;
  /** A value made from the schema at a place, with how that writes its numbers. */
  readonly inDigits: (value: Json, place: string) => Written;
}

/** The first example that can be sent and is allowed, else a value made from the schema. */
function sampleValue({ plan, examples }: ReadParameter, maker: SampleMaker): Written {
  const { schemaPointer, format } = plan;
  const given = examples
    .filter(({ isPositive }) => isPositive)
    .map(({ value, digits }) => written(value, digits))
    .filter(({ value }) => format.by === 'json' || !plan.required || !isEmpty(value));
  const example = [...given, ...shownIn(plan, maker)].find(({ value }) => isAllowed(value, schemaPointer, maker));
  if (example !== undefined) return example;
  if (schemaPointer === null) return given[0] ?? { value: 'string' };
  const made = madeValue(schemaPointer, format.by === 'json' ? 'data' : 'text', maker, plan.in === 'path');
  const own = maker.inDigits(made, schemaPointer);
  return isAllowed(made, schemaPointer, maker) ? own : (given[0] ?? own);
}

/** What a text means that the schema itself shows: `'2'` of an integer. */
function shownIn(plan: ParameterPlan, { schemas }: SampleMaker): readonly Written[] {
  const shown =
    plan.schemaPointer === null ? undefined : keywordIn(valueAt(schemas, plan.schemaPointer), schemas, 'examples');
  const texts = isArray(shown) ? shown.filter((value) => typeof value === 'string') : [];
  return texts.flatMap((value) => readingsOf(plan, { value }));
}

/** A list or an object of nothing, which no style can write. */
function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isAllowed(value: Json, schemaPointer: string | null, { schemas, compile }: SampleMaker): boolean {
  return schemaPointer === null || compile(schemas).validatorAt(schemaPointer)(value).length === 0;
}

const segment: Json = { not: { enum: [...noSegments] } };

function madeValue(place: string, as: SentAs, { schemas, compile }: SampleMaker, isSegment = false): Json {
  const schema = valueAt(schemas, place) ?? true;
  const value = sampleOf(isSegment ? { allOf: [schema, segment] } : schema, schemas, 'request', as);
  const valid = validSample(value, place, schemas, compile, { direction: 'request', as });
  // Where no value is allowed at all, one that reaches the operation.
  return isSegment && typeof valid === 'string' && noSegments.includes(valid) ? 'string' : valid;
}

/** The first example that is allowed, else any; of what is made, that of the first media type whose schema allows it. */
function sampleBody(
  { plan, examples }: CompiledBody,
  positive: ReadonlySet<string>,
  maker: SampleMaker,
): SampleRequestPlan['body'] {
  const forms = (plan?.content ?? []).filter(({ format }) => format.by === 'form').map(({ mediaType }) => mediaType);
  // A form of nothing is no body.
  const documented = examples.filter(
    ({ name, mediaType, value }) => positive.has(name) && !(isEmpty(value) && forms.includes(mediaType)),
  );
  const example =
    documented.find(({ value, schemaPointer }) => isAllowed(value, schemaPointer, maker)) ?? documented[0];
  if (example) return { mediaType: example.mediaType, ...written(example.value, example.digits) };
  let first: SampleRequestPlan['body'] = null;
  for (const media of plan?.content ?? []) {
    const value = madeBody(media, maker);
    const { schemaPointer } = media;
    const made = schemaPointer === null ? { value } : maker.inDigits(value, schemaPointer);
    const body = { mediaType: media.mediaType, ...made };
    if (isAllowed(value, media.schemaPointer, maker)) return body;
    first ??= body;
  }
  return first;
}

function madeBody({ schemaPointer, format }: BodyMediaPlan, maker: SampleMaker): Json {
  const isData = format.by === 'json' || format.by === 'sequence' || format.by === 'unread';
  const value = schemaPointer === null ? null : madeValue(schemaPointer, isData ? 'data' : 'text', maker);
  // Where anything is taken, an object is what a client most likely sends.
  if (value === null && format.by === 'json' && isAllowed({}, schemaPointer, maker)) return {};
  const isPlain = format.by === 'xml' && format.shapes === null && typeof value !== 'object';
  // Any document will do, but no text that is none.
  return isPlain && !parseXml(String(value), 1) ? '<root/>' : value;
}
