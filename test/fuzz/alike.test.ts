import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-command.ts';
import { seeded, shuffled } from '../fixtures/shuffle.ts';
import { isAmbiguous, written } from './draft.ts';
import { knownOf } from './known.ts';
import { draftsFrom } from './requests.ts';
import { startServer } from './server.ts';
import { exchange, last, sameText } from './wire.ts';

const command = builtCommand();
afterAll(() => command.endAll());

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const formats = [file('codings.yaml'), '--scenarios', file('scenarios')];

it(
  'two processes and one answer a thousand requests alike, in any order, one by one and all at once',
  async () => {
    const servers = await Promise.all([startServer(command.path, formats), startServer(command.path, formats)]);
    const [one, other] = servers;
    try {
      if (!one || !other) throw new Error('no server');
      const { samples } = await knownOf(one.port);
      const drafts = fc.sample(draftsFrom(samples), { numRuns: 2000, seed: 7 }).filter((draft) => !isAmbiguous(draft));
      const thousand = drafts.slice(0, 1000);
      const answer = async (port: number, index: number): Promise<string> => {
        const draft = thousand[index];
        const sent = draft ? written(draft) + last : '';
        const { answers, failure } = await exchange(port, sent, 'whole', [draft?.method ?? ''], true);
        return JSON.stringify([failure, answers.map(sameText)]);
      };
      const indices = thousand.map((_, index) => index);
      const inOrder: string[] = [];
      for (const index of indices) inOrder.push(await answer(one.port, index));
      const mixed = new Map<number, string>();
      const waiting = [...shuffled(indices, seeded(3))];
      // Eight at once, each to either of the two.
      const work = async (port: number): Promise<void> => {
        for (let index = waiting.pop(); index !== undefined; index = waiting.pop())
          mixed.set(index, await answer(port, index));
      };
      await Promise.all(Array.from({ length: 8 }, (_, at) => work(at % 2 === 0 ? one.port : other.port)));
      expect(thousand).toHaveLength(1000);
      expect(indices.map((index) => mixed.get(index))).toEqual(inOrder);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
  20 * 60_000,
);
