import type { Fault } from '../exchange.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, type Json } from '../syntax/json.ts';
import { choicePhrase } from './choice-phrase.ts';
import { counted, displayText, limitList, pathOf, truncate } from './phrases.ts';
import { containsPhrase, notPhrase, propertyNamesPhrase } from './schema-phrases.ts';

/** Describes the location of a fault: `recipient[0].identifier.value`, `day`. Empty for the body itself. */
export function locationPhrase({ name, pointer }: Fault): string {
  const path = pathOf(pointer);
  return name === '' || path === '' || path.startsWith('[') ? name + path : `${name}.${path}`;
}

/**
 * Describes a fault in a sentence that quotes no value of the request: `day must be a valid date`.
 *
 * @param wholeBody the subject of the sentence for a fault of the body itself
 */
export function sentence(fault: Fault, wholeBody = 'The body'): string {
  const location = locationPhrase(fault);
  if (fault.in === 'body') return `${location === '' ? wholeBody : location} ${phrase(fault)}`;
  if (fault.in === 'header') return `The ${location} header ${phrase(fault)}`;
  return `The ${fault.in} parameter ${location} ${phrase(fault)}`;
}

function phrase(fault: Fault): string {
  const { in: where, keyword, expected, found, intended } = fault;
  switch (keyword) {
    case 'required':
      // A string names a header field that a part of a multipart body lacks.
      return typeof expected === 'string' ? `must have the header ${expected}` : 'is required';
    case 'dependentRequired':
      return typeof expected === 'string' ? `is required, since ${expected} is there` : 'is required';
    case 'type':
      return `must be of type ${listValues(expected)}`;
    case 'enum':
      return `must be one of ${listValues(expected)}`;
    case 'const':
      return `must be ${truncate(JSON.stringify(expected))}`;
    case 'format':
      return `must be ${formatNames[String(expected)] ?? `a valid ${listValues(expected)}`}`;
    case 'pattern':
      return `must match the pattern ${listValues(expected)}`;
    case 'maxLength':
      return `must have at most ${amount(expected, 'character')}`;
    case 'minLength':
      return `must have at least ${amount(expected, 'character')}`;
    case 'maxItems':
      return `must have at most ${amount(expected, 'item')}`;
    case 'minItems':
      return `must have at least ${amount(expected, 'item')}`;
    case 'uniqueItems':
      return `must not have the same item twice${isArray(found) ? `: ${found.map((at) => `[${at}]`).join(' and ')} are equal` : ''}`;
    case 'contains':
      return containsPhrase(fault);
    case 'maxProperties':
      return `must have at most ${amount(expected, 'property', 'properties')}`;
    case 'minProperties':
      return `must have at least ${amount(expected, 'property', 'properties')}`;
    case 'maximum':
      return `must be at most ${listValues(expected)}`;
    case 'minimum':
      return `must be at least ${listValues(expected)}`;
    case 'exclusiveMaximum':
      return `must be less than ${listValues(expected)}`;
    case 'exclusiveMinimum':
      return `must be more than ${listValues(expected)}`;
    case 'multipleOf':
      return `must be a multiple of ${listValues(expected)}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return intended === undefined ? 'is not allowed' : `is not allowed; did you mean ${intended}?`;
    case 'items':
    case 'unevaluatedItems':
      return typeof expected === 'number' ? `must have at most ${amount(expected, 'item')}` : 'is not allowed';
    case 'additionalItems':
    case 'false schema':
      return 'is not allowed';
    case 'propertyNames':
      return propertyNamesPhrase(fault, phrase) ?? 'must satisfy propertyNames';
    case 'anyOf':
    case 'oneOf':
      return choicePhrase(fault, phrase);
    case 'not':
      return notPhrase(expected) ?? 'must not have what the document excludes';
    case 'syntax':
      return syntaxPhrase(expected);
    case 'mediaType':
      return `${where === 'body' ? 'must be of the media type' : 'must be one of'} ${listValues(expected)}`;
    case 'charset':
      return `must have the character set ${listValues(expected)}`;
    case 'accept':
      return `must take one of ${listValues(expected)}`;
    default:
      return `must satisfy ${keyword}`;
  }
}

const syntaxNames: Readonly<Record<string, string>> = table({
  json: 'JSON',
  xml: 'XML',
  form: 'a form',
  multipart: 'multipart, with the boundary of its Content-Type and a name for each part',
  sequence: 'a sequence of its media type',
  text: 'a text in UTF-8',
  querystring: 'percent-encoded',
  'transfer-encoding': 'its Content-Transfer-Encoding',
});

/** Describes malformed input by the syntax that was expected. */
function syntaxPhrase(expected: Json): string {
  if (expected === 'one value') return 'must be sent only once';
  const format = typeof expected === 'string' ? expected : '';
  if (format.startsWith('<')) return `must be the element ${format}`;
  const syntax = Object.hasOwn(syntaxNames, format) ? syntaxNames[format] : undefined;
  return syntax === undefined ? 'cannot be read' : `cannot be read as ${syntax}`;
}

/** Phrases for formats whose names are not words. */
const formatNames: Readonly<Record<string, string>> = table({ byte: 'valid base64' });

/** Maximum number of values that a phrase lists. */
const maxValues = 20;

function listValues(expected: Json): string {
  return isArray(expected) ? limitList(expected.map(displayText), maxValues).join(', ') : displayText(expected);
}

function amount(limit: Json, singular: string, plural?: string): string {
  return typeof limit === 'number'
    ? counted(limit, singular, plural)
    : `${listValues(limit)} ${plural ?? `${singular}s`}`;
}
