import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-command.ts';
import { fuzz } from './fuzz.ts';

const command = builtCommand();
afterAll(() => command.endAll());

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const formats = [file('codings.yaml'), '--scenarios', file('scenarios')];

describe('whatever is sent, the server answers as it may, and goes on; more of it: npm run fuzz', () => {
  it.each<readonly [string, readonly string[]]>([
    ['the documents of the project', []],
    ['a document of all codings', formats],
    ['the same with strict authentication', [...formats, '--auth', 'strict']],
  ])(
    '%s',
    async (_, args) => {
      const { failure } = await fuzz({ cli: command.path, args, requests: 1000, seed: 1 });
      expect(failure).toBe(null);
    },
    20 * 60_000,
  );
});
