import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryPath } from '../../sandbox/cli/problem-text.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const outside = writeFiles({ 'alone.yaml': '' });
const root = writeFiles({ 'openapi.yaml': '', 'apis/pets/open api.yaml': '' });
mkdirSync(join(root, '.git'));

it.each([
  ['a file at the root', join(root, 'openapi.yaml'), root, 'openapi.yaml'],
  ['a file below', join(root, 'apis/pets/open api.yaml'), root, 'apis/pets/open api.yaml'],
  ['from a folder below', join(root, 'apis/pets/open api.yaml'), join(root, 'apis/pets'), 'apis/pets/open api.yaml'],
  ['a file elsewhere', join(outside, 'alone.yaml'), root, undefined],
  ['in no repository, the working folder is one', join(outside, 'alone.yaml'), outside, 'alone.yaml'],
])('%s is named as its repository does', (_, file, from, want) => expect(repositoryPath(file, from)).toBe(want));
