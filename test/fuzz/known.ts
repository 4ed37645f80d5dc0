import type { Catalogue, CatalogueEntry, SampleRequest } from '../../sandbox/index.ts';
import { type Draft, written } from './draft.ts';
import type { Documented } from './judge.ts';
import { exchange, sameText } from './wire.ts';

/** A request that is answered well, and the text of its answer. */
export interface Good {
  readonly sent: string;
  readonly method: string;
  readonly answer: string;
}

/** What a server says of itself before anything odd is sent to it. */
export interface Known {
  /** A request for each scenario that has one. */
  readonly samples: readonly Draft[];
  readonly documented: Documented;
  readonly good: readonly Good[];
}

/** Requests whose answers are compared again and again. */
const maxGood = 20;

export async function knownOf(port: number): Promise<Known> {
  const reported = await fetch(`http://127.0.0.1:${port}/_sandbox/scenarios`);
  const { scenarios }: Catalogue = JSON.parse(await reported.text());
  const ids = scenarios.map(({ id }) => id);
  const documented = { scenarios: new Set(ids), operations: new Set(ids.map((id) => id.split('/')[0] ?? '')) };
  const samples = scenarios.flatMap((entry) => entry.requests.slice(0, 2).map((request) => draftOf(request)));
  const successes = scenarios.filter(({ status, requests }) => status < 300 && requests.length > 0);
  const step = Math.max(1, Math.floor(successes.length / maxGood));
  const chosen = successes.filter((_, index) => index % step === 0);
  const good = await Promise.all(chosen.map((entry) => goodOf(port, entry)));
  return { samples, documented, good: good.flatMap((one) => one ?? []) };
}

async function goodOf(port: number, { requests: [request] }: CatalogueEntry): Promise<Good | undefined> {
  if (!request) return undefined;
  const draft = draftOf(request);
  const sent = written({ ...draft, headers: [...draft.headers, ['Connection', 'close']] });
  const { answers } = await exchange(port, sent, 'whole', [draft.method], true);
  return answers[0] && { sent, method: draft.method, answer: sameText(answers[0]) };
}

/** A sample request as it goes over the wire. */
export function draftOf({ method, url, headers, body }: SampleRequest): Draft {
  const { pathname, search, host } = new URL(url);
  const text = body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method,
    target: pathname + search,
    version: 'HTTP/1.1',
    headers: [['Host', host], ...Object.entries(headers)],
    body: Buffer.from(text).toString('latin1'),
    framing: 'length',
  };
}
