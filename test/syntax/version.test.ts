import { expect, it } from 'vitest';
import { versionOf } from '../../sandbox/syntax/version.ts';

it.each([
  ['a text', { openapi: '3.1.0' }, '3.1.0'],
  ['a number', { openapi: 3.1 }, '3.1'],
  ['a whole number, as YAML reads 3.0', { openapi: 3 }, '3.0'],
  ['an empty field', { openapi: null }, undefined],
  ['no such field', { swagger: '2.0' }, undefined],
  ['no object', ['openapi'], undefined],
])('the version of a document: %s', (_, document, want) => {
  expect(versionOf(document, 'openapi')).toBe(want);
});
