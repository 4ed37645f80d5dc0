import { isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { pointerOf } from '../syntax/json-pointer.ts';
import type { StatedPlace, Statement } from './format.ts';

/** Members by which APIs say where something is wrong, the surest first. */
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

/** Members that say it only of an item of a list: else they are the error's own. */
const itemMembers: typeof placeMembers = [
  ['name', 'path'],
  ['key', 'path'],
];

/** Members by which they say what is wrong, the most telling first. */
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

/** Members that hold messages by the names of what they are about, `{"errors": {"name": ["is required"]}}`, or a list. */
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

/** The texts in some members of an object; of a member that lists texts, each. */
export function textsOf(value: Json | undefined, members: readonly string[]): readonly string[] {
  return members.flatMap((member) => texts(property(value, member)));
}

function texts(found: Json | undefined): readonly string[] {
  return (isArray(found) ? found : [found]).flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []));
}

/** What an object of a list of errors says is wrong. */
export function wordsIn(issue: Json): readonly string[] {
  return textsOf(issue, wordMembers);
}

/** What an error body of no known family states: what it lists, else itself, as one statement. */
export function plainStatements(body: Json): readonly Statement[] {
  const listed = listedStatements(body);
  if (listed.length > 0) return listed;
  const byName = isObject(body) && Object.entries(body).every(isFieldOwn) ? messagesByPlace(body, '') : [];
  if (byName.length > 0) return byName;
  const lists = isArray(body) ? [body] : objectsIn(body).flatMap((object) => listsOfTexts(object));
  const [several] = lists.filter((list) => texts(list).length > 1);
  if (several) return texts(several).map((text) => ({ issue: text, places: [], words: [text] }));
  const words = [...texts(body), ...objectsIn(body).flatMap(wordsIn), ...lists.flatMap(texts)];
  return words.length > 0 ? [{ issue: body, places: [], words }] : [];
}

function listsOfTexts(object: JsonObject): readonly Json[] {
  return [...sentenceMembers, ...mapMembers].flatMap((member) => {
    const found = property(object, member);
    return isArray(found) ? [found] : [];
  });
}

/** Every object in a body that may tell of the error, itself first; not those of a list of something else. */
function objectsIn(body: Json): readonly JsonObject[] {
  if (isArray(body)) return body.flatMap(objectsIn);
  if (!isObject(body)) return [];
  const within = Object.entries(body).filter(([member, value]) => !isArray(value) || ofErrors.test(member));
  return [body, ...within.flatMap(([, value]) => objectsIn(value))];
}

/**
 * The statements that a body lists: objects that say something, messages by place, or else an object that names a place
 * and says something. What lists others is none itself.
 */
export function listedStatements(body: Json): readonly Statement[] {
  if (isArray(body)) return statementsOfList(body);
  if (!isObject(body)) return [];
  const within = Object.entries(body).flatMap(([member, value]) =>
    isArray(value) ? statementsOfList(value, member) : listedStatements(value),
  );
  if (within.length > 0) return within;
  const byPlace = mapMembers.flatMap((member) => {
    const found = messagesByPlace(property(body, member), '');
    // Details may be anything: an id, a time.
    return member === 'details' ? found.filter(({ words }) => words.some((text) => text.includes(' '))) : found;
  });
  return byPlace.length > 0 ? byPlace : placedStatement(body, placeMembers);
}

/** What lists of errors are called. */
const ofErrors = /err|issue|problem|violation|detail|fault|invalid|fail|message|reason|cause|validation|param|field/i;

/** Each item of a list of errors, with a place or without; of a list of something else those that are like errors. */
function statementsOfList(list: readonly Json[], member = 'errors'): readonly Statement[] {
  const isOfErrors = ofErrors.test(member);
  const members = isOfErrors ? [...placeMembers, ...itemMembers] : placeMembers;
  const own = list.map((item) => (isOfErrors || saysSentence(item) ? placedStatement(item, members) : []));
  const isListed = own.some((statements) => statements.length > 0) || (isOfErrors && list.every(saysSentence));
  return list.flatMap((item, index): readonly Statement[] => {
    const within = listedStatements(item);
    const placed = own[index] ?? [];
    if (!isListed || within.length > 1 || (within.length > 0 && placed.length === 0)) return within;
    if (placed.length > 0) return placed;
    const words = wordsIn(item);
    return words.length > 0 ? [{ issue: item, places: [], words }] : [];
  });
}

function saysSentence(item: Json): boolean {
  return textsOf(item, sentenceMembers).length > 0;
}

function placedStatement(object: Json, members: typeof placeMembers): readonly Statement[] {
  const words = wordsIn(object);
  const [place] = members.flatMap(([member, as]) => placeIn(object, member, as));
  return place && words.length > 0 ? [{ issue: object, places: [place], words }] : [];
}

function placeIn(object: Json, member: string, as: StatedPlace['as']): readonly StatedPlace[] {
  const value = property(object, member);
  if (typeof value === 'string' && value !== '') {
    if (!value.startsWith('/')) return [{ as, text: value }];
    // Beside a status, the path of the URL that was asked for.
    const isUrl =
      member === 'path' && ['status', 'statusCode', 'timestamp', 'method'].some((one) => hasMember(object, one));
    return isUrl ? [] : [{ as: 'pointer', text: value }];
  }
  // `["body", "age"]`: the steps one by one.
  const isPath = isArray(value) && value.length > 0 && value.every((step) => /^(string|number)$/.test(typeof step));
  return isPath ? [{ as: 'pointer', text: pointerOf(value.map(String)) }] : [];
}

function hasMember(object: Json, member: string): boolean {
  return property(object, member) !== undefined;
}

/** `"name": ["is required"]`, where the body itself holds messages by place. */
function isFieldOwn([name, value]: readonly [string, Json]): boolean {
  return isMessages(value) && ![...wordMembers, ...mapMembers].some((member) => member === name);
}

/** Texts, or more of them by name. */
function isMessages(value: Json): boolean {
  if (isArray(value)) return value.length > 0 && value.every((text) => typeof text === 'string');
  return isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isMessages);
}

function messagesByPlace(map: Json | undefined, above: string): readonly Statement[] {
  if (!isObject(map)) return [];
  return Object.entries(map).flatMap(([name, value]): readonly Statement[] => {
    const place = above === '' ? name : `${above}.${name}`;
    const words = [...texts(value), ...wordsIn(value)];
    if (isObject(value) && words.length === 0) return messagesByPlace(value, place);
    const isNowhere = /^(non_field_errors|__all__|base|_schema)$/.test(name);
    const places: readonly StatedPlace[] = isNowhere ? [] : [{ as: 'path', text: place }];
    return words.length > 0 ? [{ issue: { detail: words[0] ?? '', field: place }, places, words }] : [];
  });
}
