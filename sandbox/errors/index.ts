import type { ErrorFormatName } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import type { ErrorFormat, Statement } from './error-format.ts';
import { genericStatements } from './generic-error.ts';
import { httpValidationError } from './http-validation-error.ts';
import { jsonApi } from './json-api.ts';
import { operationOutcome } from './operation-outcome.ts';
import { problemDetails } from './problem-details.ts';

/** The error formats by name. To add one, write a file here, name it in `plan.ts`, and add a line below. */
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

/** Returns the format of an error body; undefined if it is in no known format. */
export function formatOf(body: Json): ErrorFormatName | undefined {
  return names.find((name) => errorFormats[name].recognises(body));
}

/** Returns the format that a media type identifies; undefined if it identifies none of the known formats. */
export function formatOfMediaType(essence: string): ErrorFormatName | undefined {
  // `application/json` identifies no error format.
  if (essence === 'application/json') return undefined;
  return names.find((name) => errorFormats[name].mediaType === essence);
}

/** Reads the problems that an error body states, whatever its format. */
export function statementsOf(body: Json): readonly Statement[] {
  const format = formatOf(body);
  return format ? errorFormats[format].statements(body) : genericStatements(body);
}
