import { table } from '../syntax/dictionary.ts';
import { isObject, type JsonObject, property, text } from '../syntax/json.ts';
import type { Visit } from './walk.ts';

/** By what an object is known, wherever it stands. */
const signs: readonly (readonly [string, (value: JsonObject) => boolean])[] = [
  ['Parameter', (value) => text(value, 'in') !== undefined && text(value, 'name') !== undefined],
  ['Response', (value) => isObject(value['content']) && text(value, 'description') !== undefined],
  ['Media Type', (value) => isObject(value['schema']) && !Object.hasOwn(value, 'description')],
  ['Schema', (value) => isObject(value['properties']) || (isType(value) && !Object.hasOwn(value, 'in'))],
];

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

function isType(value: JsonObject): boolean {
  return types.has(text(value, 'type') ?? '') && !isObject(value['schema']);
}

/** Where one is often put in the place of another. */
const confused: Readonly<Record<string, readonly string[]>> = table({
  Schema: ['Parameter', 'Response', 'Media Type'],
  MediaType: ['Schema'],
  Response: ['Schema'],
  Header: ['Schema', 'Parameter'],
  RequestBody: ['Schema', 'Media Type'],
});

/** The object that stands where another belongs: a Response Object in the place of a schema. */
export function misplacedAs({ object, node }: Visit): string | undefined {
  const candidates = confused[object] ?? [];
  const { value } = node;
  if (!isObject(value) || property(value, '$ref') !== undefined) return undefined;
  return signs.find(([name, isOne]) => candidates.includes(name) && isOne(value))?.[0];
}
