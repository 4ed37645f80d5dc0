import type { RepresentationPlan, ResponsePlan } from '../plan.ts';
import { childOf, type Node, referenceAsValue, type Tree } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { violationsOf } from '../validation/find-violations.ts';
import { lastName } from './schemas/dialect.ts';
import { nameAt, namesFrom, partOf, withDefinitions } from './schemas/document.ts';
import type { SchemaCompiler } from './schemas/validators.ts';
import type { ApiSource, OperationSource } from './source.ts';

/*
 * What of an operation is not known, since references to it lead nowhere. It is served with what is whole; each answer
 * says what that leaves out.
 */

/** Whether there is something by that key, and it is a reference that leads nowhere. */
export function isMissing(tree: Tree, owner: Node | undefined, key: string): boolean {
  return owner !== undefined && childOf(owner, key) !== undefined && tree.get(owner, key) === undefined;
}

/** The keys of an object or list under which references lead nowhere. */
export function missingIn(tree: Tree, owner: Node | undefined): readonly string[] {
  const { value } = owner ?? {};
  const keys = isObject(value) || isArray(value) ? Object.keys(value) : [];
  return keys.filter((key) => isMissing(tree, owner, key));
}

/** What of a request is not known, its schemas aside: `parameter.Page`, `body#`, `security.key`. */
export function missingOfRequest({ tree }: ApiSource, { node, pathItems }: OperationSource): readonly string[] {
  const places = [
    ...[...pathItems, node].flatMap((owner) => missingParameters(tree, owner)),
    ...(isBodyMissing(tree, node) ? ['body#'] : []),
    ...(isMissing(tree, node, 'responses') ? ['responses'] : []),
    ...missingSchemes(tree, node).map((name) => `security.${name}`),
  ];
  return [...new Set(places)];
}

/** By the last name in the reference: nothing else is known of a parameter. */
function missingParameters(tree: Tree, owner: Node): readonly string[] {
  if (isMissing(tree, owner, 'parameters')) return ['parameters'];
  const parameters = tree.get(owner, 'parameters');
  return missingIn(tree, parameters).map((index) => {
    const reference = parameters && text(childOf(parameters, index)?.value, '$ref');
    return `parameter.${lastName(reference ?? index)}`;
  });
}

/** Of a body in several media types, one is enough: what is sent may be of that. */
function isBodyMissing(tree: Tree, operation: Node): boolean {
  const body = tree.get(operation, 'requestBody');
  return (
    isMissing(tree, operation, 'requestBody') ||
    isMissing(tree, body, 'content') ||
    missingIn(tree, body && tree.get(body, 'content')).length > 0
  );
}

/** The security schemes that an operation asks for and that are references to nothing. */
function missingSchemes(tree: Tree, operation: Node): readonly string[] {
  const components = tree.get(tree.root, 'components');
  const missing = new Set(missingIn(tree, components && tree.get(components, 'securitySchemes')));
  const asked = childOf(operation, 'security') ?? childOf(tree.root, 'security');
  return tree
    .items(asked)
    .flatMap(({ value }) => (isObject(value) ? Object.keys(value) : []).filter((name) => missing.has(name)));
}

/** What of an answer is not known, its body aside: `response`, `response.header.Link`. */
export function missingOfResponse(tree: Tree, operation: Node, key: string): readonly string[] {
  const responses = tree.get(operation, 'responses');
  const written = isObject(responses?.value) ? Object.keys(responses.value) : [];
  const name = written.find((one) => one === key || one.toUpperCase() === key);
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

/** Where in a value that its references were followed in, some are left, since they lead nowhere. */
export function danglingIn(value: Json, pointer = ''): readonly string[] {
  if (referenceAsValue(value) !== undefined) return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => danglingIn(child, `${pointer}/${escapeToken(key)}`));
}

/** The schemas with each that nobody knows taking nothing, so that a value which comes to one is told. */
export function withMissing(document: JsonObject, missing: readonly string[]): JsonObject {
  if (missing.length === 0) return document;
  return withDefinitions(document, new Map(missing.map((place) => [nameAt(place), { not: {} }])));
}

/**
 * The responses with what is not known of the bodies that are made for them.
 *
 * @param missing places in the document that stand for what references do not lead to
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
  const reported = new Set(missing.map((place) => `${place}/not`));
  const isKnown = (schemaPointer: string | null) =>
    schemaPointer === null || !leadsToAny(document, schemaPointer, missing);
  const placesIn = ({
    value,
    schemaPointer,
  }: Pick<RepresentationPlan, 'value' | 'schemaPointer'>): readonly string[] => {
    if (schemaPointer === null || isKnown(schemaPointer)) return [];
    const found = violationsOf(value, schemaPointer, strict).filter(({ constraint }) =>
      reported.has(constraint.pointer),
    );
    // What nobody knows is hardly ever made: then something is missing from the value.
    return found.length > 0 ? found.map(({ pointer }) => `response.body#${pointer}`) : ['response.body#'];
  };
  return responses.map((response) => ({
    ...response,
    builds: response.builds && {
      ...response.builds,
      missing: isKnown(response.builds.schemaPointer) ? [] : ['response.body#'],
    },
    scenarios: response.scenarios.map((scenario) => {
      const isMade = scenario.source === 'generated' || scenario.source === 'described';
      const places = isMade ? scenario.representations.flatMap(placesIn) : [];
      return { ...scenario, missing: [...new Set([...scenario.missing, ...places])] };
    }),
  }));
}

/** Whether a schema leads to one of these places, through whatever it refers to. */
export function leadsToAny(document: JsonObject, from: string, places: readonly string[]): boolean {
  if (places.length === 0) return false;
  const names = namesFrom(document, [from]);
  return places.some((place) => names.has(nameAt(place)));
}
