import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cites, readIndex } from '../fixtures/conformance-index.ts';

const listed = readIndex();
const here = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.ts'));

it.each(here.filter((name) => name !== 'index.test.ts'))('%s is listed', (name) =>
  expect(listed.map(({ file }) => file)).toContain(`test/conformance/${name}`),
);

it.each(listed)('$file has rows of each section that the list says', ({ file, link, sections }) => {
  const place = new URL(link, import.meta.url);
  expect([existsSync(place), place.pathname.endsWith(file)]).toEqual([true, true]);
  const written = readFileSync(place, 'utf8');
  expect(sections.filter((section) => !cites(written, section))).toEqual([]);
});
