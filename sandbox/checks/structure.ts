import type { FieldType } from '../openapi-objects/define.ts';
import { hasWordsOnly } from '../openapi-objects/example.ts';
import type { Problem } from '../problem.ts';
import { childOf, type Node, scalarText } from '../read/tree.ts';
import { isObject } from '../syntax/json.ts';
import { type Check, type CheckedDocument, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import { misplacedAs } from './misplaced.ts';
import type { Misfit, Visit } from './walk.ts';

/** Fields that hold what they may not, and objects in the place of others (OpenAPI 3.1.1, 4.8). */
export const structure: Check = {
  codes: ['structure'],
  run: ({ written, version }: CheckedDocument) => [
    ...written.misfits.map(misfit),
    ...written.visits.flatMap((visit) => misplaced(visit, version)),
  ],
};

function misfit({ node, field, shape, isReference }: Misfit): Problem {
  const wanted = wordsFor(shape);
  const message = isReference
    ? `A reference may not stand here: OpenAPI wants ${wanted} for ${field}. The sandbox ${isFollowed(shape) ? 'follows it; other tools may not' : 'takes nothing from it'}.`
    : `${field} must be ${wanted}, not ${found(node)}.`;
  return problemAtNode(node, 'structure', message);
}

function isFollowed(shape: FieldType): boolean {
  return shape.is === 'object' || shape.is === 'list' || shape.is === 'map';
}

function misplaced(visit: Visit, version: OpenApiVersion): readonly Problem[] {
  const { node, object } = visit;
  const instead = misplacedAs(visit);
  if (instead !== undefined) {
    const message = `This is ${article(instead)} ${instead} Object, where ${article(object)} ${named(object)} belongs.`;
    return [problemAtNode(node, 'structure', message)];
  }
  const wrong = wrongWord(visit, version);
  if (wrong) return [wrong];
  const defect = object === 'Example' ? withoutValue(visit) : undefined;
  return defect ? [defect] : [];
}

/** Kinds of security schemes (OpenAPI 3.1.1, 4.8.27; 2.0, Security Scheme Object). */
const schemes = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
const schemes20 = ['basic', 'apiKey', 'oauth2'];

function wrongWord({ object, node }: Visit, version: OpenApiVersion): Problem | undefined {
  const type = object === 'SecurityScheme' ? childOf(node, 'type') : undefined;
  const allowed = version === '2.0' ? schemes20 : schemes;
  if (typeof type?.value !== 'string' || allowed.includes(type.value)) return undefined;
  const hint = type.value === 'basic' ? ' Write type: http, scheme: basic.' : '';
  return problemAtNode(type, 'structure', `type must be one of ${allowed.join(', ')}, not ${type.value}.${hint}`);
}

function withoutValue({ node }: Visit): Problem | undefined {
  const { value } = node;
  if (!isObject(value) || values.some((name) => Object.hasOwn(value, name))) return undefined;
  const instead = hasWordsOnly(value)
    ? 'what is sent is made from the schema.'
    : 'what stands in its place is taken for the value.';
  return problemAtNode(node, 'structure', `This example has no \`value\`; ${instead}`);
}

const values = ['value', 'externalValue', 'dataValue', 'serializedValue'];

function wordsFor(shape: FieldType): string {
  switch (shape.is) {
    case 'text':
      return 'a text';
    case 'flag':
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
      return `${article(shape.name)} ${named(shape.name)}`;
    case 'either':
      return shape.of.map(wordsFor).join(' or ');
  }
}

function found(node: Node): string {
  const { value } = node;
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? JSON.stringify(value) : (scalarText(node) ?? '');
}

/** `MediaType` → `Media Type Object`. */
export function named(object: string): string {
  return `${object.replace(/([a-z])([A-Z])/g, '$1 $2')} Object`;
}

/** `a` or `an`. */
export function article(noun: string): string {
  return /^[AEIOU]/i.test(noun) ? 'an' : 'a';
}
