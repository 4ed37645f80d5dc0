import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, type WireRequest } from '../../sandbox/index.ts';
import type { OperationIndex, OperationPlan, ResponsePlan } from '../../sandbox/plan.ts';
import { ordinarySample } from '../../sandbox/reachability/search.ts';
import { isObject, type JsonObject, property } from '../../sandbox/syntax/json.ts';
import { referred } from '../../sandbox/syntax/json-pointer.ts';
import { isWithin, parseMediaType } from '../../sandbox/syntax/media-type.ts';
import { documentsIn } from '../fixtures/documents-in.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/** The media types of a response, as the document has them. */
function typesOf(document: JsonObject, { path, method }: OperationIndex, key: string): readonly string[] {
  const pathItem = referred(document, property(property(document, 'paths'), path) ?? null);
  const operation = property(pathItem, method.toLowerCase());
  const content = property(referred(document, property(property(operation, 'responses'), key) ?? null), 'content');
  return isObject(content) ? Object.keys(content) : [];
}

/** The request that gets a response: the default request if it leads there, else one that chooses it. */
function requestFor(sandbox: Sandbox, { api, key }: OperationPlan, response: ResponsePlan): WireRequest | undefined {
  const ordinary = ordinarySample(sandbox.findRequests(api, key));
  const own = ordinarySample(sandbox.findRequests(api, key).filter((one) => one.response === response));
  if (own) return own.request;
  const lenient = response.status < 300 ? ', handling=lenient' : '';
  const prefer = { Prefer: `code=${response.status}${lenient}` };
  return ordinary && { ...ordinary.request, headers: { ...ordinary.request.headers, ...prefer } };
}

/** Public documents: each media type of each response can be obtained with `Accept`. */
describe.skipIf(!existsSync(corpus))(
  'Accept obtains each media type of a response that has several (design, step 11)',
  () => {
    let asked = 0;

    it.each(documentsIn(corpus))(
      '%s',
      async (path) => {
        const sandbox = createSandbox({ documents: [join(corpus, path)] });
        for (const { name, operations } of sandbox.plan.apis) {
          const document = sandbox.document(name);
          for (const operation of operations) {
            for (const key of new Set(operation.scenarios.map(({ response }) => response))) {
              const types = typesOf(document, operation, key);
              if (types.length < 2) continue;
              const plan = sandbox.operation(name, operation.key);
              const response = plan.responses.find((one) => one.key === key);
              const request = response && requestFor(sandbox, plan, response);
              expect(request, `${operation.key} has an ordinary request`).toBeDefined();
              if (!request) continue;
              for (const type of types) {
                const { method, target, headers, text } = request;
                const answer = await sandbox.fetch(`http://localhost:9000${plan.basePath}${target}`, {
                  method,
                  headers: { ...headers, Accept: type },
                  ...(text !== null && { body: text }),
                });
                asked += 1;
                const given = parseMediaType(answer.headers.get('content-type') ?? '').essence;
                expect(answer.status, `${operation.key} ${key} by Accept: ${type}`).not.toBe(406);
                expect(isWithin(type, given), `${operation.key} ${key} by Accept: ${type} got ${given}`).toBe(true);
              }
            }
          }
        }
      },
      300_000,
    );

    it('the documents contain such responses', () => {
      console.log(`${asked} media types of responses with several were asked for by Accept: none got 406`);
      expect(asked).toBeGreaterThan(0);
    });
  },
);
