import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checks } from '../../sandbox/checks/index.ts';
import { problemCatalogue } from '../../sandbox/problem/catalogue.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { problemSections } from '../fixtures/problem-sections.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const room = fileURLToPath(new URL('../../sandbox/checks/', import.meta.url));

/** The README of the checks: its text, and its table of problems made from the catalogue. */
function readme(): string {
  const [text = ''] = readFileSync(`${room}README.md`, 'utf8').split(/^\| code \|/m);
  return `${text}${problemSections()}`;
}

describe('the checks', () => {
  it('are described in their README', async () => {
    await expect(readme()).toMatchFileSnapshot(`${room}README.md`);
  });

  it('have a section for each code there, whose anchor is the code', () => {
    const headings = readme().match(/^#+ .*$/gm) ?? [];
    // Anchors as GitHub derives them from headings.
    const anchors = headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/^#+ /, '')
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const codes = Object.keys(problemCatalogue);
    expect(anchors.filter((anchor) => codes.includes(anchor))).toEqual(codes);
  });

  it('are all registered', () => {
    const index = readFileSync(`${room}index.ts`, 'utf8');
    const files = readdirSync(room).filter((file) => file.endsWith('.ts'));
    const making = files.filter((file) => /: Check = \{/.test(readFileSync(room + file, 'utf8')));
    expect(making.filter((file) => !index.includes(`'./${file}'`))).toEqual([]);
    expect(making.length).toBe(checks.length);
  });

  it('report only problem codes of the catalogue', () => {
    expect(checks.flatMap(({ codes }) => codes).filter((code) => !(code in problemCatalogue))).toEqual([]);
  });

  it('have each of their codes covered by a table of rows', () => {
    const tests = fileURLToPath(new URL('.', import.meta.url));
    const tables = readdirSync(tests).filter((file) => file !== 'registry.test.ts' && file !== 'upstream.test.ts');
    const rows = tables.map((file) => readFileSync(tests + file, 'utf8')).join('\n');
    const codes = new Set(checks.flatMap((one) => one.codes));
    expect([...codes].filter((code) => !rows.includes(`'${code}'`))).toEqual([]);
  });

  it('are not run by the server', () => {
    const document = documentOf({ '/a/{id}': { get: { tags: 'a', responses: { 200: empty } } } });
    const sandbox = sandboxOf(document);
    while (sandbox.planNext());
    expect(sandbox.problems()).toEqual([]);
    expect(sandbox.check().map(({ code }) => code)).toEqual(['path-parameter', 'structure']);
  });
});
