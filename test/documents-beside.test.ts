import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../sandbox/cli/run.ts';
import { printedByCommands } from './fixtures/printed.ts';

/** Documents that lie beside the project where it is made: real ones, and small ones of a fault each. */
const shared = fileURLToPath(new URL('../../shared', import.meta.url));
const folders = ['cases', 'corpus', 'upstream'];

/** Every file that says of itself that it is a document of an API. */
function documents(): readonly string[] {
  const files = folders.flatMap((folder) => {
    if (!existsSync(join(shared, folder))) return [];
    const names = readdirSync(join(shared, folder), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => join(folder, name));
  });
  return files.filter((file) => /^\s*["{]*\s*"?(openapi|swagger)"?:/m.test(head(file))).sort();
}

function head(file: string): string {
  return readFileSync(join(shared, file), 'utf8').slice(0, 2000);
}

const found = documents();
const output = printedByCommands();

/** A document whose scenarios are reached with rules of its own. */
const rules: Readonly<Record<string, string>> = { 'cases/rule-discriminator.yaml': 'cases/rule-discriminator' };

const argumentsFor = (file: string) => {
  const folder = rules[file];
  return [join(shared, file), ...(folder === undefined ? [] : ['--scenarios', join(shared, folder)])];
};

it.skipIf(found.length > 0)('the documents beside the project are absent: nothing is tried on them', () => {
  expect(found).toEqual([]);
});

describe.skipIf(found.length === 0)('documents beside the project', () => {
  it('are found in each folder', () => {
    expect(folders.filter((folder) => !found.some((file) => file.startsWith(folder)))).toEqual([]);
  });

  it.each(found)(
    'every scenario of %s is reached',
    async (file) => {
      expect(await run(['verify', ...argumentsFor(file)], {})).toBe(0);
      const [, all, reached] = /(\d+) scenarios, (\d+) reachable/.exec(output.out) ?? [];
      // One of webhooks alone has nothing that is answered.
      expect(Number(all) > 0).toBe(/[\s"{,]paths"?:/.test(readFileSync(join(shared, file), 'utf8')));
      expect(reached).toBe(all);
      expect(output.out).not.toMatch(/ {2}NOT {2}/);
    },
    120_000,
  );

  it.each(found)(
    '`check` of %s comes to an end, and tells each problem with its place',
    async (file) => {
      expect(await run(['check', '--format', 'json', ...argumentsFor(file)], {})).toBeLessThan(2);
      const { problems } = JSON.parse(output.out);
      for (const problem of problems) expect(problem).toMatchObject({ line: expect.any(Number) });
    },
    120_000,
  );
});
