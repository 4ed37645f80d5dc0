import { isArray, isObject, type Json, type JsonObject, property } from '../notation/json.ts';
import { pointerOf } from '../notation/json-pointer.ts';
import type { StatedPlace, Statement } from './format.ts';

/** Members by which APIs say where something is wrong. */
const placeMembers: Readonly<Record<string, StatedPlace['as']>> = {
  pointer: 'pointer',
  instancePath: 'pointer',
  path: 'path',
  dataPath: 'path',
  field: 'path',
  fieldName: 'path',
  field_name: 'path',
  property: 'path',
  propertyPath: 'path',
  propertyName: 'path',
  attribute: 'path',
  element: 'path',
  location: 'path',
  loc: 'path',
  key: 'path',
  target: 'path',
  name: 'path',
  parameter: 'parameter',
  param: 'parameter',
  header: 'header',
};

/** Members by which they say what is wrong, the most telling first. */
const wordMembers = [
  'detail',
  'message',
  'msg',
  'reason',
  'description',
  'error_description',
  'errorMessage',
  'issue',
  'error',
  'title',
  'code',
] as const;

/** Members that hold messages by the names of what they are about: `{"errors": {"name": ["is required"]}}`. */
const mapMembers = ['errors', 'fields', 'details', 'validationErrors', 'violations', 'messages'] as const;

/** The texts in some members of an object; of a member that lists texts, each. */
export function textsOf(value: Json | undefined, members: readonly string[]): readonly string[] {
  return members.flatMap((member) => {
    const found = property(value, member);
    return (isArray(found) ? found : [found]).filter((text) => typeof text === 'string' && text !== '').map(String);
  });
}

/** What an error body of no known family states: what it lists with places, else itself, as one statement. */
export function plainStatements(body: Json): readonly Statement[] {
  const listed = listedStatements(body);
  if (listed.length > 0) return listed;
  const words = typeof body === 'string' ? [body] : objectsIn(body).flatMap((object) => textsOf(object, wordMembers));
  return words.length > 0 ? [{ issue: body, places: [], words }] : [];
}

/** The statements that a body lists: objects that name a place and say something, or messages by place. */
export function listedStatements(body: Json): readonly Statement[] {
  const placed = objectsIn(body).flatMap((object): readonly Statement[] => {
    const places = placesOf(object);
    const words = textsOf(object, wordMembers);
    return places.length > 0 && words.length > 0 ? [{ issue: object, places, words }] : [];
  });
  return placed.length > 0 ? placed : mapMembers.flatMap((member) => messagesByPlace(property(body, member)));
}

/** Every object in a body, itself first. */
function objectsIn(body: Json): readonly JsonObject[] {
  if (isArray(body)) return body.flatMap(objectsIn);
  return isObject(body) ? [body, ...Object.values(body).flatMap(objectsIn)] : [];
}

function placesOf(object: JsonObject): readonly StatedPlace[] {
  return Object.entries(placeMembers).flatMap(([member, as]): readonly StatedPlace[] => {
    const value = property(object, member);
    if (typeof value === 'string' && value !== '') return [{ as: value.startsWith('/') ? 'pointer' : as, text: value }];
    // `["body", "age"]`: the steps one by one.
    const isPath = isArray(value) && value.length > 0 && value.every((step) => /^(string|number)$/.test(typeof step));
    return isPath ? [{ as: 'pointer', text: pointerOf(value.map(String)) }] : [];
  });
}

function messagesByPlace(map: Json | undefined): readonly Statement[] {
  if (!isObject(map)) return [];
  return Object.keys(map).flatMap((name): readonly Statement[] => {
    const words = textsOf(map, [name]);
    return words.length > 0 ? [{ issue: { detail: words[0] ?? '', field: name }, places: [path(name)], words }] : [];
  });
}

function path(text: string): StatedPlace {
  return { as: 'path', text };
}
