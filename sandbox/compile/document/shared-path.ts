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

/** An operation with the schemas of its requests. */
export interface OperationWithSchemas {
  readonly plan: OperationPlan;
  readonly schemas: Schemas;
}

type Segment = readonly TemplatePart[];

/**
 * Finds a path that is valid for two operations. It tries the enumerated and sample values of their parameters, and
 * values of common types.
 *
 * @returns undefined if no such path is found, so that the schemas probably distinguish the operations
 */
export function sharedPath(one: OperationWithSchemas, other: OperationWithSchemas): string | undefined {
  const [left, right] = [templateSegments(one.plan.path), templateSegments(other.plan.path)];
  if (left.length !== right.length) return undefined;
  const shared = left.map((segment, index) => sharedSegment(one, segment, other, right[index] ?? []));
  return shared.includes(undefined) ? undefined : `/${shared.join('/')}`;
}

function sharedSegment(
  one: OperationWithSchemas,
  segment: Segment,
  other: OperationWithSchemas,
  otherSegment: Segment,
): string | undefined {
  const texts = [...candidatesFor(one, segment, otherSegment), ...candidatesFor(other, otherSegment, segment)];
  return texts.find((text) => accepts(one, segment, text) && accepts(other, otherSegment, text));
}

/** Values of common types and formats. */
const commonValues: readonly string[] = [
  ...['1', '0', '42', '12345', '-1', '1.5', 'true', 'a', 'A', 'abc', 'ABC', 'x1', '2024-01-01', '2024-01-01T00:00:00Z'],
  '00000000-0000-4000-8000-000000000000',
];

/** Returns segments that a template may match, varying one value at a time; the literals of the other one are values, too. */
function candidatesFor({ plan }: OperationWithSchemas, segment: Segment, otherSegment: Segment): readonly string[] {
  const literals = otherSegment.flatMap((part) => ('literal' in part ? [pathAsSent(part.literal)] : []));
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

/** Returns the sample of a parameter and the values that its schema enumerates, serialized. */
function valuesOf({ parameters, sample, requestSchemas }: OperationPlan, name: string): readonly string[] {
  const index = parameters.findIndex((one) => one.in === 'path' && one.name === name);
  const parameter = parameters[index];
  if (!parameter) return [];
  const schema = parameter.schemaPointer === null ? undefined : valueAt(requestSchemas, parameter.schemaPointer);
  const enumerated = partsOf(schema, requestSchemas).flatMap((part): readonly Json[] => {
    const { enum: values, const: constant } = part;
    return [...(isArray(values) ? values : []), ...(constant === undefined ? [] : [constant])];
  });
  return [sample.values[index] ?? null, ...enumerated].map((value) => encodeParameter(parameter, value));
}

function accepts({ plan, schemas }: OperationWithSchemas, segment: Segment, text: string): boolean {
  const names = segment.flatMap((part) => ('parameter' in part ? [part.parameter] : []));
  const [first] = segment;
  if (names.length === 0) {
    const literal = first && 'literal' in first ? first.literal : '';
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
