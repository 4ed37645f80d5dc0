import { equal, isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { escapeToken, valueAt } from '../syntax/json-pointer.ts';

/** A branch of a `oneOf` or `anyOf` that a value fails. */
export interface Branch {
  readonly schema: Json;
  /** Weighs the errors of the value; called only if nothing else decides. */
  readonly errorWeight: () => number;
}

/**
 * Finds the branches that a value was most likely intended for, narrowed in this order: branches of its type, branches
 * whose constants it has (`kind: "card"`), branches that know most of its properties, branches with the lightest
 * errors. Only the first levels of the value are compared, and each schema once per level.
 *
 * @param document the schema document that the branches' references point into
 * @returns indices of the branches; several if they are equally close
 */
export function intendedBranches(branches: readonly Branch[], value: Json, document: JsonObject): readonly number[] {
  const all = branches.map((_, index) => index);
  const schemaOf = (index: number) => partsOf([branches[index]?.schema ?? true], document);
  const ofType = all.filter((index) => allowsTypeOf(branches[index]?.schema, value, document));
  // In a nullable choice the other branch was intended.
  if (ofType.length === 0) return all.filter((index) => !isNullSchema(branches[index]?.schema));
  if (ofType.length === 1) return ofType;
  const overlaps = new Map(ofType.map((index) => [index, overlapOf(schemaOf(index), value, document)]));
  const allOverlaps = [...overlaps.values()];
  const byConstants = withMaxScore(ofType, (index) => distinctiveConstants(overlaps.get(index), allOverlaps));
  const known = withMaxScore(byConstants, (index) => overlaps.get(index)?.known ?? 0);
  // A constant that no branch knows (`kind: "cow"`) means that none of them was intended.
  if (known.length === 1) return known;
  const hasUnknownConstant = listedPointers(overlaps.get(known[0] ?? -1)).some((pointer) =>
    known.every((index) => overlaps.get(index)?.listed.get(pointer) === false),
  );
  return hasUnknownConstant ? known : withMaxScore(known, (index) => -(branches[index]?.errorWeight() ?? 0));
}

function withMaxScore(indices: readonly number[], scoreOf: (index: number) => number): readonly number[] {
  const scores = indices.map(scoreOf);
  const max = scores.reduce((highest, score) => Math.max(highest, score), Number.NEGATIVE_INFINITY);
  return indices.filter((_, at) => scores[at] === max);
}

function listedPointers(overlap: Overlap | undefined): readonly string[] {
  return [...(overlap?.listed.keys() ?? [])];
}

/** What a value and a schema have in common. */
interface Overlap {
  /** The number of known properties; a property of a matching type counts twice. */
  known: number;
  /** By pointer: whether the value is one of those that the schema lists. */
  readonly listed: Map<string, boolean>;
  /** Pointers of values that equal a single constant of the schema. */
  readonly constants: Set<string>;
}

/** Limits of the comparison: levels, items of each list, properties of each object. */
const maxDepth = 4;
const maxItems = 3;
const maxProperties = 100;

function overlapOf(parts: readonly JsonObject[], value: Json, document: JsonObject): Overlap {
  const overlap: Overlap = { known: 0, listed: new Map(), constants: new Set() };
  collectOverlap(parts, value, document, overlap, '');
  return overlap;
}

function collectOverlap(
  parts: readonly JsonObject[],
  value: Json,
  document: JsonObject,
  overlap: Overlap,
  pointer: string,
  depth = 0,
): void {
  if (depth === maxDepth) return;
  if (isArray(value)) {
    const items = partsOf(
      parts.flatMap((part) => part['items'] ?? []),
      document,
    );
    for (const item of value.slice(0, maxItems))
      collectOverlap(items, item, document, overlap, `${pointer}/*`, depth + 1);
    return;
  }
  const lists = parts.flatMap(valueLists);
  if (lists.length > 0) {
    const matching = lists.filter((list) => list.some((one) => equal(one, value)));
    overlap.listed.set(pointer, matching.length > 0 && overlap.listed.get(pointer) !== false);
    if (matching.some(({ length }) => length === 1)) overlap.constants.add(pointer);
  }
  if (!isObject(value)) return;
  const required = new Set(parts.flatMap((part) => part['required'] ?? []));
  for (const [name, child] of Object.entries(value).slice(0, maxProperties)) {
    const schemas = parts.flatMap((part) => property(part['properties'], name) ?? []);
    if ((schemas.length === 0 && !required.has(name)) || schemas.some(isFalseSchema)) continue;
    const isMatch = schemas.every((schema) => allowsTypeOf(schema, child, document));
    overlap.known += isMatch ? 2 : 1;
    collectOverlap(partsOf(schemas, document), child, document, overlap, `${pointer}/${escapeToken(name)}`, depth + 1);
  }
}

/** Counts the constants of one branch that a value has, if they distinguish it from another branch. */
function distinctiveConstants(overlap: Overlap | undefined, all: readonly Overlap[]): number {
  if (!overlap) return 0;
  return [...overlap.listed].filter(
    ([pointer, isMatch]) =>
      isMatch &&
      (overlap.constants.has(pointer) || all.some((other) => other !== overlap && other.listed.get(pointer) === false)),
  ).length;
}

function valueLists(schema: JsonObject): readonly (readonly Json[])[] {
  const { enum: values, const: constant } = schema;
  return [...(isArray(values) ? [values] : []), ...(constant === undefined ? [] : [[constant]])];
}

/** Whether a schema is `not: {}`, which is equivalent to `false`. */
function isFalseSchema(schema: Json): boolean {
  const excluded = property(schema, 'not');
  return isObject(excluded) && Object.keys(excluded).length === 0;
}

function isNullSchema(schema: Json | undefined): boolean {
  const values = property(schema, 'enum');
  return (
    property(schema, 'type') === 'null' ||
    property(schema, 'const') === null ||
    (isArray(values) && values.every((one) => one === null))
  );
}

/** Collects the schemas that apply to the same value: the given ones, and those that they refer to or combine. */
export function partsOf(schemas: readonly Json[], document: JsonObject): readonly JsonObject[] {
  const parts = new Set<Json>();
  const found: JsonObject[] = [];
  const queue: Json[] = [...schemas];
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    if (!isObject(part) || parts.has(part)) continue;
    parts.add(part);
    found.push(part);
    const { allOf, anyOf, oneOf, then: next, else: other } = part;
    const children = [
      referencedSchema(part, document),
      ...[allOf, anyOf, oneOf].flatMap((list) => list ?? []),
      next,
      other,
    ];
    for (const child of children) if (child !== undefined) queue.push(child);
  }
  return found;
}

