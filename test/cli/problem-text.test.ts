import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryPath } from '../../sandbox/cli/problem-text.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const outside = writeFiles({ 'alone.yaml': '' });
const root = writeFiles({ 'openapi.yaml': '', 'apis/pets/open api.yaml': '' });
mkdirSync(join(root, '.git'));

it.each([
  ['file at the root of the repository', join(root, 'openapi.yaml'), root, 'openapi.yaml'],
  ['file in a folder of the repository', join(root, 'apis/pets/open api.yaml'), root, 'apis/pets/open api.yaml'],
  [
    'working folder within the repository',
    join(root, 'apis/pets/open api.yaml'),
    join(root, 'apis/pets'),
    'apis/pets/open api.yaml',
  ],
  ['file outside of the repository', join(outside, 'alone.yaml'), root, undefined],
  ['no repository: relative to the working folder', join(outside, 'alone.yaml'), outside, 'alone.yaml'],
])('the path of a problem is relative to its repository: %s', (_, file, from, want) =>
  expect(repositoryPath(file, from)).toBe(want),
);
