import { expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const responses = { 200: response({ ok: {} }), 400: response({ wrong: {} }) };
const parameters = [parameter('query', 'limit', { type: 'integer' })];
const sandbox = sandboxOf(
  documentOf({
    '/old': { get: { deprecated: true, parameters, responses } },
    '/new': { get: { deprecated: false, parameters, responses } },
    '/plain': { get: { parameters, responses } },
  }),
);

const rows = [
  { name: 'a success', given: 'GET /old', want: 'true' },
  { name: 'an error', given: 'GET /old?limit=x', want: 'true' },
  { name: 'a HEAD', given: 'HEAD /old', want: 'true' },
  { name: 'an operation that is not deprecated', given: 'GET /new', want: undefined },
  { name: 'an operation that does not say', given: 'GET /plain', want: undefined },
];

// OpenAPI 3.1.1, 4.8.10, `deprecated`; the header is that of draft-ietf-httpapi-deprecation-header-02, which clients know.
it.each(byName(rows))('Deprecation on $name: $want (OpenAPI 3.1.1, 4.8.10)', async (_, { given, want }) => {
  const { headers } = await ask(sandbox, given);
  expect(headers['deprecation']).toBe(want);
  expect(headers['access-control-expose-headers']).toContain('Deprecation');
});
