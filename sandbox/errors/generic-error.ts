import { isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { pointerOf } from '../syntax/json-pointer.ts';
import type { StatedPlace, Statement } from './error-format.ts';

/** Members that hold the location of an error, the most reliable first. */
export const placeMembers: readonly (readonly [string, StatedPlace['as']])[] = [
  ['pointer', 'pointer'],
  ['instancePath', 'pointer'],
  ['path', 'path'],
  ['dataPath', 'path'],
  ['field', 'path'],
  ['fieldName', 'path'],
  ['field_name', 'path'],
  ['property', 'path'],
  ['propertyPath', 'path'],
  ['propertyName', 'path'],
  ['attribute', 'path'],
  ['element', 'path'],
  ['parameter', 'parameter'],
  ['param', 'parameter'],
  ['header', 'header'],
  ['loc', 'path'],
  ['location', 'path'],
  ['target', 'path'],
];

/** Members that hold a location only in the items of an error list; elsewhere they name the error itself. */
const itemMembers: typeof placeMembers = [
  ['name', 'path'],
  ['key', 'path'],
];

/** Members that hold the description of an error, the most specific first. */
export const sentenceMembers = [
  'detail',
  'message',
  'msg',
  'description',
  'error_description',
  'errorMessage',
  'defaultMessage',
  'reason',
  'issue',
  'error',
] as const;
const wordMembers = [...sentenceMembers, 'title', 'code', 'keyword', 'rule'] as const;

/** Members that hold messages by location, `{"errors": {"name": ["is required"]}}`, or as a list. */
const mapMembers = [
  'errors',
  'fields',
  'fieldErrors',
  'field_errors',
  'details',
  'validationErrors',
  'violations',
  'messages',
  'errorMessages',
] as const;

/** Returns the non-empty texts in the given members of an object; a member may list several. */
export function textsOf(value: Json | undefined, members: readonly string[]): readonly string[] {
  return members.flatMap((member) => texts(property(value, member)));
}

function texts(found: Json | undefined): readonly string[] {
  return (isArray(found) ? found : [found]).flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []));
}

/** Returns the descriptions of an error, the most specific first. */
export function wordsIn(issue: Json): readonly string[] {
  return textsOf(issue, wordMembers);
}

/** Reads the statements of an error body in no known format: the errors that it lists, else the whole body as one. */
export function genericStatements(body: Json): readonly Statement[] {
  const listed = listedStatements(body);
  if (listed.length > 0) return listed;
  const byName = isObject(body) && Object.entries(body).every(isFieldMessage) ? messagesByLocation(body, '') : [];
  if (byName.length > 0) return byName;
  const lists = isArray(body) ? [body] : objectsIn(body).flatMap((object) => listsOfTexts(object));
  const [messages] = lists.filter((list) => texts(list).length > 1);
  if (messages) return texts(messages).map((text) => ({ issue: text, places: [], words: [text] }));
  const words = [...texts(body), ...objectsIn(body).flatMap(wordsIn), ...lists.flatMap(texts)];
  return words.length > 0 ? [{ issue: body, places: [], words }] : [];
}

function listsOfTexts(object: JsonObject): readonly Json[] {
  return [...sentenceMembers, ...mapMembers].flatMap((member) => {
    const found = property(object, member);
    return isArray(found) ? [found] : [];
  });
}

/** Returns the body and the objects nested in it that may describe the error; skips lists that do not hold errors. */
function objectsIn(body: Json): readonly JsonObject[] {
  if (isArray(body)) return body.flatMap(objectsIn);
  if (!isObject(body)) return [];
  const nested = Object.entries(body).filter(([member, value]) => !isArray(value) || errorListName.test(member));
  return [body, ...nested.flatMap(([, value]) => objectsIn(value))];
}

/**
 * Reads the statements that a body lists: objects that describe an error, messages by location, or else the object
 * itself if it names a location and describes an error. An object that contains statements is not one itself.
 */
