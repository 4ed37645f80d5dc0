import { literal } from './format.ts';

/** A literal value that stands for a variable while a request is proven. */
export interface Placeholder {
  readonly value: string;
  readonly variable: string;
}

/** The origin of requests while they are proven, a reserved name (RFC 2606, section 2). */
export const placeholderOrigin = 'http://sandbox.invalid';

/** An access token that selects no scenario. */
export const sandboxToken = 'sandbox-access-token';

/** Placeholders for ids of a request, by the lower-case name of their header. A collection makes new ids each time. */
export const attemptIds: ReadonlyMap<string, Placeholder> = new Map([
  ['x-request-id', { value: '5a8d5bd2-3b0c-4b0c-9f3f-0d0c7a4f6b11', variable: 'requestId' }],
  ['x-correlation-id', { value: 'c2b6f0f4-6a53-4c2f-8a83-6f6f0c5c8e22', variable: 'correlationId' }],
]);

/**
 * Replaces placeholders by references to their variables: `{{baseUrl}}`.
 *
 * @param base the placeholder of the base URL
 */
export function withVariables(text: string, base: Placeholder): string {
  const placeholders = [base, { value: placeholderOrigin, variable: 'origin' }, ...attemptIds.values()];
  return placeholders.reduce((result, { value, variable }) => result.replaceAll(value, () => `{{${variable}}}`), text);
}

/** Replaces placeholders of URLs by the initial values of their variables. */
export function withDefaults(text: string, base: Placeholder, defaultBase: string): string {
  return text
    .replaceAll(base.value, () => defaultBase)
    .replaceAll(placeholderOrigin, () => new URL(defaultBase).origin);
}

/** Returns a statement that stores data in a variable as JSON. */
export function setVariable(name: string, value: Parameters<typeof literal>[0]): string {
  return `pm.variables.set('${name}', JSON.stringify(${literal(value)}));`;
}
