import type { ParameterPlan, ParameterStructure, PrimitiveType } from '../plan.ts';
import { type Digits, digitsBetween } from '../syntax/digits.ts';
import { isArray, type Json } from '../syntax/json.ts';
import type { Decoded } from './parameters.ts';

/**
 * How the numbers in a parameter were written; undefined: as JSON writes them.
 *
 * @param decode decodes a parameter of its style
 */
export function parameterDigits(
  parameter: ParameterPlan,
  decoded: Decoded,
  decode: (parameter: ParameterPlan) => Decoded,
): Digits | undefined {
  if (decoded.kind !== 'value') return undefined;
  const { value, digits } = decoded;
  const { format } = parameter;
  // Of one number, the text is known since it was read.
  if (digits !== undefined || format.by !== 'style' || format.shape.kind === 'primitive') return digits;
  if (!hasNumber(value)) return undefined;
  const texts = decode(asTexts(parameter));
  return texts.kind === 'value' ? digitsBetween(value, texts.value) : undefined;
}

/** Whether there is a number in a value, which may have been written otherwise. */
function hasNumber(value: Json): boolean {
  if (typeof value === 'number') return true;
  if (isArray(value)) return value.some(hasNumber);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNumber);
}

/** A parameter of the same style that is all texts. */
function asTexts(parameter: ParameterPlan): ParameterPlan {
  const { format } = parameter;
  return format.by === 'style' ? { ...parameter, format: { ...format, shape: textShape(format.shape) } } : parameter;
}

function textShape(shape: ParameterStructure): ParameterStructure {
  const texts: readonly PrimitiveType[] = ['string'];
  switch (shape.kind) {
    case 'primitive':
      return { kind: 'primitive', types: texts };
    case 'array':
      return { kind: 'array', items: texts };
    case 'object': {
      const properties = Object.fromEntries(Object.keys(shape.properties).map((name) => [name, texts]));
      return { ...shape, properties, others: texts };
    }
  }
}
