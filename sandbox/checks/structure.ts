import { hasWordsOnly } from '../openapi-objects/example-object.ts';
import type { FieldType } from '../openapi-objects/object-types.ts';
import type { Problem } from '../problem.ts';
import { childOf, type Node, scalarText } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { similarName } from '../syntax/similar-name.ts';
import { type Check, type CheckedDocument, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import { misplacedObject, placeFor } from './misplaced-objects.ts';
import { adviceForValue } from './value-advice.ts';
import type { TypeMismatch, Visit } from './walk.ts';

/** Reports fields of the wrong type, and objects in place of others (OpenAPI 3.1.1, 4.8). */
export const structure: Check = {
  codes: ['structure'],
  run: ({ written, version }: CheckedDocument) => [
    ...written.mismatches.map(typeMismatch),
    ...written.visits.flatMap((visit) => defectsOf(visit, version)),
  ],
};

function typeMismatch({ node, field, type, isReference }: TypeMismatch): Problem {
  const expected = describeType(type);
  const message = isReference
    ? `A reference may not stand here: OpenAPI wants ${expected} for ${field}. The sandbox ${isFollowed(type) ? 'follows it; other tools may not' : 'takes nothing from it'}.`
    : `${field} must be ${expected}, not ${describeValue(node)}.${adviceForValue(type, node, field)}`;
  return problemAtNode(node, 'structure', message);
}

function isFollowed(type: FieldType): boolean {
  return type.is === 'object' || type.is === 'list' || type.is === 'map';
}

function defectsOf(visit: Visit, version: OpenApiVersion): readonly Problem[] {
  const { node, object } = visit;
  const instead = misplacedObject(visit);
  if (instead !== undefined) {
    const message = `This is ${article(instead)} ${instead} Object, where ${article(object)} ${objectName(object)} belongs.${placeFor(object, instead)}`;
    return [problemAtNode(node, 'structure', message)];
  }
  const unknownType = unknownSchemeType(visit, version);
  if (unknownType) return [unknownType];
  const defect = object === 'Example' ? withoutValue(visit) : severalExamples(visit);
  return defect ? [defect] : [];
}

/** Types of security schemes (OpenAPI 3.1.1, 4.8.27; 2.0, Security Scheme Object). */
const schemes = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
const schemes20 = ['basic', 'apiKey', 'oauth2'];

function unknownSchemeType({ object, node }: Visit, version: OpenApiVersion): Problem | undefined {
  const type = object === 'SecurityScheme' ? childOf(node, 'type') : undefined;
  const allowed = version === '2.0' ? schemes20 : schemes;
  if (typeof type?.value !== 'string' || allowed.includes(type.value)) return undefined;
  const similar = similarName(allowed, type.value);
  const isScheme = version !== '2.0' && /^(basic|bearer|digest)$/i.test(type.value);
  const hint = isScheme
    ? ` Write type: http, scheme: ${type.value.toLowerCase()}.`
    : similar
      ? ` Write ${similar}.`
      : '';
  return problemAtNode(type, 'structure', `type must be one of ${allowed.join(', ')}, not ${type.value}.${hint}`);
}

function withoutValue({ node }: Visit): Problem | undefined {
  const { value } = node;
  if (!isObject(value) || valueFields.some((name) => Object.hasOwn(value, name))) return undefined;
  const instead = hasWordsOnly(value)
    ? 'what is sent is made from the schema. Write one.'
    : 'what stands in its place is taken for the value. Write value: before it.';
  return problemAtNode(node, 'structure', `This example has no \`value\`; ${instead}`);
}

/** Reports an `example` that holds several, each with a name and a `value`. */
function severalExamples({ object, node }: Visit): Problem | undefined {
  const example = object === 'Schema' ? undefined : childOf(node, 'example');
  if (!example || !isObject(example.value)) return undefined;
  const members = Object.values(example.value);
  const isEach = members.every(
    (one) => isObject(one) && Object.hasOwn(one, 'value') && Object.keys(one).every((key) => exampleFields.has(key)),
  );
  if (members.length === 0 || !isEach) return undefined;
  const message = 'example is one value, and this holds examples by name, each with its `value`. Write examples.';
  return problemAtNode(example, 'structure', message);
}

const exampleFields = new Set(['summary', 'description', 'value', 'externalValue']);

const valueFields = ['value', 'externalValue', 'dataValue', 'serializedValue'];

function describeType(type: FieldType): string {
  switch (type.is) {
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'number':
      return 'a number';
    case 'any':
      return 'any value';
    case 'list':
      return 'a list';
    case 'map':
      return 'an object';
    case 'object':
      return `${article(type.name)} ${objectName(type.name)}`;
    case 'either':
      return type.of.map(describeType).join(' or ');
  }
}

function describeValue(node: Node): string {
  const { value } = node;
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? JSON.stringify(value) : (scalarText(node) ?? '');
}

/** Returns the name of an object as OpenAPI writes it: `Media Type Object` for `MediaType`. */
export function objectName(object: string): string {
  return `${object.replace(/([a-z])([A-Z])/g, '$1 $2')} Object`;
}

/** Returns the indefinite article of a noun. */
export function article(noun: string): string {
  return /^[AEIOU]/i.test(noun) ? 'an' : 'a';
}
