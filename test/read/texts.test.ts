import { describe, expect, it } from 'vitest';
import { ordinarySample } from '../../sandbox/reachability/search.ts';
import { property } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const document = `openapi: 3.0
info: { title: 007, version: 1.10, description: True }
tags: [{ name: 1.0 }]
servers: [{ url: '/{version}', variables: { version: { default: 1.0, enum: [1.0, 2.10] } } }]
paths:
  /it:
    get:
      operationId: 1.10
      summary: 2.0
      tags: [1.0]
      parameters:
        - { name: 1.0, in: query, schema: { type: string, enum: [1.10, 2.20, on] } }
        - { name: v, in: query, required: true, schema: { type: string }, example: 1.10 }
        - { name: w, in: query, required: true, schema: { type: string, default: 3.0 } }
      responses:
        200:
          description: 1.0
          headers: { Version: { schema: { type: string }, example: 007 }, Other: { schema: { type: string, example: 1.20 } } }
          content: { application/json: { schema: { type: object, properties: { version: { type: string, example: 4.0 }, flag: { type: string, default: True }, mode: { type: string, nullable: true, enum: [0644] } } } } }
`;

describe('where OpenAPI wants a string, a YAML scalar is read as written (OpenAPI 3.1.1, 4.3)', () => {
  const sandbox = sandboxOf(document);
  const [api] = sandbox.plan.apis;

  it('in info, ids and summaries', () => {
    expect([api?.title, api?.version]).toEqual(['007', '1.10']);
    expect(api?.operations.map(({ key, summary }) => [key, summary])).toEqual([['1.10', '2.0']]);
  });

  it('in server variables', () => expect(api?.basePaths).toEqual(['/1.0', '/2.10']));

  it('in names, values and enums of parameters', async () => {
    expect(ordinarySample(sandbox.findRequests('api', '1.10'))?.request.target).toBe('/it?v=1.10&w=3.0');
    expect((await ask(sandbox, 'GET /it?v=a&w=b&1.0=1.10')).status).toBe(200);
    expect((await ask(sandbox, 'GET /it?v=a&w=b&1.0=1.1')).faults).toEqual(['query 1.0 enum']);
    expect(problemsOf(sandbox).map(({ code }) => code)).not.toContain('constraint-set-aside');
  });

  it('in headers and bodies generated from schemas', async () => {
    const { headers, text } = await ask(sandbox, 'GET /it?v=a&w=b');
    expect([headers['version'], headers['other']]).toEqual(['007', '1.20']);
    expect(text).toBe('{"version":"4.0","flag":"True","mode":"0644"}');
  });

  it('in the served document', async () => {
    const served = JSON.parse((await ask(sandbox, 'GET /_sandbox/openapi/api.json')).text);
    expect(served.info).toEqual({ title: '007', version: '1.10', description: 'True' });
    expect(served.tags).toEqual([{ name: '1.0' }]);
    const get = valueAt(served, '/paths/~1it/get');
    expect([property(get, 'operationId'), property(get, 'summary'), property(get, 'tags')]).toEqual([
      '1.10',
      '2.0',
      ['1.0'],
    ]);
  });

  it('in OpenAPI 2.0', () => {
    const old = sandboxOf('swagger: 2.0\ninfo: { title: 1e3, version: 1.10 }\npaths: {}\n');
    expect(old.plan.apis.map(({ title, version }) => [title, version])).toEqual([['1e3', '1.10']]);
  });

  it('problems quote it as written', () => {
    const reported = sandbox.check().map(({ message }) => message);
    expect(reported).toContain("version must be a text, not 1.10. Put it in quotes: '1.10'.");
    expect(reported).toContainEqual(
      expect.stringMatching(/^enum has 1\.10 and 2\.20, and the type is string\. .*read as the text/),
    );
  });
});
