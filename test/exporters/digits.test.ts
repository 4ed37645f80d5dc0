import { describe, expect, it } from 'vitest';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { asWritten } from '../fixtures/as-written.ts';
import { ask } from '../fixtures/ask.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const document = `openapi: 3.1.1
info: { title: Numbers, version: '1' }
x-limit: 1.0
paths:
  /it/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' } }]
    post:
      operationId: send
      parameters:
        - { name: n, in: query, required: true, schema: { type: number, minimum: 0.10 }, example: 2.50 }
        - { name: made, in: query, required: true, schema: { type: number, default: 3.0 } }
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { amount: { type: number, example: 4.0 } } } } } }
      responses:
        200: { description: '', content: { application/json: { examples: { it: { value: { id: 1234567890123456789, price: 10.50 } } } } } }
components: { schemas: { Id: { type: integer, example: 1234567890123456789 } } }
`;
const sandbox = sandboxOf(document);

describe('decimal digits in the sandbox’s own pages (design, Real documents)', () => {
  it('the served document', async () => {
    const served = asWritten((await ask(sandbox, 'GET /_sandbox/openapi/api.json')).text);
    const at = (pointer: string) => valueAt(served, pointer);
    const operation = '/paths/~1it~1{id}/post';
    expect({
      extension: at('/x-limit'),
      minimum: at(`${operation}/parameters/1/schema/minimum`),
      example: at(`${operation}/parameters/1/example`),
      made: at(`${operation}/parameters/2/example`),
      path: at(`${operation}/parameters/3/example`),
      body: at(`${operation}/requestBody/content/application~1json/example`),
      answer: at(`${operation}/responses/200/content/application~1json/examples/it/value`),
      component: at('/components/schemas/Id/example'),
    }).toEqual({
      extension: '#1.0',
      minimum: '#0.10',
      example: '#2.50',
      made: '#3.0',
      path: '#1234567890123456789',
      body: { amount: '#4.0' },
      answer: { id: '#1234567890123456789', price: '#10.50' },
      component: '#1234567890123456789',
    });
  });

  it('the catalogue', async () => {
    const shown = asWritten((await ask(sandbox, 'GET /_sandbox/scenarios')).text);
    expect(valueAt(shown, '/scenarios/0/requests/0/body')).toEqual({ amount: '#4.0' });
    expect(valueAt(shown, '/scenarios/0/requests/0/url')).toMatch(/\/it\/1234567890123456789\?n=2\.50&made=3\.0$/);
    expect(valueAt(shown, '/scenarios/0/requests/0/curl')).toMatch(/\{"amount":4\.0\}/);
  });
});
