import { plain } from '../../sandbox/cli/colours.ts';
import { reporters } from '../../sandbox/cli/format-report.ts';
import { sourceOf } from '../../sandbox/cli/postman.ts';
import { differenceOf } from '../../sandbox/cli/verify-response.ts';
import { createSchemaCompiler } from '../../sandbox/compile/schemas/ajv/schema-compiler.ts';
import { collectionOf } from '../../sandbox/exporters/postman/collection.ts';
import { environmentsOf } from '../../sandbox/exporters/postman/environment.ts';
import { type Problem, UnusableDocumentError } from '../../sandbox/problem.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import type { SandboxSettings } from '../../sandbox/settings.ts';
import type { SchemaCompiler } from '../../sandbox/validation/violation.ts';
import { memoryFiles } from '../fixtures/memory-files.ts';
import type { Mutant } from './mutants.ts';

const origin = 'http://localhost:9000';

/**
 * Does with a document all that the commands and clients do.
 *
 * @param compile used again, it need not be made anew
 * @returns what went wrong; nothing where the document is refused as unusable, or all holds
 */
export async function failuresOf(
  { main, texts }: Pick<Mutant, 'main' | 'texts'>,
  compile: SchemaCompiler = createSchemaCompiler(),
): Promise<readonly string[]> {
  const files = memoryFiles(texts);
  const scenarios = Object.keys(texts).some((path) => path.startsWith('/scenarios/')) ? '/scenarios' : null;
  const inputs = [{ name: 'api', path: main, scenarios }];
  const open = (settings: SandboxSettings = {}): Sandbox => openSandbox(inputs, settings, files, compile);
  const failures: string[] = [];
  const step = async (name: string, act: () => unknown): Promise<void> => {
    try {
      await act();
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };
  // Half a character in a text has no bytes: `verify` says so, and is right.
  const hasHalf = Object.values(texts).some((text) => /\\ud[89a-f]/i.test(text) || /\p{Surrogate}/u.test(text));
  const isHalf = (difference: string) => hasHalf && difference === 'the body is another than the documented one';
  let sandbox: Sandbox;
  try {
    sandbox = open();
  } catch (error) {
    return error instanceof UnusableDocumentError
      ? []
      : [`open: ${error instanceof Error ? error.stack : String(error)}`];
  }
  const ask = async (who: Sandbox, path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await who.fetch(new Request(new URL(origin + path), init));
    await answer.arrayBuffer();
    // What is documented names its scenario; a failure of the sandbox itself has none.
    if (answer.status >= 500 && !answer.headers.has('Sandbox-Scenario'))
      failures.push(`${init.method ?? 'GET'} ${path}: ${answer.status}`);
  };
  const reported = (problems: readonly Problem[]) => {
    const failure = problems.find(({ code }) => code === 'internal-error');
    if (failure) failures.push(`internal-error: ${failure.message}`);
  };
  await step('plan', () => {
    while (sandbox.planNext());
    reported(sandbox.problems());
  });
  await step('check', () => {
    const problems = sandbox.check();
    reported(problems);
    for (const reporter of Object.values(reporters))
      reporter({ files: [], problems, errors: 0, warnings: 0, notes: [], known: 0, gone: [], all: true }, plain);
  });
  await step('catalogue', () => sandbox.catalogue());
  for (const path of [
    '/_sandbox/',
    '/_sandbox/health',
    '/_sandbox/scenarios',
    '/_sandbox/docs/api',
    '/_sandbox/openapi/api.json',
    '/nowhere',
  ])
    await step(path, () => ask(sandbox, path));
  await step('webhooks', () => sandbox.webhooks('api'));
  const strict = open({ auth: 'strict', dynamic: false });
  for (const api of sandbox.plan.apis) {
    await step('postman', async () => {
      const source = sourceOf(sandbox, api);
      JSON.stringify(await collectionOf(source));
      environmentsOf(source);
    });
    for (const { key } of api.operations) {
      await step(`verify ${key}`, async () => {
        const operation = sandbox.operation(api.name, key);
        for (const reachability of sandbox.findRequests(api.name, key)) {
          for (const sample of reachability.samples) {
            const url = `${origin}${operation.basePath}${sample.request.target}`;
            const difference = await differenceOf(sandbox, url, sample.request, reachability, operation);
            if (difference !== undefined && !isHalf(difference))
              failures.push(`verify ${reachability.scenario.id}: ${difference}`);
          }
        }
        const [first] = sandbox.findRequests(api.name, key).flatMap(({ samples }) => samples);
        if (!first) return;
        const { method, target, headers, text } = first.request;
        const path = operation.basePath + target;
        const isBare = method === 'GET' || method === 'HEAD';
        await ask(strict, path, { method, headers, ...(text !== null && { body: text }) });
        await ask(sandbox, path.replace(/\/\d+/, '/nonsense'), {
          method,
          ...(!isBare && { body: '{"nonsense":', headers: { 'Content-Type': 'application/json' } }),
        });
        if (!isBare) await ask(sandbox, path, { method, body: '[1]', headers: { 'Content-Type': 'application/json' } });
      });
    }
  }
  return failures;
}
