import type { Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { type Conversion, withoutFields } from './context.ts';

/** The names of OAuth flows in 3.0, by their names in 2.0. */
const flowNames: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** Fields that 3.0 moves into the flow. */
const flowFields: ReadonlySet<string> = new Set(['authorizationUrl', 'tokenUrl', 'scopes']);

/** Converts a security definition (OpenAPI 2.0, Security Scheme Object). */
export function convertSecurityScheme({ record, report }: Conversion, node: Node): Json {
  const { value } = node;
  switch (text(value, 'type')) {
    case 'basic':
      return record({ ...withoutFields(value, new Set()), type: 'http', scheme: 'basic' }, node);
    case 'apiKey':
      return value;
    case 'oauth2': {
      const flow = flowNames.get(text(value, 'flow') ?? '');
      if (flow === undefined) report(node, 'flow must be implicit, password, application or accessCode.');
      const flows = flow === undefined ? {} : { [flow]: flowOf(value) };
      return record({ ...withoutFields(value, new Set(['flow', ...flowFields])), flows }, node);
    }
    default:
      report(node, 'A security definition must have the type basic, apiKey or oauth2.');
      return value;
  }
}

function flowOf(scheme: Json): JsonObject {
  const fields = isObject(scheme) ? Object.entries(scheme).filter(([field]) => flowFields.has(field)) : [];
  return { scopes: {}, ...Object.fromEntries(fields) };
}
