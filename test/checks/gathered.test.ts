import { describe, expect, it } from 'vitest';
import { checkedProblems, head } from '../fixtures/checked.ts';

const answers = (content: string) => `${head()}paths:
  /a:
    get:
      operationId: list
      responses:
        200:
          description: ok
          content:
            application/json:
${content}`;

describe('a defect is reported once', () => {
  it('an example that violates its schema, shared by operations', () => {
    const shares = "{ get: { responses: { 200: { $ref: '#/components/responses/Pet' } } } }";
    const document = `${head()}paths: { /a: ${shares}, /b: ${shares} }
components: { responses: { Pet: { description: ok, content: { application/json: { schema: { type: string }, example: 5 } } } } }`;
    expect(checkedProblems(document).map(({ code }) => code)).toEqual(['example-invalid']);
  });

  it('an example whose reference is dangling', () => {
    const document = answers("              schema: { type: string }\n              example: { $ref: '#/nothing' }");
    expect(checkedProblems(document).map(({ code }) => code)).toEqual(['reference-missing']);
  });

  it('a schema that its own example violates, so that a constraint is set aside', () => {
    const document = `${head()}paths:
  /a:
    get:
      parameters: [{ name: a, in: query, example: x, schema: { pattern: '^a$', example: x } }]
      responses: { 200: { description: ok } }`;
    expect(checkedProblems(document).map(({ code }) => code)).toEqual(['constraint-set-aside']);
  });

  it('a default that violates its schema, found by planning and by checking', () => {
    const document = `${head()}paths:
  /a:
    get:
      parameters: [{ name: a, in: query, schema: { enum: [a], default: b } }]
      responses: { 200: { description: ok } }`;
    expect(checkedProblems(document).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'example-invalid /paths/~1a/get/parameters/0/schema/default',
    ]);
  });
});
