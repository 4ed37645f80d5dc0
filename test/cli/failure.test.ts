import { afterAll, describe, expect, it } from 'vitest';
import { failureLines } from '../../sandbox/cli/failure.ts';
import { builtCommand } from '../fixtures/built-command.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { writeFiles } from '../fixtures/write-document.ts';

describe('an unexpected error', () => {
  const error = new TypeError('x is not\n::error::a function');
  it('is printed as one sentence', () => {
    expect(failureLines(error, {})).toEqual([
      'openapi-sandbox: The sandbox failed: x is not. That is its own fault; please report it with the document.',
      'OPENAPI_SANDBOX_DEBUG=1 shows where.',
    ]);
    expect(failureLines('text', {})[0]).toContain('failed: text.');
  });

  it('with its stack trace if requested', () => {
    expect(failureLines(error, { OPENAPI_SANDBOX_DEBUG: '1' }).join('\n')).toMatch(/^\s+at .*failure\.test/m);
  });
});

describe('a command whose output is closed', () => {
  const command = builtCommand();
  afterAll(command.endAll);
  const get = { responses: { 200: { $ref: '#/nowhere' }, 404: empty } };
  const paths = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`/path${index}`, { get }]));
  const folder = writeFiles({ 'api.json': JSON.stringify(documentOf(paths)) });

  it.each([
    { argv: ['check', 'api.json', '--all'], want: 1 },
    { argv: ['list', 'api.json'], want: 0 },
  ])('exits as usual, and silently: $argv', async ({ argv, want }) => {
    const running = command.start(argv, folder);
    running.child.stdout?.destroy();
    expect(await running.ended).toBe(want);
    expect(running.complained()).not.toMatch(/EPIPE|^\s+at /m);
  });
});
