import type { Fault } from '../exchange.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, type Json } from '../syntax/json.ts';
import { choiceWords } from './choice-wording.ts';
import { bounded, counted, cut, pathOf, shown } from './listing.ts';
import { containsWords, namesWords, notWords } from './schema-wording.ts';

/** Where a fault is, for a person: `recipient[0].identifier.value`, `day`. Empty for the whole body. */
export function placePhrase({ name, pointer }: Fault): string {
  const path = pathOf(pointer);
  return name === '' || path === '' || path.startsWith('[') ? name + path : `${name}.${path}`;
}

/** A fault in a sentence: `recipient[0].identifier.value must be a valid nhs-number`. Holds no value of the request. */
export function sentence(fault: Fault): string {
  const place = placePhrase(fault);
  if (fault.in === 'body') return `${place === '' ? 'The body' : place} ${phrase(fault)}`;
  if (fault.in === 'header') return `The ${place} header ${phrase(fault)}`;
  return `The ${fault.in} parameter ${place} ${phrase(fault)}`;
}

function phrase(fault: Fault): string {
  const { in: where, keyword, expected, found, intended } = fault;
  switch (keyword) {
    case 'required':
      // What a part of a body has to say of itself.
      return typeof expected === 'string' ? `must have the header ${expected}` : 'is required';
    case 'dependentRequired':
      return typeof expected === 'string' ? `is required, since ${expected} is there` : 'is required';
    case 'type':
      return `must be of type ${list(expected)}`;
    case 'enum':
      return `must be one of ${list(expected)}`;
    case 'const':
      return `must be ${cut(JSON.stringify(expected))}`;
    case 'format':
      return `must be ${formats[String(expected)] ?? `a valid ${list(expected)}`}`;
    case 'pattern':
      return `must match the pattern ${list(expected)}`;
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
      return containsWords(fault);
    case 'maxProperties':
      return `must have at most ${amount(expected, 'property', 'properties')}`;
    case 'minProperties':
      return `must have at least ${amount(expected, 'property', 'properties')}`;
    case 'maximum':
      return `must be at most ${list(expected)}`;
    case 'minimum':
      return `must be at least ${list(expected)}`;
    case 'exclusiveMaximum':
      return `must be less than ${list(expected)}`;
    case 'exclusiveMinimum':
      return `must be more than ${list(expected)}`;
    case 'multipleOf':
      return `must be a multiple of ${list(expected)}`;
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
      return namesWords(fault, phrase) ?? 'must satisfy propertyNames';
    case 'anyOf':
    case 'oneOf':
      return choiceWords(fault, phrase);
    case 'not':
      return notWords(expected) ?? 'must not have what the document excludes';
    case 'syntax':
      return unread(expected);
    case 'mediaType':
      return `${where === 'body' ? 'must be of the media type' : 'must be one of'} ${list(expected)}`;
    case 'charset':
      return `must have the character set ${list(expected)}`;
    case 'accept':
      return `must take one of ${list(expected)}`;
    default:
      return `must satisfy ${keyword}`;
  }
}

const notations: Readonly<Record<string, string>> = table({
  json: 'JSON',
  xml: 'XML',
  form: 'a form',
  multipart: 'multipart, with the boundary of its Content-Type and a name for each part',
  sequence: 'a sequence of its media type',
  text: 'a text in UTF-8',
  querystring: 'percent-encoded',
  'transfer-encoding': 'its Content-Transfer-Encoding',
});

/** Why something cannot be read: what was looked for, as those who read it say. */
function unread(expected: Json): string {
  if (expected === 'one value') return 'must be sent only once';
  const written = typeof expected === 'string' ? expected : '';
  if (written.startsWith('<')) return `must be the element ${written}`;
  const syntax = Object.hasOwn(notations, written) ? notations[written] : undefined;
  return syntax === undefined ? 'cannot be read' : `cannot be read as ${syntax}`;
}

/** Formats that are not called by their names. */
const formats: Readonly<Record<string, string>> = table({ byte: 'valid base64' });

/** More values than this nobody reads. */
const maxValues = 20;

function list(expected: Json): string {
  return isArray(expected) ? bounded(expected.map(shown), maxValues).join(', ') : shown(expected);
}

function amount(limit: Json, one: string, several?: string): string {
  return typeof limit === 'number' ? counted(limit, one, several) : `${list(limit)} ${several ?? `${one}s`}`;
}
