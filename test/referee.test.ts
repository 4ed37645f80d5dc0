import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/index.ts';
import { freePort } from './fixtures/free-port.ts';

/**
 * Prism, an independent implementation, serves our documents beside us. Asked for the same scenario with the same
 * request, both must give the same answer: then somebody else's reader and validator understand the documents as we do.
 */
const project = fileURLToPath(new URL('..', import.meta.url));

/** Where Prism departs from the standards, and why its word does not count. */
const exceptions: Readonly<Record<string, string>> = {
  'create-in-app/':
    'Prism overlooks `minContains: 0` (JSON Schema 2020-12 Validation, 6.4.5), and validates before it chooses',
  'create-notification/': 'the same',
  'headDataId/': 'Prism leaves out the Content-Type that a GET would have (RFC 9110, 9.3.2)',
};

describe.each(['nhs-app', 'nhs-notify-supplier'])('%s', (api) => {
  let prism: ChildProcess;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    prism = spawn(
      'node',
      [
        'node_modules/@stoplight/prism-cli/dist/index.js',
        'mock',
        `specification/${api}/openapi.yaml`,
        '-p',
        String(port),
      ],
      {
        cwd: project,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await new Promise<void>((resolve, reject) => {
      prism.stdout?.on('data', (text) => String(text).includes('is listening') && resolve());
      prism.once('exit', () => reject(new Error('Prism did not start')));
    });
  }, 60_000);
  afterAll(() => {
    prism.kill();
  });

  it('answers each chosen scenario as Prism does', async () => {
    const sandbox = createSandbox({ documents: [`${project}/specification/${api}/openapi.yaml`] });
    const { scenarios } = sandbox.catalogue('http://localhost:9000');
    const compared = scenarios.filter(({ id }) => !Object.keys(exceptions).some((prefix) => id.startsWith(prefix)));
    expect(compared.length).toBeGreaterThan(20);
    for (const { id, path, requests } of compared) {
      const request = requests.find(({ trigger }) => trigger === 'prefer');
      if (!request) throw new Error(`${id} has no request`);
      const { method, url, headers, body } = request;
      const init: RequestInit = {
        method,
        redirect: 'manual',
        // Prism asks for credentials; we are open.
        headers: { ...headers, Authorization: 'Bearer g1112R' },
        ...(body !== null && { body: JSON.stringify(body) }),
      };
      const ours = await sandbox.fetch(url, init);
      const theirs = await fetch(url.replace(/^http:\/\/localhost:9000\/[^/]+/, `http://127.0.0.1:${port}`), init);
      expect(await summary(theirs), `${id} ${path}`).toEqual(await summary(ours));
    }
  }, 60_000);
});

async function summary(response: Response): Promise<unknown> {
  const text = await response.text();
  return [response.status, response.headers.get('content-type'), text === '' ? '' : JSON.parse(text)];
}
