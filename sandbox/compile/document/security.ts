import type { SecurityPlan, SecuritySchemePlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, type Tree } from '../../read/tree.ts';
import { isCookieName, isHeaderName } from '../../syntax/header.ts';
import { isArray, isObject, property, text } from '../../syntax/json.ts';
import type { ApiSource, OperationSource } from '../source.ts';

const anyAuthorization: SecuritySchemePlan = { kind: 'authorization', scheme: '' };

/**
 * Compiles what `--auth strict` requires for an operation, and where credentials may be sent (OpenAPI 3.1.1, 4.8.27 and
 * 4.8.30). If the document declares no security, a required `Authorization` parameter takes its place.
 */
export function compileSecurity(
  { tree, declaresSecurity }: ApiSource,
  operation: OperationSource,
  report: (problem: Problem) => void,
): SecurityPlan {
  const components = tree.get(tree.root, 'components');
  const definitions = components && tree.get(components, 'securitySchemes');
  const schemeNames = isObject(definitions?.value) ? Object.keys(definitions.value) : [];
  const schemeOf = (name: string, requirement: Node): SecuritySchemePlan => {
    const definition = (definitions && tree.get(definitions, name)) ?? schemeAt(tree, name);
    if (definition) return readScheme(definition, report);
    // A dangling reference has already been reported.
    if (!isReference(name) && !schemeNames.includes(name))
      report(unknownScheme(childOf(requirement, name) ?? requirement, name, schemeNames));
    // An unknown scheme is satisfied by any Authorization header.
    return anyAuthorization;
  };
  const declared = childOf(operation.node, 'security') ?? childOf(tree.root, 'security');
  const schemes = tree.entries(definitions).map(([, node]) => readScheme(node, report));
  if (!declared) {
    const isRequired = !declaresSecurity && requiresAuthorization(tree, operation);
    return { schemes, alternatives: isRequired ? [[anyAuthorization]] : [] };
  }
  const alternatives = tree
    .items(declared)
    .map((node) => (isObject(node.value) ? Object.keys(node.value).map((name) => schemeOf(name, node)) : []));
  return { schemes, alternatives };
}

/** Returns the scheme that a requirement names by a URI reference (OpenAPI 3.2, Security Requirement Object). */
function schemeAt(tree: Tree, reference: string): Node | undefined {
  if (!isReference(reference)) return undefined;
  const followed = tree.follow({ ...tree.root, value: { $ref: reference } });
  return followed.resolved ? followed.node : undefined;
}

function isReference(name: string): boolean {
  return /[#/]/.test(name);
}

function unknownScheme({ source, pointer }: Node, name: string, names: readonly string[]): Problem {
  const known = names.length > 0 ? `there is ${names.join(', ')}` : 'there are none under components.securitySchemes';
  const message = `There is no security scheme ${name}; ${known}. Under --auth strict, any Authorization is taken for it.`;
  return problemAt(source, pointer, 'security-unknown', message);
}

function readScheme(node: Node, report: (problem: Problem) => void): SecuritySchemePlan {
  switch (text(node.value, 'type')) {
    case 'apiKey': {
      const location = text(node.value, 'in');
      const name = text(node.value, 'name') ?? '';
      if (location !== 'header' && location !== 'query' && location !== 'cookie') return anyAuthorization;
      if (isNameAllowed(location, name)) return { kind: 'apiKey', in: location, name };
      const message = `No ${location} can have the name "${name}", so no request shows this key. Under --auth strict it counts as given.`;
      report(fieldProblem(node, 'name', message));
      return { kind: 'unseen' };
    }
    case 'http': {
      const scheme = text(node.value, 'scheme') ?? '';
      // A scheme is a token (RFC 9110, 11.1).
      if (scheme === '' || isHeaderName(scheme)) return { kind: 'authorization', scheme: scheme.toLowerCase() };
      const message = `No Authorization can have the scheme "${scheme}". Under --auth strict, any Authorization is taken for it.`;
      report(fieldProblem(node, 'scheme', message));
      return anyAuthorization;
    }
    case 'oauth2':
    case 'openIdConnect':
      return { kind: 'authorization', scheme: 'bearer' };
    case 'mutualTLS':
      return { kind: 'unseen' };
    default:
      return anyAuthorization;
  }
}

/** Whether a client can send a key of this name. A query percent-encodes it, so any name but the empty one will do. */
function isNameAllowed(location: 'header' | 'query' | 'cookie', name: string): boolean {
  if (location === 'header') return isHeaderName(name);
  return location === 'cookie' ? isCookieName(name) : name !== '';
}

function fieldProblem(scheme: Node, field: string, message: string): Problem {
  const { source, pointer } = childOf(scheme, field) ?? scheme;
  return problemAt(source, pointer, 'structure', message);
}

function requiresAuthorization(tree: Tree, operation: OperationSource): boolean {
  return [operation.node, ...operation.pathItems].some((owner) => {
    const parameters = tree.get(owner, 'parameters');
    return (
      isArray(parameters?.value) &&
      tree
        .items(parameters)
        .some(
          ({ value }) =>
            text(value, 'in') === 'header' &&
            text(value, 'name')?.toLowerCase() === 'authorization' &&
            property(value, 'required') === true,
        )
    );
  });
}
