import type { Json } from '../notation/json.ts';
import { textOfOctets } from '../notation/octets.ts';
import type { FieldPlan } from '../plan.ts';
import { anyShapes } from './shapes.ts';
import { xmlText } from './xml-text.ts';

/** A value as the text of one field, by its media type: the opposite of `readFieldText`. */
export function fieldText({ coding }: FieldPlan, value: Json): string {
  switch (coding.by) {
    case 'json':
      return JSON.stringify(value);
    case 'xml':
      return typeof value === 'string' ? value : xmlText(coding.shapes ?? anyShapes, value);
    case 'octets':
      return textOfOctets(plain(value)) ?? plain(value);
    case 'text':
      return plain(value);
  }
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
