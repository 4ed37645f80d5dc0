import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { painter } from '../../sandbox/cli/colours.ts';
import { complainAll, printAll, printCommands, shown } from '../../sandbox/cli/output.ts';
import { progressOn } from '../../sandbox/cli/progress.ts';
import { requestJson, requestLine } from '../../sandbox/cli/request-log.ts';
import { run } from '../../sandbox/cli/run.ts';
import { curlOf } from '../../sandbox/exporters/curl.ts';
import type { Catalogue } from '../../sandbox/index.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

/** Character sequences that a terminal or a build service would act on. */
const hostile = [
  'a\u001b[2Jb',
  'a\u001b]0;title\u0007b',
  'a\u009b31mb',
  'a\u0085b',
  'a\nb',
  'a\r\nb',
  'a\u2028b',
  'a\u202eb',
  'a\u2066b',
  '\n::error::stop',
  '::stop-commands::x',
  'x ##vso[task.setvariable variable=a]b',
  'x ##[error]b',
];

/** A document with these sequences in every name and text. */
function documentOf(text: string): JsonObject {
  const named = { [text]: { summary: text, value: { [text]: text } } };
  const content = {
    'application/json': { schema: { type: 'object', required: [text], pattern: '(', format: text }, examples: named },
  };
  return {
    openapi: '3.1.0',
    info: { title: text, version: text },
    tags: [{ name: text }, { name: text }],
    servers: [{ url: `/${text}`, description: text }],
    paths: {
      [`/a/${text}`]: {
        post: {
          operationId: text,
          summary: text,
          tags: [text, `${text}2`],
          parameters: [
            { name: text, in: 'query', schema: { enum: [text] }, example: `${text}!` },
            { name: text, in: 'header', schema: { type: 'string', pattern: text } },
          ],
          requestBody: { content },
          responses: {
            200: { description: text, content },
            400: { description: text, content: { [text]: {} } },
            404: { $ref: `#/${text}` },
          },
        },
        get: { responses: { 200: { $ref: `${text}.yaml` } } },
      },
    },
    webhooks: { [text]: { post: { requestBody: { content }, responses: { 200: { description: text } } } } },
    [text]: text,
  };
}

