import type { Node } from '../read/tree.ts';
import { isObject, type Json, type JsonObject, text } from '../syntax/json.ts';
import { type Conversion, withoutFields } from './conversion.ts';

/** The flows by their names in 3.0. */
const flowNames: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** What stands beside the flow in 2.0, and inside it in 3.0. */
const flowFields: ReadonlySet<string> = new Set(['authorizationUrl', 'tokenUrl', 'scopes']);

/** One of the `securityDefinitions` (OpenAPI 2.0, Security Scheme Object). */
export function convertSecurityScheme({ made, report }: Conversion, node: Node): Json {
  const { value } = node;
  switch (text(value, 'type')) {
    case 'basic':
      return made({ ...withoutFields(value, new Set()), type: 'http', scheme: 'basic' }, node);
    case 'apiKey':
      return value;
    case 'oauth2': {
      const flow = flowNames.get(text(value, 'flow') ?? '');
      if (flow === undefined) report(node, 'flow must be implicit, password, application or accessCode.');
      const flows = flow === undefined ? {} : { [flow]: flowOf(value) };
      return made({ ...withoutFields(value, new Set(['flow', ...flowFields])), flows }, node);
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
