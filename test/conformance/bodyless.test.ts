import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

function requiring(openapi: string, method: string) {
  const responses = { 200: response({ found: {} }), 400: response({ wrong: {} }) };
  const operation = { operationId: 'find', requestBody: jsonBody({ type: 'object' }), responses };
  return sandboxOf({ ...documentOf({ '/things': { [method]: operation } }), openapi });
}

/*
 * A body that is required where HTTP gives it no meaning (RFC 9110, 9.3.1): "SHALL be ignored" in OpenAPI 3.0.4, 4.7.10;
 * "permitted but does not have well-defined semantics" in OpenAPI 3.1.1, 4.8.10. What can be sent can be asked for.
 */
describe('a required body (OpenAPI 3.0.4, 4.7.10; OpenAPI 3.1.1, 4.8.10)', () => {
  it.each([
    ['3.0.4', 'get', 200, 'A body has no meaning in a request with GET'],
    ['3.1.1', 'get', 200, undefined],
    ['3.2.0', 'get', 200, undefined],
    ['3.0.4', 'delete', 400, undefined],
    ['3.1.1', 'delete', 400, undefined],
    ['3.0.4', 'post', 400, undefined],
    ['3.2.0', 'query', 400, undefined],
  ])('of OpenAPI %s and %s, which is not sent: %i', async (openapi, method, status, stated) => {
    const sandbox = requiring(openapi, method);
    expect((await ask(sandbox, `${method.toUpperCase()} /things`)).status).toBe(status);
    const reported = problemsOf(sandbox).map(({ code, message }) => `${code}: ${message}`);
    expect(reported).toEqual(stated === undefined ? [] : [expect.stringContaining(`media-type-unchecked: ${stated}`)]);
  });

  it.each(['3.0.4', '3.1.1'])('of GET in OpenAPI %s does not prevent the default response', (openapi) => {
    const reachabilities = requiring(openapi, 'get').findRequests('api', 'find');
    expect(reachabilities.map(({ scenario, natural }) => [scenario.id, natural])).toContainEqual([
      'find/200/found',
      true,
    ]);
  });
});
