import { equal, isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';

/** A branch of a `oneOf` or `anyOf` that a value does not fit. */
export interface Branch {
  readonly schema: Json;
  /** How far the value is from fitting it, by what failed; asked only where nothing else decides. */
  readonly faultiness: () => number;
}

/**
 * The branches that a value was most likely meant for: those of its type; of these, the ones whose constants it has
 * (`kind: "card"`); of these, the ones that know most of its properties; of these, the ones where least is wrong. Looks
 * at the first levels of the value only, and at each schema once a level.
 *
 * @param document where the references of the branches lead
 * @returns their indices, several where they are equally near
 */
export function intendedBranches(branches: readonly Branch[], value: Json, document: JsonObject): readonly number[] {
  const all = branches.map((_, index) => index);
  const schemaOf = (index: number) => partsOf([branches[index]?.schema ?? true], document);
  const ofType = all.filter((index) => fitsType(branches[index]?.schema, value, document));
  // What may be null as well is meant to be the other.
  if (ofType.length === 0) return all.filter((index) => !isNull(branches[index]?.schema));
  if (ofType.length === 1) return ofType;
  const likenesses = new Map(ofType.map((index) => [index, likeness(schemaOf(index), value, document)]));
  const alike = [...likenesses.values()];
  const tagged = best(ofType, (index) => tagsOf(likenesses.get(index), alike));
  const known = best(tagged, (index) => likenesses.get(index)?.known ?? 0);
  // A constant that is none of any branch's (`kind: "cow"`) says that none was meant.
  if (known.length === 1) return known;
  const isUnknown = placesOf(likenesses.get(known[0] ?? -1)).some((place) =>
    known.every((index) => likenesses.get(index)?.listed.get(place) === false),
  );
  return isUnknown ? known : best(known, (index) => -(branches[index]?.faultiness() ?? 0));
}

function best(indices: readonly number[], scoreOf: (index: number) => number): readonly number[] {
  const scores = indices.map(scoreOf);
  const max = scores.reduce((highest, score) => Math.max(highest, score), Number.NEGATIVE_INFINITY);
  return indices.filter((_, at) => scores[at] === max);
}

function placesOf(one: Likeness | undefined): readonly string[] {
  return [...(one?.listed.keys() ?? [])];
}

/** What a value has in common with what a schema describes. */
interface Likeness {
  /** Properties that the schema knows, those of a fitting type twice. */
  known: number;
  /** By place: whether the value has one of the values that the schema lists there. */
  readonly listed: Map<string, boolean>;
  /** Places where the schema has a single constant, and the value has it. */
  readonly constants: Set<string>;
}

/** What of a value is looked at: levels, items of each list, properties of each object. */
const deepest = 4;
const maxItems = 3;
const maxProperties = 100;

function likeness(parts: readonly JsonObject[], value: Json, document: JsonObject): Likeness {
  const found: Likeness = { known: 0, listed: new Map(), constants: new Set() };
  compare(parts, value, document, found, '');
  return found;
}

function compare(
  parts: readonly JsonObject[],
  value: Json,
  document: JsonObject,
  found: Likeness,
  place: string,
  depth = 0,
): void {
  if (depth === deepest) return;
  if (isArray(value)) {
    const items = partsOf(
      parts.flatMap((part) => part['items'] ?? []),
      document,
    );
    for (const item of value.slice(0, maxItems)) compare(items, item, document, found, `${place}/*`, depth + 1);
    return;
  }
  const lists = parts.flatMap(listedIn);
  if (lists.length > 0) {
    const matching = lists.filter((list) => list.some((one) => equal(one, value)));
    found.listed.set(place, matching.length > 0 && found.listed.get(place) !== false);
    if (matching.some(({ length }) => length === 1)) found.constants.add(place);
  }
  if (!isObject(value)) return;
  const required = new Set(parts.flatMap((part) => part['required'] ?? []));
  for (const [name, child] of Object.entries(value).slice(0, maxProperties)) {
    const schemas = parts.flatMap((part) => property(part['properties'], name) ?? []);
    if ((schemas.length === 0 && !required.has(name)) || schemas.some(isForbidding)) continue;
    const fits = schemas.every((schema) => fitsType(schema, child, document));
    found.known += fits ? 2 : 1;
    compare(partsOf(schemas, document), child, document, found, `${place}/${escapeToken(name)}`, depth + 1);
  }
}

/** The constants that a value has of one branch and not of each other. */
function tagsOf(one: Likeness | undefined, all: readonly Likeness[]): number {
  if (!one) return 0;
  return [...one.listed].filter(
    ([place, fits]) =>
      fits && (one.constants.has(place) || all.some((other) => other !== one && other.listed.get(place) === false)),
  ).length;
}

function listedIn(schema: JsonObject): readonly (readonly Json[])[] {
  const { enum: values, const: constant } = schema;
  return [...(isArray(values) ? [values] : []), ...(constant === undefined ? [] : [[constant]])];
}

/** `false` in words. */
function isForbidding(schema: Json): boolean {
  const excluded = property(schema, 'not');
  return isObject(excluded) && Object.keys(excluded).length === 0;
}

function isNull(schema: Json | undefined): boolean {
  const values = property(schema, 'enum');
  return (
    property(schema, 'type') === 'null' ||
    property(schema, 'const') === null ||
    (isArray(values) && values.every((one) => one === null))
  );
}

/** The schemas that say something of the same value: those given, and what their references and choices lead to. */
export function partsOf(schemas: readonly Json[], document: JsonObject): readonly JsonObject[] {
  const parts = new Set<Json>();
  const found: JsonObject[] = [];
  const open: Json[] = [...schemas];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!isObject(part) || parts.has(part)) continue;
    parts.add(part);
    found.push(part);
    const { allOf, anyOf, oneOf, then: next, else: other } = part;
    const children = [target(part, document), ...[allOf, anyOf, oneOf].flatMap((list) => list ?? []), next, other];
    for (const child of children) if (child !== undefined) open.push(child);
  }
  return found;
}

function target(schema: JsonObject, document: JsonObject): Json | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined;
}

/** Whether a schema is for values of this type, as far as its own types say, and those of what it is made of. */
function fitsType(
  schema: Json | undefined,
  value: Json,
  document: JsonObject,
  known: Map<Json, boolean> = new Map(),
): boolean {
  if (!isObject(schema)) return true;
  if (isForbidding(schema)) return false;
  const before = known.get(schema);
  if (before !== undefined) return before;
  known.set(schema, true);
  const fitsPart = (part: Json | undefined) => fitsType(part, value, document, known);
  const { type, allOf, anyOf, oneOf } = schema;
  const types = isArray(type) ? type : type === undefined ? [] : [type];
  const result =
    (types.length > 0
      ? types.some((one) => isOfType(one, value))
      : listedIn(schema).every((list) => list.some((one) => typeOf(one) === typeOf(value)))) &&
    fitsPart(target(schema, document)) &&
    (!isArray(allOf) || allOf.every(fitsPart)) &&
    [anyOf, oneOf].every((choice) => !isArray(choice) || choice.some(fitsPart));
  known.set(schema, result);
  return result;
}

function isOfType(type: Json, value: Json): boolean {
  return type === 'integer' ? Number.isInteger(value) : type === typeOf(value);
}

function typeOf(value: Json): string {
  return value === null ? 'null' : isArray(value) ? 'array' : typeof value;
}
