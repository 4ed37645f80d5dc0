import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listen } from '../../sandbox/hosts/node.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { executeAll } from '../fixtures/execute-all.ts';
import { serializations } from '../fixtures/serializations.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const documents = ['specification/nhs-app/openapi.yaml', 'specification/nhs-notify-supplier/openapi.yaml'];

/** A document that lies beside the project where it is made. */
const beside = '../shared/cases/console-arrays.yaml';

/** Milliseconds, for a machine that has much else to do. */
const timeoutMs = 300_000;

describeInBrowser('Execute, of an operation as the console fills it in,', (visit) => {
  /** What is sent and how it is answered, of each operation of the only API of a sandbox. */
  async function executed(sandbox: Sandbox) {
    const [api] = sandbox.plan.apis;
    const refusals: string[] = [];
    const preferred: string[] = [];
    const fetch = async (request: Request) => {
      const answer = await sandbox.answer(request);
      const { pathname, search } = new URL(request.url);
      const line = `${request.method} ${pathname}${search} ${answer.status}`;
      if (request.headers.has('Prefer')) preferred.push(line);
      if (answer.status >= 400) refusals.push(`${line} ${await answer.clone().text()}`);
      return answer;
    };
    const server = await listen(fetch, { port: 0, host: '127.0.0.1' });
    try {
      const { page, complaints } = await visit(`${server.url}/_sandbox/docs/${api?.name}`);
      const all = await executeAll(page);
      const unsuccessful = all.filter(({ status }) => !/^2\d\d$/.test(status));
      const count = api?.operations.length;
      return { count, executed: all.length, unsuccessful, refusals, preferred, complaints };
    } finally {
      await server.close();
    }
  }

  const all = { unsuccessful: [], refusals: [], preferred: [], complaints: [] };

  it('is answered with success, whatever the serialization that Swagger UI can send', {
    timeout: timeoutMs,
  }, async () => {
    const { count, complaints, ...rest } = await executed(sandboxOf(serializations()));
    expect(count).toBeGreaterThan(0);
    // Swagger UI looks for a component for the items of each list, by their format, and warns if there is none.
    const others = complaints.filter((one) => !one.startsWith('Could not find component: JsonSchema_'));
    expect({ ...rest, complaints: others }).toEqual({ executed: count, ...all });
  });

  it.for([...documents, beside])(
    'is answered with success, and sends no Prefer: %s',
    { timeout: timeoutMs },
    async (document, { skip }) => {
      if (document === beside && !existsSync(at(beside))) skip(`${basename(beside)} is absent`);
      const { count, ...rest } = await executed(createSandbox({ documents: [at(document)] }));
      expect(count).toBeGreaterThan(0);
      expect(rest).toEqual({ executed: count, ...all });
    },
  );
});
