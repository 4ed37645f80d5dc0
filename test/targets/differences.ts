import { createSandbox } from '../../sandbox/index.ts';
import { defaultOrigin, type Host, type SeenAnswer, type SentRequest, seenAnswer } from './answered.ts';

/** A sandbox made from the documents, in this process, to which all others are compared. */
export const sandbox = createSandbox();

async function expected({ method, path, headers, body }: SentRequest, follows: boolean): Promise<SeenAnswer> {
  const redirect = follows ? 'follow' : 'manual';
  const init: RequestInit = { method, headers, redirect, ...(body !== null && { body }) };
  const response = await sandbox.fetch(defaultOrigin + path, init);
  return seenAnswer(defaultOrigin, response.status, response.headers, new Uint8Array(await response.arrayBuffer()));
}

/** An answer that is another than that of the sandbox in this process. */
interface Difference {
  readonly request: SentRequest;
  readonly seen: SeenAnswer;
  readonly wanted: SeenAnswer;
}

/** Sends requests to a host; returns those that it answers otherwise than the sandbox in this process does. */
export async function differencesFrom(host: Host, requests: readonly SentRequest[]): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const request of requests) {
    const seen = await host.send(request);
    const wanted = await expected(request, host.followsRedirects ?? false);
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) differences.push({ request, seen, wanted });
  }
  return differences;
}
