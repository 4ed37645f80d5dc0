import { isForbiddenToScripts } from '../syntax/method.ts';

/**
 * Creates a `Request`, also with a method that the constructor forbids, such as TRACE: servers receive those from other
 * clients.
 */
export function createRequest(input: Request | URL | string, init: RequestInit = {}): Request {
  const { method } = init;
  if (method === undefined || !isForbiddenToScripts(method)) return new Request(input, init);
  const request = new Request(input, { ...init, method: 'POST' });
  return Object.defineProperty(request, 'method', { value: method });
}
