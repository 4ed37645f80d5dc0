import type { ObjectType } from '../openapi-objects/object-types.ts';
import type { Problem } from '../problem.ts';
import { childOf } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isObject } from '../syntax/json.ts';
import { similarName } from '../syntax/similar-name.ts';
import { type Check, problemAtNode } from './checked-document.ts';
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

function unknownIn({ object, node }: Visit, objectType: ObjectType, version: string): readonly Problem[] {
  const { value } = node;
  if (!isObject(value) || typeof value['$ref'] === 'string') return [];
  // An example without these fields is read as the value itself, which may have any fields.
  if (object === 'Example' && !['value', 'externalValue', 'dataValue'].some((name) => name in value)) return [];
  return Object.keys(value).flatMap((key): readonly Problem[] => {
    const child = childOf(node, key);
    if (!child || key.startsWith('x-') || objectType.fields.has(key)) return [];
    const hint = hintFor(object, key, objectType, version);
    if (objectType.others && hint === undefined && isPatternedField(object, key)) return [];
    if (objectType.others && object === 'Schema' && hint === undefined) return [];
    const message = hint ?? `${article(object)} ${objectName(object)} has no field ${key}.`;
    return [problemAtNode(child, 'field-unknown', message.replace(/^a/, 'A'))];
  });
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

function hintFor(object: string, key: string, objectType: ObjectType, version: string): string | undefined {
  if (object === 'Schema' && version !== '3.0' && version !== '2.0') {
    if (key === 'nullable') return "nullable is a word of 3.0: here, write type: [string, 'null'].";
    // Since 3.1 unknown keywords are allowed, but not one that differs from a keyword only in case.
    const intended = [...objectType.fields.keys()].find((field) => field.toLowerCase() === key.toLowerCase());
    return intended === undefined ? undefined : `A Schema Object has no field ${key}; did you mean ${intended}?`;
  }
  if (object === 'Responses') {
    return isPatternedField(object, key) ? undefined : `${key} is no status: write 404, 4XX or default.`;
  }
  const intended = similarName(objectType.fields.keys(), key);
  return intended === undefined
    ? undefined
    : `${article(object)} ${objectName(object)} has no field ${key}; did you mean ${intended}?`;
}
