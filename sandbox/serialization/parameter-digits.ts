import type { ParameterPlan, ParameterStructure, PrimitiveType } from '../plan.ts';
import { type Digits, digitsBetween } from '../syntax/digits.ts';
import { isArray, type Json } from '../syntax/json.ts';
import type { ReadResult } from './read-result.ts';

/**
 * Returns the source text of the numbers in a decoded parameter, found by decoding it once more as strings.
 *
 * @param result the decoded parameter
 * @param decode decodes the same text under another plan
 * @returns undefined if `JSON.stringify` writes the numbers as they were sent
 */
export function parameterDigits(
  parameter: ParameterPlan,
  result: ReadResult,
  decode: (parameter: ParameterPlan) => ReadResult,
): Digits | undefined {
  const { value, digits } = result;
  if (value === undefined) return undefined;
  const { format } = parameter;
  // Reading a single number has recorded its text already.
  if (digits !== undefined || format.by !== 'style' || format.shape.kind === 'primitive') return digits;
  if (!hasNumber(value)) return undefined;
  const texts = decode(asStrings(parameter));
  return texts.value === undefined ? undefined : digitsBetween(value, texts.value);
}

function hasNumber(value: Json): boolean {
  if (typeof value === 'number') return true;
  if (isArray(value)) return value.some(hasNumber);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNumber);
}

/** Returns the same parameter with every type replaced by `string`. */
function asStrings(parameter: ParameterPlan): ParameterPlan {
  const { format } = parameter;
  return format.by === 'style'
    ? { ...parameter, format: { ...format, shape: stringStructure(format.shape) } }
    : parameter;
}

function stringStructure(shape: ParameterStructure): ParameterStructure {
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
