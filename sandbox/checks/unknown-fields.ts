import type { ObjectType } from '../openapi-objects/object-types.ts';
import { objectTypes30 } from '../openapi-objects/v3.ts';
import type { Problem } from '../problem.ts';
import { childOf } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, isObject, type JsonObject, property } from '../syntax/json.ts';
import { similarName } from '../syntax/similar-name.ts';
import { statusNamed } from '../syntax/status.ts';
import { type Check, listed, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import { adviceForField } from './field-advice.ts';
import { misplacedObject } from './misplaced-objects.ts';
import { article, objectName } from './structure.ts';
import type { Visit } from './walk.ts';

/** Reports fields that OpenAPI does not define, and suggests similar ones; `x-` fields are extensions (OpenAPI 3.1.1, 4.9). */
export const unknownFields: Check = {
  codes: ['field-unknown'],
  run: ({ written, objectTypes: forms, version }) =>
    written.visits.flatMap((visit) => {
      const objectType = forms.get(visit.object);
      return objectType && misplacedObject(visit) === undefined ? unknownIn(visit, objectType, version) : [];
    }),
};

function unknownIn({ object, node }: Visit, objectType: ObjectType, version: OpenApiVersion): readonly Problem[] {
  const { value } = node;
  if (!isObject(value) || (typeof value['$ref'] === 'string' && !isExtensible(object, version))) return [];
  // An example without these fields is read as the value itself, which may have any fields.
  if (object === 'Example' && !['value', 'externalValue', 'dataValue'].some((name) => name in value)) return [];
  const inSchema = object === 'Parameter' && version !== '2.0' ? keywordsOutside(value, objectType) : [];
  const [first, ...others] = inSchema;
  return Object.keys(value).flatMap((key): readonly Problem[] => {
    const child = childOf(node, key);
    if (!child || key.startsWith('x-') || objectType.fields.has(key) || others.includes(key)) return [];
    // The schema compiler reports a reference that is no text.
    if (object === 'Schema' && key === '$ref') return [];
    if (object === 'Parameter' && child.value === null && !Object.hasOwn(value, 'name')) return [];
    if (key === first) return [problemAtNode(child, 'field-unknown', outsideSchema(inSchema, value))];
    const hint = hintFor(object, key, value, objectType, version);
    if (objectType.others && hint === undefined && (isPatternedField(object, key) || object === 'Schema')) return [];
    const message = hint ?? `${article(object)} ${objectName(object)} has no field ${key}.`;
    return [problemAtNode(child, 'field-unknown', message.replace(/^a/, 'A'))];
  });
}

/** Whether other fields may stand beside a reference. */
function isExtensible(object: string, version: OpenApiVersion): boolean {
  return object === 'Schema' && (version === '3.1' || version === '3.2');
}

/** Returns the keywords of a schema that stand in a parameter, as in 2.0. */
function keywordsOutside(parameter: JsonObject, objectType: ObjectType): readonly string[] {
  const keywords = objectTypes30.get('Schema')?.fields;
  return Object.keys(parameter).filter((key) => keywords?.has(key) && !objectType.fields.has(key));
}

function outsideSchema(keys: readonly string[], parameter: JsonObject): string {
  const written = keys.map((key) =>
    isObject(parameter[key]) || isArray(parameter[key]) ? `${key}: …` : `${key}: ${parameter[key]}`,
  );
  const verb = keys.length === 1 ? 'belongs' : 'belong';
  return `${listed(keys)} of a parameter ${verb} into its schema. Write schema: { ${written.join(', ')} }.`;
}

/** Patterns of the names of patterned fields, by object. */
const patternedFields: Readonly<Record<string, RegExp>> = table({
  // Paths are checked when routes are made from them.
  Paths: /^/,
  Responses: /^([1-5]\d\d|[1-5]XX|default)$/,
  Callback: /^/,
  SecurityRequirement: /^/,
});

function isPatternedField(object: string, key: string): boolean {
  return patternedFields[object]?.test(key) ?? false;
}

function hintFor(
  object: string,
  key: string,
  owner: JsonObject,
  objectType: ObjectType,
  version: OpenApiVersion,
): string | undefined {
  const unknown = `${article(object)} ${objectName(object)} has no field ${key}`;
  if (isExtensible(object, version)) {
    if (key === 'nullable') return `nullable is a word of 3.0: here, write ${nullableIn31(owner)}.`;
    const intended = similarName(objectType.fields.keys(), key);
    if (intended !== undefined && !Object.hasOwn(owner, intended)) return `${unknown}; did you mean ${intended}?`;
    const isOutside = property(owner, 'properties') === undefined && property(owner, 'type') === 'object';
    const advice = isOutside ? adviceForField(object, key, owner, version) : undefined;
    return advice && `${unknown}: ${advice}`;
  }
  if (object === 'Responses') {
    return isPatternedField(object, key) ? undefined : `${key} is no status: write ${statusFor(key)}.`;
  }
  const special = adviceForField(object, key, owner, version);
  const intended = similarName(objectType.fields.keys(), key);
  if (intended !== undefined && !special?.startsWith('OpenAPI')) return `${unknown}; did you mean ${intended}?`;
  if (special === undefined) return undefined;
  return special.startsWith('OpenAPI') ? `${unknown}, which ${special}` : `${unknown}: ${special}`;
}

/** Returns what allows null in 3.1, for a schema with `nullable`. */
function nullableIn31({ type, $ref }: JsonObject): string {
  if (typeof $ref === 'string') return `anyOf: [{ $ref: '${$ref}' }, { type: 'null' }]`;
  return `type: [${isArray(type) ? type.join(', ') : String(type ?? 'string')}, 'null']`;
}

/** Returns the key of responses that was probably intended. */
function statusFor(key: string): string {
  const [, first] = /^([1-5])(?:xx|\dx|\*\*)$/i.exec(key) ?? [];
  if (first !== undefined) return `${first}XX`;
  const [, status] = /^([1-5]\d\d)\b/.exec(key) ?? [];
  if (status !== undefined) return status;
  if (/^(default|\*|any|others?)$/i.test(key)) return 'default';
  return statusNamed(key)?.toString() ?? '404, 4XX or default';
}
