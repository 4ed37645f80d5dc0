import { isDeepStrictEqual } from 'node:util';
import { isArray, isObject, type Json, type JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import type { Meeting } from './meeting.ts';

/** A place at which two bodies differ that were made from one schema. */
export interface Place {
  readonly meeting: Meeting;
  /** Names and indices, from the root. */
  readonly at: readonly string[];
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
  /** The schemas that have a say there, or above. */
  readonly schemas: readonly Passed[];
}

/** A schema that is met on the way to a place, and the rest of the way. */
export interface Passed {
  readonly schema: JsonObject;
  readonly rest: readonly string[];
}

/** The places at which the bodies differ; none where the body was not made from a schema. */
export function placesOf(meeting: Meeting): readonly Place[] {
  const { ours, theirs, answered } = meeting;
  const isMade = answered?.scenario?.source === 'generated';
  if (!isMade || ours.status !== theirs.status || ours.mediaType !== theirs.mediaType) return [];
  const { responseSchemas } = answered.operation;
  const media = answered.scenario?.representations.find(({ mediaType }) => mediaType === ours.mediaType);
  const schema = media?.schemaPointer ? valueAt(responseSchemas, media.schemaPointer) : undefined;
  return differing([], ours.body, theirs.body).map((one) => {
    return { meeting, ...one, schemas: passed(schema, one.at, responseSchemas) };
  });
}

type Differing = Pick<Place, 'at' | 'ours' | 'theirs'>;

function differing(at: readonly string[], ours: Json | undefined, theirs: Json | undefined): readonly Differing[] {
  const one = entriesOf(ours);
  const other = entriesOf(theirs);
  if (!one || !other || isArray(ours ?? null) !== isArray(theirs ?? null)) {
    return isDeepStrictEqual(ours, theirs) ? [] : [{ at, ours, theirs }];
  }
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => differing([...at, name], one.get(name), other.get(name)));
}

function entriesOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (value === undefined) return undefined;
  if (isArray(value)) return new Map(value.map((item, index) => [String(index), item]));
  return isObject(value) ? new Map(Object.entries(value)) : undefined;
}

function passed(root: Json | undefined, way: readonly string[], document: JsonObject): readonly Passed[] {
  const found: Passed[] = [];
  const go = (schema: Json | undefined, rest: readonly string[]): void => {
    if (!isObject(schema) || found.some((one) => one.schema === schema && one.rest.length === rest.length)) return;
    found.push({ schema, rest });
    for (const part of partsOf(schema, document)) go(part, rest);
    const [next, ...further] = rest;
    if (next !== undefined) for (const child of childrenOf(schema, next)) go(child, further);
  };
  go(root, way);
  return found;
}

/** The schemas that are about the same value. */
function partsOf(schema: JsonObject, document: JsonObject): readonly (Json | undefined)[] {
  const { $ref: reference } = schema;
  const lists = [schema['allOf'], schema['oneOf'], schema['anyOf']];
  return [
    typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined,
    ...lists.flatMap((list) => (isArray(list) ? list : [])),
    schema['then'],
    schema['else'],
  ];
}

function childrenOf(schema: JsonObject, name: string): readonly (Json | undefined)[] {
  const { properties, prefixItems } = schema;
  const child = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (child !== undefined) return [child];
  const fixed = isArray(prefixItems) ? prefixItems[Number(name)] : undefined;
  return [fixed ?? schema['items'], schema['additionalProperties']];
}

/** What a value has at the end of a way. */
export function valueOnWay(value: Json, way: readonly string[]): Json | undefined {
  return way.reduce<Json | undefined>((one, name) => entriesOf(one)?.get(name), value);
}