export function listedStatements(body: Json): readonly Statement[] {
  if (isArray(body)) return statementsOfList(body);
  if (!isObject(body)) return [];
  const nested = Object.entries(body).flatMap(([member, value]) =>
    isArray(value) ? statementsOfList(value, member) : listedStatements(value),
  );
  if (nested.length > 0) return nested;
  const byLocation = mapMembers.flatMap((member) => {
    const found = messagesByLocation(property(body, member), '');
    // `details` may hold anything, an id or a time; only sentences count.
    return member === 'details' ? found.filter(({ words }) => words.some((text) => text.includes(' '))) : found;
  });
  return byLocation.length > 0 ? byLocation : locatedStatement(body, placeMembers);
}

/** Names of members that list errors. */
const errorListName =
  /err|issue|problem|violation|detail|fault|invalid|fail|message|reason|cause|validation|param|field/i;

/**
 * Reads every item of an error list, with or without a location; in other lists, only the items that look like errors.
 */
function statementsOfList(list: readonly Json[], member = 'errors'): readonly Statement[] {
  const isErrorList = errorListName.test(member);
  const members = isErrorList ? [...placeMembers, ...itemMembers] : placeMembers;
  const ownStatements = list.map((item) => (isErrorList || hasSentence(item) ? locatedStatement(item, members) : []));
  const isListed =
    ownStatements.some((statements) => statements.length > 0) || (isErrorList && list.every(hasSentence));
  return list.flatMap((item, index): readonly Statement[] => {
    const nested = listedStatements(item);
    const located = ownStatements[index] ?? [];
    if (!isListed || nested.length > 1 || (nested.length > 0 && located.length === 0)) return nested;
    if (located.length > 0) return located;
    const words = wordsIn(item);
    return words.length > 0 ? [{ issue: item, places: [], words }] : [];
  });
}

function hasSentence(item: Json): boolean {
  return textsOf(item, sentenceMembers).length > 0;
}

function locatedStatement(object: Json, members: typeof placeMembers): readonly Statement[] {
  const words = wordsIn(object);
  const [place] = members.flatMap(([member, as]) => statedPlaceIn(object, member, as));
  return place && words.length > 0 ? [{ issue: object, places: [place], words }] : [];
}

function statedPlaceIn(object: Json, member: string, as: StatedPlace['as']): readonly StatedPlace[] {
  const value = property(object, member);
  if (typeof value === 'string' && value !== '') {
    if (!value.startsWith('/')) return [{ as, text: value }];
    // Beside a status, `path` is the path of the request's URL.
    const isUrl =
      member === 'path' && ['status', 'statusCode', 'timestamp', 'method'].some((one) => hasMember(object, one));
    return isUrl ? [] : [{ as: 'pointer', text: value }];
  }
  // `["body", "age"]`: reference tokens, as in Pydantic's `loc`.
  const isPath = isArray(value) && value.length > 0 && value.every((step) => /^(string|number)$/.test(typeof step));
  return isPath ? [{ as: 'pointer', text: pointerOf(value.map(String)) }] : [];
}

function hasMember(object: Json, member: string): boolean {
  return property(object, member) !== undefined;
}

/** Whether a member maps a field to its messages, `"name": ["is required"]`, in a body that is such a map itself. */
function isFieldMessage([name, value]: readonly [string, Json]): boolean {
  return isMessages(value) && ![...wordMembers, ...mapMembers].some((member) => member === name);
}

/** Whether a value is a list of messages, or a map of them by name. */
function isMessages(value: Json): boolean {
  if (isArray(value)) return value.length > 0 && value.every((text) => typeof text === 'string');
  return isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isMessages);
}

function messagesByLocation(map: Json | undefined, parent: string): readonly Statement[] {
  if (!isObject(map)) return [];
  return Object.entries(map).flatMap(([name, value]): readonly Statement[] => {
    const place = parent === '' ? name : `${parent}.${name}`;
    const words = [...texts(value), ...wordsIn(value)];
    if (isObject(value) && words.length === 0) return messagesByLocation(value, place);
    const isWholeBody = /^(non_field_errors|__all__|base|_schema)$/.test(name);
    const places: readonly StatedPlace[] = isWholeBody ? [] : [{ as: 'path', text: place }];
    return words.length > 0 ? [{ issue: { detail: words[0] ?? '', field: place }, places, words }] : [];
  });
}
