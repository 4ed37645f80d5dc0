import { createSingleProcessPrism } from '@stoplight/prism-cli/dist/util/createServer.js';
import { vi } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';

export interface PrismProxy {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts Prism as `prism proxy` does: it checks the requests that it hands on, and the answers that it hands back.
 *
 * @param document the path of an OpenAPI document
 * @param upstream what is checked
 * @param errors whether it refuses what is wrong (`--errors`), or tells it in a header `sl-violations`
 */
export async function startPrismProxy(document: string, upstream: string, errors: boolean): Promise<PrismProxy> {
  const port = await freePort();
  // It greets whoever watches; nobody does.
  const silence = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const server: { readonly close: () => Promise<void> } | undefined = await createSingleProcessPrism({
    ...{
      document,
      host: '127.0.0.1',
      port,
      upstream: new URL(upstream),
      upstreamProxy: undefined,
      validateRequest: true,
    },
    ...{ cors: true, dynamic: false, errors, ignoreExamples: false, jsonSchemaFakerFillProperties: true },
    ...{ multiprocess: false, seed: '', verboseLevel: 'silent' },
  }).finally(() => silence.mockRestore());
  if (!server) throw new Error('Prism did not start.');
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
