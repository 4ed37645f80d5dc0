import { isForbiddenToScripts } from '../syntax/method.ts';

/**
 * Makes a request as the global `Request` does, also with a method that scripts may not send: a server gets those from
 * other clients, so that they can be tried here, too.
 */
export function requestOf(input: Request | URL | string, init: RequestInit = {}): Request {
  const { method } = init;
  if (method === undefined || !isForbiddenToScripts(method)) return new Request(input, init);
  const request = new Request(input, { ...init, method: 'POST' });
  return Object.defineProperty(request, 'method', { value: method });
}
