import type { ErrorFormatName } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import type { ErrorFormat, Statement } from './format.ts';
import { httpValidationError } from './http-validation-error.ts';
import { jsonApi } from './json-api.ts';
import { operationOutcome } from './operation-outcome.ts';
import { plainStatements } from './plain-text.ts';
import { problemDetails } from './problem-details.ts';

/** The error formats by name. A new one is a file beside this, its name in the plan, and a line here. */
export const errorFormats: Readonly<Record<ErrorFormatName, ErrorFormat>> = {
  'operation-outcome': operationOutcome,
  'json-api': jsonApi,
  'problem-details': problemDetails,
  'http-validation-error': httpValidationError,
};

const names = [
  'operation-outcome',
  'json-api',
  'problem-details',
  'http-validation-error',
] as const satisfies readonly ErrorFormatName[];

/** The format of a body, or of bodies of a media type; undefined when it is none of ours. */
export function formatOf(body: Json): ErrorFormatName | undefined {
  return names.find((name) => errorFormats[name].recognises(body));
}

export function formatOfMediaType(essence: string): ErrorFormatName | undefined {
  // That a body is JSON says nothing of its format.
  if (essence === 'application/json') return undefined;
  return names.find((name) => errorFormats[name].mediaType === essence);
}

/** What an error body states, in whatever format it is. */
export function statementsOf(body: Json): readonly Statement[] {
  const format = formatOf(body);
  return format ? errorFormats[format].statements(body) : plainStatements(body);
}
