import type { OperationPlan, ParameterPlan } from '../../plan.ts';
import { decodePath } from '../../serialization/decode-parameter.ts';
import { encodeParameter } from '../../serialization/encode-parameter.ts';
import { isArray, type Json } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { divisionsOf, segmentTexts } from '../../syntax/path-segment.ts';
import { type TemplatePart, templateSegments } from '../../syntax/path-template.ts';
import { pathAsSent, percentDecodeEach } from '../../syntax/percent.ts';
import type { Schemas } from '../../validation/violation.ts';
import { partsOf } from '../schemas/view.ts';

/** An operation with the validators of its requests. */
export interface Taking {
  readonly plan: OperationPlan;
  readonly schemas: Schemas;
}

type Segment = readonly TemplatePart[];

/**
 * A path that is valid for two operations. It is looked for among what their parameters list and have as samples, and
 * values of common kinds.
 *
 * @returns undefined where none is found: as far as can be seen, what is documented keeps the two apart
 */
export function sharedPath(one: Taking, other: Taking): string | undefined {
  const [left, right] = [templateSegments(one.plan.path), templateSegments(other.plan.path)];
  if (left.length !== right.length) return undefined;
  const shared = left.map((segment, index) => sharedSegment(one, segment, other, right[index] ?? []));
  return shared.includes(undefined) ? undefined : `/${shared.join('/')}`;
}

function sharedSegment(one: Taking, segment: Segment, other: Taking, opposite: Segment): string | undefined {
  const texts = [...textsFor(one, segment, opposite), ...textsFor(other, opposite, segment)];
  return texts.find((text) => takes(one, segment, text) && takes(other, opposite, text));
}

/** Values that a schema may ask for, one of each common kind. */
const commonValues: readonly string[] = [
  ...['1', '0', '42', '12345', '-1', '1.5', 'true', 'a', 'A', 'abc', 'ABC', 'x1', '2024-01-01', '2024-01-01T00:00:00Z'],
  '00000000-0000-4000-8000-000000000000',
];

/** Segments that a template may take, each value in turn; the texts of its rival are values, too. */
function textsFor({ plan }: Taking, segment: Segment, opposite: Segment): readonly string[] {
  const literals = opposite.flatMap((part) => ('literal' in part ? [pathAsSent(part.literal)] : []));
  const values = segment.map((part) =>
    'literal' in part ? [pathAsSent(part.literal)] : valuesOf(plan, part.parameter),
  );
  const first = values.map(([text = '']) => text);
  const alternatives = segment.flatMap((part, index) => {
    if ('literal' in part) return [];
    return [...(values[index] ?? []), ...literals, ...commonValues].map((value) => first.with(index, value).join(''));
  });
  return [first.join(''), ...alternatives];
}

/** The sample of a parameter, and what its schema lists, as they are sent. */
function valuesOf({ parameters, sample, requestSchemas }: OperationPlan, name: string): readonly string[] {
  const index = parameters.findIndex((one) => one.in === 'path' && one.name === name);
  const parameter = parameters[index];
  if (!parameter) return [];
  const schema = parameter.schemaPointer === null ? undefined : valueAt(requestSchemas, parameter.schemaPointer);
  const listed = partsOf(schema, requestSchemas).flatMap((part): readonly Json[] => {
    const { enum: values, const: constant } = part;
    return [...(isArray(values) ? values : []), ...(constant === undefined ? [] : [constant])];
  });
  return [sample.values[index] ?? null, ...listed].map((value) => encodeParameter(parameter, value));
}

function takes({ plan, schemas }: Taking, segment: Segment, text: string): boolean {
  const names = segment.flatMap((part) => ('parameter' in part ? [part.parameter] : []));
  const [only] = segment;
  if (names.length === 0) {
    const literal = only && 'literal' in only ? only.literal : '';
    return percentDecodeEach(pathAsSent(literal)) === percentDecodeEach(text);
  }
  return divisionsOf(text, segmentTexts(segment)).some((division) =>
    names.every((name, index) => {
      const parameter = plan.parameters.find((one) => one.in === 'path' && one.name === name);
      return parameter === undefined || isValid(parameter, division[index] ?? '', schemas);
    }),
  );
}

function isValid(parameter: ParameterPlan, text: string, schemas: Schemas): boolean {
  const { value } = decodePath(parameter, text);
  if (value === undefined) return false;
  return parameter.schemaPointer === null || schemas.validatorAt(parameter.schemaPointer)(value).length === 0;
}
