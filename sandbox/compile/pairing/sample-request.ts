import type { BodyMediaPlan, ParameterPlan, SampleRequestPlan } from '../../plan.ts';
import type { Tree } from '../../read/tree.ts';
import { digitsOf, type Written, written } from '../../syntax/digits.ts';
import { isArray, type Json, type JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { noSegments } from '../../syntax/path-segment.ts';
import { parseXml } from '../../syntax/xml.ts';
import type { SchemaCompiler } from '../../validation/violation.ts';
import { type SentAs, sampleOf } from '../../values/sample.ts';
import type { CompiledBody } from '../parts/body.ts';
import { inSchemaDigits } from '../schemas/digits.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { keywordIn } from '../schemas/view.ts';
import { readingsOf } from '../serialization/parameter-readings.ts';
import type { ReadParameter } from './read-parameters.ts';
import { validSample } from './valid-sample.ts';

/**
 * Composes a request that the operation should accept: a value for each parameter and a body, from the document's
 * examples, else from the schemas. It has not been sent to the sandbox yet.
 *
 * @param positive names of the request examples that are intended to be valid
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
  const context = {
    schemas,
    compile,
    writtenAsInSchema: (value: Json, schemaPointer: string) => inSchemaDigits(tree, origin(schemaPointer), value),
  };
  const values = parameters.map((parameter) => sampleValue(parameter, context));
  const digits = digitsOf(values.map((one, index) => [String(index), one.digits]));
  return {
    values: values.map(({ value }) => value),
    ...(digits !== undefined && { digits }),
    body: sampleBody(body, positive, context),
  };
}

/** What samples are generated from. */
interface SampleContext {
  readonly schemas: JsonObject;
  readonly compile: SchemaCompiler;
  /** Writes the numbers of a generated value as the schema at the pointer writes them. */
  readonly writtenAsInSchema: (value: Json, schemaPointer: string) => Written;
}

/** Returns the first example that can be sent and is valid, else a value generated from the schema. */
function sampleValue({ plan, examples }: ReadParameter, context: SampleContext): Written {
  const { schemaPointer, format } = plan;
  const positiveExamples = examples
    .filter(({ isPositive }) => isPositive)
    .map(({ value, digits }) => written(value, digits))
    .filter(({ value }) => format.by === 'json' || !plan.required || !isEmpty(value));
  const example = [...positiveExamples, ...schemaExamples(plan, context)].find(({ value }) =>
    isAllowed(value, schemaPointer, context),
  );
  if (example !== undefined) return example;
  if (schemaPointer === null) return positiveExamples[0] ?? { value: 'string' };
  const generated = generateValue(schemaPointer, format.by === 'json' ? 'data' : 'text', context, plan.in === 'path');
  const writtenAs = context.writtenAsInSchema(generated, schemaPointer);
  return isAllowed(generated, schemaPointer, context) ? writtenAs : (positiveExamples[0] ?? writtenAs);
}

/** Returns the `examples` of the schema that are strings, as a server reads them: `'2'` is the integer 2. */
function schemaExamples(plan: ParameterPlan, { schemas }: SampleContext): readonly Written[] {
  const stated =
    plan.schemaPointer === null ? undefined : keywordIn(valueAt(schemas, plan.schemaPointer), schemas, 'examples');
  const texts = isArray(stated) ? stated.filter((value) => typeof value === 'string') : [];
  return texts.flatMap((value) => readingsOf(plan, { value }));
}

/** Whether a value is an empty array or object, which no parameter style can serialize. */
function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isAllowed(value: Json, schemaPointer: string | null, { schemas, compile }: SampleContext): boolean {
  return schemaPointer === null || compile(schemas).validatorAt(schemaPointer)(value).length === 0;
}

const notDotSegment: Json = { not: { enum: [...noSegments] } };

function generateValue(
  schemaPointer: string,
  as: SentAs,
  { schemas, compile }: SampleContext,
  isSegment = false,
): Json {
  const schema = valueAt(schemas, schemaPointer) ?? true;
  const value = sampleOf(isSegment ? { allOf: [schema, notDotSegment] } : schema, schemas, 'request', as);
  const valid = validSample(value, schemaPointer, schemas, compile, { direction: 'request', as });
  // If the schema allows no value but a dot segment, any text at least routes the request to the operation.
  return isSegment && typeof valid === 'string' && noSegments.includes(valid) ? 'string' : valid;
}

/**
 * Returns the first valid example, else the first example, else the first valid generated body, else the body generated
 * for the first media type. Null if the operation takes no body.
 */
function sampleBody(
  { plan, examples }: CompiledBody,
  positive: ReadonlySet<string>,
  context: SampleContext,
): SampleRequestPlan['body'] {
  const formTypes = (plan?.content ?? [])
    .filter(({ format }) => format.by === 'form')
    .map(({ mediaType }) => mediaType);
  // An empty form serializes to an empty body, which counts as absent.
  const documented = examples.filter(
    ({ name, mediaType, value }) => positive.has(name) && !(isEmpty(value) && formTypes.includes(mediaType)),
  );
  const example =
    documented.find(({ value, schemaPointer }) => isAllowed(value, schemaPointer, context)) ?? documented[0];
  if (example) return { mediaType: example.mediaType, ...written(example.value, example.digits) };
  let first: SampleRequestPlan['body'] = null;
  for (const media of plan?.content ?? []) {
    const value = generateBody(media, context);
    const { schemaPointer } = media;
    const generated = schemaPointer === null ? { value } : context.writtenAsInSchema(value, schemaPointer);
    const body = { mediaType: media.mediaType, ...generated };
    if (isAllowed(value, media.schemaPointer, context)) return body;
    first ??= body;
  }
  return first;
}

function generateBody({ schemaPointer, format }: BodyMediaPlan, context: SampleContext): Json {
  const isData = format.by === 'json' || format.by === 'sequence' || format.by === 'unread';
  const value = schemaPointer === null ? null : generateValue(schemaPointer, isData ? 'data' : 'text', context);
  // If any value is allowed, a client most likely sends an object.
  if (value === null && format.by === 'json' && isAllowed({}, schemaPointer, context)) return {};
  const isUndescribedXml = format.by === 'xml' && format.shapes === null && typeof value !== 'object';
  // XML without a described structure may be any document, as long as it is well-formed.
  return isUndescribedXml && !parseXml(String(value), 1) ? '<root/>' : value;
}
