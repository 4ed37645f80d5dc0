import { literal } from './format.ts';

/** What a request is proven with, in the place of a variable. */
export interface Placeholder {
  readonly value: string;
  readonly variable: string;
}

/** Where requests are sent to while they are proven: nobody is there (RFC 2606, section 2). */
export const placeholderOrigin = 'http://sandbox.invalid';

/** An access token that means nothing to a sandbox, so that any other would do. */
export const sandboxToken = 'sandbox-access-token';

/** The ids of an attempt, by the name of their header field. A collection makes new ones for each request. */
export const attemptIds: ReadonlyMap<string, Placeholder> = new Map([
  ['x-request-id', { value: '5a8d5bd2-3b0c-4b0c-9f3f-0d0c7a4f6b11', variable: 'requestId' }],
  ['x-correlation-id', { value: 'c2b6f0f4-6a53-4c2f-8a83-6f6f0c5c8e22', variable: 'correlationId' }],
]);

/**
 * Puts references to variables in the place of what stood in for them (`{{baseUrl}}`).
 *
 * @param base what stands for the base URL, and its variable
 */
export function withVariables(text: string, base: Placeholder): string {
  const placeholders = [base, { value: placeholderOrigin, variable: 'origin' }, ...attemptIds.values()];
  return placeholders.reduce((result, { value, variable }) => result.replaceAll(value, () => `{{${variable}}}`), text);
}

/** The same with what the variables are at first, for people to read. */
export function withDefaults(text: string, base: Placeholder, defaultBase: string): string {
  return text
    .replaceAll(base.value, () => defaultBase)
    .replaceAll(placeholderOrigin, () => new URL(defaultBase).origin);
}

/** The data that a script begins with. */
export function setVariable(name: string, value: Parameters<typeof literal>[0]): string {
  return `pm.variables.set('${name}', JSON.stringify(${literal(value)}));`;
}
