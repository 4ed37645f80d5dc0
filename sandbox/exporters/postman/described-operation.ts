import type { OperationIndex } from '../../plan.ts';
import { isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { methodAsSent } from '../../syntax/method.ts';

/** Returns the Path Item Object of a path; empty if there is none. */
export function pathItemOf(document: JsonObject, path: string): Json {
  return property(property(document, 'paths'), path) ?? {};
}

/** Returns the Operation Object of an operation; empty if there is none. */
export function operationObject(document: JsonObject, { method, path }: Pick<OperationIndex, 'method' | 'path'>): Json {
  const pathItem = pathItemOf(document, path);
  const own = property(pathItem, method.toLowerCase());
  if (isObject(own)) return own;
  const others = property(pathItem, 'additionalOperations');
  const written = isObject(others) ? Object.keys(others).find((name) => methodAsSent(name) === method) : undefined;
  return (written !== undefined && property(others, written)) || {};
}
