import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/index.ts';
import { documentedExamples } from './fixtures/documented-examples.ts';

const own = (api: string) => fileURLToPath(new URL(`../specification/${api}/openapi.yaml`, import.meta.url));
const upstream = (path: string) => fileURLToPath(new URL(`../../shared/upstream/${path}`, import.meta.url));

const documents = [
  { name: 'our NHS App API', file: own('nhs-app'), examples: 72 },
  { name: 'our NHS Notify Supplier API', file: own('nhs-notify-supplier'), examples: 123 },
  { name: 'the upstream NHS App API', file: upstream('nhs-app/nhs-app.yaml'), examples: 50 },
  { name: 'the upstream Supplier API', file: upstream('nhs-notify-supplier/notify-supplier-phase1.yml'), examples: 34 },
  {
    name: 'upstream receipts',
    file: upstream('nhs-app-callbacks/realtime-receipts/realtime-receipt.yaml'),
    examples: 0,
  },
  { name: 'upstream replies', file: upstream('nhs-app-callbacks/realtime-replies/realtime-replies.yaml'), examples: 0 },
];

describe.each(documents)('$name', ({ file, examples: count }) => {
  it.skipIf(!existsSync(file))('gives each documented example when it is asked for', async () => {
    const sandbox = createSandbox({ documents: [file] });
    const { scenarios } = sandbox.catalogue();
    const examples = documentedExamples(file);
    expect(examples.length).toBe(count);
    for (const { operationId, status, name, mediaType, value } of examples) {
      const id = `${operationId}/${status}/${name}`;
      const scenario = scenarios.find((one) => one.id === id);
      const request = scenario?.requests.find(({ trigger }) => trigger === 'prefer');
      expect(request, `${id} has a request that chooses it`).toBeDefined();
      if (!request) continue;
      const { url, method, headers, body } = request;
      const response = await sandbox.fetch(url, {
        method,
        headers: { ...headers, Accept: mediaType },
        ...(body !== null && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect([id, response.headers.get('sandbox-scenario'), response.status]).toEqual([id, id, Number(status)]);
      if (method !== 'HEAD') expect(JSON.parse(text), id).toEqual(value);
    }
  });

  it.skipIf(!existsSync(file))('lists each scenario with a request that reaches it', () => {
    const { scenarios } = createSandbox({ documents: [file] }).catalogue();
    expect(scenarios.filter(({ requests }) => requests.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe('our own documents', () => {
  it('keep their rules, whatever they are called', () => {
    const sandbox = createSandbox({ documents: [`app=${own('nhs-app')}`] });
    expect(sandbox.operation('app', 'create-in-app').rules.length).toBeGreaterThan(10);
  });

  it('have nothing wrong with them', () => {
    const sandbox = createSandbox();
    while (sandbox.planNext());
    expect(sandbox.problems()).toEqual([]);
  });
});

describe('the upstream documents', () => {
  const present = existsSync(upstream('nhs-app/nhs-app.yaml'));
  const accepted = [
    {
      file: 'nhs-app/nhs-app.yaml',
      operation: 'create-in-app',
      names: ['app-message', 'app-message-with-keyword-reply', 'app-message-with-free-text-reply'],
    },
    { file: 'nhs-app/nhs-app.yaml', operation: 'create-notification', names: ['push-notification'] },
  ];
  it.skipIf(!present).each(accepted)(
    '$operation takes its own request examples',
    async ({ file, operation, names }) => {
      const sandbox = createSandbox({ documents: [upstream(file)] });
      const planned = sandbox.operation('nhs-app', operation);
      expect(planned.requestExamples.map(({ name }) => name)).toEqual(names);
      for (const { name, mediaType, value } of planned.requestExamples) {
        const response = await sandbox.fetch(`http://localhost:9000/nhs-app${planned.path}`, {
          method: planned.method,
          headers: { 'Content-Type': mediaType },
          body: JSON.stringify(value),
        });
        expect([name, response.status, response.headers.get('sandbox-faults')]).toEqual([name, 201, null]);
      }
    },
  );
});
