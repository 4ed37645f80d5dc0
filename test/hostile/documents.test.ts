import { describe, expect, it, vi } from 'vitest';
import { commandFailures } from './commands.ts';
import { fixtures } from './fixtures.ts';
import { mutantOf } from './mutants.ts';
import { failuresOf } from './trial.ts';

/** Of each document. More of them, and of others: `npm run fuzz:documents`. */
const count = 10;
const seed = 1;

/** Seconds of processor time; an honest document of this size takes a tenth of one. */
const maxSeconds = 15;

describe('whatever is odd in a document, nothing throws, no answer is a failure of the sandbox, and it does not take long', () => {
  it.each(fixtures.map(({ name }) => name))(
    '%s',
    async (name) => {
      const failures: string[] = [];
      const logged = vi.spyOn(console, 'error').mockImplementation((error) => void failures.push(`log: ${error}`));
      const original = fixtures.find((one) => one.name === name);
      for (let number = 0; original && number < count; number += 1) {
        const mutant = mutantOf(original, seed * 1_000_003 + number);
        const before = failures.length;
        const began = process.cpuUsage();
        failures.push(...(await failuresOf(mutant)), ...(await commandFailures(mutant, number)));
        const { user, system } = process.cpuUsage(began);
        const seconds = (user + system) / 1e6;
        if (seconds > maxSeconds) failures.push(`it took ${seconds} s`);
        for (let at = before; at < failures.length; at += 1) failures[at] = `${mutant.name}: ${failures[at]}`;
      }
      logged.mockRestore();
      expect(failures).toEqual([]);
    },
    20 * 60_000,
  );
});
