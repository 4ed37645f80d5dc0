import { isArray, isObject, type Json, property } from '../notation/json.ts';
import { isInexact } from '../notation/whole-number.ts';
import type { ParameterPlan, ParameterShape, PrimitiveType } from '../plan.ts';
import type { Decoded } from './parameters.ts';

/**
 * A parameter's value with its whole numbers as they were written; undefined where none of them is changed by a double.
 *
 * @param decode decodes a parameter of its style
 */
export function exactOf(
  parameter: ParameterPlan,
  decoded: Decoded,
  decode: (parameter: ParameterPlan) => Decoded,
): Json | undefined {
  if (decoded.kind !== 'value') return undefined;
  const { value, exact } = decoded;
  if (exact !== undefined || parameter.coding.by !== 'style' || !hasInexact(value)) return exact;
  const written = decode(asTexts(parameter));
  return written.kind === 'value' ? withExact(value, written.value) : undefined;
}

/** The value with the texts of whole numbers that a double would change; `written` is the same value, read as texts. */
function withExact(value: Json, written: Json | undefined): Json {
  if (typeof value === 'number') return typeof written === 'string' && isInexact(written) ? written : value;
  if (isArray(value) && isArray(written)) return value.map((item, index) => withExact(item, written[index]));
  if (!isObject(value) || !isObject(written)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withExact(item, property(written, name))]),
  );
}

/** Whether there is a number in a value that a double may have changed. */
export function hasInexact(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInexact);
}

/** A parameter of the same style that is all texts. */
function asTexts(parameter: ParameterPlan): ParameterPlan {
  const { coding } = parameter;
  return coding.by === 'style' ? { ...parameter, coding: { ...coding, shape: textShape(coding.shape) } } : parameter;
}

function textShape(shape: ParameterShape): ParameterShape {
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
