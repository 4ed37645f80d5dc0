import type { RepresentationPlan, ResponsePlan } from '../plan.ts';
import { childOf, type Node, referenceAsValue, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { violationsOf } from '../validation/find-violations.ts';
import type { SchemaCompiler } from '../validation/violation.ts';
import { lastName } from './schemas/dialect.ts';
import { nameAt, namesFrom, partOf, withDefinitions } from './schemas/document.ts';
import type { ApiSource, OperationSource } from './source.ts';

/*
 * The parts of an operation that are unknown because their references lead nowhere. The operation is served without
 * them, and each response lists what is missing.
 */

/** Whether the value at a key is a reference that leads nowhere. */
export function isMissing(tree: Tree, owner: Node | undefined, key: string): boolean {
  return owner !== undefined && childOf(owner, key) !== undefined && tree.get(owner, key) === undefined;
}

/** Returns the keys of an object or array whose references lead nowhere. */
export function missingIn(tree: Tree, owner: Node | undefined): readonly string[] {
  const { value } = owner ?? {};
  const keys = isObject(value) || isArray(value) ? Object.keys(value) : [];
  return keys.filter((key) => isMissing(tree, owner, key));
}

/** Returns the missing parts of a request except for schemas: `parameter.Page`, `body#`, `security.key`. */
export function missingOfRequest({ tree }: ApiSource, { node, pathItems }: OperationSource): readonly string[] {
  const places = [
    ...[...pathItems, node].flatMap((owner) => missingParameters(tree, owner)),
    ...(isBodyMissing(tree, node) ? ['body#'] : []),
    ...(isMissing(tree, node, 'responses') ? ['responses'] : []),
    ...missingSchemes(tree, node).map((name) => `security.${name}`),
  ];
  return [...new Set(places)];
}

/** Returns missing parameters by the last name in their references, as their own names are unknown. */
function missingParameters(tree: Tree, owner: Node): readonly string[] {
  if (isMissing(tree, owner, 'parameters')) return ['parameters'];
  const parameters = tree.get(owner, 'parameters');
  return missingIn(tree, parameters).map((index) => {
    const reference = parameters && text(childOf(parameters, index)?.value, '$ref');
    return `parameter.${lastName(reference ?? index)}`;
  });
}

/** Whether the body, or any of its media types, is missing: a request may use just that one. */
function isBodyMissing(tree: Tree, operation: Node): boolean {
  const body = tree.get(operation, 'requestBody');
  return (
    isMissing(tree, operation, 'requestBody') ||
    isMissing(tree, body, 'content') ||
    missingIn(tree, body && tree.get(body, 'content')).length > 0
  );
}

/** Returns the security schemes that an operation requires and whose references lead nowhere. */
function missingSchemes(tree: Tree, operation: Node): readonly string[] {
  const components = tree.get(tree.root, 'components');
  const missing = new Set(missingIn(tree, components && tree.get(components, 'securitySchemes')));
  const required = childOf(operation, 'security') ?? childOf(tree.root, 'security');
  return tree
    .items(required)
    .flatMap(({ value }) => (isObject(value) ? Object.keys(value) : []).filter((name) => missing.has(name)));
}

/** Returns the missing parts of a response except for schemas: `response`, `response.header.Link`. */
export function missingOfResponse(tree: Tree, operation: Node, key: string): readonly string[] {
  const responses = tree.get(operation, 'responses');
  const keys = isObject(responses?.value) ? Object.keys(responses.value) : [];
  const name = keys.find((one) => one === key || one.toUpperCase() === key);
  if (!responses || name === undefined) return [];
  if (isMissing(tree, responses, name)) return ['response'];
  const response = tree.get(responses, name);
  return [...missingHeaders(tree, response), ...missingContent(tree, response)];
}

function missingContent(tree: Tree, response: Node | undefined): readonly string[] {
  if (isMissing(tree, response, 'content')) return ['response.content'];
  return missingIn(tree, response && tree.get(response, 'content')).length > 0 ? ['response.body#'] : [];
}

function missingHeaders(tree: Tree, response: Node | undefined): readonly string[] {
  if (isMissing(tree, response, 'headers')) return ['response.headers'];
  const headers = response && tree.get(response, 'headers');
  const names = isObject(headers?.value) ? Object.keys(headers.value) : [];
  return names
    .filter((header) => {
      const described = headers && tree.get(headers, header);
      return isMissing(tree, headers, header) || isMissing(tree, described, 'schema');
    })
    .map((header) => `response.header.${header}`);
}

/** Returns the pointers of references that are left in a value after `tree.expand`, since they lead nowhere. */
export function danglingIn(value: Json, pointer = ''): readonly string[] {
  if (referenceAsValue(value) !== undefined) return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => danglingIn(child, `${pointer}/${escapeToken(key)}`));
}

/** Replaces the placeholders of missing schemas by `not: {}`, so that each value that one applies to is a violation. */
export function withMissing(document: JsonObject, missing: readonly string[]): JsonObject {
  if (missing.length === 0) return document;
  return withDefinitions(document, new Map(missing.map((place) => [nameAt(place), { not: {} }])));
}

/**
 * Adds the missing parts of generated bodies to the responses.
 *
 * @param missing pointers to the placeholders of missing schemas in the document
 */
export function withMissingBodies(
  responses: readonly ResponsePlan[],
  missing: readonly string[],
  document: JsonObject,
  compile: SchemaCompiler,
): readonly ResponsePlan[] {
  if (missing.length === 0) return responses;
  const places = responses.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ representations }) => representations.flatMap(({ schemaPointer }) => schemaPointer ?? [])),
  );
  const strict = compile(withMissing(partOf(document, places), missing));
  const placeholders = new Set(missing.map((place) => `${place}/not`));
  const isKnown = (schemaPointer: string | null) =>
    schemaPointer === null || !leadsToAny(document, schemaPointer, missing);
  const placesIn = ({
    value,
    schemaPointer,
  }: Pick<RepresentationPlan, 'value' | 'schemaPointer'>): readonly string[] => {
    if (schemaPointer === null || isKnown(schemaPointer)) return [];
    const found = violationsOf(value, schemaPointer, strict).filter(({ constraint }) =>
      placeholders.has(constraint.pointer),
    );
    // The generator mostly omits values of missing schemas; then the body as a whole is incomplete.
    return found.length > 0 ? found.map(({ pointer }) => `response.body#${pointer}`) : ['response.body#'];
  };
  return responses.map((response) => ({
    ...response,
    builds: response.builds && {
      ...response.builds,
      missing: isKnown(response.builds.schemaPointer) ? [] : ['response.body#'],
    },
    scenarios: response.scenarios.map((scenario) => {
      const isGenerated = scenario.source === 'generated' || scenario.source === 'described';
      const places = isGenerated ? scenario.representations.flatMap(placesIn) : [];
      return { ...scenario, missing: [...new Set([...scenario.missing, ...places])] };
    }),
  }));
}

/** Whether a schema leads to one of these pointers, directly or through references. */
export function leadsToAny(document: JsonObject, from: string, places: readonly string[]): boolean {
  if (places.length === 0) return false;
  const names = namesFrom(document, [from]);
  return places.some((place) => names.has(nameAt(place)));
}
