import type { ObjectType } from '../openapi-objects/define.ts';
import type { Problem } from '../problem.ts';
import { childOf } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isObject } from '../syntax/json.ts';
import { isLike } from '../syntax/similar-name.ts';
import { type Check, problemAtNode } from './checked-document.ts';
import { misplacedAs } from './misplaced.ts';
import { article, named } from './structure.ts';
import type { Visit } from './walk.ts';

/** Fields that an object does not have, misspelt ones above all; `x-` ones are anybody's (OpenAPI 3.1.1, 4.9). */
export const unknownFields: Check = {
  codes: ['field-unknown'],
  run: ({ written, forms, version }) =>
    written.visits.flatMap((visit) => {
      const form = forms.get(visit.object);
      return form && misplacedAs(visit) === undefined ? unknown(visit, form, version) : [];
    }),
};

function unknown({ object, node }: Visit, form: ObjectType, version: string): readonly Problem[] {
  const { value } = node;
  if (!isObject(value) || typeof value['$ref'] === 'string') return [];
  // Taken for the value of an example, which may have any fields.
  if (object === 'Example' && !['value', 'externalValue', 'dataValue'].some((name) => name in value)) return [];
  return Object.keys(value).flatMap((key): readonly Problem[] => {
    const child = childOf(node, key);
    if (!child || key.startsWith('x-') || form.fields.has(key)) return [];
    const hint = hintFor(object, key, form, version);
    if (form.others && hint === undefined && isNameOf(object, key)) return [];
    if (form.others && object === 'Schema' && hint === undefined) return [];
    const message = hint ?? `${article(object)} ${named(object)} has no field ${key}.`;
    return [problemAtNode(child, 'field-unknown', message.replace(/^a/, 'A'))];
  });
}

/** What the names of an object's own fields must look like. */
const names: Readonly<Record<string, RegExp>> = table({
  // Told by whoever makes routes of them.
  Paths: /^/,
  Responses: /^([1-5]\d\d|[1-5]XX|default)$/,
  Callback: /^/,
  SecurityRequirement: /^/,
});

function isNameOf(object: string, key: string): boolean {
  return names[object]?.test(key) ?? false;
}

function hintFor(object: string, key: string, form: ObjectType, version: string): string | undefined {
  if (object === 'Schema' && version !== '3.0' && version !== '2.0') {
    if (key === 'nullable') return "nullable is a word of 3.0: here, write type: [string, 'null'].";
    // Other words may be anybody's; but not these in another case.
    const intended = [...form.fields.keys()].find((field) => field.toLowerCase() === key.toLowerCase());
    return intended === undefined ? undefined : `A Schema Object has no field ${key}; did you mean ${intended}?`;
  }
  if (object === 'Responses') {
    return isNameOf(object, key) ? undefined : `${key} is no status: write 404, 4XX or default.`;
  }
  const intended = [...form.fields.keys()].find((field) => isLike(field, key));
  return intended === undefined
    ? undefined
    : `${article(object)} ${named(object)} has no field ${key}; did you mean ${intended}?`;
}
