import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { differences, type Parser } from '../../sandbox/checks/yaml-differences.ts';
import { checkedProblems } from '../fixtures/checked.ts';

const head = "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\npaths: {}\n";

function notes(document: string, beside: Readonly<Record<string, string>> = {}) {
  return checkedProblems(document, beside)
    .filter(({ code }) => code === 'yaml-neighbours')
    .map(({ severity, message, location }) => ({ severity, message, at: `${location?.line}:${location?.column}` }));
}

describe('scalars that YAML 1.1 reads differently', () => {
  const samples = differences.flatMap((difference) =>
    difference.samples.map((sample) => [sample, difference] as const),
  );

  it.each(samples)('%s is reported', (sample, { isQuoted, reads }) => {
    const [note, ...others] = notes(`${head}x-a:\n  key: ${isQuoted ? `"${sample}"` : sample}\n`);
    expect(note).toMatchObject({ severity: 'note', at: '5:8' });
    for (const [reader, words] of Object.entries(reads)) {
      expect(note?.message).toMatch(new RegExp(`${words} for [^;.]*${reader}|${reader}`));
    }
    expect(others).toEqual([]);
  });

  it.each([
    ...[
      'true',
      'null',
      '~',
      '12',
      '0',
      '007',
      '1.5',
      '-0.5',
      '1.0e+3',
      '0x1F',
      '.inf',
      'y',
      'n',
      'a:b',
      '1.2.3',
      'v1_0',
    ],
    ...["'NO'", '"on"', '"017"', "'2024-01-01'", '"a/b"', '"a\\\\/b"'],
  ])('%s is not reported', (scalar) => expect(notes(`${head}x-a: { key: ${scalar} }\n`)).toEqual([]));

  it('are reported once per kind and file, at the first, with their number', () => {
    const document = `${head}x-a:\n  - NO\n  - on: 1e3\n  - [no, 12:30]\n`;
    expect(notes(document)).toEqual([
      {
        severity: 'note',
        message:
          'NO (and 2 more in this file) is a word for yes or no: a text in YAML 1.2, but true or false for PyYAML 6.0.3 and Psych 4.0.3. Put it in quotes.',
        at: '5:5',
      },
      expect.objectContaining({ at: '6:9', message: expect.stringMatching(/^1e3 is .*write it as JSON|^1e3 is /i) }),
      expect.objectContaining({ at: '7:10' }),
    ]);
  });

  it('are reported in referenced files, also in JSON', () => {
    const document = `${head}components: { schemas: { A: { $ref: a.json } } }\n`;
    expect(notes(document, { 'a.json': '{"type": "string", "pattern": "a\\/b", "maxLength": 1e3}' })).toHaveLength(2);
  });
});

/** Asks another YAML library whether it reads each sample as YAML 1.2 does; undefined if it is not installed. */
function ask(command: string, script: string): readonly boolean[] | undefined {
  const asked = differences.flatMap(({ samples, isQuoted, is }) =>
    samples.map((sample) => ({ text: isQuoted ? `"${sample}"` : sample, is })),
  );
  try {
    return JSON.parse(
      execFileSync(command, [command === 'ruby' ? '-e' : '-c', script], {
        input: JSON.stringify(asked),
        stdio: 'pipe',
      }).toString(),
    );
  } catch {
    return undefined;
  }
}

const python = `
import json, sys, yaml
def same(one):
    try: value = yaml.safe_load(one['text'])
    except Exception: return False
    if one['is'] in ('a text', 'a slash'): return isinstance(value, str)
    if one['is'] == 'a decimal number': return isinstance(value, (int, float)) and value == float(one['text'])
    return isinstance(value, (int, float)) and not isinstance(value, bool)
print(json.dumps([same(one) for one in json.load(sys.stdin)]))`;

const ruby = `
require 'json'; require 'psych'; require 'date'
def same(one)
  value = Psych.safe_load(one['text'], permitted_classes: [Date, Time, Symbol])
  return value.is_a?(String) if ['a text', 'a slash'].include?(one['is'])
  return value.is_a?(Numeric) && value == one['text'].to_f if one['is'] == 'a decimal number'
  value.is_a?(Numeric)
rescue StandardError
  false
end
puts JSON.generate(JSON.parse(STDIN.read).map { |one| same(one) })`;

describe.each<[Parser, string, string]>([
  ['PyYAML', 'python3', python],
  ['Psych', 'ruby', ruby],
])('the table agrees with %s, if that is installed', (reader, command, script) => {
  it('for each sample', ({ skip }) => {
    const same = ask(command, script);
    if (same === undefined) skip(`${reader} is not on this machine`);
    const want = differences.flatMap(({ samples, reads }) =>
      samples.map((sample) => [sample, reads[reader] === undefined]),
    );
    const names = differences.flatMap(({ samples }) => samples);
    expect(names.map((name, index) => [name, same?.[index]])).toEqual(want);
  });
});