/** The output contains nothing to act on. */
function expectHarmless(text: string): void {
  expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
  expect(text).not.toMatch(/##(vso)?\[/);
}

const commands = [
  ['check', '--all'],
  ['check', '--format', 'json', '--all'],
  ['check', '--format', 'sarif', '--all'],
  ['check', '--format', 'github', '--all'],
  ['list'],
  ['list', '--json'],
  ['verify'],
  ['webhooks', '--to', 'http://127.0.0.1:9/', '--timeout', '500ms'],
];

describe('text from a document cannot control a terminal or a build', () => {
  const printed = printedByCommands();
  it.each(commands)('%s %s %s', async (...argv) => {
    for (const text of hostile) {
      const folder = writeFiles({ 'api.json': JSON.stringify(documentOf(text)) });
      await run([...argv.filter((word) => word !== undefined), join(folder, 'api.json')], {});
    }
    const all = printed.out + printed.err;
    expect(all.length).toBeGreaterThan(500);
    expectHarmless(all);
    const lines = all.split('\n').filter((line) => /^\s*::/.test(line));
    if (argv.includes('github')) {
      for (const line of lines)
        expect(line).toMatch(/^::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::/);
    } else expect(lines).toEqual([]);
  });

  it('nor can the name of a document that cannot be read', async () => {
    await run(['check', 'a\u001b[2J\n::error::b.yaml'], {});
    await run(['serve', 'a\u001b[2J\n::error::b.yaml'], {});
    expectHarmless(printed.out + printed.err);
    expect(printed.err).toContain('\\u001b[2J\\n::error::b.yaml');
    expect(printed.out + printed.err).not.toMatch(/^::error::b/m);
  });

  it('JSON values are unchanged', async () => {
    const folder = writeFiles({ 'api.json': JSON.stringify(documentOf('a\u009b\u202eb##[c]')) });
    await run(['list', '--json', join(folder, 'api.json')], {});
    const { scenarios }: Catalogue = JSON.parse(printed.out);
    expect(scenarios.map(({ operationId }) => operationId)).toContain('a\u009b\u202eb##[c]');
  });
});

describe('printed text', () => {
  const rows = [
    { name: 'keeps harmless characters', given: 'é 日本 😀 \t {}', want: 'é 日本 😀 \t {}' },
    { name: 'escapes control characters', given: '\u001b[31m\0\u007f\u009b', want: '\\u001b[31m\\u0000\\u007f\\u009b' },
    { name: 'keeps one line per line', given: 'a\nb\r\u2028c', want: 'a\\nb\\r\\u2028c' },
    { name: 'is no workflow command of GitHub Actions', given: '  ::error::x', want: '  \\u003a:error::x' },
    {
      name: 'is no logging command of Azure Pipelines',
      given: 'a ##vso[task.complete]',
      want: 'a \\u0023#vso[task.complete]',
    },
  ];
  it.each(rows)('$name', ({ given, want }) => expect(shown([given])).toBe(want));

  it('has the sandbox’s own colours, and none from a document', () => {
    const paint = painter('always', false);
    expect(shown([`${paint('red', 'a\u001b[31mb')} c`])).toBe('\u001b[31ma\\u001b[31mb\u001b[0m c');
  });

  const answered = {
    method: 'GET',
    path: '/a\u001b[2J',
    status: 200,
    scenario: 'x\n::error::y',
    trigger: null,
    hint: null,
    ms: 1,
  };
  it('about requests, too', () => {
    expectHarmless(shown([requestLine(answered, painter('never', true)), requestJson(answered)]));
  });

  it('about progress, too', () => {
    let text = '';
    const write = (chunk: string | Uint8Array) => {
      text += String(chunk);
      return true;
    };
    const { report } = progressOn({ isTTY: true, write });
    report('a\u001b[31mb\nc');
    expect(text.replace('\u001b[2K\r', '')).toBe('a\\u001b[31mb\\nc');
  });
});

describe('the many lines that a large document gives', () => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `line ${index}`);
  it.each([
    ['log', printAll],
    ['log', printCommands],
    ['error', complainAll],
  ] as const)('are all printed: %s', (stream, printed) => {
    const texts: string[] = [];
    const spy = vi.spyOn(console, stream).mockImplementation((text: string) => void texts.push(text));
    printed(lines);
    spy.mockRestore();
    expect(texts.join('\n').split('\n')).toHaveLength(lines.length);
  });
});

describe('a curl command is one line, and the shell expands nothing in it', () => {
  const folder = writeFiles({
    curl: '#!/bin/sh\nfor one in "$@"; do printf "%s\\0" "$one"; done\nif [ ! -t 0 ]; then cat; fi\n',
  });
  execFileSync('chmod', ['+x', join(folder, 'curl')]);
  const texts = [
    '$(touch marker)',
    '`touch marker`',
    "'; touch marker; '",
    '\ntouch marker\n',
    '\r\ntouch marker\r\n',
    '| touch marker',
    '\u001b[2J\u009b\u2028\0 \\n \\\\ %s é 😀\n\n',
    `${'\n'.repeat(100)}touch marker${'\r\n'.repeat(60)}`,
    `\ntouch marker ${'$(touch marker)'.repeat(300)}`,
    '&& touch marker #',
    "a ##[b] ##vso[c] '##[d]'",
  ];
  it.each(texts)('%j', (text) => {
    const name = text.replace(/[^!#$%&'*+.^`|~\w-]/g, '') || 'x';
    for (const method of ['GET', 'HEAD', 'POST', name]) {
      const request = { method, target: '/', headers: { [name]: text.replace(/[^ -~]/g, '') }, text };
      const url = `http://localhost/${encodeURIComponent(text).replaceAll('%24', '$').replaceAll('%60', '`')}`;
      const line = curlOf(url, request);
      expect(shown([line])).toBe(line);
      const { stdout, stderr } = spawnSync('sh', ['-c', line], {
        cwd: folder,
        env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        input: '',
      });
      expect(stderr.toString()).toBe('');
      expect(existsSync(join(folder, 'marker'))).toBe(false);
      const got = stdout.toString().split('\0');
      expect(got).toContain(url);
      const sent = stdout.toString();
      expect(sent.endsWith(text) || sent.endsWith(`${text}\0`)).toBe(true);
    }
  });
});