function referencedSchema(schema: JsonObject, document: JsonObject): Json | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined;
}

/**
 * Whether a schema allows values of this type, by its own types, and by those of the schemas it refers to or combines.
 */
function allowsTypeOf(
  schema: Json | undefined,
  value: Json,
  document: JsonObject,
  known: Map<Json, boolean> = new Map(),
): boolean {
  if (!isObject(schema)) return true;
  if (isFalseSchema(schema)) return false;
  const cached = known.get(schema);
  if (cached !== undefined) return cached;
  known.set(schema, true);
  const allows = (part: Json | undefined) => allowsTypeOf(part, value, document, known);
  const { type, allOf, anyOf, oneOf } = schema;
  const types = isArray(type) ? type : type === undefined ? [] : [type];
  const result =
    (types.length > 0
      ? types.some((one) => isOfType(one, value))
      : valueLists(schema).every((list) => list.some((one) => typeOf(one) === typeOf(value)))) &&
    allows(referencedSchema(schema, document)) &&
    (!isArray(allOf) || allOf.every(allows)) &&
    [anyOf, oneOf].every((choice) => !isArray(choice) || choice.some(allows));
  known.set(schema, result);
  return result;
}

function isOfType(type: Json, value: Json): boolean {
  return type === 'integer' ? Number.isInteger(value) : type === typeOf(value);
}

function typeOf(value: Json): string {
  return value === null ? 'null' : isArray(value) ? 'array' : typeof value;
}
