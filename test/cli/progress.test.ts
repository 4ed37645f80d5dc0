import { expect, it } from 'vitest';
import { progressOn } from '../../sandbox/cli/progress.ts';

function written(isTTY: boolean): string {
  let text = '';
  const write = (part: string | Uint8Array) => {
    text += String(part);
    return true;
  };
  const progress = progressOn({ isTTY, write });
  progress.report('Checking a.yaml');
  progress.end();
  return text;
}

it('progress is shown on a terminal, and erased at the end', () =>
  expect(written(true)).toMatch(/Checking a\.yaml.*\[2K\r$/));
it('progress is not shown otherwise', () => expect(written(false)).toBe(''));
