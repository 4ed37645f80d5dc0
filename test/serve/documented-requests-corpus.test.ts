import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { isNegativeName } from '../../sandbox/compile/examples/example-names.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { OperationPlan } from '../../sandbox/plan.ts';
import { UnusableDocumentError } from '../../sandbox/problem.ts';
import { type Draft, parameterNamed, plainDraft, withValue } from '../../sandbox/requests/draft.ts';
import { wireRequest } from '../../sandbox/requests/wire-request.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../../sandbox/syntax/json.ts';
import { referred } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { documentsIn } from '../fixtures/documents-in.ts';

/** A documented value, the request that contains it, and its location. */
interface Documented {
  readonly title: string;
  readonly place: string;
  readonly draft: Draft;
}

/** The positive examples of request bodies. */
function bodiesOf(plan: OperationPlan): readonly Documented[] {
  return plan.requestExamples
    .filter(({ isPositive }) => isPositive)
    .map(({ name, mediaType, value }) => {
      return {
        title: `${plan.key}: ${name}`,
        place: 'body ',
        draft: { ...plainDraft(plan), body: { mediaType, value } },
      };
    });
}

/** The positive examples of parameters, as the document has them. */
function parametersOf(document: JsonObject, plan: OperationPlan): readonly Documented[] {
  const pathItem = referred(document, property(property(document, 'paths'), plan.path) ?? null);
  const lists = [pathItem, property(pathItem, plan.method.toLowerCase())].map((owner) => property(owner, 'parameters'));
  return lists
    .flatMap((list) => (isArray(list) ? list : []))
    .map((one) => referred(document, one))
    .flatMap((parameter) => {
      const where = { in: text(parameter, 'in') ?? '', name: text(parameter, 'name') ?? '' };
      const known = parameterNamed(plan, where);
      if (!known) return [];
      return valuesOf(document, parameter, plan).map((value) => ({
        title: `${plan.key}: ${where.in}.${where.name}`,
        place: `${where.in} ${where.name}`,
        draft: withValue(plainDraft(plan), known, value),
      }));
    });
}

function valuesOf(document: JsonObject, parameter: Json, plan: OperationPlan): readonly Json[] {
  const single = property(parameter, 'example');
  const named = property(parameter, 'examples');
  const positive = Object.entries(isObject(named) ? named : {}).filter(([name]) => !isNegative(name, plan));
  return [
    ...(single === undefined ? [] : [single]),
    ...positive.flatMap(([, one]) => property(referred(document, one), 'value') ?? []),
  ];
}

function isNegative(name: string, { responses }: OperationPlan): boolean {
  const keys = responses.filter(({ scenarios }) => scenarios.some((one) => one.name === name)).map(({ key }) => key);
  return isNegativeName(name) || (keys.length > 0 && keys.every((key) => /^[45]/.test(key)));
}

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
const own = fileURLToPath(new URL('../../specification', import.meta.url));

let sent = 0;

/** Undefined if the document cannot be served. */
function opened(file: string): Sandbox | undefined {
  try {
    return createSandbox({ documents: [file] });
  } catch (error) {
    if (error instanceof UnusableDocumentError) return undefined;
    throw error;
  }
}

/** Requests refused for a documented value, and the violations. */
async function refused(sandbox: Sandbox): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, operations } of sandbox.plan.apis) {
    for (const { key } of operations) {
      const plan = sandbox.operation(name, key);
      for (const { title, place, draft } of [...bodiesOf(plan), ...parametersOf(sandbox.document(name), plan)]) {
        const { method, target, headers, text: body } = wireRequest(plan, draft);
        const given = body === null ? {} : { body: new TextEncoder().encode(body) };
        const { faults } = await ask(sandbox, `${method} ${plan.basePath}${target}`, { headers, ...given });
        sent += 1;
        found.push(...faults.filter((fault) => `${fault} `.startsWith(place)).map((fault) => `${title}: ${fault}`));
      }
    }
  }
  return found;
}

describe.each([own, shared('upstream'), shared('corpus')].map((folder) => [folder] as const))(
  'no documented positive request of %s is refused (design, Real documents)',
  (folder) => {
    let before = 0;
    beforeAll(() => {
      before = sent;
    });
    describe.skipIf(!existsSync(folder))('the public documents', () => {
      it.for(documentsIn(folder))('%s', { timeout: 300_000 }, async (path, { skip }) => {
        const sandbox = opened(join(folder, path));
        if (!sandbox) skip('it cannot be served');
        else expect(await refused(sandbox)).toEqual([]);
      });

      it('contain such requests', () => {
        console.log(`${sent - before} documented bodies and parameters of ${folder} were sent`);
        expect(sent - before).toBeGreaterThan(0);
      });
    });
  },
);
