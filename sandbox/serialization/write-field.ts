import type { FieldPlan } from '../plan.ts';
import { type Digits, jsonText, type Written, withTexts } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { textOfOctets } from '../syntax/octets.ts';
import { anyShapes } from './shapes.ts';
import { xmlText } from './write-xml.ts';

/** Writes the value of one form field or part in its media type: the inverse of `readFieldText`. */
export function fieldText({ format }: FieldPlan, { value, digits }: Written): string {
  switch (format.by) {
    case 'json':
      return jsonText(value, digits);
    case 'xml':
      return typeof value === 'string' ? value : xmlText(format.shapes ?? anyShapes, withTexts(value, digits));
    case 'octets':
      return textOfOctets(textOf(value, digits)) ?? textOf(value, digits);
    case 'text':
      return textOf(value, digits);
  }
}

function textOf(value: Json, digits: Digits | undefined): string {
  return typeof value === 'string' ? value : jsonText(value, digits);
}
