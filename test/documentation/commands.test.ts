import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputPattern, read, root, stepsOf } from './page.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** The READMEs that a user of the sandbox reads; those below `test/` are reports. */
const pages = execFileSync('git', ['ls-files', '--', 'README.md', '*/README.md', ':!test'], { cwd: root })
  .toString()
  .trim()
  .split('\n');

/** Commands that cannot run here, and where they do. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^npm ci$/gm, '.ci/run begins with it, in a fresh clone'],
  [/^docker .*$/gm, 'it takes a Docker daemon; test/container.test.ts reads the Dockerfile'],
];

const server = /^(?:npm start|npx openapi-sandbox serve .*|node receiver\.mjs|node --permission .*)$/;

/** The document that pages refer to by its address on the README. */
const sharedDocument = /^cat > pets\.yaml <<'END'\n[\s\S]*?\nEND\n/m.exec(read('README.md'))?.[0] ?? '';

function runnable(commands: string): string {
  return elsewhere.reduce((text, [command]) => text.replace(command, ''), commands).trim();
}

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
}, 120_000);
afterAll(() => terminal.close());

describe.each(pages)('%s', (page) => {
  beforeAll(async () => {
    if (read(page).includes('README.md#your-own-document')) await terminal.run(sharedDocument);
  });
  afterAll(() => terminal.stopServers());

  const steps = stepsOf(page)
    .map(({ commands, wanted }) => ({ commands: runnable(commands), wanted }))
    .filter(({ commands }) => commands !== '');

  it.each(steps.map((step) => [step.commands.split('\n').at(-1) ?? '', step] as const))(
    'given %s, it prints what the page shows',
    async (last, { commands, wanted }) => {
      const pattern = wanted === null ? null : outputPattern(terminal.withPorts(wanted));
      if (server.test(last)) {
        const { output } = await terminal.serve(commands);
        if (pattern) await expect.poll(() => normalised(output()), { timeout: 60_000 }).toMatch(pattern);
        return;
      }
      const { output, errors, exitCode } = await terminal.run(commands);
      if (pattern) expect(normalised(output), errors).toMatch(pattern);
      // 1 is what commands end with that found something.
      expect([0, ...(pattern ? [1] : [])], output + errors).toContain(exitCode);
    },
    300_000,
  );
});

function normalised(output: string): string {
  return `${output.trimEnd()}\n`;
}

it('the gate runs what this test leaves out', () => {
  expect(read('.ci/run')).toContain('npm ci');
});
