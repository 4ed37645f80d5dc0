import { table } from '../syntax/dictionary.ts';
import { isObject, type JsonObject, property, text } from '../syntax/json.ts';
import type { Visit } from './walk.ts';

/** Fields that identify an object wherever it occurs. */
const identifyingFields: readonly (readonly [string, (value: JsonObject) => boolean])[] = [
  ['Parameter', (value) => text(value, 'in') !== undefined && text(value, 'name') !== undefined],
  ['Response', (value) => isObject(value['content']) && text(value, 'description') !== undefined],
  ['Media Type', (value) => isObject(value['schema']) && !Object.hasOwn(value, 'description')],
  ['Schema', (value) => isObject(value['properties']) || (isSchemaType(value) && !Object.hasOwn(value, 'in'))],
];

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

function isSchemaType(value: JsonObject): boolean {
  return types.has(text(value, 'type') ?? '') && !isObject(value['schema']);
}

/** Objects that are often written in place of another. */
const confusable: Readonly<Record<string, readonly string[]>> = table({
  Schema: ['Parameter', 'Response', 'Media Type'],
  MediaType: ['Schema'],
  Response: ['Schema'],
  Header: ['Schema', 'Parameter'],
  RequestBody: ['Schema', 'Media Type'],
});

/**
 * Returns the name of the object that was written in place of the expected one, such as a Response Object in place of a
 * schema; undefined if there is no sign of that.
 */
export function misplacedObject({ object, node }: Visit): string | undefined {
  const candidates = confusable[object] ?? [];
  const { value } = node;
  if (!isObject(value) || property(value, '$ref') !== undefined) return undefined;
  return identifyingFields.find(([name, identifies]) => candidates.includes(name) && identifies(value))?.[0];
}

/** Returns how an object comes to the place where it belongs: a sentence, preceded by a blank; empty if it is not known. */
export function placeFor(object: string, instead: string): string {
  const place = places[`${instead} in ${object}`];
  return place === undefined ? '' : ` ${place}`;
}

const places: Readonly<Record<string, string>> = table({
  'Media Type in Schema': 'Remove its schema: line, and write what is below it.',
  'Schema in MediaType': 'Write schema: before it.',
  'Schema in Response': 'Write description, and content: { application/json: { schema: … } }.',
  'Schema in Header': 'Write schema: before it.',
  'Parameter in Header': 'Remove name and in.',
  'Schema in RequestBody': 'Write content: { application/json: { schema: … } }.',
  'Media Type in RequestBody': 'Write content: { application/json: … } around it.',
});
