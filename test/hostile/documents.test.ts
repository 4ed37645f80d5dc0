import { describe, expect, it, vi } from 'vitest';
import { documents } from './documents.ts';
import { someMutants } from './mutants.ts';
import { failuresOf } from './trial.ts';

/** Of each document. More, and others: `HOSTILE_MUTANTS=2000 HOSTILE_SEED=7 npx vitest run test/hostile`. */
const count = Number(process.env['HOSTILE_MUTANTS'] ?? 20);
const seed = Number(process.env['HOSTILE_SEED'] ?? 1);

/** Seconds of processor time; an honest document of this size takes a tenth of one. */
const mostSeconds = 15;

describe('whatever is odd in a document, nothing throws, no answer is a failure of the sandbox, and it does not take long', () => {
  it.each(Object.keys(documents))(
    '%s',
    async (name) => {
      const failures: string[] = [];
      const logged = vi.spyOn(console, 'error').mockImplementation((error) => void failures.push(`log: ${error}`));
      for (const mutant of someMutants(documents[name] ?? {}, count, seed)) {
        const before = failures.length;
        const began = process.cpuUsage();
        failures.push(...(await failuresOf(mutant.document())));
        const { user, system } = process.cpuUsage(began);
        const seconds = (user + system) / 1e6;
        if (seconds > mostSeconds) failures.push(`it took ${seconds} s`);
        for (let at = before; at < failures.length; at += 1) failures[at] = `${mutant.name}: ${failures[at]}`;
      }
      logged.mockRestore();
      expect(failures).toEqual([]);
    },
    20 * 60_000,
  );
});
